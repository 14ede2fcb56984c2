"""What must hold of the risk games for any parameters."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.theory import risk_games
from tests.laws.examples import law
from tests.science.dilemmas import Game, dilemma, enforcement, share


@law
@given(dilemma(), enforcement, share())
def test_shares_are_shares(game: Game, rules: Game, alpha: float) -> None:
    figures = risk_games.sun_2021(**game, **rules, alpha=alpha) | risk_games.santos_pacheco_2011(**game)
    assert all(-1e-12 <= value <= 1 + 1e-12 for value in figures.values())


@law
@given(dilemma(), enforcement, share())
def test_mutation_alone_makes_strategies_equally_common(game: Game, rules: Game, alpha: float) -> None:
    game = game | {"mu": 1.0}
    three = risk_games.sun_2021(**game, **rules, alpha=alpha)
    assert (three["C"], three["P"]) == pytest.approx((1 / 3, 1 / 3), abs=1e-10)
    assert risk_games.santos_pacheco_2011(**game)["coop"] == pytest.approx(1 / 2, abs=1e-10)


@law
@given(dilemma(), enforcement)
def test_without_selection_strategies_are_equally_common(game: Game, rules: Game) -> None:
    game = game | {"beta": 0.0}
    three = risk_games.vasconcelos_2013(**game, **rules)
    assert (three["C"], three["P"]) == pytest.approx((1 / 3, 1 / 3), abs=1e-9)
    assert risk_games.santos_pacheco_2011(**game)["coop"] == pytest.approx(1 / 2, abs=1e-9)


@law
@given(dilemma(), enforcement)
def test_sun_without_reward_is_vasconcelos(game: Game, rules: Game) -> None:
    assert risk_games.sun_2021(**game, **rules, alpha=0.0) == risk_games.vasconcelos_2013(**game, **rules)


@law
@given(dilemma(), enforcement)
def test_a_trigger_out_of_reach_leaves_sponsoring_a_cost(game: Game, rules: Game) -> None:
    none = risk_games.vasconcelos_2013(**game, **rules | {"scheme": "none"})
    for scheme in ("local", "global"):
        out_of_reach = rules | {"scheme": scheme, "n_local": 999, "n_global": 999}
        assert risk_games.vasconcelos_2013(**game, **out_of_reach) == pytest.approx(none, abs=1e-12)
    assert none["eta_I"] == 0
    assert none["P"] <= none["C"] + 1e-10


@law
@given(dilemma(), st.data())
def test_equal_endowments_without_homophily_are_one_class(game: Game, data: st.DataObject) -> None:
    ZR = data.draw(st.integers(1, game["Z"] - 1))
    one = risk_games.santos_pacheco_2011(**game)
    game = dict(game)
    b = game.pop("b")
    two = risk_games.vasconcelos_2014(**game, ZR=ZR, bR=b, bP=b, h=0.0)
    assert two["eta_G"] == pytest.approx(one["eta_G"], abs=1e-9)
    assert (two["coop_rich"], two["coop_poor"], two["coop"]) == pytest.approx((one["coop"],) * 3, abs=1e-9)


@law
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


@law
@given(st.integers(2, 12), st.data(), share(0.001, 0.5), share(0.01, 1))
def test_replicator_roots_are_where_contributing_breaks_even(N: int, data: st.DataObject, c: float, r: float) -> None:
    M = data.draw(st.integers(1, N))
    roots = risk_games.replicator_roots(N, M, c, r)
    assert bool(roots) == (r >= risk_games.critical_risk(N, M, c))
    for x in roots:
        assert r * math.comb(N - 1, M - 1) * x ** (M - 1) * (1 - x) ** (N - M) == pytest.approx(c, abs=1e-9)
