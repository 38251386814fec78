#!/bin/sh
# Finds a Python that can build .venv, then lets it (environment.py). Runs before anything is installed.
set -eu
cd "$(dirname "$0")/../.."
unset PYTHONPATH PYTHONHOME PYTHONSTARTUP

# A version manager's shim may be on PATH and still fail: only running it tells.
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
can_build() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

if [ -n "${PYTHON:-}" ]; then
    new_enough "$PYTHON" || {
        echo "set-up: PYTHON=$PYTHON is not a Python 3.11 or newer that runs; give another one." >&2
        exit 1
    }
    candidates=$PYTHON
elif [ ! -e .venv/half-built ] && new_enough .venv/bin/python; then
    exec .venv/bin/python infra/setup/environment.py
fi

recent=""
IFS='
'
for candidate in ${candidates:-python3.13
python3.12
python3.11
python3}; do
    new_enough "$candidate" || continue
    recent=$candidate
    if can_build "$candidate"; then exec "$candidate" infra/setup/environment.py; fi
done

if [ -n "$recent" ]; then
    echo "set-up: $recent has no venv module; install it (Debian, Ubuntu: apt install python3-venv) and run the same command again." >&2
else
    echo "set-up: claimwire needs Python 3.11 or newer, and none was found; install one and run the same command again (PYTHON=/path/to/python3 chooses one)." >&2
fi
exit 1
