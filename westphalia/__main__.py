"""`westphalia` and `python -m westphalia`: the same as `python -m experiments`."""

import sys

from experiments.__main__ import run

if __name__ == "__main__":
    sys.exit(run())
