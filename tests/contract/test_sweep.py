"""A sweep gives the same tables whatever plays it and whatever interrupts it, and bad input is one line."""

import errno
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
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from experiments.__main__ import main
from experiments.design.reading import read_design
from experiments.results import run_id
from experiments.sweep import batch as batch_module
from experiments.sweep import local
from experiments.sweep import parts as parts_module
from experiments.sweep import sweep as sweep_module
from experiments.sweep.batch import Batch, play_batch
from experiments.sweep.driver import DEATHS, Sweep
from experiments.sweep.parts import Parts
from experiments.sweep.sweep import sweep
from model.outcomes import OUTCOMES

ROOT = Path(__file__).parents[2]
DESIGN = """
question = "Does a higher quota pay?"
world = "random"
arms = ["none", "top_down", "mine=local_institution"]
replicates = 2
steps = 12
series = true
[settings]
actors = 60
shock_step = 6
[levers]
quota = [0.5, 0.9]
[uncertainties]
risk = "declared"
ties = ["small_world", "blocks"]
[sampler]
name = "latin_hypercube"
size = 30
"""
RUNS = 30 * 2 * 3
TABLES = ("runs.parquet", "series.parquet")


@pytest.fixture(scope="module")
def design(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("designs") / "design.toml"
    path.write_text(DESIGN)
    return path


@pytest.fixture(scope="module")
def undisturbed(design: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a sweep that one local process played to its end."""
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    swept = sweep(read_design(design), design, out, workers=1)
    assert (swept.runs, swept.failed) == (RUNS, 0)
    return out


def assert_same(out: Path, undisturbed: Path) -> None:
    for name in TABLES:
        assert (out / name).read_bytes() == (undisturbed / name).read_bytes()
    assert not (out / "parts").exists()


class InThisProcess:
    """An engine without processes, for what has nothing to do with them; some of its workers die."""

    def __init__(self, dies: Any = lambda _: False) -> None:
        self.dies, self.waiting = dies, []  # type: ignore[var-annotated]

    def room(self) -> int:
        return 2 - len(self.waiting)

    def submit(self, batch: Batch) -> None:
        self.waiting.append(batch)

    def finished(self) -> list[Any]:
        batch = self.waiting.pop()
        return [(batch, None if self.dies(batch) else play_batch(batch))]

    def close(self) -> None:
        self.waiting = []


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sweeps are played by the engine given, in this process."""

    def use(engine: Any) -> None:
        monkeypatch.setattr(sweep_module, "engine", lambda *_: engine)

    use(InThisProcess())
    return use


# -- the same tables --


def test_a_sweep_has_every_run_once_sorted_and_complete(undisturbed: Path, design: Path) -> None:
    rows = pq.read_table(undisturbed / "runs.parquet").to_pylist()
    asked = read_design(design)
    wanted = {run_id(case, arm, case.seeds[0]) for case in asked.families() for arm in case.arms}
    assert [row["run_id"] for row in rows] == sorted(wanted)
    assert len(wanted) == RUNS
    assert {row["status"] for row in rows} == {"ok"}
    assert all(0.5 <= row["quota"] <= 0.9 and row["ties"] in ("small_world", "blocks") for row in rows)
    series = pq.read_table(undisturbed / "series.parquet")
    assert series.num_rows == RUNS * sum(o.monthly is not None for o in OUTCOMES.values()) * 13
    keys = [tuple(row[k] for k in ("run_id", "outcome", "step")) for row in series.to_pylist()]
    assert keys == sorted(set(keys))
    manifest = json.loads((undisturbed / "manifest.json").read_text())
    promised = {"command", "parameters", "seeds", "arms", "versions", "commit", "seconds", "status"}
    assert promised <= set(manifest)
    assert manifest["status"] == "ok"
    assert manifest["seconds"] > 0


def test_a_run_of_a_sweep_is_the_run_that_run_plays(
    undisturbed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = pq.read_table(undisturbed / "runs.parquet", filters=[("arm", "==", "top_down")]).to_pylist()[0]
    settings = [f"--set={name}={row[name]}" for name in ("actors", "shock_step", "quota", "risk", "ties")]
    line = ["run", "--arm", "top_down", "--seed", str(row["seed"]), "--world", "random", "--steps", "12", "--json"]
    assert main([*line, *settings, "--out", str(tmp_path / "out")]) == 0
    assert json.loads(capsys.readouterr().out)["outcomes"]["welfare_mean"] == row["welfare_mean"]
    assert pq.read_table(tmp_path / "out" / "runs.parquet")["run_id"][0].as_py() == row["run_id"]


def test_two_workers_and_no_worker_give_the_same_bytes(
    undisturbed: Path, design: Path, tmp_path: Path, here: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep(read_design(design), design, tmp_path / "none", 1)
    assert_same(tmp_path / "none", undisturbed)
    monkeypatch.undo()
    monkeypatch.setattr(parts_module, "ROWS_AT_ONCE", 10**6)
    sweep(read_design(design), design, tmp_path / "two", 2)
    assert_same(tmp_path / "two", undisturbed)


def test_a_table_sorted_in_ranges_has_the_same_rows(
    undisturbed: Path, design: Path, tmp_path: Path, here: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts_module, "ROWS_AT_ONCE", 50)
    sweep(read_design(design), design, tmp_path / "out", 1)
    for name in TABLES:
        assert pq.read_metadata(tmp_path / "out" / name).num_row_groups > 3
        assert pq.read_table(tmp_path / "out" / name).equals(pq.read_table(undisturbed / name))


def test_only_the_outcomes_asked_for_are_kept(design: Path, tmp_path: Path, here: Any) -> None:
    path = tmp_path / "few.toml"
    path.write_text('outcomes = ["welfare_mean_last", "adverse_share"]\n' + DESIGN.replace("size = 30", "size = 2"))
    sweep(read_design(path), path, tmp_path / "out", 1)
    columns = pq.read_table(tmp_path / "out" / "runs.parquet").column_names
    assert {"welfare_mean_last", "adverse_share"} <= set(columns)
    assert not {"welfare_mean", "cooperation"} & set(columns)
    assert set(pq.read_table(tmp_path / "out" / "series.parquet")["outcome"].to_pylist()) == {"welfare_mean"}


# -- interrupted --


@pytest.mark.parametrize("moment", [1, *(pytest.param(m, marks=pytest.mark.long) for m in range(2, 6))])
def test_a_killed_worker_is_replaced_and_its_runs_are_done_again(
    moment: int, undisturbed: Path, design: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []

    class Victims(sweep_module.Sweep):
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

    monkeypatch.setattr(sweep_module, "Sweep", Victims)
    sweep(read_design(design), design, tmp_path / "out", 2)
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
    assert 0 < sum(pq.read_metadata(path).num_rows for path in (out / "parts").glob("*.runs.parquet")) < RUNS
    swept = sweep(read_design(design), design, out, 1)
    assert swept.runs == RUNS
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
    assert said.splitlines()[-1].endswith(f"of {RUNS} runs are kept in {out}; the same command goes on")
    assert "Traceback" not in said
    assert gone(workers, 10)
    sweep(read_design(design), design, out, 1)
    assert_same(out, undisturbed)


def test_a_full_disk_keeps_what_is_finished(
    undisturbed: Path, design: Path, tmp_path: Path, here: Any, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    write, written = parts_module.pq.ParquetWriter.write_table, []

    def until_full(self: Any, table: Any, *rest: Any) -> None:
        written.append(table.num_rows)
        write(self, table, *rest)
        if len(written) > 4:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(parts_module.pq.ParquetWriter, "write_table", until_full)
    out = tmp_path / "out"
    assert main(["sweep", str(design), "--out", str(out)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"error: out={out}: allowed a folder that can be written (No space left on device)")
    assert said.endswith("finished runs are kept, and the same command goes on\n")
    kept = [pq.read_table(path) for path in (out / "parts").glob("*.parquet")]
    assert len(kept) == 4
    assert not list((out / "parts").glob(".*"))
    monkeypatch.undo()
    monkeypatch.setattr(sweep_module, "engine", lambda *_: InThisProcess())
    assert main(["sweep", str(design), "--out", str(out)]) == 0
    assert_same(out, undisturbed)


def test_a_part_that_a_power_cut_left_half_is_done_again(undisturbed: Path, design: Path, tmp_path: Path) -> None:
    asked, parts = read_design(design), Parts(tmp_path)
    Sweep(asked, parts).play(InThisProcess(), lambda *_: None)
    whole, runs, series = len(parts.done), parts.runs, parts.series
    runs[0].write_bytes(runs[0].read_bytes()[:-9])
    series[1].write_bytes(b"")
    (tmp_path / ".abc.runs.parquet.draft").write_bytes(b"PAR1")
    found = Parts(tmp_path)
    assert 0 < len(found.done) < whole
    assert len(found.runs) == len(found.series) == len(runs) - 2
    assert not list(tmp_path.glob(".*"))
    Sweep(asked, found).play(InThisProcess(), lambda *_: None)
    assert found.done == parts.done


def test_a_family_that_kills_its_workers_is_told_and_the_rest_goes_on(
    design: Path, tmp_path: Path, here: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    cursed = read_design(design).values[7]
    deaths: list[int] = []

    def dies(batch: Batch) -> bool:
        fatal = any(case.settings["risk"] == cursed[1] and case.seeds == (2,) for case in batch.cases)
        deaths.extend([len(batch.cases)] * fatal)
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
    play = batch_module.play_family

    def unlucky(world: str, arms: Any, seed: int, *rest: Any) -> Any:
        return play(world, arms | ({"mine": ("crown",)} if seed == 2 else {}), seed, *rest)

    monkeypatch.setattr(batch_module, "play_family", unlucky)
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


# -- bad input --


def test_a_folder_of_another_design_is_refused_and_stays(
    undisturbed: Path, design: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.toml"
    other.write_text(DESIGN.replace("steps = 12", "steps = 13"))
    before = {path.name: path.read_bytes() for path in undisturbed.iterdir()}
    assert main(["sweep", str(other), "--out", str(undisturbed)]) == 2
    assert "(it holds another steps, 12 not 13)" in capsys.readouterr().err
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    assert main(["sweep", str(design), "--out", str(tmp_path / "mine")]) == 2
    assert "(it holds notes.txt)" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in undisturbed.iterdir()} == before
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_a_scheduler_that_does_not_answer_is_one_line(
    design: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{closed.getsockname()[1]}"
    began = time.monotonic()
    assert main(["sweep", str(design), "--out", str(tmp_path / "out"), "--scheduler", address]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"error: scheduler={address}: allowed the address of a Dask scheduler that answers")
    assert said.count("\n") == 1
    assert time.monotonic() - began < 15


def test_a_sweep_in_the_same_folder_at_the_same_time_is_refused(
    design: Path, tmp_path: Path, here: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    class Greedy(InThisProcess):
        def finished(self) -> list[Any]:
            assert main(["sweep", str(design), "--out", str(tmp_path / "out")]) == 2
            raise KeyboardInterrupt

    here(Greedy())
    assert main(["sweep", str(design), "--out", str(tmp_path / "out")]) == 130
    assert "allowed a folder that no other sweep is writing" in capsys.readouterr().err


# -- processes --


def started(design: Path, out: Path) -> subprocess.Popen[str]:
    line = [sys.executable, "-m", "experiments", "sweep", str(design), "--out", str(out), "--workers", "2"]
    return subprocess.Popen(
        line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def until_parts(out: Path, number: int, driver: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 200
    while driver.poll() is None and time.monotonic() < until:
        if len(list((out / "parts").glob("*.runs.parquet"))) >= number:
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
