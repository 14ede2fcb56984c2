"""The reference figures, and what theory says of each case.

An oracle names a case, its parameters in the product's own names, and the figures expected. A parameter given as a
list stands for one evaluation an entry (lists run in parallel) and its figures are lists too. ``tolerance`` holds
absolute errors: ``theory`` for the answers of this folder, ``engine`` for measured ones, ``relative`` as a share,
and the number ``se`` of standard errors that the engine may add to it. ``bounds`` are
inequalities a measured figure must satisfy. ``stated`` quotes the reference table's own value and tolerance.
"""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from experiments.theory import coalitions, diagnostics, norms, risk_games, synchronous, thresholds, voting

Figures = dict[str, Any]


@dataclass(frozen=True)
class Oracle:
    """One reference figure or family of figures, with where it comes from."""

    id: str
    case: str
    params: Mapping[str, Any]
    expected: Mapping[str, Any]
    tolerance: Mapping[str, float]
    provenance: str
    source: str
    stated: str
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    formula: str = ""
    note: str = ""


def load() -> list[Oracle]:
    """All oracles, in the order of the reference table."""
    text = Path(__file__).with_name("oracles.json").read_text(encoding="utf-8")
    return [Oracle(**entry) for entry in json.loads(text)]


def predict(case: str, params: Mapping[str, Any]) -> Figures:
    """What theory says of a case: each figure by name, a list where a parameter is a list; None where there is none.

    :param params: the paper's own symbols, as in ``replicate``; "inf" stands for an infinite number
    :raises KeyError: for a case without a theory
    """
    theory = CASES[case]
    numbers = {name: math.inf if value == "inf" else value for name, value in params.items()}
    lists = {name: value for name, value in numbers.items() if isinstance(value, list)}
    if not lists:
        return {key: figure if math.isfinite(figure) else None for key, figure in theory(**numbers).items()}
    rows = [dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True)]
    figures = [theory(**{**numbers, **row}) for row in rows]
    return {key: [figure[key] for figure in figures] for key in figures[0]}


def _santos_pacheco_2011(Z: float, **params: Any) -> Figures:
    if math.isinf(Z):
        return risk_games.santos_pacheco_infinite(**params)
    return risk_games.santos_pacheco_2011(int(Z), **params)


def _voting(n: int, q: int, v: int, p: float) -> Figures:
    with_veto, without = voting.shapley_shubik(n, q, v)
    return {"pass_probability": voting.coleman(n, q, v, p), "shapley_veto": with_veto, "shapley_plain": without}


def _ratification(n: int, q: int, lam: float | None = None, a: float | None = None) -> Figures:
    if (lam is None) == (a is None):
        raise ValueError("ratification takes either lam (a rate) or a (a monthly hazard)")
    return voting.ratification_months(n, q, a) if a is not None else voting.ratification_time(n, q, float(lam or 0))


def _gridlock(n: int, q: int) -> Figures:
    return {"gridlock_length": voting.gridlock_length(n, q)}


def _backfire_window(
    q: float, r: float, b: float, c: float, tax: float, kappa: float, p_fail: float = 1.0, S: int = 200
) -> Figures:
    """The closed form, with the chance that S countries pass a proposal at .9 and at 1.1 of H_gridlock."""
    figures: Figures = dict(voting.backfire(q, r, b, c, p_fail, tax, kappa))
    for key, share in (("pass_inside", 0.9), ("pass_outside", 1.1)):
        figures[key] = voting.proposal_passes(S, q, figures["A"], share * figures["H_gridlock"])
    return figures


def _naming_game(
    N: float = math.inf,  # noqa: ARG001 - the limit, whatever N
    p: float | None = None,
) -> Figures:
    """The limit of large N, whatever N; with p also the state that a committed share p leads to."""
    figures: Figures = {"critical_mass": norms.naming_game_critical_mass()}
    return figures if p is None else figures | norms.naming_game(p)


CASES: dict[str, Callable[..., Figures]] = {
    "santos_pacheco_2011": _santos_pacheco_2011,
    "vasconcelos_2013": risk_games.vasconcelos_2013,
    "sun_2021": risk_games.sun_2021,
    "vasconcelos_2014": risk_games.vasconcelos_2014,
    "linear_quadratic": coalitions.linear_quadratic,
    "binary_linear": coalitions.binary_linear,
    "barrett_1994": coalitions.barrett_1994,
    "participation_rule": coalitions.participation_rule,
    "climate_club": coalitions.climate_club,
    "voting": _voting,
    "ratification": _ratification,
    "gridlock": _gridlock,
    "backfire_window": _backfire_window,
    "one_group": synchronous.one_group,
    "ring": synchronous.ring,
    "barrett_dannenberg_2012": thresholds.barrett_dannenberg_2012,
    "rest_point": thresholds.rest_point,
    "naming_game": _naming_game,
    "centola_2018": norms.centola_2018,
    "watts_2002": norms.watts_2002,
    "avalanches": diagnostics.avalanches,
    "early_warning_of_noise": diagnostics.early_warning,
    "transfer_entropy_of_copy": diagnostics.transfer_entropy,
}
