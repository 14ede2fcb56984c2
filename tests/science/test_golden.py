"""Every number is what the golden files hold; and the comparison notices what it should, and nothing else."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from model.params import BadInput
from tools.golden import FILES, GOLDENS, Golden, app, chosen, differences
from tools.results import columns_of, figures, of_tables, unequal

SEEDS = (1, 2, 3)
MONTHS = 5
TOLD = {
    "findings": [
        {
            "outcome": "welfare_mean",
            "difference": {"mean": 0.25, "low": 0.1, "high": 0.4, "n": 4},
            "verdict": "undetermined",
        }
    ],
    "sentence": "Welfare is 0.25 higher.",
}


@pytest.mark.parametrize(
    "golden", [pytest.param(g, id=g.name, marks=() if g.quick else pytest.mark.long) for g in GOLDENS.values()]
)
def test_every_number_is_as_it_was(golden: Golden) -> None:
    assert list(differences(golden)) == []


def test_every_file_belongs_to_a_golden() -> None:
    assert {file.stem for file in FILES.glob("*.json")} == set(GOLDENS)


def test_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadInput, match=r"golden=erth: allowed compare_earth .*"):
        chosen(["compare_random", "erth"])


def test_ids_row_order_and_new_columns_change_nothing() -> None:
    runs, series = tables()
    kept = golden_of(runs, series)
    renamed = {name: f"x{name}" for name in runs["run_id"]}
    runs = runs.assign(run_id=runs["run_id"].map(renamed), new=1.5)
    series = series.assign(run_id=series["run_id"].map(renamed))
    shuffled = golden_of(runs.sample(frac=1, random_state=3), series.sample(frac=1, random_state=4), kept["columns"])
    assert list(unequal(kept, shuffled)) == []


def test_a_changed_value_is_one_line_for_its_column_and_one_for_its_mean() -> None:
    runs, series = tables()
    kept = golden_of(runs, series)
    runs.loc[runs["arm"] == "none", "welfare"] += 2**-40
    assert whats(kept, golden_of(runs, series)) == ["runs.welfare.none", "hash of runs.welfare"]


def test_values_that_change_places_between_seeds_are_noticed() -> None:
    runs, series = tables()
    kept = golden_of(runs, series)
    series.loc[[0, 1], "value"] = series.loc[[1, 0], "value"].to_numpy()
    assert whats(kept, golden_of(runs, series)) == ["hash of series.cooperation"]


def test_a_setting_that_begins_to_vary_is_named() -> None:
    runs, series = tables()
    kept = golden_of(runs, series)
    runs.loc[0, "risk"] = 0.4
    assert next(unequal(kept, golden_of(runs, series))) == "runs.risk: 0.3 -> varies"


def test_undefined_is_not_zero_and_has_one_pattern_of_bits() -> None:
    runs, series = tables()
    kept = golden_of(runs, series)
    other_nan = np.array([0x7FF8_0000_0000_0001], dtype=np.uint64).view(float)[0]
    runs.loc[runs["late"].isna(), "late"] = other_nan
    assert list(unequal(kept, golden_of(runs, series))) == []
    assert any("runs.late" in line for line in unequal(kept, golden_of(runs.fillna({"late": 0.0}), series)))


@pytest.mark.parametrize("column", ["welfare", "ties"])
def test_a_missing_column_is_named(column: str) -> None:
    runs, series = tables()
    kept = golden_of(runs, series)
    lines = list(unequal(kept, golden_of(runs.drop(columns=column), series, kept["columns"])))
    assert lines[0] == f"column runs.{column}: kept -> missing"


def test_compare_prints_a_line_and_ends_with_1_until_renewed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tools.golden.FILES", tmp_path)
    monkeypatch.setattr("tools.golden.ROOT", tmp_path)
    results = {"platform": "this", "figures": dict(figures(TOLD)), "hashes": {}}
    monkeypatch.setattr("tools.golden.played", lambda *_: results)
    assert CliRunner().invoke(app, ["compare", "validate"]).output == "validate: file: validate.json -> missing\n"
    assert CliRunner().invoke(app, ["renew", "validate"]).exit_code == 0
    assert CliRunner().invoke(app, ["compare", "validate"]).output == "validate: equal\n"
    results["figures"] = dict(figures(TOLD)) | {"findings.0.verdict": "supported"}
    changed = CliRunner().invoke(app, ["compare", "validate"])
    assert (changed.exit_code, changed.output) == (1, "validate: findings.0.verdict: undetermined -> supported\n")


def test_elsewhere_only_figures_are_compared_and_those_to_nine_digits() -> None:
    runs, series = tables()
    kept = golden_of(runs, series) | {"platform": "another"}
    runs["welfare"] *= 1 + 1e-11
    assert list(unequal(kept, golden_of(runs, series))) == []
    runs["welfare"] *= 1 + 1e-8
    assert whats(kept, golden_of(runs, series)) == ["runs.welfare.hybrid", "runs.welfare.none"]


def test_of_json_estimate_and_verdict_are_read_without_interval_and_words() -> None:
    assert dict(figures(TOLD)) == {
        "findings.0.difference.estimate": 0.25,
        "findings.0.difference.n": 4.0,
        "findings.0.verdict": "undetermined",
    }


def tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Runs of two arms, three seeds and two points, and their series; one outcome is undefined in half of them."""
    random = np.random.default_rng(5)
    points = [(arm, seed, ties) for arm in ("none", "hybrid") for seed in SEEDS for ties in ("blocks", "random")]
    runs = pd.DataFrame(points, columns=["arm", "seed", "ties"])
    runs["run_id"] = [f"{n:016x}" for n in random.integers(0, 2**60, len(runs))]
    runs = runs.assign(risk=0.3, welfare=random.random(len(runs)), late=np.where(runs["ties"] == "blocks", np.nan, 4.0))
    series = runs.loc[np.repeat(runs.index, MONTHS), ["run_id", "arm", "seed"]].reset_index(drop=True)
    step = np.tile(np.arange(MONTHS), len(runs))
    return runs, series.assign(step=step, outcome="cooperation", value=random.random(len(series)))


def golden_of(runs: pd.DataFrame, series: pd.DataFrame, columns: Any = None) -> dict[str, Any]:
    return {"platform": "this", **of_tables(runs, series, columns or columns_of(runs))}


def whats(kept: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What differs, without the old and the new value."""
    return [line.split(":")[0] for line in unequal(kept, now)]
