"""The engine held against the reference figures: what is expected, what theory says, what was measured."""

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from inspect import signature
from multiprocessing import get_context
from typing import Any, NamedTuple

from experiments.studies.replications import CASES, Measured
from experiments.studies.replications.population import CONTROL
from experiments.theory.oracles import CASES as THEORIES
from experiments.theory.oracles import Oracle, load, predict

BRIEF = {"updates": 20_000_000, "draws": 4000, "groups": 600, "treaties": 100, "avalanches": 1000}  # of `--quick`
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


def judged(oracle: Oracle, brief: bool) -> Verdict:
    """Run the engine on one oracle and compare: within the oracle's tolerance and its number of standard errors."""
    began = time.perf_counter()
    points = [_measured(oracle.case, point, brief) for point in families(oracle)]
    keys = [*oracle.expected, *oracle.bounds]
    observed = {key: [point[key].value for point in points] for key in keys}
    errors = {key: [point[key].se for point in points] for key in keys}
    allowed = {key: [_allowed(oracle, e, x) for e, x in zip(errors[key], _each(oracle.expected[key]), strict=True)]
               for key in oracle.expected}  # fmt: skip
    passed = all(
        abs(float(seen) - float(want)) <= most
        for key in oracle.expected
        for seen, want, most in zip(observed[key], _each(oracle.expected[key]), allowed[key], strict=True)
    ) and all(low <= seen <= high for key, (low, high) in oracle.bounds.items() for seen in observed[key])
    theory = oracles_theory(oracle)
    return Verdict(
        oracle.id, oracle.case, dict(oracle.expected) | {k: list(v) for k, v in oracle.bounds.items()}, theory,
        _flat(observed), _flat(errors), _flat(allowed), passed, round(time.perf_counter() - began, 2),
    )  # fmt: skip


def oracles_theory(oracle: Oracle) -> dict[str, Any]:
    figures = predict(oracle.case, oracle.params) if oracle.case in THEORIES else {}
    return {key: figures[key] for key in [*oracle.expected, *oracle.bounds] if key in figures}


def _measured(case: str, point: dict[str, Any], brief: bool) -> dict[str, Measured]:
    known = CASES[case].parameters
    return CASES[case].run(point | {k: v for k, v in BRIEF.items() if brief and k in known})


def _allowed(oracle: Oracle, se: float, expected: float) -> float:
    tolerance = oracle.tolerance
    return float(tolerance["engine"] + tolerance["se"] * se + tolerance.get("relative", 0.0) * abs(float(expected)))


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _flat(figures: dict[str, list[Any]]) -> dict[str, Any]:
    """A family of one is told as a plain number."""
    return {key: values[0] if len(values) == 1 else values for key, values in figures.items()}


def chosen(only: Sequence[str], brief: bool) -> list[Oracle]:
    """The oracles named, or all; the brief selection leaves out those that need long runs."""
    return [o for o in load() if (o.id in only if only else not (brief and o.id in SLOW))]


def verdicts(oracles: Sequence[Oracle], brief: bool, workers: int) -> Iterator[Verdict]:
    """Judge every oracle, in the order given, several at once."""
    if workers == 1:
        yield from (judged(oracle, brief) for oracle in oracles)
        return
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:  # never a copy of a process with threads
        yield from pool.map(judged, oracles, [brief] * len(oracles))
