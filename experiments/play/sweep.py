"""A sweep from its design to its folder, whatever interrupts it."""

from pathlib import Path
from typing import NamedTuple

from experiments.ask.design import Design
from experiments.play.driver import Sweep
from experiments.play.engine import Engine
from experiments.play.folder import read_manifest
from experiments.play.pace import shown
from experiments.play.parts import Parts
from experiments.play.progress import Stopped
from experiments.play.sweep_folder import complete, is_complete, sweep_folder

PARTS = "parts"


class Swept(NamedTuple):
    """Where the runs are, how many, and how many of them failed."""

    folder: Path
    runs: int
    failed: int


def sweep(design: Design, source: Path, out: Path, workers: int, scheduler: str = "") -> Swept:
    """Play what is left of a design, on so many local processes or on the cluster at `scheduler`.

    `source` is the design's file, a copy of which stays with the runs. Raises BadInput for a folder that cannot be
    had, a full disk or a silent scheduler, and Stopped on Ctrl-C; in each case the same call goes on.
    """
    if scheduler and not is_complete(out):  # before there is a folder that would be left empty
        from experiments.play.cluster import reach

        reach(scheduler)
    with sweep_folder(out, design, source) as folder:
        if not is_complete(folder):
            parts = Parts(folder / PARTS)
            if len(parts.done) < design.n_runs:
                play(design, parts, folder, workers, scheduler)
            complete(folder, design, parts)
        elif (folder / PARTS).exists():
            Parts(folder / PARTS).remove()  # killed between the manifest and this
    manifest = read_manifest(out)
    return Swept(out, int(manifest["runs"]), int(manifest["failed"]))


def play(design: Design, parts: Parts, folder: Path, workers: int, scheduler: str) -> None:
    """Play what the parts do not have."""
    chosen: Engine | None = None
    try:
        chosen = engine(min(workers, design.n_families), scheduler)
        with shown(design.n_runs) as told:
            Sweep(design, parts).play(chosen, told)
    except KeyboardInterrupt:
        done = f"{len(parts.done)} of {design.n_runs} runs are kept in {folder}"
        raise Stopped(f"{done}; the same command goes on") from None
    finally:
        if chosen:
            chosen.close()


def engine(workers: int, scheduler: str) -> Engine:
    """The cluster if one is named, or else local processes. Raises BadInput where the scheduler does not answer."""
    if scheduler:
        from experiments.play.cluster import DaskCluster

        return DaskCluster(scheduler)
    from experiments.play.local import LocalProcesses

    return LocalProcesses(workers)
