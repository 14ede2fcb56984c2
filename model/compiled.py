"""How short rules become fast loops: numba, with a cache that a changed line of source always renews.

What is compiled lies in a folder of this user's alone, named after all that it is made of
(`agents.compiled.kept`).
"""

from collections.abc import Callable, Sequence
from functools import cache
from types import FunctionType
from typing import Any

import numba
from numba.extending import overload

from agents.compiled import compiled
from agents.compiled.direct import Direct
from agents.compiled.kept import kept, tidy
from model import plugins
from model.cache import private_cache

plugins.announce_from_environment()  # their rules are compiled too
plugins.seal()
NO_KIND = 255  # which has no rule of its own
FOLDER = private_cache() / "numba"
FOLDER.mkdir(parents=True, exist_ok=True)
tidy(FOLDER)
numba.config.CACHE_DIR = str(FOLDER)  # type: ignore[attr-defined]


def loop[F: Callable[..., Any]](function: F) -> F:
    """A whole loop over arrays: compiled on first call, kept on disk for the next process."""
    return Direct(kept(function))  # type: ignore[return-value]


def row_loop[F: Callable[..., Any]](function: F) -> F:
    """A loop over the rows first..last-1, its first two arguments, that threads may play at the same time: it writes to
    these rows alone, and lets other Python code run."""
    function.compiled_with = {"nogil": True}  # type: ignore[attr-defined]  # part of what it is kept under
    return Direct(kept(function, nogil=True))  # type: ignore[return-value]


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


def _ruled(kind: int, *reads: Any) -> Any:
    own = not (reads[-1].kind_without_rules >> kind) & 1
    return RULES(kind if own else NO_KIND, *reads)  # type: ignore[name-defined]  # noqa: F821


def _through(kind: int, *reads: Any) -> Any:
    return INNER(kind, *reads)  # type: ignore[name-defined]  # noqa: F821


def dispatch(rules: Callable[[], Sequence[Callable[..., Any]]], usual: Callable[..., Any]) -> Callable[..., Any]:
    """One compiled function `(kind, *reads)` that calls the rule of that kind; most kinds have the usual one.

    The settings are what a rule reads last: a kind that they leave without rules has the usual one too.
    Which rules there are is asked when it is first compiled, so that a plug-in may have added some.
    """

    @cache
    def chosen() -> Callable[..., Any]:
        call = compiled(linked(_last, "last", FIRST=usual))
        for kind, rule in reversed(list(enumerate(rules()))):
            if rule is not usual:
                call = compiled(linked(_choose, f"choose_{kind}", KIND=kind, FIRST=rule, REST=call))
        return compiled(linked(_ruled, "ruled", RULES=call))

    def call(kind: int, *reads: Any) -> Any:
        return chosen()(kind, *reads)

    call.reaches = lambda: [_ruled, usual, *rules()]  # type: ignore[attr-defined]
    overload(call, strict=False)(lambda *_: linked(_through, "through", INNER=chosen()))
    return call
