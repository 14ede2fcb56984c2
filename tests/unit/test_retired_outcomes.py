"""A name of the first edition says in one line what took its place."""

from pathlib import Path

import pytest

from experiments.__main__ import main
from experiments.ask.outcomes import MATTER, RETIRED, compared_with, outcome_columns, played_for, read_outcomes
from model.outcome import TWINS
from model.params import BadInput


@pytest.mark.parametrize("name", RETIRED)
def test_a_retired_name_names_what_took_its_place(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert name not in outcome_columns()
    assert set(RETIRED[name].partition(" (")[0].split()) <= set(outcome_columns())
    assert main(["compare", "--outcomes", f"cooperation,{name}", "--out", "never"]) == 2
    assert capsys.readouterr().err == f"error: outcome={name}: allowed {RETIRED[name]}\n"
    assert not Path("never").exists()


def test_a_design_with_a_retired_name_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    design = tmp_path / "design.toml"
    design.write_text('outcomes = ["adverse_share"]\nworld = "random"\n[levers]\nquota = [0.5, 1]\n', encoding="utf-8")
    assert main(["sweep", str(design), "--out", str(tmp_path / "out")]) == 2
    expected = "error: outcomes=adverse_share: allowed harmed (adverse_share counted luck)\n"
    assert capsys.readouterr().err == expected


def test_what_cannot_be_read_alone_comes_with_what_belongs_beside_it() -> None:
    assert read_outcomes("harm,response") == ["harm", "harm_placebo", "response", "recovered"]
    assert read_outcomes("mismatch_last,exclusivity_last") == ["mismatch_last", "exclusivity_last"]
    assert len(MATTER) == 8
    assert set(MATTER) < set(read_outcomes(""))
    with pytest.raises(BadInput, match="did you mean harmed"):
        read_outcomes("harmd")


def test_the_default_outcomes_need_no_calm_twin_and_bring_all_that_costs_no_more_runs() -> None:
    assert compared_with(MATTER) == ["again", "ungoverned", "ungoverned_again", "other", "other_again"]
    kept = played_for(MATTER)
    assert {"fragile", "harm", "harm_placebo", "welfare_gini"} <= set(kept)
    assert not {"response", "recovered", "loss_area"} & set(kept)
    assert compared_with(["cooperation"]) == []
    assert compared_with([]) == list(TWINS)
