"""A short way from Python into compiled code.

numba works out the types of all arguments at each call, which takes longer than many a loop does. Where they are alike
those of the last call, the code of the last call is entered at once.
"""

from functools import update_wrapper
from typing import Any

import numpy as np
from numba import typeof
from numba.core.typing.typeof import typeof_impl

LAYOUT = 0x1 | 0x100 | 0x400  # of an array: contiguous, aligned, writeable
LARGE = 1 << 20  # bytes of an array that is not kept alive
NUMBERS = frozenset((int, float, bool, np.uint64, np.int64, np.uint32, np.int32, np.float64))
_loops: list["Direct"] = []


class Direct:
    """A loop compiled by numba, as Python calls it; compiled code that calls it sees the loop itself."""

    def __init__(self, loop: Any) -> None:
        self.loop, self.py_func, self.enter = loop, loop.py_func, None
        self.last: tuple[Any, ...] = ()
        update_wrapper(self, loop.py_func)
        _loops.append(self)

    def __call__(self, *given: Any) -> Any:
        if self.enter is None:
            out = self.loop(*given)
            self.last, self.enter = given, self.loop.overloads[tuple(map(typeof, given))].entry_point
            return out
        if alike(given, self.last):
            self.last = given  # that what is the same next time is seen to be
            return self.enter(*given)
        return self.loop(*given)


@typeof_impl.register(Direct)
def _as_loop(direct: Direct, c: Any) -> Any:
    return typeof_impl(direct.loop, c)


def alike(these: tuple[Any, ...], those: tuple[Any, ...]) -> bool:
    """Whether numba takes arguments for the same types as others: the same objects, arrays of one layout, tuples and
    numbers of one type. False is always safe."""
    if len(these) != len(those):
        return False
    for a, b in zip(these, those, strict=True):
        if a is b:
            continue
        kind = type(a)
        if kind is not type(b):
            return False
        if kind in NUMBERS:  # first, since nearly all that changes from call to call is a number
            continue
        if kind is np.ndarray:
            if a.ndim != b.ndim or (a.flags.num ^ b.flags.num) & LAYOUT:
                return False
            if a.dtype is not b.dtype and a.dtype != b.dtype:
                return False
        elif not (issubclass(kind, tuple) and alike(a, b)):
            return False
    return True


def let_go() -> None:
    """Keep no large array alive that was an argument: a model has ended."""
    for direct in _loops:
        direct.last = _hollow(direct.last)


def _hollow(given: Any) -> Any:
    """The same arguments, with empty arrays of the same type in place of large ones."""
    if isinstance(given, tuple):
        parts = [_hollow(part) for part in given]
        if all(a is b for a, b in zip(parts, given, strict=True)):
            return given
        return type(given)(*parts) if hasattr(given, "_fields") else tuple(parts)
    if isinstance(given, np.ndarray) and given.nbytes > LARGE:
        empty = np.empty((0,) * given.ndim, given.dtype)
        empty.flags.writeable = given.flags.writeable
        return empty
    return given
