"""A Dask cluster plays a sweep to the same bytes as local processes, though its workers are killed."""

import os
import random
import signal
import threading
import time
from pathlib import Path

import pytest

from experiments.design.reading import read_design
from experiments.sweep import sweep as sweep_module
from experiments.sweep.sweep import sweep

DESIGN = """
world = "random"
arms = ["none", "mine=local_institution+coalitions"]
replicates = 2
steps = 12
[settings]
actors = 60
[uncertainties]
risk = "declared"
group_size = [3, 6]
[sampler]
name = "latin_hypercube"
size = 40
"""


def assert_same(there: Path, here: Path) -> None:
    for name in ("runs.parquet", "series.parquet"):
        assert (there / name).read_bytes() == (here / name).read_bytes()


@pytest.fixture
def design(tmp_path: Path) -> Path:
    path = tmp_path / "design.toml"
    path.write_text(DESIGN)
    return path


def test_a_cluster_plays_to_the_same_bytes(design: Path, tmp_path: Path) -> None:
    """Its workers are threads, which must not mix their luck."""
    from distributed import LocalCluster

    sweep(read_design(design), design, tmp_path / "here", 1)
    with LocalCluster(
        n_workers=2, threads_per_worker=2, processes=False, protocol="tcp", dashboard_address=":0"
    ) as cluster:
        swept = sweep(read_design(design), design, tmp_path / "there", 1, cluster.scheduler_address)
    assert (swept.runs, swept.failed) == (160, 0)
    assert_same(tmp_path / "there", tmp_path / "here")


@pytest.mark.long
@pytest.mark.parametrize("moment", range(5))
def test_the_same_bytes_from_a_cluster_that_loses_a_worker(
    moment: int, design: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import LocalCluster

    sweep(read_design(design), design, tmp_path / "here", 1)
    killed: list[int] = []
    with LocalCluster(n_workers=2, threads_per_worker=2, dashboard_address=":0", memory_limit=0) as cluster:

        class Victims(sweep_module.Sweep):
            def play(self, engine, told):  # type: ignore[no-untyped-def]
                def kill() -> None:
                    until = time.monotonic() + 60
                    while not self.parts.done and time.monotonic() < until:
                        time.sleep(0.01)
                    time.sleep(random.Random(moment).uniform(0, 0.3))
                    assert len(self.parts.done) < 160
                    killed.append(cluster.workers[0].process.process.pid)
                    os.kill(killed[0], signal.SIGKILL)

                thread = threading.Thread(target=kill, daemon=True)
                thread.start()
                super().play(engine, told)
                thread.join()

        monkeypatch.setattr(sweep_module, "Sweep", Victims)
        swept = sweep(read_design(design), design, tmp_path / "there", 1, cluster.scheduler_address)
    assert killed
    assert (swept.runs, swept.failed) == (160, 0)
    assert_same(tmp_path / "there", tmp_path / "here")
