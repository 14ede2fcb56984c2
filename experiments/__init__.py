"""Questions put to the model: arms, runs, sweeps, figures, claims."""

import sys
from pathlib import Path

# Where Python may not keep the bytecode of libraries beside them, as in many containers, every process would spend ten
# seconds on compiling it anew: it is kept in the checkout.
if sys.dont_write_bytecode:
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(Path(__file__).parents[1] / ".bytecode")
