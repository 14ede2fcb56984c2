"""What all agreements between states share: a text, parties, consent, review, notice, exit, the end."""

from . import answers, shares
from .books import bind, close, release
from .consent import accessions, says_yes, votes, weigh
from .draws import uniform
from .given import UNELECTED, is_government


def found_pact(problem, body, may_leave):
    states = len(problem.homes)
    body.parties, body.notice_ends = [False] * states, [-1] * states
    body.in_force, body.may_leave = False, may_leave


def behind_doors(p):
    """Weight of the elite when a conference votes: what society does not see, elites decide."""
    return p["elite_weight"] + p["closed_doors"] * (1.0 - p["elite_weight"])


def proposal(problem, voters):
    """D14: the mean of what the voters report as fitting them, as the conference hears it."""
    elite, reports = behind_doors(problem.p), [person.reported for person in problem.people]
    heard = [weigh(problem, s, reports, elite) for s, votes_ in enumerate(voters) if votes_]
    return sum(heard) / len(heard)


def draft(problem, body, voters):
    """Write a text."""
    p, record = problem.p, body.record
    record.policy, record.fine, record.dues = proposal(problem, voters), p["treaty_fine"], p["treaty_dues"]
    record.tailoring, record.written = p["tailoring"], problem.month
    record.monitoring = shares.d14_monitoring(p["monitoring"] * legitimacy(problem, voters), p["tailoring"])
    if body.name == "general_assembly":  # recommends, and fines nobody
        record.fine = 0.0


def legitimacy(problem, voters):
    """What is left of compliance where the hurt have too little say, or the unelected too much."""
    p, people = problem.p, problem.people
    harm = [person.risk * person.persons for person in people]
    if not (p["legitimacy_weight"] or p["unelected_cost"]) or not any(harm):
        return 1.0
    shares = vote_shares(problem, voters)
    gap = 0.5 * sum(abs(s / sum(shares) - h / sum(harm)) for s, h in zip(shares, harm, strict=True))
    unelected = sum(shares[person.row] for person in people if person.kind in UNELECTED)
    return max(0.0, 1.0 - p["legitimacy_weight"] * gap - p["unelected_cost"] * unelected)


def vote_shares(problem, voters):
    """Each actor's share in a decision of the voting states."""
    elite, shares = problem.p["elite_weight"], [0.0] * len(problem.people)
    for state, home in enumerate(problem.homes):
        if voters[state]:
            whole = sum(problem.people[i].voice for i in home)
            for i in home:
                shares[i] = (1.0 - elite) * problem.people[i].voice / whole / sum(voters)
                shares[i] += elite / sum(voters) if is_government(problem.people[i]) else 0.0
    return shares


def charge_for_deciding(problem, body):
    """Every member pays its share of a decision; labs charge their pilots too."""
    body.record.levy = problem.p["decision_cost"] * (1 + problem.p["labs"] if body.name == "labs" else 1)


def enter_into_force(problem, body):
    body.in_force = body.record.in_force = True
    body.record.founded = problem.month
    charge_for_deciding(problem, body)


def bind_states(problem, body, states):
    """States and all at home there are bound, who are not yet."""
    for state in states:
        for i in problem.homes[state]:
            if body.bound[i] < 0:
                bind(problem, body, i, body.index)


def release_states(problem, body, states):
    for state in states:
        body.parties[state], body.notice_ends[state] = False, -1
        for i in problem.homes[state]:
            if body.bound[i] >= 0:
                release(problem, body, i)


def let_go(problem, body, states):
    """The states are parties no more; with the last the agreement ends."""
    release_states(problem, body, states)
    if body.in_force and not any(body.parties):
        lapse(problem, body)


def lapse(problem, body):
    """The agreement ends for all; a text that lapsed must be adopted anew."""
    release_states(problem, body, [s for s, home in enumerate(problem.homes) if body.bound[home[0]] >= 0])
    body.parties = [False] * len(problem.homes)
    body.in_force = body.adopted = False
    close(body.record)


def consent(problem, body, states):
    """V of each state inside against outside; inside a club, its sanctions on outsiders do not strike."""
    gains = accessions(problem, body, states)
    if body.club and problem.p["outsider_sanction"]:
        lost = at_stake(problem, body)
        gains = {s: gains[s] + weigh(problem, s, lost) for s in states}
    return gains


def at_stake(problem, body):
    """What each actor would lose outside a club: by the share of its state's ties that are with parties."""
    out = [0.0] * len(problem.people)
    for state, home in enumerate(problem.homes):
        for i in home:
            out[i] = problem.p["outsider_sanction"] * near(problem, body, state)
    return out


def near(problem, body, state):
    """Share of the state's ties with states, by weight, that are with parties."""
    ties = problem.layer["state"][state]
    return answers.d10a_near(list(ties.values()), [body.parties[s] for s in ties])


def wanting(problem, body, gains):
    """Those states that say yes at these gains, by state."""
    return [s for s, gain in gains.items() if says_yes(problem, body.record, problem.people[s].id, gain)]


def support(problem, body, states, meant_for, coverage, elite):
    """V of each state for a text; what rivals gain counts against it."""
    gains = votes(problem, body, states, meant_for, coverage, elite)
    if not problem.p["rivalry"]:
        return gains
    table = [s for s, at in enumerate(meant_for) if at]
    theirs = votes(problem, body, table, meant_for, coverage, elite)
    east = [problem.people[s].home_bent > 0 for s in range(len(meant_for))]
    for state in states:
        rivals = [theirs[s] for s in table if east[s] != east[state]]
        gains[state] -= problem.p["rivalry"] * (sum(rivals) / len(rivals) if rivals else 0.0)
    return gains


def joining(problem, body, states, gains, needed=1):
    """Those that become parties, at these gains; nobody where they are too few."""
    willing = wanting(problem, body, {s: gains[s] for s in states})
    if not problem.p["forum_choice"]:
        return willing if len(willing) >= needed else []
    entering = preferring(problem, body, willing, gains)
    if len(entering) < needed:
        return []
    for other in problem.bodies:
        if other is not body and other.parties is not None:
            let_go(problem, other, [s for s in entering if other.parties[s]])
    return entering


def preferring(problem, body, states, gains):
    """A state is party to one body at a time: it moves by a logit on what the new one adds, if the old lets it."""
    others = [x for x in problem.bodies if x is not body and x.parties is not None]
    step = problem.month * len(problem.bodies) + body.slot
    entering = []
    for state in states:
        yes = True
        draw = uniform(problem, "forum", problem.people[state].id, step)
        for other in (x for x in others if x.parties[state]):
            worth = consent(problem, other, [state])[state] if other.in_force else 0.0
            moves = draw < answers.d10_chance(gains[state] - worth, problem.p["choice_strength"])
            yes = yes and moves and other.may_leave
        if yes:
            entering.append(state)
    return entering


def review(problem, body, notice):
    """Of the parties that would rather be outside few give notice: membership is sticky."""
    settled = [s for s, inside in enumerate(body.parties) if inside and body.notice_ends[s] < 0]
    if body.may_leave and settled:
        gains = consent(problem, body, settled)
        staying = wanting(problem, body, gains)
        for state in settled:
            draw = uniform(problem, f"exit {body.name}", problem.people[state].id)
            if answers.d10b_gives_notice(state in staying, draw, problem.p["exit_propensity"]):
                body.notice_ends[state] = problem.month + notice


def departures(problem, body):
    """Where notice ends, who still would rather be outside leaves."""
    due = [s for s, month in enumerate(body.notice_ends) if month == problem.month]
    if due:
        staying = wanting(problem, body, consent(problem, body, due))
        for state in due:
            body.notice_ends[state] = -1
        let_go(problem, body, [s for s in due if answers.d10b_leaves(s in staying)])
