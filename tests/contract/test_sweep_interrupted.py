"""A sweep gives the same tables whatever interrupts it."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from experiments.__main__ import main
from experiments.ask.reading import read_design
from experiments.play import local, players
from experiments.play import parts as parts_module
from experiments.play import play as play_module
from experiments.play.batch import Batch
from experiments.play.driver import DEATHS, Driver
from tests.contract.sweeping import ROOT, RUNS, InThisProcess, as_engine, assert_same, swept


@pytest.mark.parametrize("moment", [1, *(pytest.param(m, marks=pytest.mark.long) for m in range(2, 6))])
def test_a_killed_worker_is_replaced_and_its_runs_are_done_again(
    moment: int, undisturbed: Path, design: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []

    class Victims(Driver):
        def play(self, engine: Any, told: Any) -> None:
            def kill() -> None:
                until = time.monotonic() + 60
                while not any(w.batch for w in engine.workers) and time.monotonic() < until:
                    time.sleep(0.001)
                time.sleep(random.Random(moment).uniform(0, 0.3))
                for worker in [w for w in engine.workers if w.batch]:
                    killed.append(worker.process.pid)
                    os.kill(worker.process.pid, signal.SIGKILL)

            threading.Thread(target=kill, daemon=True).start()
            super().play(engine, told)

    monkeypatch.setattr(play_module, "Driver", Victims)
    swept(design, tmp_path / "out", 2)
    assert killed
    assert_same(tmp_path / "out", undisturbed)


@pytest.mark.parametrize("moment", [1, *(pytest.param(m, marks=pytest.mark.long) for m in range(2, 6))])
def test_a_killed_driver_is_gone_on_with(moment: int, undisturbed: Path, design: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    driver = started(design, out)
    until_parts(out, 1 + moment % 3, driver)
    time.sleep(random.Random(moment).uniform(0, 0.1))
    workers = descendants(driver.pid)
    driver.kill()
    driver.communicate(timeout=60)
    assert workers
    assert gone(workers, 10)
    assert json.loads((out / "manifest.json").read_text())["status"] == "running"
    assert 0 < sum(pq.read_metadata(path).num_rows for path in (out / "parts").glob("*.runs.*.parquet")) < RUNS
    assert swept(design, out).manifest["runs"] == RUNS
    assert_same(out, undisturbed)


def test_ctrl_c_keeps_what_is_finished_and_says_how_to_go_on(undisturbed: Path, design: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    driver = started(design, out)
    until_parts(out, 1, driver)
    workers = descendants(driver.pid)
    os.killpg(driver.pid, signal.SIGINT)
    printed, said = driver.communicate(timeout=60)
    assert driver.returncode == 130, said
    assert printed == ""
    assert said.splitlines()[-1].startswith("stopped: ")
    assert said.splitlines()[-1].endswith(f"of {RUNS} runs are kept in {out}; run the same command again to resume")
    assert "Traceback" not in said
    assert gone(workers, 10)
    swept(design, out)
    assert_same(out, undisturbed)


def test_a_full_disk_keeps_what_is_finished(
    undisturbed: Path, design: Path, tmp_path: Path, here: Any, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    write, written = parts_module.pq.write_table, []

    def until_full(table: Any, path: Path, **how: Any) -> None:
        written.append(table.num_rows)
        write(table, path, **how)
        if len(written) > 4:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(parts_module.pq, "write_table", until_full)
    out = tmp_path / "out"
    assert main(["sweep", str(design), "--out", str(out)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"error: out={out}: allowed a folder that can be written (No space left on device)")
    assert said.endswith("finished runs are kept, and the same command resumes\n")
    kept = [pq.read_table(path) for path in (out / "parts").glob("*.parquet")]
    assert len(kept) == 4
    assert not list((out / "parts").glob(".*"))
    monkeypatch.undo()
    monkeypatch.setattr(play_module, "engine", as_engine(InThisProcess()))
    assert main(["sweep", str(design), "--out", str(out)]) == 0
    assert_same(out, undisturbed)


def test_a_family_that_kills_its_workers_is_told_and_the_rest_goes_on(
    design: Path, tmp_path: Path, here: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    cursed = read_design(design).values[7]
    deaths: list[int] = []

    def dies(batch: Batch) -> bool:
        fatal = any(case.arguments["settings"]["risk"] == cursed[1] and case.seed == 2 for case in batch.cases)
        deaths.extend([len(batch.families)] * fatal)
        return fatal

    here(InThisProcess(dies))
    assert main(["sweep", str(design), "--out", str(tmp_path / "out")]) == 1
    assert deaths.count(1) == DEATHS
    assert "WorkerDied: " in capsys.readouterr().err
    failed = pq.read_table(tmp_path / "out" / "runs.parquet", filters=[("status", "==", "error")]).to_pylist()
    assert [(row["seed"], row["risk"]) for row in failed] == [(2, cursed[1])] * 3
    assert pq.read_metadata(tmp_path / "out" / "runs.parquet").num_rows == RUNS


def test_a_run_that_raises_is_a_row_with_its_error(
    design: Path, tmp_path: Path, here: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    play = players.find("world")

    def unlucky(case: Any, memory: Any) -> Any:
        if case.seed == 2 and case.labels["arm"] == "mine":
            raise ZeroDivisionError("no luck\nat all")
        return play(case, memory)

    monkeypatch.setitem(players.PLAYERS, "world", unlucky)
    assert main(["sweep", str(design), "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith("error: and 25 more")
    failed = pq.read_table(tmp_path / "out" / "runs.parquet", filters=[("status", "==", "error")]).to_pylist()
    assert {(row["arm"], row["seed"]) for row in failed} == {("mine", 2)}
    assert len(failed) == 30
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["status"] == "error"


def stillborn(*_: Any) -> None:
    os._exit(9)


def test_workers_that_cannot_start_lose_no_run(
    design: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(local, "serve", stillborn)
    assert main(["sweep", str(design), "--out", str(tmp_path / "out"), "--workers", "2"]) == 2
    assert capsys.readouterr().err.startswith("error: workers=2: allowed fewer, or more memory")
    assert not list((tmp_path / "out" / "parts").iterdir())


def started(design: Path, out: Path) -> subprocess.Popen[str]:
    line = [sys.executable, "-m", "experiments", "sweep", str(design), "--out", str(out), "--workers", "2"]
    return subprocess.Popen(
        line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def until_parts(out: Path, number: int, driver: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 200
    while driver.poll() is None and time.monotonic() < until:
        if len(list((out / "parts").glob("*.runs.*.parquet"))) >= number:
            return
        time.sleep(0.01)


def descendants(process: int) -> list[int]:
    return list(_below(process))


def _below(process: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from _below(child)


def gone(processes: list[int], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while any(alive(process) for process in processes) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(alive(process) for process in processes)


def alive(process: int) -> bool:
    """Whether it runs; a zombie that nobody has buried yet does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
