"""How actors reconsider (D5): what each kind attends to, and what makes it follow."""

from . import basics
from .draws import uniform


def decide(problem):
    """All make their plans on what the month brought; nobody sees another's plan."""
    for me in problem.people:
        me.plan = plan(problem, me)


def plan(problem, me):
    """What one actor will do from next month on."""
    p = problem.p
    if uniform(problem, "revise", me.id) >= p["revision_rate"]:
        return me.strategy
    draw = uniform(problem, "mutate", me.id)
    if draw < p["mutation"]:
        return basics.d5_other_strategy(me.strategy, problem.strategies, draw / p["mutation"])
    others = [problem.people[j] for j in problem.to[me.row]]
    weights = [attention(me, o, w, p) for o, w in zip(others, problem.weight[me.row], strict=True)]
    if sum(weights) <= 0:
        return me.strategy
    model = others[chosen(weights, uniform(problem, "model", me.id))]
    surround = sum(w for o, w in zip(others, weights, strict=True) if o.strategy > 0) / sum(weights)
    follows = uniform(problem, "copy", me.id) < appraisal(me, model, surround, p)
    return model.strategy if follows else me.strategy


def chosen(weights, draw):
    """One place, by weight: the stretch of all weights, laid end to end, in which the draw falls."""
    mark, reached = draw * sum(weights), 0.0
    for k, weight in enumerate(weights):
        reached += weight
        if weight > 0 and mark < reached:
            return k
    return max(k for k, weight in enumerate(weights) if weight > 0)


def attention(me, other, tie, p):
    """Weight of a tie in whom to look at."""
    seen = tie * other.soft_power
    if me.rich != other.rich:
        seen *= 1.0 - p["homophily"]
    if me.kind == "city":  # cities of like means, and other cities twice
        seen *= min(me.endowment, other.endowment) / max(me.endowment, other.endowment)
        seen *= 2.0 if other.kind == "city" else 1.0
    if me.kind == "civil_society":  # those who bear the harm
        seen *= other.exposure
    if me.kind == "cultural_body":  # prestige counts twice
        seen *= other.soft_power
    return seen


def appraisal(me, other, surround, p):
    """Chance to take up the other's strategy."""
    beta, gain = p["imitation_strength"], better(me, other)
    if me.kind == "affected_community":  # safety first: only those who were hurt experiment
        return me.failure * basics.logit(gain, beta)
    if me.kind == "cultural_body":  # the majority, more than in proportion
        share = surround if other.strategy > 0 else 1.0 - surround
        return share**2 / (share**2 + (1.0 - share) ** 2)
    if me.kind == "firm" and me.strategy == 0 and other.strategy > 0:  # the cost a second time, to begin
        return basics.logit(gain - p["cost"], beta)
    if me.kind == "knowledge_body":
        return basics.logit(foreseen(me, other, p), beta)
    if me.kind == "state":
        nation = other.society - me.society
        return basics.logit(p["own_gain_weight"] * gain + (1.0 - p["own_gain_weight"]) * nation, beta)
    return basics.logit(gain, beta)


def better(me, other):
    """How much better the other fares, each by its own endowment (D0)."""
    return other.payoff - me.payoff


def foreseen(me, other, p):
    """What a knowledge body expects of doing as the other does: not what it brought there, what it would bring here."""
    averted = me.risk * (1.0 - p["global_share"]) * me.pivotal
    gain = averted - p["cost"] + me.sanction - me.burden
    return gain * ((other.strategy > 0) - (me.strategy > 0))
