"""Theory against the published figures, against other derivations of the same figures, and against itself."""

import ast
import itertools
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.stats import norm

from experiments.theory import chains, coalitions, norms, oracles, risk_games, voting

Game = dict[str, Any]
quick = settings(max_examples=25, deadline=None, derandomize=True)
ORACLES = oracles.load()
STATED = [oracle for oracle in ORACLES if oracle.case in oracles.CASES]


def share(low: float = 0.0, high: float = 1.0) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False)


@st.composite
def dilemma(draw: st.DrawFn) -> Game:
    """Any small collective-risk dilemma."""
    N = draw(st.integers(2, 6))
    return {
        "Z": draw(st.integers(N, 14)), "N": N, "M": draw(st.integers(1, N)), "b": draw(share(0.1, 5)),
        "c": draw(share(0.01, 0.9)), "r": draw(share()), "beta": draw(share(0, 20)), "mu": draw(share(1e-6, 1)),
    }  # fmt: skip


enforcement = st.fixed_dictionaries({
    "pit": share(0, 0.5), "pif": share(0, 1), "scheme": st.sampled_from(["none", "local", "global"]),
    "n_local": st.integers(1, 4), "n_global": st.integers(1, 14),
})  # fmt: skip


# --- the reference table -------------------------------------------------------------------------------------------


def test_the_table_is_whole_and_two_networks_have_no_closed_form() -> None:
    assert len(ORACLES) == len({oracle.id for oracle in ORACLES}) == 40
    assert {oracle.id for oracle in ORACLES if oracle not in STATED} == {"EI_karate", "Q_karate"}
    assert {oracle.case for oracle in STATED} == set(oracles.CASES)


@pytest.mark.parametrize("oracle", STATED, ids=lambda oracle: oracle.id)
def test_theory_meets_the_oracle(oracle: oracles.Oracle) -> None:
    figures = oracles.predict(str(oracle.case), oracle.params)
    for key, value in oracle.expected.items():
        assert np.asarray(figures[key]) == pytest.approx(np.asarray(value), rel=0, abs=oracle.tolerance["theory"]), key
    for key, (low, high) in oracle.bounds.items():
        assert np.all((np.asarray(figures[key]) >= low) & (np.asarray(figures[key]) <= high)), key


def test_theory_imports_neither_model_nor_agents() -> None:
    for path in Path(oracles.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.split(".")[0] for name in names} & {"model", "agents", "mesa", "numba"}, path.name


# --- against egttools ----------------------------------------------------------------------------------------------


def stationary_of(egttools: object, game: object, Z: int, beta: float, mu: float) -> np.ndarray:
    from egttools.analytical import PairwiseComparison
    from egttools.utils import calculate_stationary_distribution

    transitions = PairwiseComparison(Z, game).calculate_transition_matrix(beta, mu).T
    return np.asarray(calculate_stationary_distribution(transitions))


@pytest.mark.parametrize(
    ("Z", "N", "M", "r", "beta", "mu"), [(20, 4, 3, 0.5, 5, 0.02), (50, 6, 3, 0.2, 5, 0.02), (30, 5, 5, 0.9, 2, 0.1)]
)
def test_two_strategies_agree_with_egttools(Z: int, N: int, M: int, r: float, beta: float, mu: float) -> None:
    egttools = pytest.importorskip("egttools", reason="egttools is not installed (no wheel for this Python)")
    game = egttools.games.OneShotCRD(1.0, 0.1, r, N, M)
    distribution = stationary_of(egttools, game, Z, beta, mu)
    ours = risk_games.santos_pacheco_2011(Z=Z, N=N, M=M, b=1.0, c=0.1, r=r, beta=beta, mu=mu)
    assert ours["eta_G"] == pytest.approx(game.calculate_group_achievement(Z, distribution), abs=1e-10)
    assert ours["coop"] == pytest.approx(distribution @ np.arange(Z + 1) / Z, abs=1e-10)


@pytest.mark.parametrize("scheme", ["none", "local"])
@pytest.mark.parametrize("alpha", [0.0, 0.35, 1.0])
def test_three_strategies_agree_with_egttools(scheme: str, alpha: float) -> None:
    egttools = pytest.importorskip("egttools", reason="egttools is not installed (no wheel for this Python)")
    Z, N, M, b, c, r, beta, mu, pit, pif = 20, 4, 3, 1.0, 0.1, 0.3, 5.0, 0.03, 0.03, 0.3
    groups = [egttools.sample_simplex(i, N, 3) for i in range(egttools.calculate_nb_states(N, 3))]
    table = np.zeros((3, len(groups)))
    for column, (_, contribute, sponsor) in enumerate(groups):
        kept = b if contribute + sponsor >= M else b * (1 - r)
        active = scheme == "local" and sponsor >= 1
        gives = kept - c * b + active * alpha * pif
        table[:, column] = kept - active * (1 - alpha) * pif, gives, gives - pit
    game = egttools.games.MatrixNPlayerGameHolder(3, N, table)
    distribution = stationary_of(egttools, game, Z, beta, mu)
    states = np.array([egttools.sample_simplex(i, Z, 3) for i in range(len(distribution))])
    ours = risk_games.sun_2021(Z, N, M, b, c, r, beta, mu, pit, pif, scheme, 1, 25, alpha)  # type: ignore[arg-type]
    assert ours["C"] == pytest.approx(distribution @ states[:, 1] / Z, abs=1e-10)
    assert ours["P"] == pytest.approx(distribution @ states[:, 2] / Z, abs=1e-10)


# --- against brute force -------------------------------------------------------------------------------------------


def dense_stationary(matrix: np.ndarray) -> np.ndarray:
    system = np.vstack([matrix.T - np.eye(len(matrix)), np.ones(len(matrix))])
    return np.linalg.lstsq(system, np.r_[np.zeros(len(matrix)), 1.0], rcond=None)[0]


def test_banded_reduction_is_the_stationary_distribution() -> None:
    rng = np.random.default_rng(1)
    source, target = (x.ravel() for x in np.meshgrid(np.arange(40), np.arange(40), indexing="ij"))
    near = (np.abs(source - target) <= 6) & (source != target)
    source, target, rate = source[near], target[near], rng.random(near.sum()) / 50
    matrix = np.zeros((40, 40))
    matrix[source, target] = rate
    np.fill_diagonal(matrix, 1 - matrix.sum(1))
    assert chains.stationary(source, target, rate, 40) == pytest.approx(dense_stationary(matrix), abs=1e-13)


def mean_payoff(focal: int, others: list[int], N: int, payoff: Callable[..., float]) -> float:
    """Expected payoff of a focal actor over every group it can join, one by one."""
    groups = list(itertools.combinations(others, N - 1))
    return sum(payoff(focal, group) for group in groups) / len(groups)


@pytest.mark.parametrize("h", [0.0, 0.6, 1.0])
def test_rich_and_poor_by_enumeration_of_groups_and_actors(h: float) -> None:
    Z, ZR, N, M, c, bR, bP, r, beta, mu = 7, 3, 3, 2, 0.1, 2.0, 0.5, 0.4, 3.0, 0.05
    owns = [bR] * ZR + [bP] * (Z - ZR)
    need = M * c * sum(owns) / Z
    matrix = np.zeros((2**Z, 2**Z))
    states = list(itertools.product([0, 1], repeat=Z))
    for index, x in enumerate(states):

        def payoff(i: int, group: tuple[int, ...], x: tuple[int, ...] = x) -> float:
            reached = sum(c * owns[j] * x[j] for j in (i, *group)) >= need - 1e-12
            return owns[i] * (1 if reached else 1 - r) - c * owns[i] * x[i]

        value = [mean_payoff(i, [j for j in range(Z) if j != i], N, payoff) for i in range(Z)]
        for i in range(Z):
            weight = {j: 1 - h * ((i < ZR) != (j < ZR)) for j in range(Z) if j != i}
            adopt = sum(w / (1 + math.exp(-beta * (value[j] - value[i]))) for j, w in weight.items() if x[j] != x[i])
            moved = index ^ (1 << (Z - 1 - i))
            matrix[index, moved] = (mu + (1 - mu) * adopt / sum(weight.values())) / Z
    np.fill_diagonal(matrix, 1 - matrix.sum(1))
    chance = dense_stationary(matrix)
    ours = risk_games.vasconcelos_2014(Z, ZR, N, M, c, bR, bP, r, beta, mu, h)
    assert ours["coop_rich"] == pytest.approx(
        sum(p * sum(x[:ZR]) / ZR for p, x in zip(chance, states, strict=True)), abs=1e-10
    )
    assert ours["coop_poor"] == pytest.approx(
        sum(p * sum(x[ZR:]) / (Z - ZR) for p, x in zip(chance, states, strict=True)), abs=1e-10
    )


def test_global_institution_by_enumeration() -> None:
    Z, N, M, b, c, r, beta, mu, pit, pif, n_global = 6, 3, 2, 1.0, 0.1, 0.4, 5.0, 0.05, 0.03, 0.3, 2
    states = list(itertools.product([0, 1, 2], repeat=Z))
    position = {x: i for i, x in enumerate(states)}
    matrix = np.zeros((len(states), len(states)))
    for x in states:
        active = x.count(2) >= n_global

        def payoff(i: int, group: tuple[int, ...], x: tuple[int, ...] = x, active: bool = active) -> float:
            reached = sum(x[j] > 0 for j in (i, *group)) >= M
            return b * (1 if reached else 1 - r) - (c * b if x[i] else active * pif) - pit * (x[i] == 2)

        kinds = {s: x.index(s) for s in set(x)}
        value = {s: mean_payoff(i, [j for j in range(Z) if j != i], N, payoff) for s, i in kinds.items()}
        for i, new in itertools.product(range(Z), range(3)):
            if new != x[i]:
                adopt = x.count(new) / (Z - 1) / (1 + math.exp(-beta * (value.get(new, 0) - value[x[i]])))
                matrix[position[x], position[(*x[:i], new, *x[i + 1 :])]] = ((1 - mu) * adopt + mu / 2) / Z
    np.fill_diagonal(matrix, 1 - matrix.sum(1))
    chance = dense_stationary(matrix)
    ours = risk_games.vasconcelos_2013(Z, N, M, b, c, r, beta, mu, pit, pif, "global", 1, n_global)
    assert ours["P"] == pytest.approx(sum(p * x.count(2) / Z for p, x in zip(chance, states, strict=True)), abs=1e-10)
    assert ours["C"] == pytest.approx(sum(p * x.count(1) / Z for p, x in zip(chance, states, strict=True)), abs=1e-10)
    assert ours["eta_I"] == pytest.approx(
        sum(p * (x.count(2) >= n_global) for p, x in zip(chance, states, strict=True)), abs=1e-10
    )


# --- what must hold for any parameters -----------------------------------------------------------------------------


@quick
@given(dilemma(), enforcement, share())
def test_shares_are_shares(game: Game, rules: Game, alpha: float) -> None:
    figures = risk_games.sun_2021(**game, **rules, alpha=alpha) | risk_games.santos_pacheco_2011(**game)
    assert all(-1e-12 <= value <= 1 + 1e-12 for value in figures.values())


@quick
@given(dilemma(), enforcement, share())
def test_mutation_alone_makes_strategies_equally_common(game: Game, rules: Game, alpha: float) -> None:
    game = game | {"mu": 1.0}
    three = risk_games.sun_2021(**game, **rules, alpha=alpha)
    assert (three["C"], three["P"]) == pytest.approx((1 / 3, 1 / 3), abs=1e-10)
    assert risk_games.santos_pacheco_2011(**game)["coop"] == pytest.approx(1 / 2, abs=1e-10)


@quick
@given(dilemma(), enforcement)
def test_without_selection_strategies_are_equally_common(game: Game, rules: Game) -> None:
    game = game | {"beta": 0.0}
    three = risk_games.vasconcelos_2013(**game, **rules)
    assert (three["C"], three["P"]) == pytest.approx((1 / 3, 1 / 3), abs=1e-9)
    assert risk_games.santos_pacheco_2011(**game)["coop"] == pytest.approx(1 / 2, abs=1e-9)


@quick
@given(dilemma(), enforcement)
def test_sun_without_reward_is_vasconcelos(game: Game, rules: Game) -> None:
    assert risk_games.sun_2021(**game, **rules, alpha=0.0) == risk_games.vasconcelos_2013(**game, **rules)


@quick
@given(dilemma(), enforcement)
def test_a_trigger_out_of_reach_leaves_sponsoring_a_cost(game: Game, rules: Game) -> None:
    none = risk_games.vasconcelos_2013(**game, **rules | {"scheme": "none"})
    for scheme in ("local", "global"):
        out_of_reach = rules | {"scheme": scheme, "n_local": 999, "n_global": 999}
        assert risk_games.vasconcelos_2013(**game, **out_of_reach) == pytest.approx(none, abs=1e-12)
    assert none["eta_I"] == 0
    assert none["P"] <= none["C"] + 1e-10


@quick
@given(dilemma(), st.data())
def test_equal_endowments_without_homophily_are_one_class(game: Game, data: st.DataObject) -> None:
    ZR = data.draw(st.integers(1, game["Z"] - 1))
    one = risk_games.santos_pacheco_2011(**game)
    game = dict(game)
    b = game.pop("b")
    two = risk_games.vasconcelos_2014(**game, ZR=ZR, bR=b, bP=b, h=0.0)
    assert two["eta_G"] == pytest.approx(one["eta_G"], abs=1e-9)
    assert (two["coop_rich"], two["coop_poor"], two["coop"]) == pytest.approx((one["coop"],) * 3, abs=1e-9)


@quick
@given(dilemma(), share(), share())
def test_more_risk_never_means_less_contribution(game: Game, r1: float, r2: float) -> None:
    low, high = (risk_games.santos_pacheco_2011(**game | {"r": r}) for r in sorted((r1, r2)))
    assert low["coop"] <= high["coop"] + 1e-12
    assert low["eta_G"] <= high["eta_G"] + 1e-12


def test_rare_mutation_is_decided_by_fixation_and_none_is_refused() -> None:
    """With rare mutation all act alike, contributing with odds rho_C / rho_W = exp(beta x sum of gains)."""
    Z, N, M, b, c, r, beta = 40, 4, 3, 1.0, 0.1, 0.4, 2.0
    i = np.arange(1, Z)
    tail = [risk_games.at_least(M - own, i - own, N - 1, Z - 1) for own in (0, 1)]
    log_odds = beta * float((b * r * (tail[1] - tail[0]) - c * b).sum())
    expected = 1 / (1 + math.exp(-log_odds))
    ours = risk_games.santos_pacheco_2011(Z, N, M, b, c, r, beta, mu=1e-10)["coop"]
    assert ours == pytest.approx(expected, rel=1e-5)
    banded = risk_games.vasconcelos_2014(Z, 10, N, M, c, b, b, r, beta, 1e-10, h=0.0)["coop"]
    assert banded == pytest.approx(ours, rel=1e-9)
    with pytest.raises(ValueError, match="mu=0: allowed above 0 up to 1"):
        risk_games.santos_pacheco_2011(Z, N, M, b, c, r, beta, mu=0)


@quick
@given(st.integers(2, 12), st.data(), share(0.001, 0.5), share(0.01, 1))
def test_replicator_roots_are_where_contributing_breaks_even(N: int, data: st.DataObject, c: float, r: float) -> None:
    M = data.draw(st.integers(1, N))
    roots = risk_games.replicator_roots(N, M, c, r)
    assert bool(roots) == (r >= risk_games.critical_risk(N, M, c))
    for x in roots:
        assert r * math.comb(N - 1, M - 1) * x ** (M - 1) * (1 - x) ** (N - M) == pytest.approx(c, abs=1e-9)


# --- coalitions ----------------------------------------------------------------------------------------------------


def quadratic_payoffs(n: int, k: int, b: float, c: float, least: int = 0) -> tuple[float, float]:
    """Member's and outsider's payoff when k of n cooperate, straight from what each abates."""
    member, outsider = (k if k >= least else 1) * b / c, b / c
    total = k * member + (n - k) * outsider
    return b * total - c * member**2 / 2, b * total - c * outsider**2 / 2


@quick
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


# --- voting --------------------------------------------------------------------------------------------------------


@quick
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


@quick
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


@quick
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


# --- norms ---------------------------------------------------------------------------------------------------------


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


@quick
@given(share(0.02, 0.6), share(0.1, 15))
def test_cascade_condition_is_watts_sum(phi: float, z: float) -> None:
    k = np.arange(0, math.floor(1 / phi + 1e-9) + 1)
    degree = np.exp(k * math.log(z) - z - [math.lgamma(x + 1) for x in k])
    figures = norms.watts_2002(phi, z)
    assert figures["condition"] == pytest.approx(float((k * (k - 1) * degree).sum() / z), rel=1e-9, abs=1e-12)
    assert bool(figures["cascade"]) == (figures["z_low"] < z < figures["z_high"])
