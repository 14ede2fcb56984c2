"""A comparison, or a run, is told on one page, as a sweep is (test_analysis.py)."""

import json
import re
import shlex
from pathlib import Path

import pandas as pd
import pytest

from experiments.__main__ import main

SMALL = ["--world", "random", "--set", "actors=60", "--set", "risk=0.6", "--steps", "24", "--workers", "1"]
ARMS = ["--arms", "none,emergent,mine=formal_body+labs", "--seeds", "3"]


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report") / "compared"
    assert main(["compare", *SMALL, *ARMS, "--out", str(out)]) == 0
    return out


def page_of(folder: Path) -> str:
    assert main(["report", str(folder)]) == 0
    return (folder / "report.html").read_text()


def test_a_comparison_has_a_page_with_verdicts_on_every_pair(compared: Path) -> None:
    page = page_of(compared)
    assert page.count('<img src="data:image/png;base64,') == 1
    assert not re.findall(r'(?:src|href)="(?!data:)', page)
    lines = re.findall(r"<tr><td>(\w+)<td>(\w+)<td>(\w+)<td><b>([a-z ]+)</b><td>([-+.\d]+)", page)
    on_welfare = {
        (a, b): (verdict, float(by)) for outcome, a, b, verdict, by in lines if outcome == "welfare_mean_last"
    }
    assert list(on_welfare) == [("emergent", "none"), ("mine", "none"), ("mine", "emergent")]
    runs = pd.read_parquet(compared / "runs.parquet").pivot(index="seed", columns="arm", values="welfare_mean_last")
    for (a, b), (verdict, by) in on_welfare.items():
        assert by == pytest.approx((runs[a] - runs[b]).mean(), abs=5e-4)
        assert verdict in {"supported", "refuted", "undetermined", "no difference"}


def test_what_it_says_how_to_run_again_gives_the_same_runs(compared: Path, tmp_path: Path) -> None:
    (line,) = re.findall(r"python -m experiments (compare .*) --out again", page_of(compared))
    assert main([*shlex.split(line), "--out", str(tmp_path / "again"), "--workers", "1"]) == 0
    assert (tmp_path / "again/runs.parquet").read_bytes() == (compared / "runs.parquet").read_bytes()


def test_a_comparison_with_a_page_may_be_made_anew(compared: Path) -> None:
    page_of(compared)
    assert "report.html" in json.loads((compared / "manifest.json").read_text())["files"]
    assert main(["compare", *SMALL, *ARMS, "--out", str(compared)]) == 0
    assert (compared / "report.html").exists()  # of the same runs


def test_a_run_has_a_page_without_verdicts(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["run", "--arm", "emergent", "--seed", "5", *SMALL[:-2], "--out", str(out)]) == 0
    page = page_of(out)
    assert "<h2>Verdicts" not in page
    assert "run --world random --arm emergent --seed 5 --steps 24 --set risk=0.6 --set actors=60" in page


@pytest.mark.parametrize("manifest", [{}, {"command": "compare"}, {"command": "record", "status": "ok"}])
def test_another_folder_is_refused_in_one_line(
    manifest: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    assert main(["report", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"error: dir={tmp_path}: allowed the folder of a")
    assert said.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]
