"""Small functions made fast: compiled where a compiled loop calls them, and on first use where Python does."""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from numba.extending import overload

from agents.compiled.kept import kept

#: A function that makes no array need not count who holds those it reads, which takes longer than most rules do.
NOT_COUNTING = {"_nrt": False}


def compiled[F: Callable[..., Any]](function: F) -> F:
    """The same function, compiled; to the reader and the type checker nothing changes. It returns numbers, no array.

    A loop takes it in as an overload, which spares a third of the time to compile: only what Python itself calls is
    wrapped for Python, and kept on disk.
    """
    return _taken_in(function, NOT_COUNTING)


def compiled_to_arrays[F: Callable[..., Any]](function: F) -> F:
    """The same, for a function that makes arrays."""
    return _taken_in(function, {})


def _taken_in[F: Callable[..., Any]](function: F, options: Any) -> F:
    alone = cache(lambda: kept(function))

    @wraps(function)
    def call(*given: Any) -> Any:
        return alone()(*given)

    call.compiled_with = function.compiled_with = options  # type: ignore[attr-defined]
    overload(call, strict=False, jit_options=options)(lambda *_: function)
    return call  # type: ignore[return-value]
