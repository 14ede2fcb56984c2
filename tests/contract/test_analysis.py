"""From a swept design to indices, boxes, a page and CSV, by the commands that users have."""

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.__main__ import main
from experiments.commands.discover import two_arms
from experiments.judge.findings import read_findings
from experiments.play import play as play_module
from model.params import BadInput
from tests.contract.sweeping import InThisProcess, as_engine, swept

DESIGN = """
question = "Does <enforcement> pay?"
world = "random"
arms = ["none", "local=local_institution"]
outcomes = ["welfare_mean_last", "mismatch_last"]
replicates = 2
steps = 12
[settings]
actors = 60
revision_rate = 1
[levers]
local_fine = "declared"
vetoes = [0, 1]
[uncertainties]
cost = [0.02, 0.2]
[sampler]
name = "sobol"
size = 8
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("analysis")
    (here / "design.toml").write_text(DESIGN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(play_module, "engine", as_engine(InThisProcess()))
        swept(here / "design.toml", here / "out")
    return here / "out"


def test_findings_are_in_the_samplers_order_and_paired_by_luck(folder: Path) -> None:
    findings = read_findings(folder)
    rows = pd.read_parquet(folder / "runs.parquet")
    none, local = (findings.of(arm, "welfare_mean_last") for arm in ("none", "local"))
    assert none.shape == local.shape == (8 * 5, 2)
    for k in (0, 7, 39):
        fine, vetoes, cost = findings.design.values[k]
        here = rows[(rows.local_fine == fine) & (rows.vetoes == vetoes) & (rows.cost == cost) & (rows.arm == "local")]
        assert here.sort_values("seed")["welfare_mean_last"].tolist() == local[k].tolist()
    measured = findings.measured("welfare_mean_last")
    assert list(measured) == ["none", "local", "local - none"]
    np.testing.assert_allclose(measured["local - none"], (local - none).mean(axis=1))


def test_sensitivity_of_arms_and_of_their_difference(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sensitivity", str(folder), "--outcomes", "welfare_mean_last", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["indices"]
    by = {(row["of"], row["factor"], row["measure"]): row for row in told}
    assert len(by) == len(told) == 3 * 3 * 2
    assert by["none", "local_fine", "total"]["value"] == by["none", "vetoes", "total"]["value"] == 0
    assert by["none", "cost", "total"]["value"] > 0.3
    assert by["local - none", "vetoes", "total"]["value"] == 0  # nobody votes
    cost = by["local", "cost", "total"]
    assert (cost["low"], cost["high"], cost["warning"]) == (None, None, "sample too small")
    assert all((row["warning"] == "") == (row["low"] is not None) for row in told)
    table = pd.read_csv(folder / "sensitivity.csv")
    assert table["value"].tolist() == pytest.approx([row["value"] for row in told])
    assert (folder / "figures" / "sensitivity.png").stat().st_size > 10_000
    assert main(["sensitivity", str(folder), "--outcomes", "mismatch_last"]) == 0
    printed = capsys.readouterr().out
    assert "mismatch_last, total" in printed
    assert "local_fine" in printed


def test_discovery_says_where_an_arm_wins(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["discover", str(folder), "--arms", "local,none", "--margin", "0", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    findings = read_findings(folder)
    distinct = dict(zip(findings.design.values, findings.measured("welfare_mean_last")["local - none"], strict=True))
    assert told["points"] == len(distinct)
    assert told["wins"] == pytest.approx(np.mean([value > 0 for value in distinct.values()]))
    leaves = [int(n) for line in told["tree"] for n in re.findall(r"of (\d+) points", line)]
    assert sum(leaves) == told["points"]
    assert json.loads((folder / "discover.json").read_text())["boxes"] == told["boxes"]
    assert main(["discover", str(folder), "--open"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("none beats local in welfare_mean_last by more than 0.005 at ")
    assert printed.splitlines()[-1] == str(folder / "figures" / "discover.png")


def test_the_report_is_one_page_that_needs_nothing_else(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = folder / "figures" / "discover.png"
    assert main(["discover", str(folder), "--arms", "none,local"]) == 0
    assert main(["sensitivity", str(folder), "--outcomes", "mismatch_last"]) == 0
    mine = [asked, folder / "sensitivity.csv", folder / "figures" / "sensitivity.png"]
    before = [path.read_bytes() for path in mine]
    capsys.readouterr()
    assert main(["report", str(folder)]) == 0
    assert [path.read_bytes() for path in mine] == before
    assert capsys.readouterr().out == f"written to {folder / 'report.html'}\n"
    page = (folder / "report.html").read_text()
    assert "<h1>Does &lt;enforcement&gt; pay?</h1>" in page
    assert page.count('<img src="data:image/png;base64,') == 2
    assert not re.findall(r'(?:src|href)="(?!data:)', page)
    assert "<script" not in page
    manifest = json.loads((folder / "manifest.json").read_text())
    for word in (manifest["versions"]["model"], "local_institution", "local_fine", "sweep design.toml", "size = 8"):
        assert word in page
    ((*line, by),) = re.findall(r"<tr><td>(\w+)<td>(\w+)<td>(\w+)<td><b>(\w+)</b><td>([-+.\d]+)", page)
    assert line[:3] == ["welfare_mean_last", "local", "none"]  # mismatch is undefined under none
    assert line[3] in {"supported", "refuted", "undetermined"}
    difference = read_findings(folder).measured("welfare_mean_last")["local - none"]
    assert float(by) == pytest.approx(difference.mean(), abs=5e-4)
    mean = pd.read_parquet(folder / "runs.parquet").query("arm == 'none'")["welfare_mean_last"].mean()
    assert f"<td>{mean:.3f} (" in page


def test_a_design_without_a_question_may_have_any_file_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its copy in the folder is called design.toml, and used to be taken for another question."""
    monkeypatch.setattr(play_module, "engine", as_engine(InThisProcess()))
    design = tmp_path / "whales.toml"
    design.write_text(DESIGN.replace('question = "Does <enforcement> pay?"', ""))
    swept(design, tmp_path / "out")
    assert read_findings(tmp_path / "out").design.question == "whales"


def test_csv_holds_the_same_rows(folder: Path, tmp_path: Path) -> None:
    assert main(["export", str(folder), "--csv", "--out", str(tmp_path)]) == 0
    pd.testing.assert_frame_equal(
        pd.read_csv(tmp_path / "runs.csv", dtype={"error": str}).astype({"error": object}),
        pd.read_parquet(folder / "runs.parquet").astype({"error": object}),
        check_dtype=False,
    )
    assert (tmp_path / "series.csv").read_text().startswith('"run_id","arm","seed","step","outcome","value"')


def test_csv_beside_a_comparison_leaves_it_replaceable(tmp_path: Path) -> None:
    line = ["compare", "--world", "random", "--set", "actors=60", "--seeds", "1", "--steps", "3", "--arms", "none"]
    line += ["--out", str(tmp_path / "out"), "--workers", "1"]
    assert main(line) == 0
    assert main(["export", str(tmp_path / "out"), "--csv"]) == 0
    assert (tmp_path / "out" / "runs.csv").exists()
    assert main(line) == 0


def test_a_design_without_an_analysis_and_a_folder_without_a_sweep_are_one_line(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for line, said in (
        (["sensitivity", str(tmp_path)], f"dir={tmp_path}: allowed the folder of a complete sweep"),
        (["discover", str(tmp_path)], f"dir={tmp_path}: allowed the folder of a complete sweep"),
        (["report", str(tmp_path / "no")], f"dir={tmp_path / 'no'}: allowed the folder of a complete sweep"),
        (["export", str(tmp_path), "--csv"], f"dir={tmp_path}: allowed a folder with runs.parquet"),
        (["export", str(folder)], "export=: allowed --csv"),
        (["discover", str(folder), "--arms", "none,hybrid"], "arms=hybrid: allowed none local"),
        (["discover", str(folder), "--outcome", "cooperation"], "outcome=cooperation: allowed welfare_mean_last"),
        (["sensitivity", str(folder), "--outcomes", "joy"], "outcome=joy: allowed welfare_mean_last"),
    ):
        assert main(line) == 2
        printed = capsys.readouterr()
        assert printed.err.startswith(f"error: {said}"), printed.err
        assert printed.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["none", "none,none", "none,local,none"])
def test_a_pair_is_two_arms(text: str) -> None:
    with pytest.raises(BadInput, match=r"^arms="):
        two_arms(text, ["none", "local"])
