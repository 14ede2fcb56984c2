"""Compiled code on disk, under the name of all that it was made of: an edit compiles anew what it touches, and no more.

numba keeps a function by the date of its file, and misses a change in what that function calls. Here the name of what
is kept has a hash of the function, of every compiled function that it reaches, and of the constants they read; layouts
of records are part of the signature, which numba keeps too. The code is made for any processor of the kind, so that it
gives the same bits on all of them and can be part of a wheel.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from inspect import ismodule, unwrap
from pathlib import Path
from types import CodeType
from typing import Any

import numba
import numpy as np
from filelock import FileLock
from numba import njit
from numba.core.caching import CompileResultCacheImpl, FunctionCache, _CacheLocator
from numba.core.config import _OptLevel

numba.config.CPU_NAME = "generic"  # type: ignore[attr-defined]
numba.config.OPT = _OptLevel(2)  # type: ignore[attr-defined,no-untyped-call]  # as fast as 3 here, and sooner compiled
SHIPPED = Path(__file__).parent / "code"  # in a wheel
UNUSED = 30 * 86_400.0  # seconds after which code is removed that nobody asked for
Function = Callable[..., Any]


def kept(function: Function, **options: Any) -> Function:
    """The function compiled by numba on its first call, or loaded from the folder `numba.config.CACHE_DIR`, if any."""
    compiled = njit(**options)(function)
    compile_now = compiled.compile

    def compile_or_load(signature: Any) -> Any:
        """Only now is all defined that the function reaches."""
        compiled.compile = compile_now
        if numba.config.CACHE_DIR:  # type: ignore[attr-defined]
            compiled._cache = _Cache(function)  # type: ignore[no-untyped-call]  # what enable_caching does, with a place of our own
            with _nobody_else(compiled._cache.lock):
                return compile_now(signature)
        return compile_now(signature)

    compiled.compile = compile_or_load
    return compiled


def is_kept(function: Function) -> bool:
    """Whether a function has code on disk, so that its first call need not compile it."""
    places = Path(numba.config.CACHE_DIR), SHIPPED  # type: ignore[attr-defined]
    return any(True for place in places for _ in place.glob(f"*{digest(function)}*.nbi"))


@contextmanager
def _nobody_else(path: Path) -> Iterator[None]:
    """No two processes compile the same function: the second waits for the first, and loads what that one made."""
    lock = FileLock(path, is_singleton=True)
    with ExitStack() as held:
        with suppress(OSError, NotImplementedError):  # a disk without locks
            held.enter_context(lock)
        yield


def reached(function: Function) -> Iterator[Function]:
    """The function, and every compiled function that it calls, or that these call."""
    ahead, seen = [unwrap(function)], set[Function]()
    while ahead:
        now = ahead.pop()
        if now not in seen:
            seen.add(now)
            yield now
            ahead += [rule for value in _named(now).values() for rule in _rules(value)]


def digest(function: Function) -> str:
    """Sixteen hex digits of all that a compiled function is made of."""
    told = hashlib.sha256(f"{numba.__version__} {np.__version__} {numba.config.OPT}".encode())  # type: ignore[attr-defined]
    for made_of in sorted(_content(f) for f in reached(function)):
        told.update(made_of.encode())
    return told.hexdigest()[:16]


def names_in(function: Function) -> frozenset[str]:
    """Every name and text in a function, and in the functions that it reaches: the columns it reads are among them."""
    return frozenset(name for f in reached(function) for name in _words(f.__code__))


@cache
def _content(function: Function) -> str:
    """A function as text: its instructions, and the constants that it reads."""
    values = {name: _constant(value) for name, value in sorted(_named(function).items())}
    options = getattr(function, "compiled_with", {})
    return (
        f"{function.__module__}.{function.__qualname__} {options} {_code(function.__code__, function.__doc__)} {values}"
    )


def _code(code: CodeType, doc: str | None = None) -> str:
    constants = [_code(x) if isinstance(x, CodeType) else repr(x) for x in code.co_consts if doc is None or x != doc]
    return f"{code.co_code.hex()} {code.co_names} {code.co_varnames} {code.co_freevars} {constants}"


def _words(code: CodeType) -> set[str]:
    inner = [_words(x) for x in code.co_consts if isinstance(x, CodeType)]
    return {*code.co_names, *(x for x in code.co_consts if isinstance(x, str))}.union(*inner)


def _named(function: Function) -> dict[str, Any]:
    """What a function means by its global names, and by names in modules that it means."""
    words = _words(function.__code__)
    around = {name: function.__globals__[name] for name in words if name in function.__globals__}
    for name, module in [pair for pair in around.items() if ismodule(pair[1])]:
        inside = {word: vars(module)[word] for word in words if word in vars(module)}
        around |= {f"{name}.{word}": value for word, value in inside.items()}
    return around


def _rules(value: Any) -> list[Function]:
    """The functions that numba compiles where this is called; none where it is no compiled function."""
    if hasattr(value, "reaches"):  # one that chooses among rules
        return [unwrap(rule) for rule in value.reaches()]
    if hasattr(value, "loop"):
        return [value.loop.py_func]
    return [unwrap(value)] if hasattr(value, "compiled_with") else []


def _constant(value: Any) -> str:
    """What a global name adds to the code: a number or text as such, a tuple by its fields."""
    if isinstance(value, int | float | str | tuple | np.generic):
        return repr(value)
    if hasattr(value, "reaches"):
        return str([f"{rule.__module__}.{rule.__qualname__}" for rule in value.reaches()])
    return str(getattr(value, "_fields", type(value).__name__))


class _Locator(_CacheLocator):
    """Where numba finds what is kept of a function."""

    def __init__(self, function: Function) -> None:
        self.digest = digest(function)

    def get_cache_path(self) -> str:
        return str(numba.config.CACHE_DIR)  # type: ignore[attr-defined]

    def get_source_stamp(self) -> str:
        return ""  # the name says it all

    def get_disambiguator(self) -> str:
        return self.digest

    @classmethod
    def from_function(cls, py_func: Function, py_file: str) -> "_Locator":
        return cls(py_func)


class _Impl(CompileResultCacheImpl):
    _locator_classes = [_Locator]  # type: ignore[list-item]  # noqa: RUF012

    def __init__(self, py_func: Function) -> None:
        super().__init__(py_func)  # type: ignore[no-untyped-call]
        here = Path(self.locator.get_cache_path())
        index = f"{self.filename_base}.nbi"
        if not (here / index).exists():
            with suppress(OSError):
                for file in sorted(SHIPPED.glob(f"{self.filename_base}.*"), key=lambda file: file.name == index):
                    draft = here / f"{file.name}.{os.getpid()}"
                    shutil.copy(file, draft)
                    draft.replace(here / file.name)
        with suppress(OSError):
            os.utime(here / index)  # somebody uses it


class _Cache(FunctionCache):
    _impl_class = _Impl

    @property
    def lock(self) -> Path:
        """What is held while the function is compiled."""
        return Path(self.cache_path) / f"{self._impl.filename_base}.lock"


def tidy(folder: Path) -> None:
    """Remove compiled code that nobody has asked for in a month."""
    for index in folder.glob("*.nbi"):
        with suppress(OSError):
            if index.stat().st_mtime < time.time() - UNUSED:
                for file in folder.glob(f"{index.stem}.*"):
                    file.unlink()
