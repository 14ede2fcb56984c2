"""A Dask cluster plays a sweep to the same bytes as local processes, though its workers are killed."""

import asyncio
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from experiments.__main__ import main
from experiments.play import play as play_module
from experiments.play.cluster import reach
from experiments.play.driver import Driver
from model.params import BadInput
from tests.contract.sweeping import swept

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


ROOT = Path(__file__).parents[2]


@contextmanager
def cluster_in(folder: Path, workers: Path) -> Iterator[str]:
    """The address of a scheduler started in `folder`, without a checkout, with one worker started in `workers`."""
    told = folder / "scheduler.json"
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    common = ["--scheduler-file", str(told), "--host", "127.0.0.1", "--no-dashboard"]
    begun = []
    try:
        for kind, where in (("scheduler", folder), ("worker", workers)):
            own = ["--port", "0"] if kind == "scheduler" else ["--nthreads", "1", "--death-timeout", "60"]
            call = [sys.executable, "-m", "dask", kind, *common, *own]
            begun.append(subprocess.Popen(call, cwd=where, env=clean, stderr=subprocess.DEVNULL))
            until = time.monotonic() + 60
            while not told.exists() and time.monotonic() < until:
                time.sleep(0.1)
        yield json.loads(told.read_text())["address"]
    finally:
        for process in reversed(begun):
            process.terminate()
            process.wait(60)


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

    swept(design, tmp_path / "here")
    with LocalCluster(
        n_workers=2, threads_per_worker=2, processes=False, protocol="tcp", dashboard_address=":0"
    ) as cluster:
        manifest = swept(design, tmp_path / "there", 1, cluster.scheduler_address).manifest
    assert (manifest["runs"], manifest["failed"]) == (160, 0)
    assert_same(tmp_path / "there", tmp_path / "here")


def test_only_the_workers_need_the_checkout(design: Path, tmp_path: Path) -> None:
    swept(design, tmp_path / "here")
    with cluster_in(tmp_path, ROOT) as address:
        manifest = swept(design, tmp_path / "there", 1, address).manifest
    assert (manifest["runs"], manifest["failed"]) == (160, 0)
    assert_same(tmp_path / "there", tmp_path / "here")


def test_a_worker_without_the_checkout_is_one_line(
    design: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It used to end mutely, and the sweep to wait for ever."""
    (tmp_path / "experiments").mkdir()  # hides the package that is installed here
    (tmp_path / "experiments/__init__.py").touch()
    with cluster_in(tmp_path, tmp_path) as address:
        assert main(["sweep", str(design), "--out", str(tmp_path / "out"), "--scheduler", address]) == 2
    said = capsys.readouterr().err
    assert said.endswith("started in a checkout (No module named 'experiments.play')\n")
    assert said.count("\n") == 1


@pytest.mark.parametrize("kind", ["closed", "mute", "another service"])
def test_a_scheduler_that_does_not_answer_is_one_line(
    kind: str, design: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        if kind == "closed":
            server.close()
        else:
            server.listen()
        if kind == "another service":
            threading.Thread(target=lambda: server.accept()[0].sendall(b"HTTP/1.1 200 OK\r\n\r\n"), daemon=True).start()
        began = time.monotonic()
        assert main(["sweep", str(design), "--out", str(tmp_path / "out"), "--scheduler", address]) == 2
        assert time.monotonic() - began < 15
    said = capsys.readouterr().err
    assert said.startswith(f"error: scheduler={address}: allowed the address of a Dask scheduler that answers")
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_scheduler_is_greeted_from_within_a_running_loop_as_notebooks_have_one() -> None:
    async def cell(address: str) -> None:
        with pytest.raises(BadInput) as refused:
            reach(address)
        assert "event loop" not in str(refused.value)

    with socket.create_server(("127.0.0.1", 0)) as other:
        threading.Thread(target=lambda: other.accept()[0].close() or other.accept()[0].close(), daemon=True).start()
        begun = cell(f"tcp://127.0.0.1:{other.getsockname()[1]}")
        with ThreadPoolExecutor(1) as apart:  # a browser test before this one leaves its own loop running here
            apart.submit(asyncio.run, begun).result()


@pytest.mark.long
@pytest.mark.parametrize("moment", range(5))
def test_the_same_bytes_from_a_cluster_that_loses_a_worker(
    moment: int, design: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import LocalCluster

    swept(design, tmp_path / "here")
    killed: list[int] = []
    with LocalCluster(n_workers=2, threads_per_worker=2, dashboard_address=":0", memory_limit=0) as cluster:

        class Victims(Driver):
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

        monkeypatch.setattr(play_module, "Driver", Victims)
        manifest = swept(design, tmp_path / "there", 1, cluster.scheduler_address).manifest
    assert killed
    assert (manifest["runs"], manifest["failed"]) == (160, 0)
    assert_same(tmp_path / "there", tmp_path / "here")
