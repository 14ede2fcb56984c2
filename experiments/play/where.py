"""Where runs are played."""

from typing import NamedTuple

from experiments.ask.question import read_workers
from model.params import BadInput


class Where(NamedTuple):
    """By so many processes of this machine, or by the Dask cluster at an address."""

    workers: int
    scheduler: str = ""


def read_where(workers: str, scheduler: str) -> Where:
    """From the options of a command; raises BadInput."""
    if workers and scheduler:
        raise BadInput("workers", workers, "nothing with --scheduler: the cluster has its own workers")
    return Where(read_workers(workers), scheduler)
