"""The order of a month, and of the start."""

from model.settings import agenda, checked  # the table of parameters: defaults, and presets filled in

from . import clubs, coalitions, environment, formal, imitation, local, norms, stakes, standing
from .books import home_conduct, note_outside, open_books
from .draws import lasting
from .given import coupling_share, problem_of

YEAR = 12
FORMAL = ("formal_body", "g20", "general_assembly", "labs", "security_council", "sequence")
SMALL = ("alliance", "brics", "g7", "g8", "subcommittee")


def begin(world, names, seed, settings, replica=0):
    """All problems of an agenda in month 0."""
    whole = checked(settings)
    own = agenda(whole)
    problems = [start(world, sorted(names), seed, advised(s, names), (k, replica)) for k, s in enumerate(own)]
    for k, problem in enumerate(problems):
        shares = [whole["coupling"] * coupling_share(s["preset"], own[k]["preset"]) for s in own]
        problem.others = [(other, shares[m]) for m, other in enumerate(problems) if m != k]
    return problems


def advised(settings, names):
    """A panel of experts lessens errors, and makes decisions dearer."""
    if "panel" not in names:
        return settings
    experts = settings["panel_experts"]
    less = {name: settings[name] / (1.0 + experts) for name in ("estimate_noise", "perception_noise")}
    return settings | less | {"decision_cost": settings["decision_cost"] * (1.0 + 0.1 * experts)}


def start(world, names, seed, settings, place_and_replica):
    """One problem in month 0: who contributes, what it brings, which bodies sit."""
    problem = problem_of(world, settings, seed, *place_and_replica)
    open_books(problem, names)
    standing.subsidise(problem)
    environment.draw_threshold(problem)
    environment.settle(problem, [0.0] * len(problem.people))
    norms.begin(problem)
    for me in problem.people:
        me.strategy = me.plan = int(lasting(problem, "start", me.id) < settings["initial_cooperation"])
        me.recent = me.reputation = float(me.strategy)
    for body in problem.bodies:
        body.home, body.outside = home_conduct(problem), home_conduct(problem)
    stakes.count_success(problem)
    stakes.pay(problem)
    for body in problem.bodies:
        body.club = False
        house = {**dict.fromkeys(FORMAL, formal), **dict.fromkeys(SMALL, clubs), "coalitions": coalitions}
        house["local_institution"] = local
        if body.name in house:
            house[body.name].convene(problem, body)
    problem.strategies = 3 if "local_institution" in names else 2
    return problem


def step(problems):
    """One month."""
    for problem in problems:
        problem.month += 1
        environment.move(problem)
    for problem in problems:
        stakes.count_success(problem)
        sit(problem, ("local_institution",), local.act)
        stakes.pay(problem)
        sit(problem, FORMAL, formal.act)
        sit(problem, SMALL, clubs.act)
    for problem in problems:
        imitation.decide(problem)
    for problem in problems:
        norms.spread(problem)
        sit(problem, ("coalitions",), coalitions.act)
        carry_out(problem)
        standing.relate(problem)


def sit(problem, names, act):
    """The bodies of these names act, in the order of all names."""
    for body in problem.bodies:
        if body.name in names:
            act(problem, body)


def carry_out(problem):
    """Plans become conduct, which is remembered for a year, and seen by others."""
    for me in problem.people:
        me.strategy = me.plan
        me.past = [*me.past, me.strategy > 0][-YEAR:]
        me.recent = sum(me.past) / len(me.past)
    at_home = home_conduct(problem)
    for body in problem.bodies:
        note_outside(problem, body, at_home)
    standing.reputation(problem)
