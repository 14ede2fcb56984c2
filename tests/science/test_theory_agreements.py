"""Theory of coalitions, votes and norms against brute force and simulation."""

import itertools
import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.stats import norm

from experiments.theory import coalitions, norms, voting
from tests.laws.examples import law
from tests.science.dilemmas import share


def quadratic_payoffs(n: int, k: int, b: float, c: float, least: int = 0) -> tuple[float, float]:
    """Member's and outsider's payoff when k of n cooperate, straight from what each abates."""
    member, outsider = (k if k >= least else 1) * b / c, b / c
    total = k * member + (n - k) * outsider
    return b * total - c * member**2 / 2, b * total - c * outsider**2 / 2


@law
@given(st.integers(3, 30), share(0.1, 5), share(0.1, 5), st.data())
def test_coalitions_by_brute_force(n: int, b: float, c: float, data: st.DataObject) -> None:
    m, unit = data.draw(st.integers(2, n)), b * b / c
    free = [quadratic_payoffs(n, k, b, c) for k in range(n + 1)]
    stays = [free[k][0] - free[k - 1][1] for k in range(1, n + 1)]
    assert coalitions.stable_sizes(stays, 1e-9 * unit * n * n) == [2, 3]
    ruled = [quadratic_payoffs(n, k, b, c, least=m) for k in range(n + 1)]
    rule = coalitions.participation_rule(n, b, c, m)
    assert rule["pivotal_gain"] == pytest.approx(ruled[m][0] - ruled[m - 1][1], abs=1e-9 * unit * n * n)
    assert rule["k_star"] == max(m, 3)
    club = coalitions.climate_club(n, b, c)
    assert club["tariff"] == pytest.approx(-stays[-1], abs=1e-9 * unit * n * n)
    assert (club["k_star"], coalitions.climate_club(n, b, c, tau=0.0)["k_star"]) == (n, 3)


@pytest.mark.parametrize("gamma", [0.01, 0.1, 0.5, 5])
def test_barrett_leaders_do_best_against_the_followers_answer(gamma: float) -> None:
    n, a, b = 10, 100.0, 1.0
    for k in range(1, n):

        def signatory(q: float, k: int = k) -> float:
            outsider = (a - k * q) / (n * gamma + n - k)
            total = k * q + (n - k) * outsider
            return -(b * (a * total - total**2 / 2) / n - gamma * b * q**2 / 2)

        best = minimize_scalar(signatory, bounds=(0, a), method="bounded", options={"xatol": 1e-9})
        assert coalitions._barrett_payoffs(n, k, gamma, a, b)[0] == pytest.approx(-best.fun, rel=1e-9)


@law
@given(st.integers(2, 6), st.data(), share())
def test_votes_by_enumeration(n: int, data: st.DataObject, p: float) -> None:
    veto = data.draw(st.integers(0, n))
    q = data.draw(st.integers(max(1, veto), n))

    def wins(yes: Sequence[int]) -> bool:
        return len(yes) >= q and set(range(veto)) <= set(yes)

    ballots = [[i for i in range(n) if vote[i]] for vote in itertools.product([0, 1], repeat=n)]
    passing = sum(float(p) ** len(yes) * (1 - p) ** (n - len(yes)) for yes in ballots if wins(yes))
    assert voting.coleman(n, q, veto, p) == pytest.approx(passing, abs=1e-12)
    pivots = np.zeros(n)
    for order in itertools.permutations(range(n)):
        pivots[next(order[i] for i in range(n) if wins(order[: i + 1]))] += 1 / math.factorial(n)
    with_veto, without = voting.shapley_shubik(n, q, veto)
    assert [with_veto] * veto + [without] * (n - veto) == pytest.approx(list(pivots), abs=1e-12)


@law
@given(st.integers(1, 60), st.data(), share(0.001, 0.9))
def test_monthly_ratification_is_continuous_time_rounded_up(n: int, data: st.DataObject, a: float) -> None:
    q = data.draw(st.integers(1, n))
    months, time = voting.ratification_months(n, q, a), voting.ratification_time(n, q, -math.log1p(-a))
    assert time["mean"] - 1e-9 <= months["mean"] <= time["mean"] + 1 + 1e-9
    if q == 1:
        first = 1 - (1 - a) ** n
        assert (months["mean"], months["variance"]) == pytest.approx((1 / first, (1 - first) / first**2), rel=1e-6)


def test_gridlock_and_ratification_by_simulation() -> None:
    rng = np.random.default_rng(2)
    points = np.sort(rng.random((20_000, 15)), axis=1)
    length = points[:, 9 - 1] - points[:, 15 - 9]
    assert length.mean() == pytest.approx(voting.gridlock_length(15, 9), abs=3 * length.std() / 141)
    assert voting.gridlock_length(15, 5) == 0
    months = np.sort(rng.geometric(0.05, (20_000, 30)), axis=1)[:, 20 - 1]
    exact = voting.ratification_months(30, 20, 0.05)
    assert months.mean() == pytest.approx(exact["mean"], abs=3 * months.std() / 141)
    assert months.var() == pytest.approx(exact["variance"], rel=0.05)


@law
@given(share(0.01, 0.99), share(0.2, 1), share(0.05, 0.15), share(0.1, 4))
def test_backfire_window_opens_below_two_thirds(q: float, r: float, c: float, kappa: float) -> None:
    figures = voting.backfire(q, r, 1.0, c, 1.0, 0.01, kappa)
    assert figures["window_open"] == (q < 2 * norm.cdf(1) - 1)
    A, H = figures["A"], figures["H_gridlock"]
    assert figures["H_backfire"] == A
    assert 2 * norm.cdf(A / H) - 1 == pytest.approx(q, abs=1e-9)


def test_a_worthless_treaty_has_no_window() -> None:
    assert voting.backfire(0.5, 0.1, 1, 0.2, 1, 0.01, 1) == {
        "A": 0, "H_backfire": 0, "H_gridlock": 0, "window_open": False
    }  # fmt: skip


def test_naming_game_tips_exactly_at_the_fold() -> None:
    p = norms.naming_game_critical_mass()
    below, above = norms.naming_game(p - 1e-4), norms.naming_game(p + 1e-4)
    assert below["n_B"] > 0.6
    assert above["n_B"] < 1e-9
    assert above["n_A"] == pytest.approx(1 - p - 1e-4, abs=1e-9)


def test_naming_game_drift_is_the_mean_of_one_meeting() -> None:
    """Every pair of speaker, word and hearer, by hand."""
    p, A, B = 0.07, 0.2, 0.5
    pool = {"committed": p, "A": A, "B": B, "AB": 1 - A - B - p}
    words = {"committed": "A", "A": "A", "B": "B", "AB": "AB"}
    change = {"A": 0.0, "B": 0.0, "AB": 0.0}
    for (speaker, s), (hearer, h) in itertools.product(pool.items(), repeat=2):
        for word in words[speaker]:
            chance = s * h / len(words[speaker])
            known = word in words[hearer]
            after = {hearer: word if known else "AB", **({speaker: word} if known and speaker != hearer else {})}
            if known and speaker == hearer:  # both partners know both words and drop the same one
                change["AB"] -= 2 * chance * (speaker == "AB")
                change[word] += 2 * chance * (speaker == "AB")
                continue
            for kind, new in after.items():
                if kind != "committed":
                    change[kind] -= chance
                    change[new] += chance
    assert norms.naming_drift(np.array([A, B]), p) == pytest.approx([change["A"], change["B"]], abs=1e-12)
    step = 1e-6
    for column in range(2):
        ahead = np.array([A, B]) + step * np.eye(2)[column]
        slope = (norms.naming_drift(ahead, p) - norms.naming_drift(np.array([A, B]), p)) / step
        assert norms.naming_jacobian(np.array([A, B]), p)[:, column] == pytest.approx(slope, abs=1e-5)


def overturned(committed: int, runs: int, rounds: int = 200, N: int = 24, memory: int = 12) -> float:
    """Share of runs in which most of the uncommitted play the new norm at the end: the rule of ``centola_2018``."""
    rng = np.random.default_rng(committed)
    seen = np.zeros((memory, runs, N), dtype=np.int8)
    for t in range(rounds):
        heard = seen.sum(0) * 2
        play = np.where(heard == memory, rng.random((runs, N)) < 0.5, heard > memory).astype(np.int8)
        play[:, :committed] = 1
        order = rng.random((runs, N)).argsort(1)
        partner = np.empty_like(order)
        np.put_along_axis(partner, order, order.reshape(runs, -1, 2)[:, :, ::-1].reshape(runs, N), axis=1)
        seen[t % memory] = np.take_along_axis(play, partner, axis=1)
    return float((play[:, committed:].mean(1) > 0.5).mean())


def test_centola_step_lies_between_five_and_six_of_24() -> None:
    assert norms.critical_fraction(12) == pytest.approx(0.2419120674, abs=1e-9)
    assert overturned(5, runs=500) < 0.05
    assert overturned(6, runs=500) > 0.95
    assert [norms.centola_2018(24, 12, k)["P_overturn"] for k in (5, 6)] == [0, 1]


@pytest.mark.parametrize(("memory", "fraction"), [(1, 0.0), (2, 0.0), (3, 1 / 9)])
def test_short_memories_have_closed_forms(memory: int, fraction: float) -> None:
    assert norms.critical_fraction(memory) == pytest.approx(fraction, abs=1e-9)


@law
@given(share(0.02, 0.6), share(0.1, 15))
def test_cascade_condition_is_watts_sum(phi: float, z: float) -> None:
    k = np.arange(0, math.floor(1 / phi + 1e-9) + 1)
    degree = np.exp(k * math.log(z) - z - [math.lgamma(x + 1) for x in k])
    figures = norms.watts_2002(phi, z)
    assert figures["condition"] == pytest.approx(float((k * (k - 1) * degree).sum() / z), rel=1e-9, abs=1e-12)
    assert bool(figures["cascade"]) == (figures["z_low"] < z < figures["z_high"])
