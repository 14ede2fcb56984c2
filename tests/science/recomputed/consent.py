"""What a voter expects of an agreement, what it gains by it, and whether it says yes (D8-D10, D12)."""

from types import SimpleNamespace

from . import answers, basics, expectations, shares
from .books import sanction
from .draws import of_text, uniform


def says_yes(problem, record, who, gain):
    """The answer of an actor, kept for this text and the term of office (D10)."""
    p = problem.p
    term = answers.d10_term(problem.month, int(p["term"]), uniform(problem, "office", who, step=0))
    return answers.d10_yes(gain, p["choice_strength"], of_text(problem, record.name, record.written, who, term))


def cost_of_misfit(me, policy, p):
    """What a policy is taken to cost this actor, should it contribute."""
    return basics.d3_mismatch(p["mismatch_cost"], policy, me.reported)


def misfit(me, record, p, policy=None):
    """The same of an agreement, whose obligation may follow what fits its party (D14)."""
    policy = record.policy if policy is None else policy
    return cost_of_misfit(me, shares.d14_policy(policy, me.reported, record.tailoring), p)


def by_text(me, record, p):
    """What a member is expected to contribute, by the text alone (D8)."""
    pull = expectations.d8_pull(sanction(record), p["cost"], misfit(me, record, p))
    rest = expectations.d8_rest_point(pull, p["imitation_strength"], p["mutation"])
    return expectations.d8_trusted(rest, p["trust_weight"], me.reputation)


def observed(problem, body, a):
    """Conduct over a year, by endowment, of those whom agreement a has bound as long; None without any."""
    members = [x for x in problem.people if body.bound[x.row] == a]
    months = [problem.month - body.since[x.row] for x in members]
    conduct = expectations.d8_grounded([x.recent for x in members], months)
    held = expectations.d8_grounded([x.endowment for x in members], months)
    return shares.d12_compliance(held, conduct) if held else None


def expected(problem, me, record, seen):
    """What a member is expected to do: by the text, and by what members were seen to do."""
    prior = by_text(me, record, problem.p)
    months = problem.month - record.founded - basics.YEAR
    return expectations.d8_updated(prior, seen if record.in_force else None, months, problem.p["prior_months"])


def groups_rate(problem, i, rates):
    """Mean expected contribution in the actor's own groups."""
    means = [sum(rates[j] for j in problem.groups[g]) / len(problem.groups[g]) for g in problem.own[i]]
    return sum(means) / len(means)


def stake_changes(problem, i, with_, without):
    """Share of the stake of actor i that is averted, where all do as `with_` says in place of `without` (D9)."""
    p, size = problem.p, int(problem.p["group_size"])
    needed = basics.whole(p["threshold"], size)
    local = [expectations.d9_falls_short(size, needed, groups_rate(problem, i, rates)) for rates in (without, with_)]
    world = [misses(problem, rates) for rates in (without, with_)]
    return expectations.d9_safety(p["global_share"], local, world)


def misses(problem, rates):
    """G at these contributions of all."""
    given = sum(x.means * rates[x.row] for x in problem.people)
    return expectations.d7a_misses(given, problem.p["global_threshold"], problem.p["global_uncertainty"])


def gain(problem, i, record, outlook):
    """dU of actor i; `outlook` holds what everyone is expected to do with and without, and money (D9)."""
    me, p = problem.people[i], problem.p
    at_risk = me.perceived * stake_changes(problem, i, outlook.with_, outlook.without)
    rates, money = (outlook.with_[i], outlook.without[i]), record.club + outlook.rebate - outlook.charge
    return expectations.d9_gain(at_risk, p["cost"], rates, misfit(me, record, p), sanction(record), money)


def kept_of(people, rates):
    """Share of these people's endowment that is expected to be contributed."""
    return shares.d12_compliance([x.endowment for x in people], [rates[x.row] for x in people]) if people else 0.0


def weigh(problem, state, gains, elite=None):
    """V of a state from the gains of its actors, by actor (D12)."""
    home = problem.homes[state]
    voices = [problem.people[i].voice for i in home]
    elite = problem.p["elite_weight"] if elite is None else elite
    return basics.d12_voice(voices, [gains[i] for i in home], gains[home[0]], elite)


def state_gain(problem, body, state, others, elite):
    """V of a state with its own actors bound against its own actors unbound; `others` is what everyone else does."""
    home = problem.homes[state]
    with_, without = list(others.with_), list(others.without)
    for i in home:
        with_[i], without[i] = others.members[i], body.outside[i]
    rebate = basics.d11_expected_rebate(others.kept, sanction(body.record), problem.p["burn_fines"])
    outlook = SimpleNamespace(with_=with_, without=without, charge=body.record.dues, rebate=rebate)
    gains = {i: gain(problem, i, body.record, outlook) for i in home}
    return weigh(problem, state, gains, elite)


def votes(problem, body, states, meant_for, coverage, elite):
    """V of each state for a text at this coverage of those it is meant for, against none (D10)."""
    people = problem.people
    members = [by_text(me, body.record, problem.p) for me in people]
    with_, without = [me.recent for me in people], [me.recent for me in people]
    bound = [me for me in people if me.home >= 0 and meant_for[me.home]]
    for i in (me.row for me in bound):
        without[i] = body.outside[i]
        with_[i] = coverage * members[i] + (1.0 - coverage) * without[i]
    others = SimpleNamespace(members=members, with_=with_, without=without, kept=kept_of(bound, members))
    return {s: state_gain(problem, body, s, others, elite) for s in states}


def accessions(problem, body, states):
    """V of each state as a party against none, members as they are expected to go on, others as over the year."""
    people, record = problem.people, body.record
    seen = observed(problem, body, body.index)
    members = [expected(problem, me, record, seen) for me in people]
    bound = [me for me in people if body.bound[me.row] == body.index]
    goes_on = [me.recent for me in people]
    for me in bound:
        goes_on[me.row] = members[me.row]
    others = SimpleNamespace(members=members, with_=goes_on, without=goes_on, kept=kept_of(bound, members))
    return {s: state_gain(problem, body, s, others, problem.p["elite_weight"]) for s in states}


def amendment_gain(problem, body, state, policy, elite):
    """V of a state for another policy in place of the present one."""
    gains, record, p = {}, body.record, problem.p
    for i in problem.homes[state]:
        me = problem.people[i]
        gains[i] = by_text(me, record, p) * (misfit(me, record, p) - misfit(me, record, p, policy))
    return weigh(problem, state, gains, elite)
