"""What this month's conduct brings each actor: payoffs, fines and what is handed back."""

from typing import NamedTuple

import numpy as np

from agents.actor import Row
from agents.compiled import compiled
from model.agreement import Agreements, charge_of, income_of, obligation, sanction_of
from model.compiled import loop, row_loop
from model.game import conduct, fails, loss_share, mismatch, stake
from model.groups import Groups
from model.kinds import perceive
from model.norms import NEW
from model.ties import Homes


@loop
def pay(rows: np.ndarray, groups: Groups, agreements: Agreements, global_failure: float, settings: np.ndarray) -> None:
    """Payoff of each actor this month, and what it knows when it decides (DEFINITIONS D3)."""
    local = survey(agreements, len(groups.failed)).local
    if pay_some(0, len(rows), rows, groups, agreements, local, global_failure, settings):
        collect(rows, groups, agreements, settings)


@row_loop
def pay_some(
    first: int, last: int, rows: np.ndarray, groups: Groups, agreements: Agreements, local: bool,
    global_failure: float, settings: np.ndarray,
) -> bool:  # fmt: skip
    """The payoffs of rows first..last-1; returns whether any of these is fined. `local`: local rules are at work."""
    p, fined = settings[0], False
    for i in range(first, last):
        me = rows[i]
        local_failure, me.pivotal = _group_fate(me, i, groups)
        fine = reward = rebate = policy = 0.0
        bonds = 0
        if local:
            fine, reward, rebate, policy, bonds = _local_terms(i, groups, agreements)
        charge, income = 0.0, rebate
        treaty_fines = shield = 0.0
        for slot in range(len(agreements.binding)):
            a = agreements.binding[slot, i]
            if a >= 0 and agreements.row[a].in_force:
                agreement = agreements.row[a]
                treaty_fines += sanction_of(agreement)
                charge += charge_of(agreement)
                income += income_of(agreement)
                policy += obligation(agreement, me.reported)
                shield = max(shield, agreement.shield * (1.0 - 1.0 / max(1, agreement.members)))
                bonds += 1
        crowding = _crowding(i, agreements, p)
        me.sanction = fine * crowding + treaty_fines + p.social_sanction * me.norm_around
        contribution = p.cost * (1.0 - p.norm_discount * (me.norm == NEW))
        me.bonds = bonds
        me.misfit = mismatch(1.0, policy / bonds, me.optimum) if bonds > 0 else 0.0
        me.burden = p.mismatch_cost * me.misfit
        me.failure = loss_share(p.global_share, local_failure, global_failure)
        me.payoff = (
            stake(me.risk * (1.0 - shield), p.global_share, local_failure, global_failure)
            + conduct(me.strategy, contribution, me.burden, p.sponsor_cost, me.sanction, reward * crowding)
            - charge
            - me.outlay
            + income
            + me.exchange
        )
        me.society = me.payoff
        me.paid = charge + me.outlay + (me.sanction if me.strategy == 0 else 0.0)
        me.outlay = 0.0
        me.paid += p.sponsor_cost if me.strategy == 2 else 0.0
        me.received = income + (reward * crowding if me.strategy > 0 else 0.0)
        me.perceived_risk = perceive(me.kind, me, p)
        fined |= me.strategy == 0 and me.sanction > 0.0
    return fined


@compiled
def _crowding(i: int, agreements: Agreements, p: Row) -> float:
    """What formal agreements that bind an actor leave of local enforcement."""
    crowding = 1.0
    for slot in range(len(agreements.binding)):
        a = agreements.binding[slot, i]
        if a >= 0 and agreements.row[a].in_force:
            agreement = agreements.row[a]
            crowding -= p.crowding_out * agreement.formal
    return max(0.0, crowding)


@compiled
def _group_fate(me: Row, i: int, groups: Groups) -> tuple[float, float]:
    """Share of the actor's own groups that failed, and share that it alone makes or breaks."""
    failed = pivotal = 0.0
    mine = me.endowment * (me.strategy > 0)
    for position in range(groups.own_start[i], groups.own_start[i + 1]):
        g = groups.own[position]
        others = groups.contributed[g] - mine
        failed += groups.failed[g]
        pivotal += fails(others, groups.needed[g]) - fails(others + me.endowment, groups.needed[g])
    count = groups.own_start[i + 1] - groups.own_start[i]
    return failed / count, pivotal / count


@compiled
def _local_terms(i: int, groups: Groups, agreements: Agreements) -> tuple[float, float, float, float, int]:
    """Fine and reward averaged over the actor's groups, its rebates, and the policies of those that are active."""
    fine = reward = rebate = policy = 0.0
    bonds = 0
    for position in range(groups.own_start[i], groups.own_start[i + 1]):
        agreement = agreements.row[groups.own[position]]
        rebate += agreement.rebate
        if agreement.in_force:
            fine += agreement.fine
            reward += agreement.reward
            policy += agreement.policy
            bonds += 1
    count = groups.own_start[i + 1] - groups.own_start[i]
    return fine / count, reward / count, rebate, policy, bonds


@loop
def collect(rows: np.ndarray, groups: Groups, agreements: Agreements, settings: np.ndarray) -> None:
    """Every free-rider's fines go to the agreements that levied them, in the order of the rows, since sums depend on
    it."""
    for i in range(len(rows)):
        if rows[i].strategy == 0 and rows[i].sanction > 0.0:
            _collect(i, rows[i].endowment, groups, agreements, _crowding(i, agreements, settings[0]))


@compiled
def _collect(i: int, endowment: float, groups: Groups, agreements: Agreements, crowding: float) -> None:
    """A free-rider's fines go to the agreements that levied them: a fine is a share of its endowment (D11)."""
    count = groups.own_start[i + 1] - groups.own_start[i]
    for position in range(groups.own_start[i], groups.own_start[i + 1]):
        agreement = agreements.row[groups.own[position]]
        agreement.purse += agreement.in_force * agreement.fine * crowding * endowment / count
    for slot in range(len(agreements.binding)):
        a = agreements.binding[slot, i]
        if a >= 0 and agreements.row[a].in_force:
            agreements.row[a].purse += sanction_of(agreements.row[a]) * endowment


class Survey(NamedTuple):
    """Which of the month's sums over agreements are not simply 0."""

    local: bool  # some local institution is in force, or hands something back
    money: bool  # some agreement holds fines, or handed some back last month
    levied: bool  # some agreement has raised a levy


@compiled
def survey(agreements: Agreements, groups: int) -> Survey:
    """One look at all agreements; the first `groups` of them are the local institutions."""
    local = money = levied = False
    for a in range(len(agreements.row)):
        agreement = agreements.row[a]
        money |= agreement.purse != 0.0 or agreement.rebate != 0.0
        levied |= agreement.levy != 0.0
        local |= a < groups and (agreement.in_force != 0 or agreement.purse != 0.0 or agreement.rebate != 0.0)
    return Survey(local, money, levied)


@loop
def settle_accounts(
    rows: np.ndarray, groups: Groups, agreements: Agreements, homes: Homes, failure: float, settings: np.ndarray
) -> None:
    """One month's money: last month's fines go back, everyone is paid, and levies and outlays are settled.

    `failure` is 1 where the world as a whole fell short.
    """
    seen = open_books(rows, groups, agreements, settings)
    fined = pay_some(0, len(rows), rows, groups, agreements, seen.local, failure, settings)
    close_books(rows, groups, agreements, homes, seen, fined, settings)


@loop
def open_books(rows: np.ndarray, groups: Groups, agreements: Agreements, settings: np.ndarray) -> Survey:
    """What comes before anyone is paid."""
    seen = survey(agreements, len(groups.failed))
    if seen.money:
        hand_back(rows, groups, agreements, settings)
    return seen


@loop
def close_books(
    rows: np.ndarray, groups: Groups, agreements: Agreements, homes: Homes, seen: Survey, fined: bool,
    settings: np.ndarray,
) -> None:  # fmt: skip
    """What comes after everyone has been paid."""
    if fined:
        collect(rows, groups, agreements, settings)
    if seen.levied:
        for a in range(len(agreements.row)):
            agreements.row[a].levy = 0.0
    society(rows, homes)


@loop
def hand_back(rows: np.ndarray, groups: Groups, agreements: Agreements, settings: np.ndarray) -> None:
    """Fines of last month go to those who are members now, by endowment, or are burned (DEFINITIONS D11)."""
    kept, held = 1.0 - settings[0].burn_fines, np.zeros(len(agreements.row))
    for g in range(len(groups.failed)):
        if agreements.row[g].purse > 0.0:
            for position in range(groups.start[g], groups.start[g + 1]):
                held[g] += rows[groups.to[position]].endowment
    for slot in range(len(agreements.binding)):
        for i in range(len(rows)):
            a = agreements.binding[slot, i]
            if a >= 0 and agreements.row[a].purse > 0.0:
                held[a] += rows[i].endowment
    for a in range(len(held)):
        agreement = agreements.row[a]
        agreement.rebate = kept * agreement.purse / held[a] if held[a] > 0.0 else 0.0
        agreement.purse = 0.0


@loop
def society(rows: np.ndarray, homes: Homes) -> None:
    """How the non-state actors of each home fare, for the government and for whoever compares nations.

    Where there are none, everyone's is its own payoff, as `pay` has left it.
    """
    for s in range(len(homes.start) - 1):
        first, last = homes.start[s], homes.start[s + 1]
        if last - first < 2:
            continue
        total = 0.0
        for position in range(first + 1, last):
            total += rows[homes.actor[position]].payoff
        for position in range(first, last):
            rows[homes.actor[position]].society = total / (last - first - 1)
