"""Imported before NumPy in every worker: one process computes in one thread.

As many threads in each worker as there are cores make all of them slower.
"""

import os

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[_variable] = "1"
