"""How short rules become fast loops: numba, with a cache that a changed line of source always renews.

numba renews a cached function when its own file changes, but not when a function it calls does. So the cache lives in
a folder named after the syntax of agents/, model/ and all plug-ins: change a rule, and everything is compiled again.
"""

import os
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

import numba
from numba import njit
from numba.extending import overload

from agents.compiled import compiled
from model import plugins
from model.cache import private_cache
from model.version import model_version

KEPT = 4  # caches of other versions of the source that stay, however old
UNUSED = 86_400.0  # seconds after which another is removed: a command may still be using it


def _cache_folder(home: Path, version: str) -> Path:
    """Where this version's compiled code lives: a folder that nobody else may write. Marks it as used, and prunes."""
    mine = home / version
    mine.mkdir(parents=True, exist_ok=True)
    os.utime(mine)
    others = sorted((d for d in home.iterdir() if d != mine), key=_used)
    for old in others[: -KEPT or None]:
        if _used(old) < time.time() - UNUSED:
            doomed = old.with_name(f".{old.name}.{os.getpid()}")  # whole or gone, for whoever starts meanwhile
            with suppress(OSError):
                old.rename(doomed)
                shutil.rmtree(doomed)
    return mine


def _used(folder: Path) -> float:
    """When a folder was used last; 0 where another command has just removed it."""
    try:
        return folder.lstat().st_mtime
    except OSError:
        return 0.0


plugins.announce_from_environment()  # their rules are compiled too
plugins.seal()
numba.config.CACHE_DIR = str(_cache_folder(private_cache() / "numba", model_version()))  # type: ignore[attr-defined]


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


def _through(kind: int, *reads: Any) -> Any:
    return INNER(kind, *reads)  # type: ignore[name-defined]  # noqa: F821


def dispatch(rules: Callable[[], Sequence[Callable[..., Any]]], usual: Callable[..., Any]) -> Callable[..., Any]:
    """One compiled function `(kind, *reads)` that calls the rule of that kind; most kinds have the usual one.

    Which rules there are is asked when it is first compiled, so that a plug-in may have added some.
    """

    @cache
    def chosen() -> Callable[..., Any]:
        call = compiled(linked(_last, "last", FIRST=usual))
        for kind, rule in reversed(list(enumerate(rules()))):
            if rule is not usual:
                call = compiled(linked(_choose, f"choose_{kind}", KIND=kind, FIRST=rule, REST=call))
        return call

    def call(kind: int, *reads: Any) -> Any:
        return chosen()(kind, *reads)

    overload(call, strict=False)(lambda *_: linked(_through, "through", INNER=chosen()))
    return call
