"""Small functions made fast: compiled on first use, and inlined where a compiled loop calls them."""

from collections.abc import Callable
from typing import Any

from numba import njit


def compiled[F: Callable[..., Any]](function: F) -> F:
    """The same function, compiled; to the reader and the type checker nothing changes."""
    return njit(function)
