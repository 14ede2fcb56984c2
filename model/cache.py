"""A folder of this user's alone for what may be made again: compiled code, bytecode, the text of plug-ins."""

import atexit
import os
import shutil
import stat
import sys
import tempfile
from functools import cache
from pathlib import Path

VARIABLE = "WESTPHALIA_CACHE"  # names another folder


@cache
def private_cache() -> Path:
    """The user's cache folder, or one for this command alone where that cannot be had; which is then said."""
    from platformdirs import user_cache_dir  # many commands need none, and would wait for it

    named = os.environ.get(VARIABLE)
    folder = Path(named) if named else Path(user_cache_dir("westphalia", appauthor=False))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if is_private(folder) and os.access(folder, os.W_OK):
            return folder
        reason = "it is not a folder of your own with mode 0700"
    except OSError as error:
        reason = error.strerror or str(error)
    return _for_now(folder, reason)


def is_private(folder: Path) -> bool:
    """Whether a folder is this user's, no link, and closed to others: code that lies in it is run."""
    if not hasattr(os, "getuid"):  # Windows keeps the profile of a user to that user
        return folder.is_dir()
    told = folder.lstat()
    return stat.S_ISDIR(told.st_mode) and told.st_uid == os.getuid() and not stat.S_IMODE(told.st_mode) & 0o077


def _for_now(folder: Path, reason: str) -> Path:
    """A private temporary folder that ends with this process; those that it starts share it."""
    made = Path(tempfile.mkdtemp(prefix="westphalia-"))  # mode 0700, ours
    print(f"{folder} cannot keep compiled code ({reason}): it is compiled for this command alone", file=sys.stderr)
    os.environ[VARIABLE] = str(made)
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made
