"""Laws of outcomes: within bounds wherever a run is legal; chance alone does no harm; a planted loss is found."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.ask.case import Case, world_case
from experiments.play.kept import Kept
from experiments.play.players import Memory
from experiments.play.world import Stage
from model.outcome import RUN, TWINS
from model.outcomes import EACH, OUTCOMES, actors, harm
from model.params import PARAMETERS
from model.record import Record
from model.settings import checked
from tests.laws.examples import law

EVERYTHING = ("formal_body", "local_institution", "coalitions", "subcommittee", "g20")
LEFT = ("actors", "ties", "agenda", "preset")  # how large the world is, and whole sets of settings
DRAWN = [q for q in PARAMETERS.values() if not q.words and q.name not in LEFT]
BISTABLE = {"risk": 0.9, "cost": 0.05, "initial_cooperation": 0.3, "mutation": 0.002}
WORLDS, MONTHS, ACTORS = 40, 90, 40
ROUNDING = 1e-9


def a_case(seed: int, months: int, institutions: tuple[str, ...], given: dict[str, float]) -> Case:
    return world_case(("random", months, checked({"actors": ACTORS} | given)), institutions, seed, {})


@st.composite
def points(draw):
    """Up to eight parameters anywhere in their ranges, or with any of their choices."""
    chosen = draw(st.lists(st.sampled_from(DRAWN), max_size=8, unique_by=lambda q: q.name))
    return {q.name: draw(values(q)) for q in chosen}


def values(q) -> st.SearchStrategy:
    return st.sampled_from(q.choices) if q.choices else (st.integers if q.integer else st.floats)(q.low, q.high)


@law
@given(point=points(), seed=st.integers(0, 9999), months=st.integers(1, 30), shock=st.integers(0, 40))
def test_every_outcome_is_within_its_bounds_or_missing_at_any_legal_point(point, seed, months, shock):
    case = a_case(seed, months, EVERYTHING, {"shock_step": shock} | point)
    kept = Kept(actors=True)
    stage = Stage(case, kept, Memory(), Memory())
    run, twins = stage.record(RUN), {name: stage.record(twin) for name, twin in TWINS.items()}
    for column, value in kept.of(run, twins).items():
        low, high = OUTCOMES[column.removesuffix("_last")].bounds
        assert np.isnan(value) or low - ROUNDING <= value <= high + ROUNDING, column
    for column, values in kept.each(run, twins).items():
        low, high = EACH[column.removesuffix("_last")].bounds
        assert ((low - ROUNDING <= values) & (values <= high + ROUNDING)).all(), column


class Planted:
    """A run of which some lose so much more."""

    def __init__(self, run: Record, loss: np.ndarray) -> None:
        self.run, self.loss, self.issue = run, loss, run.issue

    def welfare(self, late: bool) -> np.ndarray:
        return self.run.welfare(late) - self.loss


def four_lucks(seed: int, given: dict[str, float]) -> list[Record]:
    """None under A, B, C and D."""
    stage = Stage(a_case(seed, MONTHS, (), given), Kept(("cooperation",)), Memory(), Memory())
    return [stage.record(TWINS[name]) for name in ("ungoverned", "ungoverned_again", "other", "other_again")]


@pytest.fixture(scope="module", params=[{}, BISTABLE], ids=["default", "bistable"])
def worlds(request) -> list[list[Record]]:
    return [four_lucks(seed, {"shock_step": 0} | request.param) for seed in range(1, WORLDS + 1)]


def test_chance_alone_does_no_harm(worlds):
    """Halves of one luck would: whoever is picked for having lost has lost."""
    found = np.array(
        [harm.harm(other, other_again, none, none_again) for none, none_again, other, other_again in worlds]
    )
    one_luck = [harm.harm(other, other, none, none) for none, _, other, _ in worlds]
    assert abs(found.mean()) <= 2 * found.std(ddof=1) / np.sqrt(WORLDS)
    assert np.mean(one_luck) > 0.01


def test_chance_alone_harms_none_beyond_the_placebo(worlds):
    """None under C and D loses against A and B as often as the reverse: what is left is sampling error."""
    found = np.array([harm.losing(c, d, a, b) - harm.losing(a, b, c, d) for a, b, c, d in worlds])
    assert abs(found.mean()) <= 2 * found.std(ddof=1) / np.sqrt(WORLDS) + ROUNDING


def test_a_planted_loss_is_found(worlds):
    """A tenth of persons lose .05, whatever the luck."""
    loss = np.zeros(ACTORS)
    loss[::10] = 0.05
    for none, again, *_ in worlds:
        lucks = (Planted(none, loss), Planted(again, loss), none, again)
        assert harm.harm(*lucks) == pytest.approx(0.05, abs=0.01)
        assert harm.losing(*lucks) == pytest.approx(0.1, abs=0.01)
        np.testing.assert_allclose(actors.harm(*lucks), loss, atol=1e-12)


def test_a_planted_loss_is_found_in_runs_that_took_another_course():
    """Where luck moves most actors little, a tenth who lose .05 stand out though nothing else is the same."""
    loss, found = np.zeros(ACTORS), []
    loss[::10] = 0.05
    for seed in range(1, WORLDS + 1):
        a, b, c, d = four_lucks(seed, {"shock_step": 0})
        found.append(harm.losing(Planted(c, loss), Planted(d, loss), a, b) - harm.losing(c, d, a, b))
    assert np.mean(found) == pytest.approx(0.1, abs=0.01)
