"""How short rules become fast loops: numba, with a cache that a changed line of source always renews.

numba renews a cached function when its own file changes, but not when a function it calls does. So the cache lives in
a folder named after all source files of agents/ and model/: change a rule, and everything is compiled anew.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

import numba
from numba import njit

from agents.compiled import compiled

ROOT = Path(__file__).parents[1]
KEPT = 4  # caches of other versions of the source that stay


@cache
def model_version() -> str:
    """Twelve hex digits that name the source of agents/ and model/ (code only)."""
    digest = hashlib.sha256()
    for path in sorted([*ROOT.glob("agents/**/*.py"), *ROOT.glob("model/**/*.py"), *ROOT.glob("model/**/*.csv")]):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _cache_folder() -> Path:
    """Where this version's compiled code lives: in the checkout, or in the temporary folder if that is read-only."""
    home = ROOT / ".numba"
    try:
        home.mkdir(exist_ok=True)
        if not os.access(home, os.W_OK):
            raise OSError
    except OSError:
        home = Path(tempfile.gettempdir()) / f"westphalia-numba-{os.getuid()}"
        home.mkdir(exist_ok=True)
    mine = home / model_version()
    if not mine.exists():
        mine.mkdir(exist_ok=True)
        others = sorted((d for d in home.iterdir() if d != mine), key=lambda d: d.stat().st_mtime)
        for old in others[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)
    return mine


numba.config.CACHE_DIR = str(_cache_folder())  # type: ignore[attr-defined]


def loop[F: Callable[..., Any]](function: F) -> F:
    """A whole loop over arrays: compiled on first call, kept on disk for the next process."""
    return njit(cache=True)(function)  # type: ignore[return-value]


def linked(template: Callable[..., Any], name: str, **names: Any) -> Callable[..., Any]:
    """The template with some of its global names bound to the given functions or numbers, under a name of its own."""
    copy = FunctionType(template.__code__, {**template.__globals__, **names}, name, template.__defaults__)
    copy.__qualname__ = copy.__name__ = name
    copy.__module__ = template.__module__
    return copy


def _choose(kind: int, *reads: Any) -> Any:
    if kind == KIND:  # type: ignore[name-defined]  # noqa: F821
        return FIRST(*reads)  # type: ignore[name-defined]  # noqa: F821
    return REST(kind, *reads)  # type: ignore[name-defined]  # noqa: F821


def _last(kind: int, *reads: Any) -> Any:  # noqa: ARG001
    return FIRST(*reads)  # type: ignore[name-defined]  # noqa: F821


def dispatch(rules: Sequence[Callable[..., Any]], usual: Callable[..., Any]) -> Callable[..., Any]:
    """One compiled function `(kind, *reads)` that calls the rule of that kind; most kinds have the usual one."""
    call = compiled(linked(_last, "last", FIRST=usual))
    for kind, rule in reversed(list(enumerate(rules))):
        if rule is not usual:
            call = compiled(linked(_choose, f"choose_{kind}", KIND=kind, FIRST=rule, REST=call))
    return call
