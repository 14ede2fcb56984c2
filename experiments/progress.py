"""A progress bar on stderr for what takes more than two seconds."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 2.0  # seconds without a word


@contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """Called with how many of the total are done, it shows a bar once two seconds have passed since the program began."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True))
    task = bar.add_task(label, total=total)

    def done(number: int) -> None:
        if time.process_time() > PATIENCE or bar.live.is_started:
            bar.start()
        bar.update(task, completed=number)

    try:
        yield done
    finally:
        bar.stop()
