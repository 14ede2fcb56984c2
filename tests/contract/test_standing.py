"""Good names, trust, rivalry, and which forum a state turns to."""

import numpy as np
import pytest

from model.agreement import AGREEMENT
from model.governance.expectation import compliance
from model.governance.forum import preferring, rivals_gain
from model.standing import PUBLIC_EYE, amplify, exchange, renown, reputation
from model.ties import Ties
from model.westphalia import Westphalia

SMALL = {"actors": 120, "shock_step": 0}


def test_a_name_follows_conduct_as_far_as_it_is_seen() -> None:
    assert renown(0.5, True, 1.0, 0.1) == pytest.approx(0.55)
    assert renown(0.5, False, 1.0, 0.1) == pytest.approx(0.45)
    assert renown(0.5, True, 0.0, 0.1) == 0.5


def test_transparent_bodies_make_conduct_known() -> None:
    issue = Westphalia("random", ("coalitions",), 1, SMALL).issues[0]
    issue.rows["strategy"], issue.rows["reputation"] = 1, 0.0
    a = len(issue.agreements.row) - 1
    issue.agreements.row["in_force"][a], issue.agreements.row["monitoring"][a] = 1, 0.9
    issue.agreements.binding[0, 7] = a
    reputation(issue.rows, issue.agreements, issue.settings)
    rate = issue.p["reputation_rate"]
    assert issue.rows["reputation"][7] == pytest.approx(0.9 * rate)
    assert issue.rows["reputation"][8] == pytest.approx(PUBLIC_EYE * rate)


def test_dealings_take_two_good_names() -> None:
    issue = Westphalia("random", (), 1, SMALL | {"bilateral_gain": 0.2}).issues[0]
    rows = issue.rows[:3]
    ties = Ties(np.array([0, 2, 3, 4], np.uint32), np.array([1, 2, 0, 0], np.uint32), np.array([3.0, 1.0, 1.0, 1.0]))
    rows["reputation"], rows["endowment"] = [0.5, 1.0, 0.0], [2.0, 1.0, 1.0]
    exchange(rows, ties, issue.settings)
    assert rows["exchange"].tolist() == pytest.approx([0.2 * 0.5 * 0.75, 0.2 * 1 * 0.5, 0])  # of what each has


def test_dealings_are_paid_out() -> None:
    def paid(gain: float) -> float:
        issue = Westphalia("random", (), 1, SMALL | {"bilateral_gain": gain}).issues[0]
        issue.rows["exchange"] = gain
        issue.pay()
        return float(issue.rows["payoff"].mean())

    assert paid(0.2) == pytest.approx(paid(0.0) + 0.2)


def test_those_who_follow_broadcasters_take_on_part_of_their_fear() -> None:
    issue = Westphalia("random", (), 1, SMALL | {"media_weight": 0.25}).issues[0]
    rows = issue.rows[:3]
    rows["perceived_risk"] = [0.2, 0.8, 0.4]
    media = Ties(np.array([0, 2, 2, 2], np.uint32), np.array([1, 2], np.uint32), np.array([1.0, 1.0]))
    amplify(rows, media, issue.settings)
    assert rows["perceived_risk"].tolist() == pytest.approx([0.75 * 0.2 + 0.25 * 0.6, 0.8, 0.4])


def test_what_is_feared_moves_decisions_and_not_losses() -> None:
    calm, stirred = (Westphalia("random", (), 1, SMALL | {"media_weight": w, "perception_noise": 0.8}) for w in (0, 1))
    calm.step()
    stirred.step()
    assert (calm.rows["perceived_risk"] != stirred.rows["perceived_risk"]).mean() > 0.2
    assert (calm.rows["payoff"] == stirred.rows["payoff"]).all()


@pytest.mark.parametrize("weight", [0.0, 0.3, 1.0])
def test_trust_puts_a_good_name_in_place_of_the_text(weight: float) -> None:
    issue = Westphalia("random", (), 1, SMALL | {"trust_weight": weight}).issues[0]
    me, terms = issue.rows[0], np.zeros(1, AGREEMENT)[0]
    me["reputation"] = 0.8
    unmoved = Westphalia("random", (), 1, SMALL).issues[0]
    text = compliance(unmoved.rows[0], terms, unmoved.p)
    assert compliance(me, terms, issue.p) == pytest.approx((1 - weight) * text + weight * 0.8)


def test_rivals_are_those_of_the_other_camp() -> None:
    gains, camp = np.array([1.0, 3.0, 10.0]), np.array([True, True, False])
    assert rivals_gain(gains, camp, np.array([True, False])).tolist() == [10, 2]
    assert rivals_gain(gains, np.ones(3, bool), np.ones(3, bool)).tolist() == [0, 0, 0]


def test_rivalry_takes_the_other_camps_gain_off_ones_own() -> None:
    def support(rivalry: float) -> tuple[np.ndarray, np.ndarray]:
        issue = Westphalia("earth", ("formal_body",), 1, {"rivalry": rivalry, "risk": 0.6}).issues[0]
        treaty = issue.institutions[0]
        treaty.draft(treaty.everyone)
        return treaty.support(issue.world.governments, treaty.everyone, 0.67), issue.rows["home_bent"][:195] > 0

    own, camp = support(0.0)
    weighed, _ = support(0.5)
    others = np.where(camp, own[~camp].mean(), own[camp].mean())
    assert weighed == pytest.approx(own - 0.5 * others)


def pacts(**settings):
    issue = Westphalia("earth", ("formal_body", "subcommittee", "alliance"), 1, settings).issues[0]
    by_name = {x.name: x for x in issue.institutions}
    for pact in by_name.values():
        pact.consent = lambda states: np.zeros(len(states))
    return issue, by_name


def enter(pact, states) -> None:
    pact.parties[states] = True
    pact.enter_into_force()
    pact.bind(np.array(states))


def test_without_the_choice_a_state_is_in_every_body_that_it_gains_from() -> None:
    _, by_name = pacts()
    enter(by_name["subcommittee"], [0, 1])
    assert by_name["formal_body"].joining(np.array([0, 1, 2]), np.array([1.0, -1.0, 1.0])).tolist() == [0, 2]
    assert by_name["subcommittee"].parties[:2].all()


def test_who_must_choose_goes_where_it_gains_most_and_leaves_the_other() -> None:
    issue, by_name = pacts(forum_choice=1, choice_strength=1000)
    enter(by_name["subcommittee"], [0, 1])
    by_name["subcommittee"].consent = lambda states: np.where(states == 0, 0.1, 0.9)
    gains = np.array([0.5, 0.5, 0.5, -0.5])
    assert by_name["formal_body"].joining(np.arange(4), gains).tolist() == [0, 2]
    assert by_name["subcommittee"].parties[:2].tolist() == [False, True]
    assert issue.agreements.binding[by_name["subcommittee"].slot, 0] == -1


def test_who_has_no_way_out_has_no_choice() -> None:
    _, by_name = pacts(forum_choice=1, choice_strength=1000)
    enter(by_name["alliance"], [0])
    states, gains = np.array([0, 2, 3]), np.array([9.0, 9.0, 9.0])
    willing = np.array([True, True, False])
    assert preferring(by_name["formal_body"], states, gains, willing).tolist() == [2]
    assert by_name["alliance"].parties[0]


def test_the_choice_is_a_logit() -> None:
    entered = 0
    issue, by_name = pacts(forum_choice=1, choice_strength=10)
    for issue.month in range(400):
        enter(by_name["subcommittee"], [0])
        entered += len(by_name["formal_body"].joining(np.array([0]), np.array([0.1])))
    assert entered / 400 == pytest.approx(1 / (1 + np.exp(-1)), abs=0.08)  # 3.4 standard errors
