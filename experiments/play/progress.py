"""A progress bar on stderr for what takes more than two seconds."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 2.0  # seconds without a word
LONG_PATIENCE = 6.0  # for what is sometimes slow
BEGAN = time.monotonic()


class Stopped(Exception):  # noqa: N818 - no error of anyone's
    """Ctrl-C, with what is finished kept; the text says how to go on."""


@contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """Called with how many of the total are done; a bar appears once two seconds have passed since the start."""
    from rich import progress as shown  # loaded only by what takes long
    from rich.console import Console

    columns = (shown.BarColumn(), shown.MofNCompleteColumn(), shown.TimeElapsedColumn(), shown.TimeRemainingColumn())
    bar = shown.Progress("{task.description}", *columns, console=Console(stderr=True))
    task = bar.add_task(label, total=total)

    def done(number: int) -> None:
        if time.monotonic() - BEGAN > PATIENCE:
            bar.start()
        bar.update(task, completed=number)

    try:
        yield done
    finally:
        bar.stop()


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
