"""Imported before NumPy wherever articles are read: one process computes in one thread.

The matrices of one article are too small for several threads, and as many in each worker as there are cores make all of them slower.
"""

import os

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[_variable] = "1"
