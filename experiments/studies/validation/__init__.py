"""The engine compared with the reference figures: what is expected, what theory says, what was measured."""

from collections.abc import Mapping, Sequence
from inspect import signature
from typing import Any, NamedTuple

from experiments.ask.case import Asked, Case
from experiments.play.row import Row
from experiments.studies import replications
from experiments.studies.replications import CASES
from experiments.studies.replications.player import ERROR
from experiments.studies.replications.population import CONTROL
from experiments.theory.oracles import CASES as THEORIES
from experiments.theory.oracles import Oracle, load, predict

BRIEF = {
    "updates": 20_000_000,
    "draws": 4000,
    "groups": 600,
    "treaties": 100,
    "avalanches": 1000,
    "months": 8000,
    "worlds": 400,
    "seeds": 4,
}  # of `--quick`
METASTABLE = {"cpd_local_r0.0", "cpd_local_r0.2", "cpd_local_r0.5", "cpd_global_r0.5", "sun2021_alpha0.0",
              "crd1d_Z50N6M3r0.2b5.0", "crd1d_Z50N6M3r0.5b5.0", "crd1d_Z100N4M3r0.5b5.0", "richpoor_r.2_h0.0",
              "richpoor_r.2_h1.0"}  # fmt: skip
SLOW = METASTABLE | {"gridlock_backfire"}  # what `--quick` leaves out: their tolerance needs long runs
UNSET = (-1, -1.0)


class Verdict(NamedTuple):
    """One oracle and how the engine met it; figures by key, lists where the oracle has a family."""

    id: str
    case: str
    expected: dict[str, Any]
    theory: dict[str, Any]
    observed: dict[str, Any]
    se: dict[str, Any]
    tolerance: dict[str, Any]
    passed: bool
    seconds: float


def theory_of(case: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What theory says at these parameters; empty where it has no closed form or chain for them."""
    if case not in THEORIES:
        return {}
    reads = signature(THEORIES[case]).parameters
    any_ = any(p.kind is p.VAR_KEYWORD for p in reads.values())
    control = {q.name for q in CONTROL}
    told = {k: v for k, v in values.items() if (k in reads or (any_ and k not in control)) and v not in UNSET}
    if case == "ratification":
        told.pop("lam" if values["a"] > 0 else "a", None)
    if values.get("Z") == "inf":
        told = {k: v for k, v in told.items() if k in ("Z", "N", "M", "c", "r")}
    try:
        return predict(case, told)
    except (ValueError, ZeroDivisionError, OverflowError):
        return {}


def families(oracle: Oracle) -> list[dict[str, Any]]:
    """The parameter points of an oracle: one, or one for each entry of its lists."""
    lists = {k: v for k, v in oracle.params.items() if isinstance(v, list)}
    count = len(next(iter(lists.values()))) if lists else 1
    return [dict(oracle.params) | {k: v[n] for k, v in lists.items()} for n in range(count)]


def asked(oracles: Sequence[Oracle], brief: bool) -> Asked:
    """Every point of every oracle, as it is put to the engine."""
    told = {"command": "validate", "oracles": [oracle.id for oracle in oracles], "quick": brief}
    cases = [case for oracle in oracles for case in cases_of(oracle, brief)]
    families = [(case,) for case in cases]
    return Asked(told, lambda: iter(families), len(cases), table="free", modules=(replications.__name__,))


def cases_of(oracle: Oracle, brief: bool) -> list[Case]:
    """One case for each point of an oracle."""
    known = CASES[oracle.case].parameters
    shorter = {k: v for k, v in BRIEF.items() if brief and k in known}
    return [
        Case(
            f"replication:{oracle.case}",
            {"point": point | shorter},
            int(point.get("seed", 1)),
            labels={"oracle": oracle.id, "point": n},
        )
        for n, point in enumerate(families(oracle))
    ]


def judged(oracle: Oracle, rows: Sequence[Row]) -> Verdict:
    """The engine's rows at an oracle's points, within its tolerance and its number of standard errors; raises
    RuntimeError where a run failed."""
    if failed := next((row.error for row in rows if row.error), ""):
        raise RuntimeError(f"{oracle.id}: {failed}")
    keys = [*oracle.expected, *oracle.bounds]
    observed = {key: [row.outcomes[key] for row in rows] for key in keys}
    errors = {key: [row.outcomes[f"{key}{ERROR}"] for row in rows] for key in keys}
    allowed = {key: [_allowed(oracle, e, x) for e, x in zip(errors[key], _each(oracle.expected[key]), strict=True)]
               for key in oracle.expected}  # fmt: skip
    passed = all(
        abs(float(seen) - float(want)) <= most
        for key in oracle.expected
        for seen, want, most in zip(observed[key], _each(oracle.expected[key]), allowed[key], strict=True)
    ) and all(low <= seen <= high for key, (low, high) in oracle.bounds.items() for seen in observed[key])
    expected = dict(oracle.expected) | {k: list(v) for k, v in oracle.bounds.items()}
    figures = (_flat(observed), _flat(errors), _flat(allowed))
    seconds = round(sum(row.outcomes["seconds"] for row in rows), 2)
    return Verdict(oracle.id, oracle.case, expected, oracles_theory(oracle), *figures, passed, seconds)


def oracles_theory(oracle: Oracle) -> dict[str, Any]:
    figures = predict(oracle.case, oracle.params) if oracle.case in THEORIES else {}
    return {key: figures[key] for key in [*oracle.expected, *oracle.bounds] if key in figures}


def _allowed(oracle: Oracle, se: float, expected: float) -> float:
    tolerance = oracle.tolerance
    return float(tolerance["engine"] + tolerance["se"] * se + tolerance.get("relative", 0.0) * abs(float(expected)))


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _flat(figures: dict[str, list[Any]]) -> dict[str, Any]:
    """A family of one is reported as a plain number."""
    return {key: values[0] if len(values) == 1 else values for key, values in figures.items()}


def chosen(only: Sequence[str], brief: bool) -> list[Oracle]:
    """The oracles named, or all; the brief selection leaves out those that need long runs."""
    return [o for o in load() if (o.id in only if only else not (brief and o.id in SLOW))]


def verdicts(oracles: Sequence[Oracle], brief: bool, rows: Mapping[str, Row]) -> list[Verdict]:
    """Judge every oracle, in the order given, by the rows of its cases."""
    return [judged(oracle, [rows[case.id] for case in cases_of(oracle, brief)]) for oracle in oracles]
