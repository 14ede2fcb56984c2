"""Laws of the edges: every setting at its bounds, the smallest world, any mix of settings; money and sanctions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.ask.arms import ARMS
from model.governance import INSTITUTIONS
from model.params import PARAMETERS
from model.westphalia import Westphalia
from tests.laws.examples import law

SMALL = {"actors": 30, "meeting_interval": 2, "subcommittee_interval": 1, "ratification_hazard": 0.5, "shock_step": 3}
SIZES = {"actors", "mean_ties", "actors_per_state"}  # the world's size: given below
TRAITS = (
    "payoff",
    "sanction",
    "risk",
    "perceived_risk",
    "misfit",
    "recent",
    "reputation",
    "exchange",
    "means",
    "voice",
)


def edges(name: str) -> list:
    """The values of a setting at its bounds, or all its choices but other problems."""
    q = PARAMETERS[name]
    if q.several or name == "preset":
        return [q.default, q.choices[-1], "+".join(q.choices[-2:])] if q.several else list(q.choices)
    return list(q.choices) or [q.low, q.high]


EDGES = {name: edges(name) for name in PARAMETERS if name not in SIZES}


def sound(model: Westphalia) -> None:
    """Nothing is undefined, and nobody is rewarded for withholding."""
    for issue in model.issues:
        rows, book = issue.rows, issue.agreements
        for trait in TRAITS:
            assert np.isfinite(rows[trait]).all(), trait
        assert (rows["sanction"] >= 0).all()
        assert ((rows["risk"] >= 0) & (rows["risk"] <= 1)).all()
        assert rows["means"].sum() == pytest.approx(1)
        assert (rows["means"] >= 0).all()
        for field in book.row.dtype.names:
            assert np.isfinite(book.row[field].astype(float)).all(), field
        assert (book.row["purse"] >= 0).all()
        assert ((book.outside >= 0) & (book.outside <= 1)).all()


def played(institutions, settings, months=5, world="random") -> Westphalia:
    model = Westphalia(world, institutions, 1, SMALL | settings)
    for _ in range(months):
        model.step()
        sound(model)
    return model


@pytest.mark.parametrize("arm", ARMS)
@pytest.mark.parametrize("name", EDGES)
def test_every_setting_may_be_at_its_bounds_in_every_arm(name, arm):
    for value in EDGES[name]:
        played(ARMS[arm], {name: value}, 14)


def any_edges(data) -> dict:
    return {name: data.draw(st.sampled_from([*values, PARAMETERS[name].default])) for name, values in EDGES.items()}


some_institutions = st.sets(st.sampled_from(sorted(INSTITUTIONS)), max_size=5).map(sorted)


@law
@given(data=st.data(), names=some_institutions | st.sampled_from(list(ARMS.values())), months=st.integers(1, 14))
def test_any_mix_of_bounds_and_institutions_can_be_played(data, names, months):
    played(names, any_edges(data), months)


@pytest.mark.parametrize("name", INSTITUTIONS)
@pytest.mark.parametrize("actors_per_state", [1, 5, 100])
def test_every_institution_works_alone_in_the_smallest_world(name, actors_per_state):
    smallest = {"actors": 10, "actors_per_state": actors_per_state, "mean_ties": 2}
    model = played((name,), smallest, 8)
    assert len(model.rows) == 10


@pytest.mark.parametrize("ties", PARAMETERS["ties"].choices)
@pytest.mark.parametrize("mean_ties", [2, 64])
def test_the_smallest_world_may_have_few_ties_or_more_than_there_are_actors(ties, mean_ties):
    played(tuple(INSTITUTIONS), {"actors": 10, "ties": ties, "mean_ties": mean_ties}, 4)


@law
@given(
    seed=st.integers(0, 2**31), chi=st.floats(0, 1), fine=st.floats(0, 1), reward=st.floats(0, 1),
    shame=st.floats(0, 1), months=st.integers(1, 10),
)  # fmt: skip
def test_no_sanction_is_ever_below_zero(seed, chi, fine, reward, shame, months):
    settings = {"crowding_out": chi, "local_fine": fine, "reward_share": reward, "social_sanction": shame}
    settings |= {"norm_dynamics": "naming_game", "local_consent": "none"}
    model = Westphalia("random", ("formal_body", "labs", "local_institution", "coalitions"), seed, SMALL | settings)
    for _ in range(months):
        model.step()
        sound(model)
