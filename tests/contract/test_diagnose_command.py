"""The command that looks at a comparison with all instruments."""

import json
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from experiments.__main__ import main
from experiments.play.manifest import read_manifest, write_manifest
from experiments.play.players import Memory
from experiments.studies.diagnose import hysteresis, player
from experiments.studies.diagnose.answer import asked

SMALL = ["--world", "random", "--set", "actors=60", "--seeds", "3", "--steps", "60", "--set", "shock_step=56"]


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("of") / "compare"
    assert main(["compare", *SMALL, "--out", str(out), "--workers", "1", "--json"]) == 0
    return out


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short stays at each level, so that the test is quick."""
    monkeypatch.setattr(hysteresis, "SETTLING", 2)
    monkeypatch.setattr(player, "HOLDS", (2, 4))


@pytest.mark.usefixtures("short")
def test_the_command_looks_at_a_comparison(
    comparison: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, open_before = tmp_path / "out", plt.get_fignums()
    line = ["diagnose", str(comparison), "--seeds", "2", "--out", str(out), "--workers", "1"]
    assert main([*line, "--json", "--open"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told["arms"]) == ["none", "top_down", "emergent", "hybrid"]
    assert list(told["interaction"]) == ["hybrid"]
    assert told["scales"]["actors"]["nodes"] == 60
    of_arm = told["arms"]["emergent"]
    assert of_arm["loop_area"]["n"] == of_arm["whole_to_members_excess"]["n"] == 2
    assert of_arm["variance_before_shock"]["n"] == 3
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file() and path.name[0] != "."}
    assert files == {
        "runs.parquet", "series.parquet", "diagnose.json", "manifest.json", "figures/diagnose.png",
        "figures/diagnose.svg", "figures/diagnose.pdf",
    }  # fmt: skip
    runs = pd.read_parquet(out / "runs.parquet")
    theirs = pd.read_parquet(comparison / "runs.parquet")
    assert len(runs) == 8
    assert set(runs["of"]) < set(theirs["run_id"])
    assert read_manifest(out)["looked_at"] == [1, 2]
    assert main(line) == 0  # the same again takes its place
    assert "avalanches" in capsys.readouterr().out
    assert json.loads((out / "diagnose.json").read_text())["arms"] == told["arms"]
    assert plt.get_fignums() == open_before


@pytest.mark.usefixtures("short")
def test_what_is_played_again_is_what_was_compared(comparison: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from experiments.studies.diagnose.source import read_source

    source = read_source(comparison)
    shares = []
    original = player.cascade_sizes

    def spy(contributing: np.ndarray, *ties: np.ndarray) -> np.ndarray:
        shares.append(contributing.mean(axis=1))
        return original(contributing, *ties)

    monkeypatch.setattr(player, "cascade_sizes", spy)
    cases = [case for family in asked(source.question, (2,)).families() for case in family]
    family = {case.labels["arm"]: player.closely(case, Memory()) for case in cases}
    for share, arm in zip(shares, family, strict=True):
        np.testing.assert_allclose(share, source.families[2][arm].series["cooperation"])


@pytest.mark.usefixtures("short")
def test_one_run_can_be_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = [word for word in SMALL if word not in ("--seeds", "3")]
    assert main(["run", "--arm", "top_down", *one, "--out", str(tmp_path / "run"), "--json"]) == 0
    assert main(["diagnose", str(tmp_path / "run"), "--out", str(tmp_path / "out"), "--workers", "1"]) == 0
    assert "top_down" in capsys.readouterr().out


def test_bad_input_is_one_line(comparison: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "manifest.json").write_text(json.dumps({"command": "sweep"}))
    old = tmp_path / "old"
    old.mkdir()
    for file in ("runs.parquet", "series.parquet"):
        (old / file).write_bytes((comparison / file).read_bytes())
    manifest = read_manifest(comparison)
    write_manifest(old, manifest | {"versions": {"model": "0"}})
    for folder, options, said in (
        (tmp_path / "nowhere", [], "error: dir="),
        (other, [], f"error: dir={other}: allowed a folder that compare or run left"),
        (old, [], f"error: dir={old}: allowed results of this version"),
        (comparison, ["--seeds", "0"], "error: seeds=0: allowed 1.."),
        (comparison, ["--workers", "none"], "error: workers=none: allowed 1.."),
    ):
        assert main(["diagnose", str(folder), *options, "--out", str(tmp_path / "out")]) == 2
        printed = capsys.readouterr()
        assert printed.err.startswith(said)
        assert printed.err.count("\n") == 1
        assert not (tmp_path / "out").exists()
