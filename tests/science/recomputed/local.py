"""Local institutions: those who share a stake fine their own free-riders once enough sponsor it (D2)."""

from . import first as rules


def act(problem):
    """Which groups enforce this month, and with what."""
    p = problem.p
    for g, members in enumerate(problem.groups):
        record, people = problem.records[g], [problem.people[i] for i in members]
        sponsors = sum(x.strategy == 2 for x in people)
        record.in_force = sponsors >= max(1, rules.whole(p["local_trigger"], len(people)))
        record.fine = (1.0 - p["reward_share"]) * p["local_fine"] if record.in_force else 0.0
        record.reward = p["reward_share"] * p["local_fine"] if record.in_force else 0.0
        record.monitoring = 1.0
        record.policy = policy([x for x in people if x.strategy > 0])


def policy(contributors):
    """What fits those who contribute: they see what fits, not what they report."""
    return rules.d3_policy([x.optimum for x in contributors]) if contributors else 0.0
