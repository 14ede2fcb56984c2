"""Whose group succeeds, and what the month brings each (D3, D6, D11)."""

from . import first as rules
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
        problem.needed.append(rules.d6_needed(p["threshold"], p["threshold_noise"], draw, endowment))
    problem.failed = [rules.d6_fails(c, n) for c, n in zip(problem.contributed, problem.needed, strict=True)]
    given = sum(person.endowment for person in people if person.strategy > 0)
    problem.world_fails = rules.d6_fails(given, p["global_threshold"] * sum(person.endowment for person in people))


def hand_back(problem):
    """Last month's fines go to those who are members now, or are burned."""
    for a, record in enumerate(problem.records):
        members = len(problem.groups[a]) if a < len(problem.groups) else record.members
        record.rebate = rules.d11_rebate(record.purse, members, problem.p["burn_fines"])
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
    fine, reward = (sum(getattr(r, name) for r in active) / len(groups) for name in ("fine", "reward"))
    formal = sum(record.formal for record in bonds)
    uncrowded = rules.d3_uncrowded(formal, p["crowding_out"])
    shame = p["social_sanction"] * me.norm_around
    me.sanction = rules.d3_sanction(fine, formal, p["crowding_out"], sum(map(sanction, bonds)), shame)
    policies = [record.policy for record in active + bonds]
    me.bonds = len(policies)
    me.misfit = rules.d3_mismatch(1.0, rules.d3_policy(policies), me.optimum) if policies else 0.0
    me.burden = p["mismatch_cost"] * me.misfit
    foresee(problem, me)
    discount = p["norm_discount"] if me.norm == NEW else 0.0
    contribution = rules.d0_contribution(p["cost"], me.endowment, discount)
    stake = rules.d0_stake(me.endowment, me.risk * (1.0 - shielded(bonds)), me.failure)
    own = rules.d3_conduct(me.strategy, contribution, me.burden, p["sponsor_cost"], me.sanction, reward * uncrowded)
    received = sum(r.rebate for r in local) + sum(r.rebate + r.club for r in bonds) + me.exchange
    me.payoff = stake + own - sum(map(charge, bonds)) - me.outlay + received
    me.perceived = perceived(me, p)
    if me.strategy == 0 and me.sanction > 0:
        collect(active, bonds, uncrowded / len(groups))


def foresee(problem, me):
    """Share of the own groups that failed, of the own stake that did, and share of groups that it makes or breaks."""
    p, groups = problem.p, problem.own[me.row]
    failed = sum(problem.failed[g] for g in groups) / len(groups)
    me.failure = rules.d7_lost(p["global_share"], failed, float(problem.world_fails))
    me.pivotal = 0.0
    for g in groups:
        others = problem.contributed[g] - (me.endowment if me.strategy > 0 else 0.0)
        without = rules.d6_fails(others, problem.needed[g])
        with_ = rules.d6_fails(others + me.endowment, problem.needed[g])
        me.pivotal += (without - with_) / len(groups)


def shielded(bonds):
    """Share of the loss that the largest of one's informed partners spare one."""
    return max([0.0] + [record.shield * (1.0 - 1.0 / max(1, record.members)) for record in bonds])


def collect(active, bonds, local_share):
    """A free-rider's fines go to those who levied them."""
    for record in active:
        record.purse += record.fine * local_share
    for record in bonds:
        record.purse += sanction(record)


def perceived(me, p):
    """Risk as the actor sees it: off by a bias, by what it went through, or not at all."""
    if me.kind == "knowledge_body":
        return me.risk
    off = me.failure if me.kind == "affected_community" else me.bias
    return min(1.0, max(0.0, me.risk * (1.0 + p["perception_noise"] * off)))


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
        person.society = rules.d0_welfare(person.payoff, person.endowment)
    for home in problem.homes:
        society = [rules.d0_welfare(people[i].payoff, people[i].endowment) for i in home[1:]]
        for i in home if society else []:
            people[i].society = sum(society) / len(society)
