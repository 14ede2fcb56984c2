"""What an actor expects an agreement to change, and what that is worth to it (DEFINITIONS D8, D9).

Nobody believes that signing removes the risk: what counts is the contributions that the agreement is expected to
change, through the chance that the actor's own groups fail and that the world fails.
"""

from typing import NamedTuple

import numpy as np

from agents.actor import Row
from agents.compiled import compiled
from model.agreement import Agreements, obligation, sanction_of
from model.compiled import loop
from model.game import mismatch, needed_members, short_of
from model.groups import Groups

SETTLED = 12  # months after which the conduct of the bound is evidence (D8)


@compiled
def rest_point(pull: float, strength: float, mutation: float) -> float:
    """Share that contributes where imitation and mutation balance, for this advantage of contributing (D8).

    The root in [0, 1] of (1 - mu) x (1 - x) tanh(beta l / 2) + mu (1 - 2 x) = 0, in a form that is exact at l = 0.
    """
    push = (1.0 - mutation) * np.tanh(0.5 * strength * pull)
    if push == 0.0:
        return 0.5
    return 0.5 + push / (2.0 * (np.sqrt(push * push + 4.0 * mutation * mutation) + 2.0 * mutation))


@compiled
def compliance(me: Row, terms: Row, p: Row) -> float:
    """Expected contribution of a member by the text alone: sanction against cost and misfit (D8).

    Where trust counts, a good name stands in for part of that (Hoffman 2002, on trust in international relations).
    """
    misfit = mismatch(p.mismatch_cost, obligation(terms, me.reported), me.reported)
    by_text = rest_point(sanction_of(terms) - p.cost - misfit, p.imitation_strength, p.mutation)
    return (1.0 - p.trust_weight) * by_text + p.trust_weight * me.reputation


@compiled
def learned(expected: float, seen: float, months: float, prior_months: float) -> float:
    """The expectation after so many months of evidence, weighed as fictitious play does (Fudenberg & Levine 1998)."""
    if months <= 0.0:
        return expected
    return (prior_months * expected + months * seen) / (prior_months + months)


@compiled
def settled(i: int, slot: int, agreements: Agreements, month: int) -> bool:
    """Whether an actor has been bound long enough for its conduct to tell."""
    return bool(agreements.binding[slot, i] >= 0 and month - agreements.since[slot, i] >= SETTLED)


@loop
def observed(agreements: Agreements, slot: int, rows: np.ndarray, month: int, out: np.ndarray) -> None:
    """Conduct over a year of each agreement's settled members, by endowment, written to `out`; NaN without any."""
    all_ = np.zeros(len(out))
    out[:] = 0.0
    for i in range(len(rows)):
        if settled(i, slot, agreements, month):
            a = agreements.binding[slot, i]
            out[a] += rows[i].endowment * rows[i].recent
            all_[a] += rows[i].endowment
    for a in range(len(out)):
        out[a] = out[a] / all_[a] if all_[a] > 0.0 else np.nan


@compiled
def seen_in(a: int, agreements: Agreements, slot: int, rows: np.ndarray, month: int) -> float:
    """The same of one agreement."""
    given = all_ = 0.0
    for i in range(len(rows)):
        if agreements.binding[slot, i] == a and settled(i, slot, agreements, month):
            given += rows[i].endowment * rows[i].recent
            all_ += rows[i].endowment
    return given / all_ if all_ > 0.0 else np.nan


@compiled
def expected_of(me: Row, terms: Row, seen: float, month: int, p: Row) -> float:
    """What a member is expected to do: by the text, and more and more by what members were seen to do (D8)."""
    by_text = compliance(me, terms, p)
    if np.isnan(seen) or not terms.in_force:
        return by_text
    return learned(by_text, seen, month - terms.founded - SETTLED, p.prior_months)


@compiled
def contribution(rows: np.ndarray, rates: np.ndarray) -> float:
    """What the world contributes where everyone does at these rates, as a share of its means."""
    given = 0.0
    for i in range(len(rows)):
        given += rows[i].means * rates[i]
    return given


@compiled
def mean_rate(i: int, groups: Groups, rates: np.ndarray) -> float:
    """Mean expected contribution in the actor's own groups."""
    total = 0.0
    for position in range(groups.own_start[i], groups.own_start[i + 1]):
        g = groups.own[position]
        here = 0.0
        for member in range(groups.start[g], groups.start[g + 1]):
            here += rates[groups.to[member]]
        total += here / (groups.start[g + 1] - groups.start[g])
    return total / (groups.own_start[i + 1] - groups.own_start[i])


@compiled
def own_failure(i: int, groups: Groups, rates: np.ndarray, p: Row) -> float:
    """Chance that the actor's own groups fall short where everyone contributes at these rates."""
    return chance_short(mean_rate(i, groups, rates), p)


@compiled
def chance_short(rate: float, p: Row) -> float:
    """Chance that a group falls short where its members contribute at this mean rate."""
    return short_of(p.group_size, needed_members(p.threshold, p.group_size), rate)


class Outlook(NamedTuple):
    """What an actor expects with and without an agreement."""

    own_with: float  # chance that its own groups fail
    own_without: float
    world_with: float  # chance that the world fails
    world_without: float
    complies: float  # its own contribution
    outside: float
    charge: float
    rebate: float


class Parts(NamedTuple):
    """dU term by term, each a share of the endowment (D9); safety is per unit of perceived risk, the rest is signed."""

    own_groups: float  # failure averted there, weighted by 1 - Lambda
    world: float  # failure averted there, weighted by Lambda
    cost: float  # of contributing more than outside
    misfit: float
    dues: float
    sanction: float  # expected fines
    club_good: float
    rebate: float


TERMS = Parts._fields


@compiled
def parts_of(me: Row, view: Outlook, terms: Row, p: Row) -> Parts:
    """What speaks for an agreement and against it, to one actor (D9)."""
    own, world = averted(view, p)
    return Parts(
        own,
        world,
        -(view.complies - view.outside) * p.cost,
        -view.complies * mismatch(p.mismatch_cost, obligation(terms, me.reported), me.reported),
        -view.charge,
        -(1.0 - view.complies) * sanction_of(terms),
        terms.club,
        view.rebate,
    )


@compiled
def prospect(me: Row, view: Outlook, terms: Row, p: Row) -> float:
    """dU of an actor, as a share of its endowment: gain in safety less expected costs (D9). The sum of its parts."""
    return total(me, parts_of(me, view, terms, p))


@compiled
def total(me: Row, parts: Parts) -> float:
    """The sum of the parts."""
    safety = me.perceived_risk * (parts.own_groups + parts.world) + parts.cost
    return safety + parts.misfit + parts.dues + parts.sanction + parts.club_good + parts.rebate


@compiled
def write_terms(me: Row, parts: Parts, out: np.ndarray) -> None:
    """The terms that add up to dU, in the order of TERMS, to the first places of `out`."""
    out[0], out[1] = me.perceived_risk * parts.own_groups, me.perceived_risk * parts.world
    out[2], out[3], out[4] = parts.cost, parts.misfit, parts.dues
    out[5], out[6], out[7] = parts.sanction, parts.club_good, parts.rebate


@compiled
def averted(view: Outlook, p: Row) -> tuple[float, float]:
    """Failure averted in the own groups and in the world, each weighted by its share of what is at stake."""
    own, world = view.own_without - view.own_with, view.world_without - view.world_with
    return (1.0 - p.global_share) * own, p.global_share * world


@compiled
def safety_gained(me: Row, view: Outlook, p: Row) -> float:
    """The part of dU that no text changes: loss averted in the own groups and in the world, less what one contributes
    more."""
    own, world = averted(view, p)
    return me.perceived_risk * (own + world) - (view.complies - view.outside) * p.cost


@compiled
def expected_rebate(kept: float, terms: Row, p: Row) -> float:
    """What fines bring back to a member, where a share `kept` of all members' endowment contributes."""
    return (1.0 - p.burn_fines) * (1.0 - kept) * sanction_of(terms)
