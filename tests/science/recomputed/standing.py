"""Good names, dealings, and the ties themselves."""

from .books import bonds_of
from .given import CIRCLE, is_government

PUBLIC_EYE = 0.25  # chance that conduct which nobody monitors is seen
TIE_PRICE = 0.001  # share of its endowment a month for a unit of tie weight that a government pays for
STRONGEST = 10.0  # a tie is at most so many times what it was, and at least the inverse


def reputation(problem):
    """A name follows conduct, as far as the most transparent of one's bodies lets it be seen."""
    for me in problem.people:
        seen = max([PUBLIC_EYE] + [record.monitoring for record in bonds_of(problem, me.row)])
        me.reputation += problem.p["reputation_rate"] * seen * ((me.strategy > 0) - me.reputation)


def exchange(problem):
    """Dealings take two good names."""
    for me in problem.people:
        weights, names = problem.weight[me.row], [problem.people[j].reputation for j in problem.to[me.row]]
        good = sum(w * name for w, name in zip(weights, names, strict=True))
        mean = good / sum(weights) if sum(weights) > 0 else 0.0
        me.exchange = problem.p["bilateral_gain"] * me.reputation * mean


def subsidise(problem):
    """At the start: governments pay for stronger ties abroad; what they pay a month."""
    p, people = problem.p, problem.people
    problem.bill, problem.closeness = [0.0] * len(problem.homes), {}
    for me in people:
        abroad = problem.layer["transnational"][me.row]
        for k, j in enumerate(problem.to[me.row]):
            extra = p["tie_subsidy"] * abroad.get(j, 0.0) if paid_for(me, people[j], p["subsidised"]) else 0.0
            problem.weight[me.row][k] += extra
            problem.closeness[me.row, j] = 1.0
            if me.home >= 0:
                problem.bill[me.home] += TIE_PRICE * extra
    problem.first_weight = [list(w) for w in problem.weight]


def paid_for(me, other, circle):
    """Whether a tie abroad is of the circle that is subsidised."""
    return circle == "all" or all(CIRCLE.get(x.kind, "organisations") == circle for x in (me, other))


def relate(problem):
    """A month of paying for ties, of growing media, and of blocs closing up."""
    p = problem.p
    for me in problem.people:
        if is_government(me) and p["tie_subsidy"]:
            me.outlay += problem.bill[me.row]
    if p["tie_closure"]:
        close_ranks(problem, p["tie_closure"] / 12)
    if p["media_growth"] or p["tie_closure"]:
        for me in problem.people:
            media = problem.layer["media"][me.row]
            for k, j in enumerate(problem.to[me.row]):
                grown = problem.first_weight[me.row][k] + p["media_growth"] * problem.month / 12 * media.get(j, 0.0)
                problem.weight[me.row][k] = grown * problem.closeness[me.row, j]
    if p["bilateral_gain"]:
        exchange(problem)


def close_ranks(problem, rate):
    """Ties between partners in a coalition strengthen, those between coalitions fade."""
    blocs = next((body.bound for body in problem.bodies if body.name == "coalitions"), None)
    for i, j in problem.closeness if blocs else ():
        if blocs[i] >= 0 and blocs[j] >= 0:
            change = 1.0 + rate if blocs[i] == blocs[j] else 1.0 / (1.0 + rate)
            problem.closeness[i, j] = min(STRONGEST, max(1.0 / STRONGEST, problem.closeness[i, j] * change))
