"""Every outcome, found by registration: it says what it is, is never a silent 0, and is right where counted by hand."""

import numpy as np
import pytest

from experiments.ask.case import world_case
from experiments.play.kept import Kept
from experiments.play.players import Memory
from experiments.play.world import Stage
from model.outcome import RUN, TWINS
from model.outcomes import OUTCOMES, columns
from model.record import Record
from model.settings import checked
from model.westphalia import Westphalia

REQUIRED = {
    "cooperation", "group_achievement", "global_achievement", "welfare_mean", "welfare_gini",
    "commitment_half_life", "representation_gap", "exclusivity", "mismatch", "refused_share", "reluctant", "better",
    "inert", "harmful", "fragile", "harmed", "harm", "worst_off", "response", "loss_area", "recovered",
    "better_placebo", "inert_placebo", "harmful_placebo", "fragile_placebo", "harmed_placebo", "harm_placebo",
}  # fmt: skip
WITHOUT_AGREEMENTS = {"representation_gap", "mismatch", "commitment_half_life", "refused_share", "reluctant"}
EVERYTHING = ("formal_body", "local_institution", "coalitions", "subcommittee")
LIVELY = {
    "actors": 100, "heterogeneity": 0.05, "treaty_fine": 0.6, "meeting_interval": 3, "ratification_hazard": 0.5,
    "proposal_rate": 0.1, "shock_step": 20,
}  # fmt: skip


def play(institutions, steps=40, **settings) -> tuple[Record, dict[str, Record]]:
    """A run, and all those that outcomes compare it with."""
    at = "random", steps, checked(LIVELY | settings)
    stage = Stage(world_case(at, institutions, 3, {}), Kept(actors=True), Memory(), Memory())
    return stage.record(RUN), {name: stage.record(twin) for name, twin in TWINS.items()}


@pytest.fixture(scope="module")
def none() -> tuple[Record, dict[str, Record]]:
    return play(())


@pytest.fixture(scope="module")
def governed() -> tuple[Record, dict[str, Record]]:
    return play(EVERYTHING)


# -- every outcome --


@pytest.mark.parametrize("name", OUTCOMES)
def test_each_outcome_says_what_it_is_in_which_unit_and_where_from(name):
    outcome = OUTCOMES[name]
    assert outcome.doc.strip()
    assert outcome.unit
    assert outcome.source
    assert sum(f is not None for f in (outcome.monthly, outcome.final, outcome.paired)) == 1


def test_all_outcomes_that_were_promised_are_there_and_columns_are_told_apart():
    assert set(OUTCOMES) >= REQUIRED
    assert len(set(columns())) == len(columns())
    assert {"cooperation_last", "welfare_mean_last", "welfare_gini_last", "mismatch_last"} <= set(columns())


def test_every_column_is_a_number_or_missing(none, governed):
    for runs in (none, governed):
        found = Kept().of(*runs)
        assert list(found) == columns()
        assert all(isinstance(x, float) and not np.isinf(x) for x in found.values())
    known = {c for c, x in Kept().of(*governed).items() if not np.isnan(x)}
    assert known >= REQUIRED - {"response", "recovered"}


def test_what_is_undefined_is_missing_and_not_zero(none):
    found = Kept().of(*none)
    missing = {c for c, x in found.items() if np.isnan(x)}
    assert missing >= WITHOUT_AGREEMENTS | {f"{c}_last" for c in ("representation_gap", "mismatch")}
    assert not missing & {"cooperation", "group_achievement", "global_achievement", "welfare_mean", "welfare_gini"}
    assert found["exclusivity"] == 1
    assert [found[way] for way in ("better", "inert", "harmful", "fragile")] == [0, 1, 0, 0]
    assert found["harm"] == 0
    assert found["harmed"] == -found["harmed_placebo"]
    assert found["loss_area"] == 0


@pytest.mark.parametrize("name", ["better", "inert", "harmful"])
def test_a_run_is_exactly_one_of_better_inert_and_harmful(name, none, governed):
    for runs in (none, governed):
        found = Kept().of(*runs)
        assert sum(found[f"{way}{end}"] for way in ("better", "inert", "harmful") for end in ("", "_placebo")) == 2
        assert found[name] in (0, 1)


@pytest.mark.parametrize("shock", [0, 16])
@pytest.mark.parametrize("institutions", [(), EVERYTHING])
def test_without_a_shock_there_is_no_response_to_one(institutions, shock):
    found = Kept().of(*play(institutions, 15, shock_step=shock))
    assert np.isnan([found["response"], found["recovered"]]).all()
    assert found["loss_area"] == 0


def test_twins_are_the_same_world_and_start_and_differ_as_they_say(governed):
    run, twins = governed
    for name, twin in TWINS.items():
        other = twins[name].series["cooperation"]
        assert other[0] == run.series["cooperation"][0]
        same = run if twin.governed else twins["ungoverned"]
        before = slice(0, LIVELY["shock_step"] if twin.calm else 1)
        assert (other[before] == same.series["cooperation"][before]).all()
        if name != "ungoverned":
            assert (twins[name].series["welfare_mean"] != same.series["welfare_mean"]).any()


def test_monthly_values_are_means_over_all_months_but_the_start_and_over_the_last_sixty():
    record = Record.__new__(Record)
    record.steps = 100
    record.series = {"x": np.append(999.0, np.arange(1.0, 101)), "y": np.full(101, np.nan)}
    assert (record.mean("x", False), record.mean("x", True)) == (50.5, 70.5)
    assert np.isnan(record.mean("y", False))
    record.series["x"][50:] = np.nan
    assert record.mean("x", True) == np.mean(np.arange(41, 50))


def test_welfare_is_each_actors_mean_payoff():
    model = Westphalia("random", (), 3, LIVELY)
    record, seen = Record(model.issues[0], 70, {}), []
    for _ in range(70):
        model.step()
        record.observe()
        seen.append(model.rows["payoff"].copy())
    np.testing.assert_allclose(record.welfare(False), np.mean(seen, axis=0))
    np.testing.assert_allclose(record.welfare(True), np.mean(seen[-60:], axis=0))


def test_the_placebo_begins_as_the_reference_does_and_differs_in_monthly_luck():
    real, placebo = (Westphalia("random", (), 3, LIVELY | {"threshold_noise": 0.5}, replica=k) for k in (0, 2))
    traits = ["id", "endowment", "persons", "own_bent", "home_bent", "strategy", "exposure"]
    assert (real.rows[traits] == placebo.rows[traits]).all()
    assert (real.issues[0].groups.to == placebo.issues[0].groups.to).all()
    for _ in range(6):
        real.step()
        placebo.step()
    assert (real.rows["strategy"] != placebo.rows["strategy"]).any()
