"""Agreements: one kind of record for all (D2), and who is bound by which."""

from types import SimpleNamespace

from . import expectations, shares
from .draws import named

FIGURES = (
    "policy",
    "tailoring",
    "fine",
    "monitoring",
    "reward",
    "dues",
    "dues_each",
    "levy",
    "club",
    "shield",
    "purse",
    "rebate",
)
LONGEST = 2400


def blank():
    """A record nobody uses."""
    return SimpleNamespace(
        in_force=False, formal=False, members=0, founded=0, name=0, written=0, **dict.fromkeys(FIGURES, 0.0)
    )


def close(record):
    """An agreement ends; of what it was nothing is left."""
    record.in_force = False
    for name in FIGURES:
        setattr(record, name, 0.0)


def open_books(problem, names):
    """Records for all stakes groups, then for each body, then for coalitions, as the engine numbers them."""
    n = len(problem.people)
    problem.records = [blank() for _ in range(n + len(names) + n // 2 + 1)]
    problem.bodies = [
        SimpleNamespace(
            name=name, slot=slot, index=n + slot, record=problem.records[n + slot], parties=None, tally=None,
            bound=[-1] * n, since=[0] * n, leaving=[-1] * n, outside=[0.0] * n, home=[0.0] * n,
            ended={},
        )
        for slot, name in enumerate(names)
    ]  # fmt: skip
    for body in problem.bodies:
        body.record.name = named(title(body.name))


def title(name):
    """The name by which luck knows a body."""
    short = ("alliance", "brics", "g7", "g8", "g20")
    return name.upper() if name in short else "".join(word.capitalize() for word in name.split("_"))


def bind(problem, body, i, index):
    """Actor i enters an agreement."""
    body.bound[i], body.since[i], body.leaving[i] = index, problem.month, -1
    problem.records[index].members += 1


def release(problem, body, i):
    """Actor i leaves; the length of its spell is kept."""
    problem.records[body.bound[i]].members -= 1
    body.bound[i] = body.leaving[i] = -1
    length = min(problem.month - body.since[i], LONGEST)
    body.ended[length] = body.ended.get(length, 0) + 1


def sanction(record):
    """Expected fine of a member that withholds."""
    return record.fine * record.monitoring


def charge(record):
    """What a member pays this month, whatever it does."""
    return record.dues + record.dues_each * (record.members - 1) + record.levy


def bonds_of(problem, i):
    """The records in force, local ones aside, that bind actor i."""
    bound = [problem.records[body.bound[i]] for body in problem.bodies if body.bound[i] >= 0]
    return [record for record in bound if record.in_force]


def home_conduct(problem):
    """Conduct over a year at each actor's home, by endowment; a transnational actor's own (D12)."""
    out = [person.recent for person in problem.people]
    for home in problem.homes:
        people = [problem.people[i] for i in home]
        mean = shares.d12_compliance([x.endowment for x in people], [x.recent for x in people])
        for i in home:
            out[i] = mean
    return out


def is_bound(problem, body):
    """Whom each body binds: local institutions those who share a stake where enforcement is on."""
    if body.name == "local_institution":
        return [any(problem.records[g].in_force for g in groups) for groups in problem.own]
    return [a >= 0 for a in body.bound]


def note_outside(problem, body, at_home):
    """What each would do unbound: what the unbound of its kind and region do, else its home while last unbound (D8)."""
    bound, circles = is_bound(problem, body), {}
    for me in problem.people:
        if not bound[me.row]:
            body.home[me.row] = at_home[me.row]
            circles.setdefault(circle(problem, me), []).append(me.recent)
    for me in problem.people:
        alike = circles.get(circle(problem, me), [])
        body.outside[me.row] = expectations.d8_outside(alike, body.home[me.row])


def circle(problem, me):
    """Kind and region; who has no home is of a region of its own."""
    return me.kind, problem.regions[me.home] if me.home >= 0 else None
