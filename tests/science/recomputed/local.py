"""Local institutions: those who share a stake fine their own free-riders, if enough sponsor and want it (D2, D17)."""

from . import answers, basics, expectations, local_rules
from .consent import cost_of_misfit, says_yes, stake_changes


def convene(problem, body):
    """At first every group is taken to want it."""
    body.willing = [True] * len(problem.groups)


def act(problem, body):
    """Which groups enforce this month, and with what."""
    p = problem.p
    if p["local_consent"] != "none" and answers.d17_asked(problem.month):
        ask(problem, body)
    for g, members in enumerate(problem.groups):
        record, people = problem.records[g], [problem.people[i] for i in members]
        sponsors = sum(x.strategy == 2 for x in people)
        record.in_force = answers.d17_enforces(sponsors, p["local_trigger"], len(people), body.willing[g])
        record.fine = local_rules.d17_fine(p["local_fine"], p["reward_share"]) if record.in_force else 0.0
        record.reward = p["reward_share"] * p["local_fine"] if record.in_force else 0.0
        record.monitoring = 1.0
        record.policy = policy([x for x in people if x.strategy > 0])


def policy(contributors):
    """What fits those who contribute: they see what fits, not what they report."""
    return basics.d3_policy([x.optimum for x in contributors]) if contributors else 0.0


def ask(problem, body):
    """Everyone says whether it would rather have all its own groups enforce than none."""
    wishes = [wish(problem, me) for me in problem.people]
    complies = [conforms(problem, me, wishes[me.row]) for me in problem.people]
    yes = []
    for me in problem.people:
        gain = worth(problem, body, me, wishes[me.row], complies)
        yes.append(says_yes(problem, body.record, me.id, gain))
    consent = problem.p["local_consent"]
    body.willing = [answers.d17_wanted([yes[i] for i in members], consent) for members in problem.groups]


def wish(problem, me):
    """The policy that the members of the own groups report as fitting them."""
    reports = [[problem.people[j].reported for j in problem.groups[g]] for g in problem.own[me.row]]
    return local_rules.d17_policy(reports)


def conforms(problem, me, policy_):
    """What an actor is expected to do under local rules."""
    p = problem.p
    fine, reward = local_rules.d17_fine(p["local_fine"], p["reward_share"]), p["reward_share"] * p["local_fine"]
    learning = (p["imitation_strength"], p["mutation"])
    by_rule = local_rules.d17_rest_point(fine, reward, p["cost"], cost_of_misfit(me, policy_, p), learning)
    return expectations.d8_trusted(by_rule, p["trust_weight"], me.reputation)


def worth(problem, body, me, policy_, complies):
    """dU of an actor; only those who share a stake with it, itself among them, change what they do."""
    p, groups = problem.p, problem.own[me.row]
    with_ = list(body.outside)
    for j in {j for g in groups for j in problem.groups[g]}:
        with_[j] = complies[j]
    fine, reward = local_rules.d17_fine(p["local_fine"], p["reward_share"]), p["reward_share"] * p["local_fine"]
    paying = [
        [(problem.people[j].endowment, complies[j], len(problem.own[j])) for j in problem.groups[g]] for g in groups
    ]
    at_risk = me.perceived * stake_changes(problem, me.row, with_, body.outside)
    rates = (complies[me.row], body.outside[me.row])
    burden = cost_of_misfit(me, policy_, p) - reward
    rebate = local_rules.d17_rebate(paying, fine, p["burn_fines"])
    return local_rules.d17_gain(at_risk, p["cost"], rates, burden, fine, rebate)
