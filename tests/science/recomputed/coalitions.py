"""Coalitions: who reviews, applies, proposes, and how policies follow members (D10, D14)."""

from types import SimpleNamespace

from . import answers, basics
from .books import FIGURES, bind, blank, close, release, sanction
from .consent import by_text, expected, gain, kept_of, observed, says_yes
from .draws import uniform
from .given import is_government


def convene(problem, body):
    body.tally = [0, 0, 0, 0]  # applications, refusals, foundings, dissolutions


def act(problem, body):
    """The month: members first, then applicants, then new coalitions; the year's amendments last."""
    seen = conduct_of_each(problem, body)
    for me in problem.people:
        review(problem, body, me, seen)
    for me in problem.people:
        apply(problem, body, me, seen)
    for i in proposers(problem):
        propose(problem, body, problem.people[i], seen)
    dissolve(problem, body)
    amend(problem, body)


def conduct_of_each(problem, body):
    """What everyone is expected to go on doing, as the month begins: members as D8 says, others as over the year."""
    goes_on, seen, kept = [x.recent for x in problem.people], {}, {}
    for a in sorted(set(body.bound) - {-1}):
        members, seen[a] = [x for x in problem.people if body.bound[x.row] == a], observed(problem, body, a)
        for me in members:
            goes_on[me.row] = expected(problem, me, problem.records[a], seen[a])
        kept[a] = kept_of(members, goes_on)
    return SimpleNamespace(expected=goes_on, seen=seen, kept=kept)


def worth(problem, body, me, a, members, conduct):
    """dU of an actor inside a coalition of so many against outside, the others as they go on."""
    record = problem.records[a]
    with_, without = as_they_are(conduct), as_they_are(conduct)
    with_[me.row] = expected(problem, me, record, conduct.seen.get(a))
    without[me.row] = body.outside[me.row]
    outlook = money(problem, record, members, conduct.kept.get(a, 0.0))
    outlook.with_, outlook.without = with_, without
    return gain(problem, me.row, record, outlook) + spared(me, members, record)


def stays(problem, body, me, a, members, conduct):
    """Whether an actor would rather be inside a coalition of so many (D10)."""
    return says_yes(problem, problem.records[a], me.id, worth(problem, body, me, a, members, conduct))


def money(problem, record, members, kept):
    """What a member expects to pay and to receive."""
    rebate = basics.d11_expected_rebate(kept, sanction(record), problem.p["burn_fines"])
    return SimpleNamespace(charge=record.dues_each * (members - 1), rebate=rebate)


def spared(me, members, record):
    """Loss that an actor expects to be spared by what its partners tell it."""
    return record.shield * (1.0 - 1.0 / members) * me.perceived * me.failure


def review(problem, body, me, seen):
    """Members review now and then; who gave notice leaves at its end, if it still would rather."""
    i, a, p = me.row, body.bound[me.row], problem.p
    if a < 0:
        return
    members, ends = problem.records[a].members, body.leaving[i]
    if 0 <= ends <= problem.month:
        body.leaving[i] = -1
        if answers.d10b_leaves(stays(problem, body, me, a, members, seen)):
            release(problem, body, i)
    elif ends < 0 and uniform(problem, "review", me.id) < p["review_rate"]:
        wants_out = answers.d10b_gives_notice(stays(problem, body, me, a, members, seen), 0.0, 1.0)
        body.leaving[i] = problem.month + int(p["coalition_notice"]) if wants_out else -1
        if wants_out and p["coalition_notice"] == 0:
            release(problem, body, i)


def may_enter(problem, me):
    """Where coalitions are between governments alone, others have no way in."""
    return bool(problem.p["open_to_others"]) or is_government(me)


def apply(problem, body, me, seen):
    """An outsider asks for the coalition of one of its ties; the like-minded are admitted, and may come in."""
    p, ties, draw = problem.p, problem.to[me.row], uniform(problem, "apply", me.id)
    if body.bound[me.row] >= 0 or draw >= p["contact_rate"] or not ties or not may_enter(problem, me):
        return
    a = body.bound[ties[int(draw / p["contact_rate"] * len(ties))]]
    if a < 0:
        return
    body.tally[0] += 1
    record = problem.records[a]
    if abs(me.reported - record.policy) >= p["admission_tolerance"]:
        body.tally[1] += 1
        return
    if stays(problem, body, me, a, record.members + 1, seen):
        bind(problem, body, me.row, a)


def proposers(problem):
    """Who proposes this month, in luck's order."""
    rate = problem.p["proposal_rate"]
    who = [x for x in problem.people if uniform(problem, "propose", x.id) < rate]
    return [x.row for x in sorted(who, key=lambda x: uniform(problem, "order", x.id))]


def propose(problem, body, me, conduct):
    """A proposer asks its like-minded ties; those who gain found a coalition, if enough do."""
    if body.bound[me.row] >= 0 or not may_enter(problem, me):
        return
    a = free_record(problem)
    if a is None:
        return
    asked = [me, *(x for x in map(problem.people.__getitem__, problem.to[me.row]) if fit(problem, body, me, x))]
    text = draft(problem, asked)
    outlook = foreseen(problem, body, text, asked, conduct)
    willing = [x for x in asked if consents(problem, text, asked, x, outlook)]
    if len(willing) >= problem.p["minimum_participation"]:
        found(problem, body, a, text, willing)


def free_record(problem):
    """The first record of coalitions that none has, not even one that just lost its members."""
    first = len(problem.people) + len(problem.bodies)
    free = [a for a in range(first, len(problem.records)) if not taken(problem.records[a])]
    return free[0] if free else None


def taken(record):
    return record.members > 0 or record.in_force


def fit(problem, body, me, other):
    """Whether a tie is invited: outside any coalition, and of like mind."""
    alike = abs(other.reported - me.reported) < problem.p["admission_tolerance"]
    return alike and body.bound[other.row] < 0 and may_enter(problem, other)


def mean_report(people):
    return sum(x.reported for x in people) / len(people)


def draft(problem, asked):
    """The terms that are put to those asked."""
    p, text = problem.p, blank()
    text.name, text.written = asked[0].id, problem.month
    text.policy, text.fine, text.monitoring = mean_report(asked), p["coalition_fine"], p["transparency"]
    text.dues_each, text.club, text.shield = p["coalition_dues"], p["club_good"], p["shared_intelligence"]
    return text


def foreseen(problem, body, text, asked, conduct):
    """What everyone is expected to do with the coalition of all those asked, and without it; all others as they are."""
    with_, without = as_they_are(conduct), as_they_are(conduct)
    for x in asked:
        with_[x.row], without[x.row] = by_text(x, text, problem.p), body.outside[x.row]
    outlook = money(problem, text, len(asked), kept_of(asked, with_))
    outlook.with_, outlook.without = with_, without
    return outlook


def as_they_are(conduct):
    """What everyone is expected to go on doing."""
    return list(conduct.expected)


def consents(problem, text, asked, me, outlook):
    """Whether one of those asked would rather have the coalition of all of them than none, by a logit (D10)."""
    value = gain(problem, me.row, text, outlook) + spared(me, len(asked), text)
    return says_yes(problem, text, me.id, value)


def found(problem, body, a, text, willing):
    """The willing bind themselves to what fits them together."""
    record = problem.records[a]
    for name in (*FIGURES, "name", "written"):
        setattr(record, name, getattr(text, name))
    record.founded, record.in_force = problem.month, True
    record.policy, record.levy = mean_report(willing), problem.p["decision_cost"]
    for x in willing:
        bind(problem, body, x.row, a)
    body.tally[2] += 1


def dissolve(problem, body):
    """A coalition too small ends."""
    for a in range(len(problem.people) + len(problem.bodies), len(problem.records)):
        record = problem.records[a]
        if record.in_force and record.members < problem.p["minimum_participation"]:
            for i in [i for i, bound in enumerate(body.bound) if bound == a]:
                release(problem, body, i)
            close(record)
            body.tally[3] += 1


def amend(problem, body):
    """Once a year a coalition's policy follows its members, at the cost of a decision."""
    p = problem.p
    for a in range(len(problem.people) + len(problem.bodies), len(problem.records)):
        record, age = problem.records[a], problem.month - problem.records[a].founded
        if record.in_force and age > 0 and age % p["amendment_interval"] == 0:
            record.policy = mean_report([x for x in problem.people if body.bound[x.row] == a])
            record.levy, record.written = p["decision_cost"], problem.month
