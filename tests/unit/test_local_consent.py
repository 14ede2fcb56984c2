"""Who wants local rules, by brute force on a small world (DEFINITIONS D17)."""

import numpy as np
import pytest

from model.governance.consent import When
from model.governance.local_consent import SHARES, asked, willing_groups
from model.governance.local_institution import sponsored
from tests.unit.byhand import draw, own_groups, rest_point, safety
from tests.unit.playing import run

CASES = [
    {},
    {"burn_fines": 0, "group_size": 3, "elite_insulation": 0},
    {"burn_fines": 0, "reward_share": 0.4, "global_share": 1, "global_uncertainty": 0.3},
    {"heterogeneity": 0.4, "estimate_noise": 0.2, "local_fine": 0.5, "choice_strength": 300},
    {"trust_weight": 0.5, "threshold": 0.5, "choice_strength": 5},
]


def world(**settings):
    issue = run(8, ("local_institution",), **{"actors": 40, "local_consent": "majority"} | settings).issues[0]
    return issue, issue.institutions[0]


def wishes(issue) -> np.ndarray:
    """What the members of each actor's groups report as fitting them."""
    reported = issue.rows["reported"]
    return np.array([np.mean([reported[m].mean() for m in own_groups(issue, i)]) for i in range(len(reported))])


def conforming(issue, wish) -> np.ndarray:
    """D8 under the full local fine."""
    p, rows = issue.p, issue.rows
    misfit = p["mismatch_cost"] * (wish - rows["reported"]) ** 2
    pulls = p["local_fine"] - p["cost"] - misfit
    by_rule = np.array([rest_point(pull, p["imitation_strength"], p["mutation"]) for pull in pulls])
    return (1 - p["trust_weight"]) * by_rule + p["trust_weight"] * rows["reputation"]


def rebate(issue, i, c) -> float:
    """What i would get back: each group shares its members' fines by endowment, each pays in equal parts to its own."""
    p, b, back = issue.p, issue.rows["endowment"], 0.0
    fine = (1 - p["reward_share"]) * p["local_fine"]
    for members in own_groups(issue, i):
        collected = sum(b[j] * fine * (1 - c[j]) / len(own_groups(issue, j)) for j in members)
        back += (1 - p["burn_fines"]) * collected / b[members].sum()
    return back


def gains(issue, slot) -> np.ndarray:
    """D9 for each actor: all its own groups enforce, against none of them."""
    p, rows, wish = issue.p, issue.rows, wishes(issue)
    c, without = conforming(issue, wish), issue.agreements.outside[slot]
    fine, reward = (1 - p["reward_share"]) * p["local_fine"], p["reward_share"] * p["local_fine"]
    out = np.empty(len(rows))
    for i in range(len(rows)):
        with_, neighbours = without.copy(), np.unique(np.concatenate(own_groups(issue, i)))
        with_[neighbours] = c[neighbours]
        misfit = p["mismatch_cost"] * (wish[i] - rows["reported"][i]) ** 2
        out[i] = rows["perceived_risk"][i] * safety(issue, i, with_, without)
        out[i] -= (c[i] - without[i]) * p["cost"] + c[i] * (misfit - reward) + (1 - c[i]) * fine
        out[i] += rebate(issue, i, c)
    return out


@pytest.mark.parametrize("settings", CASES)
def test_each_actor_weighs_rules_in_all_its_own_groups_against_none(settings):
    issue, body = world(**settings)
    expected, terms = gains(issue, body.slot), issue.agreements.row[body.agreement : body.agreement + 1]
    outside, seen = issue.agreements.outside[body.slot], []
    with np.errstate(over="ignore"):
        chance = 1 / (1 + np.exp(-issue.p["choice_strength"] * expected))
    for month in range(8, 8 + 48 * 6, 7):
        issue.month = month
        draws = np.array([draw(issue, who, terms[0]) for who in issue.rows["id"]])
        yes = asked(issue.rows, issue.groups, outside, terms, When(issue.fortune, month), issue.settings)
        clear = abs(draws - chance) > 1e-9
        assert yes[clear].tolist() == (draws < chance)[clear].tolist()
        seen.append(yes)
    assert 0 < np.mean(seen) < 1


@pytest.mark.parametrize(("choice", "needed"), [("none", 0), ("majority", 3), ("all", 4)])
def test_that_share_of_a_groups_members_must_want_it(choice, needed):
    issue, _ = world(local_consent=choice, group_size=4)
    start, to = issue.groups.start, issue.groups.to
    for seed in range(20):
        yes = np.random.default_rng(seed).random(len(issue.rows)) < 0.6
        willing = willing_groups(issue.groups, yes, SHARES[choice])
        for g in range(len(start) - 1):
            members = to[start[g] : start[g + 1]]
            least = {"none": 0, "majority": len(members) // 2 + 1, "all": len(members)}[choice]
            if choice != "none":
                assert willing[g] == (yes[members].sum() >= least)
            assert len(members) != 4 or least == needed


@pytest.mark.parametrize("choice", ["none", "majority", "all"])
def test_a_group_enforces_where_sponsors_suffice_and_its_members_want_it(choice):
    issue, body = world(local_consent=choice, choice_strength=5, local_trigger=0.5)
    start, to, x = issue.groups.start, issue.groups.to, issue.rows["strategy"]
    x[:] = np.random.default_rng(1).integers(0, 3, len(x))
    issue.month = 13
    terms = issue.agreements.row[body.agreement : body.agreement + 1]
    yes = asked(issue.rows, issue.groups, issue.agreements.outside[0], terms, When(issue.fortune, 13), issue.settings)
    body.act()
    enough, wanted = [], []
    for g in range(len(start) - 1):
        members = to[start[g] : start[g + 1]]
        enough.append((x[members] == 2).sum() >= max(1, np.ceil(0.5 * len(members))))
        wanted.append({"none": True, "majority": yes[members].mean() > 0.5, "all": yes[members].all()}[choice])
    enforces = issue.agreements.row["in_force"][: len(x)] > 0
    assert enforces.tolist() == (np.array(enough) & np.array(wanted)).tolist()
    assert (issue.agreements.row["fine"][: len(x)] == np.where(enforces, issue.p["local_fine"], 0)).all()
    assert enforces.any()
    assert choice == "none" or (np.array(enough) & ~enforces).any()


def test_actors_are_asked_once_a_year_from_the_first_month_and_not_at_all_without_consent():
    for choice, expected in (("majority", [1, 13, 25]), ("all", [1, 13, 25]), ("none", [])):
        issue, body = world(local_consent=choice)
        months, ask = [], body.ask
        body.ask = lambda issue=issue, months=months, ask=ask: (months.append(issue.month), ask())
        for month in range(1, 30):
            issue.month = month
            body.act()
        assert months == expected


def test_no_sponsor_no_rules_however_willing():
    issue, body = world(local_consent="none")
    issue.rows["strategy"] = 1
    about, everyone = (issue.rows, issue.groups, issue.agreements), np.ones(len(issue.rows), bool)
    sponsored(*about, everyone, body.inside, issue.settings)
    assert not body.bound().any()
    issue.rows["strategy"] = 2
    sponsored(*about, ~everyone, body.inside, issue.settings)
    assert not body.bound().any()
