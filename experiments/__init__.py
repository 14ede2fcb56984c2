"""Questions put to the model: asked, played, judged, shown."""

import sys

from model.cache import private_cache

# Where Python may not keep the bytecode of libraries beside them, as in many containers, every process would spend ten
# seconds on compiling it again: it is kept in the user's cache folder.
if sys.dont_write_bytecode:
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(private_cache() / "bytecode")
