"""Formal bodies: conference, vote, ratification, entry into force, amendment, sunset, review, exit (D10, D14)."""

from math import nextafter

from . import answers, basics, shares
from .consent import amendment_gain
from .draws import lasting, lasting_normal, normal, uniform
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
    near,
    proposal,
    review,
    support,
    wanting,
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
    body.expected, body.taken_up = 1.0, [False] * states
    body.readiness = [lasting_normal(problem, "readiness", problem.people[s].id) for s in range(states)]
    body.reach = body.table if body.name == "g20" else body.everyone


def fifteen(problem):
    """The permanent five, and ten that luck elects for good."""
    permanent = problem.veto_order[:PERMANENT]
    others = [s for s in range(len(problem.homes)) if s not in permanent]
    others.sort(key=lambda s: lasting(problem, "seat", problem.people[s].id))
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
        body.taken_up = [False] * len(problem.homes)
    else:
        amend(problem, body)
        if body.in_force:
            review(problem, body, int(problem.p["exit_notice"]))
        else:
            body.expected = expected_coverage(problem, body)


def adopt(problem, body):
    """Draft and vote; what a council adopts is in force at once."""
    draft(problem, body, body.table)
    if body.name == "labs":
        body.expected = expected_coverage(problem, body)
        body.record.policy = best_pilot(problem, body)
    body.expected = expected_coverage(problem, body)
    gains = willing(problem, body, at(body.table), behind_doors(problem.p))
    body.adopted = passes(problem, body, body.table, gains)
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
    return support(problem, body, states, body.everyone, body.expected, elite)


def expected_coverage(problem, body):
    """Share of states that is expected to be bound, as a conference sees it; a council decides for all at once."""
    p, everyone = problem.p, at(body.everyone)
    if body.name in COUNCILS:
        return 1.0

    def mean_chance(coverage):
        gains = support(problem, body, everyone, body.everyone, coverage, p["elite_weight"])
        return sum(answers.d10_chance(gain, p["choice_strength"]) for gain in gains.values()) / len(gains)

    return answers.d10_coverage(mean_chance, entry_quota(problem, body), p["bind_all"])


def entry_quota(problem, body):
    """Share of states that brings a text into force; where none is named, that which adopts it."""
    return problem.p["entry_quota"] or body.quota


def passes(problem, body, voters, gains):
    """Enough of the voters say yes, and none of them that has a veto says no."""
    who = at(voters)
    yes = wanting(problem, body, {s: gains[s] for s in who})
    blocked = any(s in who and s not in yes for s in body.vetoes)
    return basics.d10_enough(len(yes), len(who), body.quota) and not blocked


def best_pilot(problem, body):
    """The pilot text that most voters are expected to accept: the mean first, then those around it."""
    p, mean = problem.p, proposal(problem, body.table)
    pilots = [mean] + [mean + p["lab_spread"] * normal(problem, "pilot", k) for k in range(int(p["labs"]))]
    accepted = []
    for body.record.policy in pilots:
        gains = willing(problem, body, at(body.table), behind_doors(p))
        accepted.append(sum(answers.d10_chance(g, p["choice_strength"]) for g in gains.values()))
    return pilots[accepted.index(max(accepted))]


def ratify(problem, body):
    """A willing government takes the text up, and then its procedure ends; with enough the text enters into force."""
    turns = {s: turn(problem, body, s) for s, inside in enumerate(body.parties) if not inside}
    asked = [s for s, (begins, ends) in turns.items() if begins or ends]
    if asked:
        hear(problem, body, asked, turns)
    if not body.in_force and enters(problem, body):
        enter_into_force(problem, body)
        bind_states(problem, body, at(body.everyone if problem.p["bind_all"] else body.parties))


def turn(problem, body, state):
    """Whether the state's turn to take the text up has come this month, and whether its procedure ends."""
    p, who = problem.p, problem.people[state].id
    readiness = (p["readiness_spread"], body.readiness[state])
    pace = answers.d10a_takes_up(p["ratification_hazard"], *readiness, p["peer_pull"], near(problem, body, state))
    starts = uniform(problem, f"ratify {body.name}", who) < pace
    ends = uniform(problem, f"procedure {body.name}", who) < p["procedure_hazard"]
    return answers.d10a_turns(body.taken_up[state], starts, ends)


def hear(problem, body, asked, turns):
    """Those whose turn it is say whether to take the text up, or at last to ratify it."""
    elite = problem.p["elite_weight"]
    gains = consent(problem, body, asked) if body.in_force else willing(problem, body, asked, elite)
    yes, ready = wanting(problem, body, gains), []
    for s in asked:
        body.taken_up[s], done = answers.d10a_ratifies(*turns[s], body.taken_up[s], s in yes)
        ready += [s] if done else []
    new = joining(problem, body, ready, gains)
    for state in new:
        body.parties[state], body.taken_up[state] = True, False
    if body.in_force:
        bind_states(problem, body, new)


def enters(problem, body):
    """Whether enough states, with enough of the world's means, are parties (D14a)."""
    means = [sum(problem.people[i].means for i in home) for home in problem.homes]
    return shares.d14a_enters(body.parties, means, entry_quota(problem, body), problem.p["entry_means"])


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
    record, before = body.record, body.record.written
    record.written = problem.month
    if passes(problem, body, voters, gains):
        record.policy = policy
        charge_for_deciding(problem, body)
    else:
        record.written = before


def last_renewed(body):
    """When its years began to count."""
    return max(body.renewed, body.record.founded)


def expired(problem, body):
    """Under a sunset clause a treaty ends unless its parties renew it."""
    sunset = problem.p["sunset"]
    if not sunset or problem.month - last_renewed(body) < sunset:
        return False
    body.renewed = problem.month
    return not passes(problem, body, list(body.parties), consent(problem, body, at(body.parties)))
