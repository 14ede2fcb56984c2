"""Formal bodies: conference, vote, ratification, entry into force, amendment, sunset, review, exit (D10, D14)."""

from math import nextafter

from . import first as rules
from .consent import amendment_gain
from .draws import normal, uniform
from .given import seats
from .pact import (
    behind_doors,
    bind_states,
    charge_for_deciding,
    consent,
    departures,
    draft,
    enter_into_force,
    found_pact,
    joining,
    lapse,
    proposal,
    review,
    support,
)

COUNCILS = ("security_council", "g20", "general_assembly")  # their decisions bind at once
PERMANENT, ELECTED = 5, 10  # seats of the Security Council


def convene(problem, body):
    """Who sits at the table, by what majority, with what vetoes, and whom a decision reaches."""
    p, states = problem.p, len(problem.homes)
    found_pact(problem, body, may_leave=body.name not in ("security_council", "general_assembly"))
    body.adopted, body.renewed, body.begun, body.record.formal = False, 0, False, True
    body.everyone = [True] * states
    body.table, body.quota, body.vetoes = body.everyone, p["quota"], problem.veto_order[: int(p["vetoes"])]
    if body.name == "security_council":
        body.table, body.quota, body.vetoes = fifteen(problem), 9 / 15, problem.veto_order[:PERMANENT]
    if body.name == "g20":
        body.table, body.quota = seats(problem, "G20"), 1.0
    if body.name == "general_assembly":
        body.quota = nextafter(0.5, 1.0)
    body.reach = body.table if body.name == "g20" else body.everyone


def fifteen(problem):
    """The permanent five, and ten that luck elects for good."""
    permanent = problem.veto_order[:PERMANENT]
    others = [s for s in range(len(problem.homes)) if s not in permanent]
    others.sort(key=lambda s: uniform(problem, "seat", problem.people[s].id, step=0))
    return [s in permanent or s in others[:ELECTED] for s in range(len(problem.homes))]


def act(problem, body):
    """A formal body's month."""
    if meets(problem, body):
        conference(problem, body)
    if body.adopted:
        if body.name not in COUNCILS:
            ratify(problem, body)
        departures(problem, body)
    if body.in_force and problem.p["bind_all"]:
        bind_states(problem, body, range(len(problem.homes)))


def meets(problem, body):
    """Conferences keep their interval; a shock convenes one (D15); two bodies have calendars of their own."""
    p, month = problem.p, problem.month
    due = month % p["meeting_interval"] == 0 or bool(p["crisis_convening"] and month == p["shock_step"])
    if body.name == "security_council":
        return due or not body.adopted
    if body.name == "sequence":
        enforced = sum(problem.records[g].in_force for g in range(len(problem.groups)))
        body.begun = body.begun or enforced / len(problem.groups) >= p["sequence_coverage"]
        return due and body.begun
    return due


def conference(problem, body):
    if not body.adopted:
        adopt(problem, body)
    elif body.in_force and expired(problem, body):
        lapse(problem, body)
    else:
        amend(problem, body)
        if body.in_force:
            review(problem, body, int(problem.p["exit_notice"]))


def adopt(problem, body):
    """Draft and vote; what a council adopts is in force at once."""
    draft(problem, body, body.table)
    if body.name == "labs":
        body.record.policy = best_pilot(problem, body)
    gains = willing(problem, body, at(body.table), behind_doors(problem.p))
    body.adopted = passes(body, body.table, gains)
    if body.adopted and body.name in COUNCILS:
        body.parties = [a or b for a, b in zip(body.parties, body.reach, strict=True)]
        enter_into_force(problem, body)
        bind_states(problem, body, at(body.parties))


def at(table):
    """The states at the table."""
    return [s for s, seated in enumerate(table) if seated]


def willing(problem, body, states, elite):
    """V of each for the text, at the coverage that voters expect."""
    if body.name in COUNCILS:
        return support(problem, body, states, body.reach, 1.0, elite)
    coverage = 1.0 if problem.p["bind_all"] else body.quota
    return support(problem, body, states, body.everyone, coverage, elite)


def passes(body, voters, gains):
    """Enough of the voters say yes, and none of them that has a veto says no."""
    who = at(voters)
    yes = [s for s in who if rules.d10_yes(gains[s])]
    blocked = any(s in who and s not in yes for s in body.vetoes)
    return rules.d10_enough(len(yes), len(who), body.quota) and not blocked


def best_pilot(problem, body):
    """The pilot text that most voters would gain from: the mean first, then those around it."""
    p, mean = problem.p, proposal(problem, body.table)
    pilots = [mean] + [mean + p["lab_spread"] * normal(problem, "pilot", k) for k in range(int(p["labs"]))]
    accepted = []
    for body.record.policy in pilots:
        gains = willing(problem, body, at(body.table), behind_doors(p))
        accepted.append(sum(rules.d10_yes(g) for g in gains.values()))
    return pilots[accepted.index(max(accepted))]


def ratify(problem, body):
    """Each willing state ratifies at its own time; with enough the text enters into force."""
    hazard = problem.p["ratification_hazard"]
    asked = [
        s
        for s, inside in enumerate(body.parties)
        if not inside and uniform(problem, "ratify", problem.people[s].id) < hazard
    ]
    elite = problem.p["elite_weight"]
    gains = consent(problem, body, asked) if body.in_force else willing(problem, body, asked, elite)
    new = joining(problem, body, asked, gains)
    for state in new:
        body.parties[state] = True
    if body.in_force:
        bind_states(problem, body, new)
    elif rules.d10_enough(sum(body.parties), len(body.parties), body.quota):
        enter_into_force(problem, body)
        bind_states(problem, body, at(body.everyone if problem.p["bind_all"] else body.parties))


def who_amends(body):
    """In force, a text is its parties' affair; before, the table's."""
    if not body.in_force:
        return body.table
    return [party and seated for party, seated in zip(body.parties, body.table, strict=True)]


def amend(problem, body):
    """A full vote may move the text to what fits those who vote (D14)."""
    voters = list(who_amends(body))
    policy = proposal(problem, voters)
    elite = behind_doors(problem.p)
    gains = {s: amendment_gain(problem, body, s, policy, elite) for s in at(voters)}
    if passes(body, voters, gains):
        body.record.policy = policy
        charge_for_deciding(problem, body)


def last_renewed(body):
    """When its years began to count."""
    return max(body.renewed, body.record.founded)


def expired(problem, body):
    """Under a sunset clause a treaty ends unless its parties renew it."""
    sunset = problem.p["sunset"]
    if not sunset or problem.month - last_renewed(body) < sunset:
        return False
    body.renewed = problem.month
    return not passes(body, list(body.parties), consent(problem, body, at(body.parties)))
