"""What is measured, one function an outcome (DEFINITIONS C). A new function under `outcome` is a new outcome.

A monthly outcome reads the issue as it stands; its value for a run is the mean over all months, and with `_last` over
the last 60. A final outcome reads the run's record. Undefined is NaN, never 0.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from model.issue import Issue
from model.record import Record
from model.statistics import inequality, kaplan_meier_median

Monthly = Callable[[Issue], float]
Final = Callable[[Record, bool], float]
Paired = Callable[[Record, Record], float]

TOLERANCE = 0.01  # of welfare: who loses less than this is not worse off
RETURNED = 6  # months within tolerance that count as a return
RESPONSE = 0.05  # least change of cooperation that is a response
PRE_SHOCK = 12  # months before the shock that are its yardstick


@dataclass
class Outcome:
    """How one outcome is measured; `late` says whether it is told for the last 60 months too."""

    name: str
    unit: str
    source: str
    doc: str
    monthly: Monthly | None = None
    final: Final | None = None
    paired: Paired | None = None
    late: bool = False
    censored: bool = False  # summarised by a Kaplan-Meier median, null where censored
    label: str = field(init=False)

    def __post_init__(self) -> None:
        self.label = self.name.replace("_", " ")


OUTCOMES: dict[str, Outcome] = {}


def _declare(function: Callable[..., float], unit: str, source: str) -> Outcome:
    return OUTCOMES.setdefault(function.__name__, Outcome(function.__name__, unit, source, function.__doc__ or ""))


def monthly(unit: str, source: str) -> Callable[[Monthly], Monthly]:
    """An outcome measured each month: `f(issue)`."""

    def register(function: Monthly) -> Monthly:
        declared = _declare(function, unit, source)
        declared.monthly, declared.late = function, True
        return function

    return register


def final(unit: str, source: str, late: bool = False, censored: bool = False) -> Callable[[Final], Final]:
    """An outcome of the whole run: `f(record, late)`."""

    def register(function: Final) -> Final:
        declared = _declare(function, unit, source)
        declared.final, declared.late, declared.censored = function, late, censored
        return function

    return register


def paired(unit: str, source: str) -> Callable[[Paired], Paired]:
    """An outcome against the same world and luck under no institutions: `f(record, reference)`."""

    def register(function: Paired) -> Paired:
        _declare(function, unit, source).paired = function
        return function

    return register


def columns() -> list[str]:
    """Names of all outcome columns, in order."""
    return [c for o in OUTCOMES.values() for c in ((o.name, f"{o.name}_last") if o.late else (o.name,))]


def measure(record: Record, reference: Record) -> dict[str, float]:
    """Every outcome of a run, by column name."""
    out = {}
    for name, outcome in OUTCOMES.items():
        if outcome.paired:
            out[name] = outcome.paired(record, reference)
            continue
        for late in (False, True) if outcome.late else (False,):
            column = f"{name}_last" if late else name
            out[column] = outcome.final(record, late) if outcome.final else record.mean(name, late)
    return out


# -- each month --


@monthly("share of actors", "Santos & Pacheco 2011")
def cooperation(issue: Issue) -> float:
    """Share of actors that contribute."""
    return float((issue.rows["strategy"] > 0).mean())


@monthly("share of groups", "Santos & Pacheco 2011 (eta_G)")
def group_achievement(issue: Issue) -> float:
    """Share of stakes groups that meet their threshold."""
    return float(1 - issue.groups.failed.mean())


@monthly("probability", "odd.md 7 (1 - F_glob)")
def global_achievement(issue: Issue) -> float:
    """Whether the world as a whole meets its threshold."""
    return 1.0 - issue.global_failure


@monthly("payoff per endowment", "DEFINITIONS C (W)")
def welfare_mean(issue: Issue) -> float:
    """Mean payoff, each actor's measured against its own endowment."""
    return float((issue.rows["payoff"] / issue.rows["endowment"]).mean())


@final("Gini", "Gini 1912", late=True)
def welfare_gini(record: Record, late: bool) -> float:
    """Inequality of welfare among actors; the mean absolute difference where any welfare is negative."""
    return inequality(record.welfare(late))


@monthly("share of actors", "DEFINITIONS C")
def exclusivity(issue: Issue) -> float:
    """Share of actors outside every agreement in force."""
    return float((issue.rows["bonds"] == 0).mean())


@monthly("squared policy units", "Oates 1972; Alesina & Spolaore 1997")
def mismatch(issue: Issue) -> float:
    """Contribution-weighted mean of (v - theta)^2 over bound contributors; read it beside exclusivity."""
    rows = issue.rows[(issue.rows["bonds"] > 0) & (issue.rows["strategy"] > 0)]
    return float(np.average(rows["misfit"], weights=rows["endowment"])) if len(rows) else float("nan")


@monthly("index 0..1", "Loosemore & Hanby 1971")
def representation_gap(issue: Issue) -> float:
    """Half the sum of |share in decisions - share of the harm|; undefined without a decision in force."""
    decisions = [weights for institution in issue.institutions for weights in institution.decision_weights()]
    if not decisions:
        return float("nan")
    deciding = sum(decisions[1:], decisions[0])
    affected = issue.rows["risk"] * issue.rows["endowment"]
    return float(0.5 * np.abs(deciding / deciding.sum() - affected / affected.sum()).sum())


# -- of the whole run --


@final("months", "DEFINITIONS C", censored=True)
def response_latency(record: Record, late: bool) -> float:
    """Months after the shock until 90 % of the lasting change of cooperation is made; NaN without or beyond the run."""
    shock, change, before = _response(record)
    if not abs(change) >= RESPONSE:
        return float("nan")
    made = (record.series["cooperation"][shock:] - before) * np.sign(change) >= 0.9 * abs(change)
    return float(np.argmax(made)) if made.any() else float("nan")


@final("0 or 1", "DEFINITIONS C")
def responded(record: Record, late: bool) -> float:
    """Whether cooperation changed lastingly, by 0.05 at least, after the shock; undefined without a shock."""
    _, change, _ = _response(record)
    return float("nan") if np.isnan(change) else float(abs(change) >= RESPONSE)


def _response(record: Record) -> tuple[int, float, float]:
    """Month of the shock, lasting change of cooperation, and its level before."""
    shock = int(record.settings["shock_step"])
    if not PRE_SHOCK < shock <= record.steps:
        return 0, float("nan"), float("nan")
    before = float(record.series["cooperation"][shock - PRE_SHOCK : shock].mean())
    return shock, record.mean("cooperation", True) - before, before


@final("months", "DEFINITIONS C; Holling 1973", censored=True)
def return_time(record: Record, late: bool) -> float:
    """Months after the shock until welfare stays within 0.01 of its level before for six months; NaN beyond the run."""
    shock, _, _ = _response(record)
    if not shock:
        return float("nan")
    welfare = record.series["welfare_mean"]
    near = np.abs(welfare[shock:] - welfare[shock - PRE_SHOCK : shock].mean()) <= TOLERANCE
    runs = np.convolve(near, np.ones(RETURNED), "valid") >= RETURNED
    return float(np.argmax(runs)) if runs.any() else float("nan")


@final("payoff months", "DEFINITIONS C; Bruneau et al. 2003")
def loss_area(record: Record, late: bool) -> float:
    """Welfare lost below its level before the shock, added up over the months after."""
    shock, _, _ = _response(record)
    if not shock:
        return float("nan")
    welfare = record.series["welfare_mean"]
    return float(np.maximum(0, welfare[shock - PRE_SHOCK : shock].mean() - welfare[shock:]).sum())


@final("months", "Kaplan & Meier 1958", censored=True)
def commitment_half_life(record: Record, late: bool) -> float:
    """Months after which half of the memberships in agreements have ended; NaN without any, or beyond the run."""
    return kaplan_meier_median(*record.spells())


@final("share of applicants", "DEFINITIONS C")
def refused_share(record: Record, late: bool) -> float:
    """Share of those who apply to a coalition that are not let in; undefined without applicants."""
    for institution in record.issue.institutions:
        tally = getattr(institution, "tally", None)
        if tally is not None and tally[0]:
            return float(tally[1] / tally[0])
    return float("nan")


# -- against the same world and luck without institutions --


@paired("share of actors", "DEFINITIONS C")
def adverse_share(record: Record, reference: Record) -> float:
    """Share of actors that fare worse, by more than 0.01 in the last 60 months, than the same actor under none."""
    return float((_loss(record, reference) > TOLERANCE).mean())


@paired("payoff per endowment", "DEFINITIONS C")
def adverse_size(record: Record, reference: Record) -> float:
    """Mean loss of those that fare worse; undefined where nobody does."""
    loss = _loss(record, reference)
    return float(loss[loss > TOLERANCE].mean()) if (loss > TOLERANCE).any() else float("nan")


def _loss(record: Record, reference: Record) -> np.ndarray:
    return reference.welfare(True) - record.welfare(True)
