"""A folder of this user's alone for what may be made again: compiled code, bytecode, the text of plug-ins."""

import os
import stat
import tempfile
from functools import cache
from pathlib import Path

from platformdirs import user_cache_dir

VARIABLE = "WESTPHALIA_CACHE"  # names another folder


@cache
def private_cache() -> Path:
    """The user's cache folder, or a private temporary one where that cannot be had."""
    named = os.environ.get(VARIABLE)
    folder = Path(named) if named else Path(user_cache_dir("westphalia", appauthor=False))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if is_private(folder) and os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix="westphalia-"))  # mode 0700, ours


def is_private(folder: Path) -> bool:
    """Whether a folder is this user's, no link, and closed to others: code that lies in it is run."""
    if not hasattr(os, "getuid"):  # Windows keeps the profile of a user to that user
        return True
    told = folder.lstat()
    return stat.S_ISDIR(told.st_mode) and told.st_uid == os.getuid() and not told.st_mode & 0o022
