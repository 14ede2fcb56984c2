"""What an outcome declares holds for its values: it reads no other series, and it keeps to its bounds."""

import numpy as np
import pytest

from experiments.ask.case import world_case
from experiments.play.kept import Kept
from experiments.play.players import Memory
from experiments.play.world import Stage
from model.outcome import RUN, TWINS
from model.outcomes import EACH, OUTCOMES, final, monthly, paired
from model.record import Record
from model.settings import checked

GOVERNED = ("formal_body", "local_institution", "coalitions", "subcommittee", "g7", "g8", "alliance")
SETTINGS = {
    "actors": 80, "heterogeneity": 0.05, "meeting_interval": 3, "ratification_hazard": 0.5, "proposal_rate": 0.1,
    "shock_step": 20, "quota": 0.3, "norm_dynamics": "naming_game", "norm_committed": 0.3, "expulsion_bar": 0.3,
    "coalition_notice": 0, "risk": 0.8, "agenda": "same",
}  # fmt: skip
STEPS = 70
FINALS = [name for name, outcome in OUTCOMES.items() if outcome.final]
ROUNDING = 1e-9
Runs = tuple[Record, dict[str, Record]]


def play(institutions: tuple[str, ...]) -> Runs:
    """A run, and all those that outcomes compare it with."""
    at = "random", STEPS, checked(SETTINGS)
    stage = Stage(world_case(at, institutions, 5, {}), Kept(actors=True), Memory(), Memory())
    return stage.record(RUN), {name: stage.record(twin) for name, twin in TWINS.items()}


@pytest.fixture(scope="module")
def records() -> list[Runs]:
    return [play(GOVERNED), play(())]


@pytest.mark.parametrize("name", FINALS)
def test_an_outcome_of_a_run_reads_only_the_series_it_declares(name: str, records: list[Runs]) -> None:
    outcome = OUTCOMES[name]
    for record, _ in records:
        everything = record.series
        whole = [outcome.final(record, late) for late in (False, True)]
        record.series = {read: everything[read] for read in outcome.reads}
        try:
            np.testing.assert_equal([outcome.final(record, late) for late in (False, True)], whole)
        finally:
            record.series = everything


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_value_lies_within_the_bounds(name: str, records: list[Runs]) -> None:
    outcome = OUTCOMES[name]
    low, high = outcome.bounds
    for record, twins in records:
        if outcome.monthly:
            values = record.series[name]
        elif outcome.final:
            values = np.array([outcome.final(record, late) for late in (False, True)])
        else:
            values = np.array([outcome.paired(record, *(twins[name] for name in outcome.needs))])
        values = values[~np.isnan(values)]
        assert (values >= low - ROUNDING).all()
        assert (values <= high + ROUNDING).all()


@pytest.mark.parametrize("name", EACH)
def test_an_outcome_of_each_actor_has_one_value_an_actor_within_its_bounds(name: str, records: list[Runs]) -> None:
    outcome = EACH[name]
    assert outcome.unit
    assert outcome.source
    assert outcome.doc.strip()
    for record, twins in records:
        found = Kept(actors=True).each(record, twins)
        for column in outcome.columns:
            values = found[column]
            assert values.shape == (SETTINGS["actors"],)
            assert (values >= outcome.bounds[0] - ROUNDING).all()
            assert (values <= outcome.bounds[1] + ROUNDING).all()


@pytest.mark.parametrize(
    ("name", "same_as", "of"),
    [("contribution", "cooperation", 0), ("welfare", "welfare_mean", 0), ("bound", "exclusivity", 1)],
)
def test_the_mean_over_actors_is_the_outcome_of_all(name: str, same_as: str, of: int, records: list[Runs]) -> None:
    for record, _ in records:
        for late in (False, True):
            mean = record.of_actors(name, late).mean()
            assert (1 - mean if of else mean) == pytest.approx(record.mean(same_as, late))


def test_a_name_is_declared_once() -> None:
    def cooperation(issue: object) -> float:
        return 0.0

    with pytest.raises(TypeError, match="outcome=cooperation"):
        monthly("share of actors", "a test")(cooperation)
    with pytest.raises(TypeError, match="outcome=cooperation"):
        final("share of actors", "a test")(cooperation)


def test_an_outcome_needs_only_runs_that_there_are() -> None:
    def against_a_dream(*records: object) -> float:
        return 0.0

    with pytest.raises(TypeError, match=r"against_a_dream\.needs=dream: allowed again calm"):
        paired("share of actors", "a test", needs=("dream",))(against_a_dream)
    assert "against_a_dream" not in OUTCOMES
