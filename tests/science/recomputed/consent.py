"""What a voter expects of an agreement, and so what it gains (D8-D10, D12)."""

from types import SimpleNamespace

from . import first as rules
from .books import sanction


def misfit(me, policy, p):
    """What a policy is taken to cost this actor, should it contribute."""
    return rules.d3_mismatch(p["mismatch_cost"], policy, me.reported)


def expected(me, record, p):
    """What a member is expected to contribute, by the text alone (D8)."""
    cost = rules.d0_contribution(p["cost"], me.endowment, 0.0)
    pull = rules.d8_pull(sanction(record), cost, misfit(me, record.policy, p))
    return rules.d8_compliance(pull, p["imitation_strength"], p["trust_weight"], me.reputation)


def groups_rate(problem, i, rates):
    """Mean expected contribution in the actor's own groups."""
    means = [sum(rates[j] for j in problem.groups[g]) / len(problem.groups[g]) for g in problem.own[i]]
    return sum(means) / len(means)


def world_averts(problem, with_, without):
    """G0 - G1: the global failure that an agreement averts."""
    people, target = problem.people, problem.p["global_threshold"] * sum(x.endowment for x in problem.people)
    fails = [rules.d6_fails(sum(x.endowment * rates[x.row] for x in people), target) for rates in (without, with_)]
    return float(fails[0]) - float(fails[1])


def gain(problem, i, record, outlook):
    """dU of actor i; `outlook` holds what everyone is expected to do with and without, and money (D9)."""
    me, p = problem.people[i], problem.p
    rates = (groups_rate(problem, i, outlook.without), groups_rate(problem, i, outlook.with_))
    complies, outside = outlook.with_[i], outlook.without[i]
    costs = (
        (complies - outside) * rules.d0_contribution(p["cost"], me.endowment, 0.0),
        complies * misfit(me, record.policy, p),
        outlook.charge,
        (1.0 - complies) * sanction(record),
    )
    safety = rules.d9_safety(p, *rates, outlook.averted)
    return rules.d9_gain(me.perceived * me.endowment, safety, costs, (record.club, outlook.rebate))


def weigh(problem, state, gains, elite=None):
    """V of a state from the gains of its actors, by actor (D12)."""
    home = problem.homes[state]
    voices = [problem.people[i].voice for i in home]
    elite = problem.p["elite_weight"] if elite is None else elite
    return rules.d12_voice(voices, [gains[i] for i in home], gains[home[0]], elite)


def state_gain(problem, body, state, others, elite):
    """V of a state with its own actors bound against its own actors unbound; `others` is what everyone else does."""
    home = problem.homes[state]
    with_, without = list(others.with_), list(others.without)
    for i in home:
        with_[i], without[i] = others.members[i], body.outside[i]
    outlook = SimpleNamespace(
        with_=with_,
        without=without,
        averted=world_averts(problem, with_, without),
        charge=body.record.dues,
        rebate=rules.d11_expected_rebate(others.kept, sanction(body.record), problem.p["burn_fines"]),
    )
    gains = {i: gain(problem, i, body.record, outlook) for i in home}
    return weigh(problem, state, gains, elite)


def votes(problem, body, states, meant_for, coverage, elite):
    """V of each state for a text at this coverage of those it is meant for, against none (D10)."""
    people = problem.people
    members = [expected(me, body.record, problem.p) for me in people]
    with_, without = [me.recent for me in people], [me.recent for me in people]
    bound = [me.row for me in people if me.home >= 0 and meant_for[me.home]]
    for i in bound:
        without[i] = body.outside[i]
        with_[i] = coverage * members[i] + (1.0 - coverage) * without[i]
    kept = sum(members[i] for i in bound) / max(len(bound), 1)
    others = SimpleNamespace(members=members, with_=with_, without=without, kept=kept)
    return {s: state_gain(problem, body, s, others, elite) for s in states}


def accessions(problem, body, states):
    """V of each state as a party against none, the others held at what they do (D10)."""
    people, record = problem.people, body.record
    seen = sum(me.recent / record.members for me in people if body.bound[me.row] == body.index)
    months = problem.month - record.founded
    members = [rules.d8_member(expected(me, record, problem.p), seen, months) for me in people]
    now = [me.recent for me in people]
    others = SimpleNamespace(members=members, with_=now, without=now, kept=seen)
    return {s: state_gain(problem, body, s, others, problem.p["elite_weight"]) for s in states}


def amendment_gain(problem, body, state, policy, elite):
    """V of a state for another policy in place of the present one."""
    gains = {}
    for i in problem.homes[state]:
        me = problem.people[i]
        spared = misfit(me, body.record.policy, problem.p) - misfit(me, policy, problem.p)
        gains[i] = expected(me, body.record, problem.p) * spared
    return weigh(problem, state, gains, elite)
