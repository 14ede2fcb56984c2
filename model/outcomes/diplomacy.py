"""How diplomacy is done: who has power and a channel for it, who works with whom, and at what cost."""

import numpy as np

from agents.state import State
from model.compiled import loop
from model.governance.institution import decisions, tally
from model.issue import Issue
from model.norms import NEW
from model.outcome import once_a_month
from model.outcomes import AT_LEAST_0, final, monthly
from model.record import Record
from model.statistics import mixed_pairs, modularity, share_of, variance_within


@once_a_month
def capability(issue: Issue) -> np.ndarray:
    """Endowment times soft power, shape (actors,)."""
    return np.asarray(issue.rows["endowment"] * issue.rows["soft_power"])


@monthly("index 0..1", "Herfindahl 1950; Hirschman 1945", every=12)
def capability_concentration(issue: Issue) -> float:
    """Sum of squared shares in capability, which is endowment times soft power."""
    held = capability(issue)
    return float(held @ held / held.sum() ** 2)


@monthly("share of capability", "Slaughter 2004", every=6)
def unheard_capability(issue: Issue) -> float:
    """Share of capability held by actors without weight in any decision in force."""
    heard = sum(decisions(issue), np.zeros(len(issue.rows)))
    return share_of(capability(issue), heard == 0)


@monthly("index -0.5..1", "Newman & Girvan 2004", bounds=(-0.5, 1), every=12)
def bloc_modularity(issue: Issue) -> float:
    """How far ties stay inside coalitions, beyond chance; undefined without a coalition."""
    return modularity(*issue.relations.ties, issue.blocs(), len(issue.agreements.row))


@monthly("squared policy units", "Oates 1972", bounds=AT_LEAST_0, every=3)
def coalition_variance(issue: Issue) -> float:
    """Variance of preferred policies within coalitions, averaged over members; undefined without coalitions."""
    return variance_within(issue.blocs(), issue.rows["optimum"])


@monthly("share of pairs", "Slaughter 2004, A New World Order", every=3)
def mixed_partnership(issue: Issue) -> float:
    """Share of pairs of coalition partners that join a government and a non-state actor; undefined without pairs."""
    return mixed_pairs(issue.blocs(), issue.rows["kind"], State.code)


@monthly("share of free riders", "Grant & Keohane 2005, on accountability", every=3)
def undetected_share(issue: Issue) -> float:
    """Expected share of members of treaties and coalitions in force that withhold and go unnoticed."""
    book = issue.agreements
    return unnoticed(book.binding, book.row["in_force"], book.row["monitoring"], issue.rows["strategy"])


@loop
def unnoticed(binding: np.ndarray, in_force: np.ndarray, monitoring: np.ndarray, strategy: np.ndarray) -> float:
    """Mean chance that nobody looks, over the agreements in force that bind each actor that withholds; else NaN."""
    noticed, free_riders = 0.0, 0
    for slot in range(len(binding)):
        for i in range(len(strategy)):
            a = binding[slot, i]
            if a >= 0 and strategy[i] == 0 and in_force[a] > 0:
                noticed += monitoring[a]
                free_riders += 1
    return 1.0 - noticed / free_riders if free_riders > 0 else np.nan


@monthly("endowment a decision", "Olson 1965; North 1990, on transaction costs", bounds=AT_LEAST_0)
def decision_burden(issue: Issue) -> float:
    """Mean over this month's decisions of what all members together pay for taking it; undefined without any."""
    return mean_burden(issue.agreements.row)


@loop
def mean_burden(agreements: np.ndarray) -> float:
    """Mean over the agreements that took a decision of its levy on all members; NaN where none did."""
    burden, taken = 0.0, 0
    for a in range(len(agreements)):
        if agreements[a].levy > 0.0:
            burden += agreements[a].levy * agreements[a].members
            taken += 1
    return burden / taken if taken > 0 else np.nan


@monthly("share of actors", "Centola et al. 2018")
def norm_share(issue: Issue) -> float:
    """Share of actors that hold only the new norm; undefined if no norm spreads."""
    return np.count_nonzero(issue.rows["norm"] == NEW) / len(issue.rows) if issue.norms.spread else float("nan")


@final("months", "Xie et al. 2011", reads=("norm_share",), timed_from="norm")
def norm_consensus_time(record: Record, late: bool) -> float:
    """Months until nine tenths of the actors hold the new norm; NaN without a norm, or beyond the run's end."""
    reached = record.series["norm_share"] >= 0.9
    return float(np.argmax(reached)) if reached.any() else float("nan")


@final("coalitions a year", "Bull & Doyle 2012; Vabulas & Snidal 2013, on informal bodies")
def coalitions_born(record: Record, late: bool) -> float:
    """Coalitions founded per year; undefined without the institution."""
    counts = tally(record.issue)
    return float("nan") if counts is None else float(12.0 * counts[2] / record.steps)


@final("share a month", "Vabulas & Snidal 2013", bounds=AT_LEAST_0)  # above 1 where many leave in the month they join
def turnover(record: Record, late: bool) -> float:
    """Memberships that end, per month of membership; undefined without memberships."""
    ended, cut_off = record.spells()
    months = ended.sum() + cut_off.sum()
    return float(len(ended) / months) if months else float("nan")
