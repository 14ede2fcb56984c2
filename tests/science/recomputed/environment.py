"""What fits where, what is at risk, and how both move: drift, shock, power diffusion, other problems (D7, D15, D18)."""

from . import basics, expectations, shares
from .draws import lasting, normal, uniform
from .given import KINDS, MISREADING, is_government


def move(problem):
    """The world's own month, before anybody acts."""
    p = problem.p
    if p["drift"]:
        problem.common += p["drift"] * normal(problem, "drift", 0)
    if p["power_diffusion"]:
        diffuse(problem)
    settle(problem, strain(problem))
    if p["shock_step"] and problem.month == p["shock_step"]:
        revert(problem)


def draw_threshold(problem):
    """What the world needs: drawn once, and known to nobody (D7a)."""
    spread, draw = problem.p["global_uncertainty"], lasting(problem, "threshold", 0)
    problem.world_needs = expectations.d7a_drawn(draw, problem.p["global_threshold"], spread)


def strain(problem):
    """What the failure of other problems adds to the risk of each actor, as a share of it."""
    everyone = range(len(problem.people))
    return [sum(weight * other.people[i].failure for other, weight in problem.others) for i in everyone]


def settle(problem, strained):
    """What fits each actor, what it takes to fit, and its true risk."""
    p, people = problem.p, problem.people
    since = problem.month - p["shock_step"]
    risk = p["risk"] + (basics.d15_added_risk(p["shock_size"], since) if p["shock_step"] else 0.0)
    mean = sum(person.exposure for person in people) / len(people)
    errors = misreadings(problem)
    for person in people:
        person.optimum = basics.d7_optimum(problem.common, person.home_bent, person.own_bent, p)
        person.reported = person.optimum + errors[person.kind]
        person.risk = basics.d7_risk(risk, person.exposure, mean, strained[person.row])


def misreadings(problem):
    """How far each kind is off this month: those of a kind err together."""
    noise = problem.p["estimate_noise"]
    if not noise:
        return dict.fromkeys(KINDS, 0.0)
    return {k: noise * MISREADING.get(k, 1.0) * normal(problem, "estimate", n) for n, k in enumerate(KINDS)}


def revert(problem):
    """The shock turns a share of contributors back; who, is the same in every arm."""
    for person in problem.people:
        if uniform(problem, "shock", person.id, step=0) < problem.p["shock_defection"]:
            person.strategy = 0


def diffuse(problem):
    """Means, soft power and voice pass from governments to all others."""
    kept = shares.d18_kept(problem.p["power_diffusion"], problem.month)
    for trait in ("means", "soft_power", "voice"):
        start = [getattr(person, "start_" + trait) for person in problem.people]
        of_states = sum(start[person.row] for person in problem.people if is_government(person))
        of_others = sum(start[person.row] for person in problem.people if not is_government(person))
        for person in problem.people if of_others > 0 else []:
            factor = kept if is_government(person) else 1.0 + (1.0 - kept) * of_states / of_others
            setattr(person, trait, start[person.row] * factor)
