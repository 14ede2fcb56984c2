"""What is going on: rate, time to go and failures on stderr. A bar on a terminal, a line a minute in a log."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

PATIENCE = 2.0  # seconds before a bar is shown
EVERY = 60.0  # seconds between lines of a log
BEGAN = time.monotonic()


class Stopped(Exception):  # noqa: N818 - no error of anyone's
    """Ctrl-C, with what is finished kept; the text says how to go on."""


Done = Callable[[int, int], None]
Watch = Callable[[int], AbstractContextManager[Done]]


@contextmanager
def shown(total: int) -> Iterator[Done]:
    """Called with runs done and runs failed, first with those of former times."""
    from rich import progress as bars
    from rich.console import Console

    console = Console(stderr=True)
    done_so_far = ("runs", bars.BarColumn(), bars.MofNCompleteColumn(), "{task.fields[rate]}")
    in_time = (bars.TimeElapsedColumn(), "to go", "{task.fields[to_go]}", "[red]{task.fields[failures]}")
    bar = bars.Progress(*done_so_far, *in_time, console=console, disable=not console.is_terminal)
    task = bar.add_task("", total=total, rate="", to_go="", failures="")
    pace: list[tuple[float, int]] = []
    spoke = time.monotonic()

    def told(done: int, failed: int) -> None:
        nonlocal spoke
        now = time.monotonic()
        pace.append((now, done))
        rate, to_go = pace_of(pace, total)
        failures = f"{failed} failed" if failed else ""
        if console.is_terminal and now - BEGAN > PATIENCE:
            bar.start()
        bar.update(task, completed=done, rate=rate, to_go=to_go, failures=failures)
        if not console.is_terminal and now - spoke > EVERY:
            spoke = now
            print(f"{done} of {total} runs, {rate}, {to_go} to go {failures}".rstrip(), file=sys.stderr, flush=True)
        del pace[1:-100]

    try:
        yield told
    finally:
        bar.stop()


def pace_of(pace: list[tuple[float, int]], total: int) -> tuple[str, str]:
    """Runs a second over the last hundred reports, and the time that the rest will take at that rate."""
    (then, before), (now, done) = pace[-min(len(pace), 100)], pace[-1]
    if done <= before or now <= then:
        return "", "?"
    rate = (done - before) / (now - then)
    return f"{rate:.3g} runs/s", in_words((total - done) / rate)


def in_words(seconds: float) -> str:
    """A span of time as a person would say it."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"


def in_bytes(number: float) -> str:
    """A size on disk, in powers of a thousand."""
    power = 0
    while number >= 1000 and power < 4:
        number, power = number / 1000, power + 1
    return f"{number:.3g} {('B', 'kB', 'MB', 'GB', 'TB')[power]}"
