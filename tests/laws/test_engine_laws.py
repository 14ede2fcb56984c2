"""Laws that hold for all settings: of money, of chance, of votes, of luck."""

import copy

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from agents.actor import fermi
from experiments.ask.arms import OF_INSTITUTIONS
from model import luck
from model.game import short_of, stake
from model.governance.expectation import compliance
from model.params import PARAMETERS
from model.revision import other_strategy
from model.statistics import inequality
from model.westphalia import Westphalia
from tests.laws.examples import law

EVERYTHING = ("formal_body", "local_institution", "coalitions", "subcommittee")
LIVELY = {
    "actors": 60, "heterogeneity": 0.05, "meeting_interval": 3, "ratification_hazard": 0.5, "proposal_rate": 0.1,
    "subcommittee_interval": 1, "mutation": 0.05, "procedure_hazard": 1, "exit_propensity": 0.3,
}  # fmt: skip
LEVERS = [q for q in PARAMETERS.values() if q.group in OF_INSTITUTIONS]

unit = st.floats(0, 1)
seeds = st.integers(0, 2**31)


def run(months, seed=1, institutions=EVERYTHING, **given) -> Westphalia:
    model = Westphalia("random", institutions, seed, LIVELY | given)
    for _ in range(months):
        model.step()
    return model


# -- money --


def formal_fines(issue) -> dict[tuple[int, int], float]:
    """What each agreement with members levies on those of them who withhold, by record and month of founding.

    A fine is a share of what the payer has (D0).
    """
    book, withheld = issue.agreements, issue.rows["endowment"] * (issue.rows["strategy"] == 0)
    return {
        (a, int(book.row["founded"][a])): float(
            book.row["fine"][a] * book.row["monitoring"][a] * ((book.binding == a) * withheld).sum()
        )
        for a in np.unique(book.binding[book.binding >= 0]).tolist()
    }


def paid(issue) -> float:
    """The month's payoffs are paid; what the rebates among them come to."""
    without = copy.deepcopy(issue)
    without.agreements.row["purse"] = without.agreements.row["rebate"] = 0
    without.pay()
    issue.pay()
    return float(((issue.rows["payoff"] - without.rows["payoff"]) * issue.rows["endowment"]).sum())


@law
@given(seed=seeds, months=st.integers(3, 20), fine=unit, local_fine=unit, burn=st.booleans())
def test_the_fines_of_a_month_are_paid_back_in_the_next_to_the_last_unit_or_burned(
    seed, months, fine, local_fine, burn
):
    model = run(months, seed, treaty_fine=fine, local_fine=local_fine, burn_fines=int(burn))
    issue, levied = model.issues[0], {}
    for _ in range(2):
        issue.month += 1
        issue.environment.move(issue.strain())
        issue.count_success()
        issue.act("local")
        here = formal_fines(issue)
        due = sum(x for agreement, x in levied.items() if agreement in here or agreement == "local")
        rebates = paid(issue)
        if levied:
            assert abs(rebates - (0 if burn else due)) < 1e-9
        withheld = issue.rows["strategy"] == 0
        sanctions = (issue.rows["sanction"] * issue.rows["endowment"])[withheld].sum()
        levied = here | {"local": sanctions - sum(here.values())}
        for institution in issue.institutions:
            if institution.stage != "local":
                institution.act()


@law
@given(seed=seeds, months=st.integers(3, 12), fine=st.floats(0.1, 1))
def test_burning_fines_makes_nobody_richer_and_the_world_poorer(seed, months, fine):
    restless = {"mutation": 0.3, "revision_rate": 0.5, "local_consent": "none"}
    issue = run(months, seed, ("local_institution",), local_fine=fine, **restless).issues[0]
    shared, burned = copy.deepcopy(issue), copy.deepcopy(issue)
    burned.settings = burned.settings.copy()
    burned.settings["burn_fines"] = 1
    for twin in (shared, burned):
        for _ in range(2):
            twin.month += 1
            twin.count_success()
            twin.act("local")
            twin.pay()
    lost = (shared.rows["payoff"] - burned.rows["payoff"]) * shared.rows["endowment"]
    fines = (shared.rows["sanction"] * shared.rows["endowment"])[shared.rows["strategy"] == 0].sum()
    assert (lost >= -1e-12).all()
    assert abs(lost.sum() - fines) < 1e-9
    assert fines > 0


@law
@given(risk=unit, share=unit, local=unit, world=st.sampled_from([0.0, 1.0]))
def test_a_stake_lies_between_nothing_and_the_whole_endowment(risk, share, local, world):
    assert -1e-12 <= stake(risk, share, local, world) <= 1
    assert stake(risk, share, local, world) >= stake(risk, share, 1.0, 1.0) - 1e-12


# -- chance --


@law
@given(members=st.integers(1, 12), needed=st.integers(0, 13), a=unit, b=unit)
def test_the_chance_to_fall_short_is_a_probability_that_more_contribution_lowers(members, needed, a, b):
    low, high = sorted((a, b))
    assert 0 <= short_of(members, needed, high) <= short_of(members, needed, low) + 1e-12 <= 1 + 1e-12
    assert short_of(members, needed, a) <= short_of(members, needed + 1, a) + 1e-12


@law
@given(gain=st.floats(-50, 50), more=st.floats(0, 5), strength=st.floats(0, 100))
def test_copying_is_even_in_gain_and_loss_and_grows_with_gain(gain, more, strength):
    assert abs(fermi(gain, strength) + fermi(-gain, strength) - 1) < 1e-12
    assert 0 <= fermi(gain, strength) <= fermi(gain + more, strength) <= 1


@law
@given(own=st.integers(0, 2), draw=st.floats(0, 1, exclude_max=True))
def test_trying_something_else_never_is_the_same_again(own, draw):
    assert other_strategy(own, 3, draw) in {0, 1, 2} - {own}
    if own < 2:
        assert other_strategy(own, 2, draw) == 1 - own


# -- groups --


@law
@given(seed=seeds, threshold=unit, noise=st.floats(0, 0.5), data=st.data())
def test_one_contributor_more_never_makes_a_group_or_the_world_fail(seed, threshold, noise, data):
    issue = run(0, 1, (), threshold=threshold, threshold_noise=noise).issues[0]
    rng = np.random.default_rng(seed)
    issue.rows["strategy"] = rng.random(60) < data.draw(unit)
    issue.count_success()
    failed, world = issue.groups.failed.copy(), issue.global_failure
    issue.rows["strategy"][rng.choice(60, 5)] = 1
    issue.count_success()
    assert (issue.groups.failed <= failed).all()
    assert issue.global_failure <= world


# -- votes --


@law
@given(seed=seeds, months=st.integers(1, 15), dues=st.floats(0, 0.2), elite=unit, voice=unit)
def test_a_vote_falls_by_just_the_dues(seed, months, dues, elite, voice):
    body = run(months, seed, ("formal_body",), elite_weight=elite, nsa_weight=voice).issues[0].institutions[0]
    states = np.arange(len(body.parties))
    body.draft(body.everyone)
    votes = []
    for charge in (0.0, dues):
        body.issue.agreements.row["dues"][body.agreement] = charge
        votes.append(np.concatenate([body.willing(states), body.consent(states)]))
    np.testing.assert_allclose(votes[0] - votes[1], dues, atol=1e-12)


@law
@given(seed=seeds, fine=unit, more=unit)
def test_expected_compliance_is_a_probability_that_a_higher_fine_raises(seed, fine, more):
    issue = run(1, 1, ("formal_body",)).issues[0]
    body = issue.institutions[0]
    body.draft(body.everyone)
    row = issue.rows[seed % 60]
    expected = []
    for level in (fine, fine + more):
        issue.agreements.row["fine"][body.agreement] = level
        expected.append(compliance(row, issue.agreements.row[body.agreement], issue.settings[0]))
    assert 0 < expected[0] <= expected[1] < 1


# -- the world without institutions --


@law
@given(data=st.data())
def test_without_institutions_no_setting_of_theirs_matters(data):
    chosen = {q.name: data.draw(st.sampled_from(q.choices or [q.low, q.high, q.default])) for q in LEVERS}
    assert run(14, 1, (), **chosen).rows.tobytes() == run(14, 1, ()).rows.tobytes()


# -- luck --


@law
@given(seed=seeds, step=st.integers(0, 1000), ids=st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=30))
def test_luck_goes_with_the_person_whatever_the_order_and_the_company(seed, step, ids):
    key, who = np.uint64(luck.stream(seed, luck.REVISE, step)), np.array(ids, np.uint64)
    order = np.random.default_rng(seed).permutation(len(ids))
    assert luck.uniforms(key, who[order]).tolist() == luck.uniforms(key, who)[order].tolist()
    assert luck.normals(key, who[order]).tolist() == luck.normals(key, who)[order].tolist()


@law
@given(seed=seeds, other=seeds)
def test_two_seeds_have_nothing_in_common(seed, other):
    people = np.arange(4000, dtype=np.uint64)
    a, b = (luck.uniforms(np.uint64(luck.stream(s, luck.REVISE, 1)), people) for s in (seed, other))
    assert (a == b).all() if seed == other else abs(np.corrcoef(a, b)[0, 1]) < 0.08


def test_seeds_give_unlike_worlds_and_the_same_seed_the_same():
    cooperation = [float((run(12, seed, ()).rows["strategy"] > 0).mean()) for seed in range(8)]
    assert len(set(cooperation)) > 4
    assert run(12, 3).rows.tobytes() == run(12, 3).rows.tobytes()


# -- inequality --


@law
@given(welfare=st.lists(st.floats(0.001, 10), min_size=2, max_size=40), scale=st.floats(0.01, 100), seed=seeds)
def test_the_gini_index_lies_within_bounds_and_knows_neither_units_nor_order(welfare, scale, seed):
    values = np.array(welfare)
    gini = inequality(values)
    assert -1e-12 <= gini <= 1
    assert abs(inequality(scale * values) - gini) < 1e-9
    assert abs(inequality(np.random.default_rng(seed).permutation(values)) - gini) < 1e-12
    assert abs(inequality(np.concatenate([values, values])) - gini) < 1e-9
