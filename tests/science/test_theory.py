"""Theory against the published figures, and against other derivations of the same figures."""

import ast
import itertools
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from experiments.theory import chains, oracles, risk_games

ORACLES = oracles.load()
STATED = [oracle for oracle in ORACLES if oracle.case in oracles.CASES]


WITHOUT_THEORY = {"EI_karate", "Q_karate", "local_to_global"}


def test_the_table_is_whole_and_all_but_three_have_a_theory() -> None:
    assert len(ORACLES) == len({oracle.id for oracle in ORACLES}) == 47
    assert {oracle.id for oracle in ORACLES if oracle not in STATED} == WITHOUT_THEORY
    assert {oracle.case for oracle in STATED} == set(oracles.CASES)


@pytest.mark.parametrize("oracle", STATED, ids=lambda oracle: oracle.id)
def test_theory_meets_the_oracle(oracle: oracles.Oracle) -> None:
    figures = oracles.predict(str(oracle.case), oracle.params)
    for key, value in oracle.expected.items():
        assert np.asarray(figures[key]) == pytest.approx(np.asarray(value), rel=0, abs=oracle.tolerance["theory"]), key
    for key in oracle.bounds.keys() & figures.keys():
        low, high = oracle.bounds[key]
        assert np.all((np.asarray(figures[key]) >= low) & (np.asarray(figures[key]) <= high)), key


def test_theory_imports_neither_model_nor_agents() -> None:
    for path in Path(oracles.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.split(".")[0] for name in names} & {"model", "agents", "mesa", "numba"}, path.name


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
