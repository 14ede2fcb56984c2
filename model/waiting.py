"""Words for whoever waits."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

LONG_PATIENCE = 6.0  # seconds without a word, for what is sometimes slow


@contextmanager
def said_if_slow(text: str) -> Iterator[None]:
    """Says on stderr what is going on if the block takes long; leaves no thread behind, so that one may fork."""
    words = threading.Timer(LONG_PATIENCE, lambda: print(text, file=sys.stderr, flush=True))
    words.start()
    try:
        yield
    finally:
        words.cancel()
        words.join()
