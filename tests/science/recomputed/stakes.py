"""Whose group succeeds, and what the month brings each (D0, D3, D6, D11)."""

from . import basics, shares
from .books import bonds_of, charge, sanction
from .draws import uniform

NEW = 2  # the norm that spreads


def count_success(problem):
    """Which stakes groups fall short, and whether the world does."""
    p, people = problem.p, problem.people
    problem.contributed, problem.needed = [], []
    for g, members in enumerate(problem.groups):
        endowment = sum(people[i].endowment for i in members)
        draw = uniform(problem, "noise", people[g].id)
        problem.contributed.append(sum(people[i].endowment for i in members if people[i].strategy > 0))
        problem.needed.append(basics.d6_needed(p["threshold"], p["threshold_noise"], draw, endowment))
    problem.failed = [basics.d6_fails(c, n) for c, n in zip(problem.contributed, problem.needed, strict=True)]
    given = shares.d1a_contributed([x.means for x in people], [x.strategy for x in people])
    problem.world_fails = basics.d6_fails(given, problem.world_needs)


def hand_back(problem):
    """Last month's fines go to those who are members now, by endowment, or are burned."""
    endowments = [[problem.people[i].endowment for i in members] for members in problem.groups]
    endowments += [[] for _ in problem.records[len(endowments) :]]
    for body in problem.bodies:
        for i, a in enumerate(body.bound):
            if a >= 0:
                endowments[a].append(problem.people[i].endowment)
    for record, members in zip(problem.records, endowments, strict=True):
        record.rebate = shares.d11_rebate(record.purse, members, problem.p["burn_fines"])
        record.purse = 0.0


def pay(problem):
    """The month's payoffs; then all costs of a single month are forgotten."""
    hand_back(problem)
    for person in problem.people:
        pay_one(problem, person)
    for record in problem.records:
        record.levy = 0.0
    for person in problem.people:
        person.outlay = 0.0
    if problem.p["media_weight"]:
        amplify(problem)
    compare_nations(problem)


def pay_one(problem, me):
    """Payoff of one actor, and what it knows when it decides."""
    p, bonds, groups = problem.p, bonds_of(problem, me.row), problem.own[me.row]
    local = [problem.records[g] for g in groups]
    active = [record for record in local if record.in_force]
    formal = sum(record.formal for record in bonds)
    uncrowded = shares.d3_uncrowded(formal, p["crowding_out"])
    reward = sum(r.reward for r in active) / len(groups) * uncrowded
    others = [*map(sanction, bonds), p["social_sanction"] * me.norm_around]
    me.sanction = shares.d3_fine([r.fine for r in active], len(groups), formal, p["crowding_out"], others)
    weigh_policies(me, active, bonds, p)
    foresee(problem, me)
    contribution = shares.d0_contribution(p["cost"], p["norm_discount"] if me.norm == NEW else 0.0)
    kept = shares.d0_kept(me.risk, shielded(bonds), me.failure)
    own = basics.d3_conduct(me.strategy, contribution, me.burden, p["sponsor_cost"], me.sanction, reward)
    charges, incomes = [*map(charge, bonds), me.outlay], [r.rebate for r in local] + [r.rebate + r.club for r in bonds]
    me.payoff = shares.d0_payoff(kept, own, charges, [*incomes, me.exchange])
    me.paid = sum(charges) + (me.sanction, 0.0, p["sponsor_cost"])[me.strategy]
    me.received = sum(incomes) + (reward if me.strategy > 0 else 0.0)
    me.perceived = perceived(me, p)
    if me.strategy == 0 and me.sanction > 0:
        collect(me, active, bonds, uncrowded / len(groups))


def weigh_policies(me, active, bonds, p):
    """How ill what binds fits: local rules as they are, agreements as far as they are the same for all (D14)."""
    policies = [r.policy for r in active] + [shares.d14_policy(r.policy, me.reported, r.tailoring) for r in bonds]
    me.bonds = len(policies)
    me.misfit = basics.d3_mismatch(1.0, basics.d3_policy(policies), me.optimum) if policies else 0.0
    me.burden = p["mismatch_cost"] * me.misfit


def foresee(problem, me):
    """Share of the own groups that failed, of the own stake that did, and share of groups that it makes or breaks."""
    p, groups = problem.p, problem.own[me.row]
    failed = sum(problem.failed[g] for g in groups) / len(groups)
    me.failure = basics.d7_lost(p["global_share"], failed, float(problem.world_fails))
    me.pivotal = 0.0
    for g in groups:
        others = problem.contributed[g] - (me.endowment if me.strategy > 0 else 0.0)
        without = basics.d6_fails(others, problem.needed[g])
        with_ = basics.d6_fails(others + me.endowment, problem.needed[g])
        me.pivotal += (without - with_) / len(groups)


def shielded(bonds):
    """Share of the loss that the largest of one's informed partners spare one."""
    return max([0.0] + [record.shield * (1.0 - 1.0 / max(1, record.members)) for record in bonds])


def collect(me, active, bonds, local_share):
    """A free-rider's fines go to those who levied them."""
    for record in active:
        record.purse += shares.d11_collected(record.fine * local_share, me.endowment)
    for record in bonds:
        record.purse += shares.d11_collected(sanction(record), me.endowment)


def perceived(me, p):
    """Risk as the actor sees it: off by a bias, by what it went through, or not at all; governments feel part of it."""
    if me.kind == "knowledge_body":
        return me.risk
    off = me.failure if me.kind == "affected_community" else me.bias
    seen = min(1.0, max(0.0, me.risk * (1.0 + p["perception_noise"] * off)))
    return shares.d7_elites(seen, p["elite_insulation"]) if me.kind == "state" else seen


def amplify(problem):
    """Those who follow broadcasters take on part of the risk that these saw before they heard anybody."""
    told = [person.perceived for person in problem.people]
    for me in problem.people:
        followed = problem.layer["media"][me.row]
        if sum(followed.values()) > 0:
            me.perceived = d7_heard(told, me.row, followed, problem.p["media_weight"])


def d7_heard(told, i, followed, weight):
    """Own view and the broadcasters', mixed."""
    heard = sum(w * told[j] for j, w in followed.items()) / sum(followed.values())
    return (1.0 - weight) * told[i] + weight * heard


def compare_nations(problem):
    """How the non-state actors of each home fare; an actor without such is its own measure."""
    people = problem.people
    for person in people:
        person.society = person.payoff
    for home in problem.homes:
        for i in home if len(home) > 1 else []:
            people[i].society = sum(people[j].payoff for j in home[1:]) / len(home[1:])
