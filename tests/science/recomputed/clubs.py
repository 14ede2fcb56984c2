"""Subcommittees and clubs: a few states go ahead, meet often, and may turn on others."""

from . import basics, shares
from .given import seats
from .pact import (
    at_stake,
    behind_doors,
    bind_states,
    charge_for_deciding,
    consent,
    departures,
    draft,
    enter_into_force,
    found_pact,
    joining,
    let_go,
    proposal,
    review,
    support,
)

CLUBS = {"alliance": "NATO", "brics": "BRICS", "g7": "G7", "g8": "G7"}


def convene(problem, body):
    """Who is invited: a club's members, or those with most at stake."""
    body.club = body.name in CLUBS
    found_pact(problem, body, may_leave=body.name != "alliance")
    body.invited = seats(problem, CLUBS[body.name]) if body.club else most_at_stake(problem)
    if body.name == "g8":
        body.invited[the_eighth(problem, body.invited)] = True


def most_at_stake(problem):
    """The states whose actors would lose most together."""
    loss = [sum(problem.people[i].risk * problem.people[i].endowment for i in home) for home in problem.homes]
    order = sorted(range(len(loss)), key=lambda s: -loss[s])
    return [s in order[: int(problem.p["subcommittee_size"])] for s in range(len(loss))]


def the_eighth(problem, seven):
    """Russia; in a world without history, the great power least like the others."""
    if "RUS" in problem.codes:
        return problem.codes.index("RUS")
    bent = [person.home_bent for person in problem.people]
    mean = sum(bent[s] for s, inside in enumerate(seven) if inside) / sum(seven)
    great = [s for s in problem.veto_order[: 2 * sum(seven) + 1] if not seven[s]]
    return max(great, key=lambda s: abs(bent[s] - mean))


def act(problem, body):
    """A small body's month."""
    if problem.month % problem.p["subcommittee_interval"] == 0:
        if body.club:
            expel(problem, body)
        if any(body.invited):
            meet(problem, body)
    departures(problem, body)
    if body.club and body.in_force and problem.p["outsider_sanction"]:
        strike(problem, body)


def strike(problem, body):
    """Actors at home in no party lose; the transnational are left alone."""
    lost = at_stake(problem, body)
    for person in problem.people:
        if person.home >= 0 and not body.parties[person.home]:
            person.outlay += lost[person.row]


def expel(problem, body):
    """From a club that is a year old, parties whose people contributed less than the bar go for good."""
    if not body.in_force or problem.month - body.record.founded < basics.YEAR:
        return
    bar = problem.p["expulsion_bar"]
    failing = [s for s, inside in enumerate(body.parties) if inside and conduct(problem, s) < bar]
    for state in failing:
        body.invited[state] = False
    let_go(problem, body, failing)


def conduct(problem, state):
    """Share of the endowment at home that was contributed over the year (D12)."""
    home = [problem.people[i] for i in problem.homes[state]]
    return shares.d12_compliance([x.endowment for x in home], [x.recent for x in home])


def meet(problem, body):
    """Amend, admit, review; or found."""
    if not body.in_force:
        found(problem, body)
        return
    amend(problem, body)
    outside = [s for s, asked in enumerate(body.invited) if asked and not body.parties[s]]
    if outside:
        join(problem, body, joining(problem, body, outside, consent(problem, body, outside)))
    review(problem, body, int(problem.p["subcommittee_notice"]))


def found(problem, body):
    """Those who gain from a pact of all the invited bind themselves, if two do (or the only one)."""
    draft(problem, body, body.invited)
    invited = [s for s, asked in enumerate(body.invited) if asked]
    gains = support(problem, body, invited, body.invited, 1.0, behind_doors(problem.p))
    ready = joining(problem, body, invited, gains, needed=min(2, len(invited)))
    if ready:
        enter_into_force(problem, body)
        join(problem, body, ready)


def join(problem, body, states):
    for state in states:
        body.parties[state] = True
    bind_states(problem, body, states)


def moved(new, old, spread):
    """Whether what fits has moved enough to decide anew, up or down."""
    return abs(new - old) > 0.1 * spread


def amend(problem, body):
    policy = proposal(problem, body.parties)
    if moved(policy, body.record.policy, problem.p["heterogeneity"]):
        body.record.policy, body.record.written = policy, problem.month
        charge_for_deciding(problem, body)
