"""What a sweep says of itself: what it would cost, and which runs failed."""

import sys

import pyarrow.parquet as pq

from experiments.play.cost import Estimate
from experiments.play.pace import in_bytes, in_words
from experiments.play.sweep import Swept

SHOWN = 5  # failures that are told; all are in runs.parquet


def print_estimate(found: Estimate) -> None:
    """Runs, time and disk, and where the figures come from."""
    workers = f"{found.workers} worker{'s' * (found.workers > 1)}"
    print(f"runs   {found.runs} in {found.families} families of one world and luck")
    span = f"between {in_words(found.low)} and {in_words(found.high)}"
    pilot = f"a pilot of {found.pilot} families on as many, while the machine is as busy as now"
    print(f"time   about {in_words(found.seconds)}, {span}, on {workers}; from {pilot}")
    print(f"disk   {in_bytes(found.size)}, and as much again while parts become one table")


def tell_failures(swept: Swept) -> int:
    """Name the first failures on stderr; 1 if there are any."""
    if not swept.failed:
        return 0
    columns = ["run_id", "arm", "seed", "error"]
    rows = pq.read_table(swept.folder / "runs.parquet", columns=columns, filters=[("status", "==", "error")])
    for row in rows.slice(0, SHOWN).to_pylist():
        print(f"error: {row['run_id']}, {row['arm']}, seed {row['seed']}: {row['error']}", file=sys.stderr)
    if rows.num_rows > SHOWN:
        print(f"error: and {rows.num_rows - SHOWN} more, in {swept.folder / 'runs.parquet'}", file=sys.stderr)
    return 1
