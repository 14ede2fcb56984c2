"""Clubs that turn on members who break what was agreed, and on outsiders."""

import numpy as np
import pytest

from experiments.play.world import play
from model.governance.club import conduct_by_state
from model.memory import MEMORY
from model.westphalia import Westphalia


def club(name: str = "g7", world: str = "earth", **settings):
    model = Westphalia(world, (name,), 1, {"shock_step": 0, **settings})
    found = model.issues[0].institutions[0]
    found.support = lambda states, *_: np.ones(len(states))
    found.issue.month = int(found.issue.p["subcommittee_interval"])
    found.act()
    assert found.parties.sum() == found.invited.sum() > 0
    return found


def codes(which, found) -> list[str]:
    return list(found.issue.world.states["code"][which])


def test_conduct_of_a_state_is_that_of_its_whole_society() -> None:
    issue = club().issue
    at_home = issue.rows["home"] == 3
    issue.rows["recent"] = 0.25
    issue.rows["recent"][3] = 1.0
    issue.rows["endowment"][3] *= 3
    shares = issue.rows["endowment"][at_home] / issue.rows["endowment"][at_home].sum()
    assert conduct_by_state(issue)[3] == pytest.approx(0.25 + 0.75 * shares[0])


@pytest.mark.parametrize(("bar", "out"), [(0.0, False), (0.5, True)])
def test_who_falls_below_the_bar_is_expelled_for_good(bar: float, out: bool) -> None:
    found = club(expulsion_bar=bar)
    bad, good = np.flatnonzero(found.parties)[:2]
    found.issue.rows["recent"] = np.where(found.issue.rows["home"] == bad, 0.2, 0.8)
    found.consent = lambda states: np.ones(len(states))  # who may, stays
    found.issue.month += MEMORY
    found.act()
    assert found.parties[bad] != out
    assert found.expelled.sum() == out
    assert found.parties[good]
    found.issue.month += 12
    found.issue.rows["recent"] = 1.0
    found.act()
    assert found.parties[bad] != out  # a year of good conduct does not bring it back


def test_nobody_is_expelled_before_conduct_can_be_known() -> None:
    found = club(expulsion_bar=1.0)
    found.issue.rows["recent"] = 0.0
    found.consent = lambda states: np.ones(len(states))
    found.issue.month += MEMORY // 2
    found.act()
    assert not found.expelled.any()


def test_outsiders_lose_by_their_trade_with_members_and_members_do_not() -> None:
    found = club(outsider_sanction=0.2)
    issue, ties = found.issue, found.issue.world.layers["state"]
    outlay, home = issue.rows["outlay"], issue.rows["home"]
    s = codes(found.issue.world.n_states * [True], found).index("CHN")
    partners = ties.to[ties.start[s] : ties.start[s + 1]]
    weight = ties.weight[ties.start[s] : ties.start[s + 1]]
    share = weight[found.parties[partners]].sum() / weight.sum()
    assert 0 < share < 1
    assert outlay[home == s] == pytest.approx(0.2 * share)  # of what each has (D0)
    assert (outlay[np.isin(home, np.flatnonzero(found.parties))] == 0).all()
    assert (outlay[home < 0] == 0).all()
    issue.rows["outlay"] = 0.0
    issue.pay()
    spared = issue.rows["payoff"].copy()
    issue.rows["outlay"][home == s] = 0.05
    issue.pay()
    assert (spared - issue.rows["payoff"])[home == s] == pytest.approx(0.05)


def test_sanctions_on_outsiders_are_a_reason_to_stay() -> None:
    lenient, strict = club(), club(outsider_sanction=0.2)
    inside = np.flatnonzero(lenient.parties)
    assert (strict.consent(inside) > lenient.consent(inside)).all()


def test_the_g8_is_the_g7_and_russia() -> None:
    eight, seven = club("g8"), club("g7")
    assert set(codes(eight.invited, eight)) - set(codes(seven.invited, seven)) == {"RUS"}
    elsewhere = club("g8", "random", actors=300)
    assert elsewhere.invited.sum() == 8


def test_expulsions_are_counted_and_only_where_there_is_a_club() -> None:
    from model.outcomes import OUTCOMES

    expelled = OUTCOMES["expulsions"].final
    harsh = {"expulsion_bar": 1.0, "risk": 0.9, "heterogeneity": 0.01, "threshold": 0.5, "actors": 200}
    assert expelled(play("random", ("g7",), 1, 40, harsh), False) > 0
    assert expelled(play("random", ("g7",), 1, 40, harsh | {"expulsion_bar": 0.0}), False) == 0
    assert np.isnan(expelled(play("random", ("formal_body",), 1, 4, harsh), False))
