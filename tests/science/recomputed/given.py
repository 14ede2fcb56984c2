"""The world of month 0, read into plain lists: who there is, who is tied to whom, who shares a stake."""

import csv
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

from . import shares
from .draws import OTHER_ISSUE, lasting_normal

DATA = Path(__file__).parents[3] / "model" / "data"
KINDS = ("affected_community", "city", "civil_society", "cultural_body", "firm", "knowledge_body", "state")
CIRCLE = {"state": "governments", "city": "cities", "affected_community": "people", "cultural_body": "people"}
MISREADING = {"affected_community": 0.25, "city": 0.5, "civil_society": 0.5, "knowledge_body": 0.5}  # else 1
MEANS_SHARE = {"state": 0.3, "firm": 0.3, "city": 0.2}  # of its nation's, all of a kind together; else .05
UNELECTED = ("civil_society", "cultural_body", "firm", "knowledge_body")
EXPOSED_BY = {"refugees": "refugees", "online": "internet", "economy": "gdp"}
TRAITS = ("id", "home", "endowment", "exposure", "soft_power", "home_bent", "own_bent", "bias")


def problem_of(world, settings, seed, place, replica):
    """One problem in month 0, before anything was decided: people, ties and stakes."""
    problem = SimpleNamespace(p=settings, seed=seed + OTHER_ISSUE * place, replica=replica, month=0)
    problem.common, problem.world_fails, problem.others = 0.0, False, []
    problem.people = people_of(world)
    problem.homes = [[i.row for i in problem.people if i.home == s] for s in range(len(world.states))]
    problem.veto_order = [int(s) for s in world.veto_order]
    problem.codes = list(world.states["code"])
    problem.regions = list(world.states["region"])
    read_ties(problem, world)
    read_groups(problem, world)
    if place:
        bend_anew(problem)
    if settings["exposed_by"] != "vulnerability":
        expose(problem, world, settings["exposed_by"])
    share_out(problem, world, settings["means_by"])
    for person in problem.people:
        person.voice = voice(person, settings)
        for trait in ("means", "soft_power", "voice"):
            setattr(person, f"start_{trait}", getattr(person, trait))
    return problem


def people_of(world):
    """Each actor with its traits, and no conduct yet."""
    out = []
    for row, given in enumerate(world.rows):
        person = SimpleNamespace(row=row, kind=KINDS[int(given["kind"])], host=int(world.host[row]))
        for trait in TRAITS:
            setattr(person, trait, given[trait].item())
        person.rich = person.endowment >= 1
        person.strategy = person.plan = person.norm = person.heard = person.bonds = 0
        person.committed, person.past = False, []
        person.payoff = person.outlay = person.exchange = person.norm_around = person.failure = 0.0
        person.paid = person.received = 0.0
        out.append(person)
    return out


def share_out(problem, world, by):
    """Means and persons (D1a): by endowment, one each; on a world of real figures by the figure of the problem."""
    people = problem.people
    raw, persons = [x.endowment for x in people], [1.0] * len(people)
    if world.measured:
        figure, population = list(world.states[by]), list(world.states["population"])
        raw, persons = [0.0] * len(people), [0.0] * len(people)
        for s, home in enumerate(problem.homes):
            kinds = [people[i].kind for i in home]
            held = shares.d1a_of_state(figure[s] / sum(figure), [(held_by(k), kinds.count(k)) for k in kinds])
            for i, means in zip(home, held, strict=True):
                raw[i], persons[i] = means, shares.d1a_persons(population[s], len(home))
        settled = [x for x in people if x.home >= 0]
        for me in (x for x in people if x.home < 0):
            alike = [raw[x.row] for x in settled if x.kind == me.kind]
            raw[me.row] = shares.d1a_transnational(alike, [raw[x.row] for x in settled])
    for me, means, count in zip(people, shares.d1a_proportional(raw), persons, strict=True):
        me.means, me.persons = means, count


def held_by(kind):
    """Share of its nation's means that a kind holds."""
    return MEANS_SHARE.get(kind, 0.05)


def is_government(person):
    return person.home == person.row


def voice(person, p):
    """Weight in the state's vote: 1 for a government (D12)."""
    if is_government(person):
        return 1.0
    return p["nsa_weight"] * (p["affected_weight"] if person.kind == "affected_community" else 1.0)


def listed(ties, n):
    """For each actor the list of whom it attends to, and of the weights."""
    first = [int(x) for x in ties.start]
    to = [[int(j) for j in ties.to[first[i] : first[i + 1]]] for i in range(n)]
    weight = [[float(w) for w in ties.weight[first[i] : first[i + 1]]] for i in range(n)]
    return to, weight


def read_ties(problem, world):
    n = len(problem.people)
    problem.to, problem.weight = listed(world.ties, n)
    problem.world_weight = [list(w) for w in problem.weight]
    problem.layer = {}
    for name, ties in world.layers.items():
        to, weight = listed(ties, n)
        problem.layer[name] = [dict(zip(to[i], weight[i], strict=True)) for i in range(n)]


def read_groups(problem, world):
    """Members of each stakes group, its head first; and the groups of each actor."""
    drawn = world.groups_of_size(int(problem.p["group_size"]), problem.seed)
    first = [int(x) for x in drawn.start]
    problem.groups = [[int(i) for i in drawn.to[a:b]] for a, b in pairwise(first)]
    problem.own = [[g for g, members in enumerate(problem.groups) if i in members] for i in range(len(problem.people))]


def bend_anew(problem):
    """On a further issue what fits is another luck's: z of each home, zeta of each actor."""
    bent = [lasting_normal(problem, "bent", person.id) for person in problem.people]
    for person in problem.people:
        person.home_bent = bent[person.home] if person.home >= 0 else 0.0
        person.own_bent = 0.0 if is_government(person) else bent[person.row]


def expose(problem, world, by):
    """Exposure to another kind of problem: by rank among states, or alike for all; twice for the affected."""
    column = EXPOSED_BY.get(by)
    values = list(world.states[column]) if column else None
    for person in problem.people:
        person.exposure = 2.0 if person.kind == "affected_community" else 1.0
        if values:
            mine = values[person.host]
            below, same = sum(v < mine for v in values), sum(v == mine for v in values)
            person.exposure *= 0.5 + (below + (same + 1) / 2) / len(values)


def members_of(body):
    """Codes of the states that are in a body today, as the table of memberships has them."""
    with (DATA / "memberships.csv").open(newline="", encoding="utf-8") as rows:
        return [row["iso3"] for row in csv.DictReader(rows) if row["body"] == body and not row["left"]]


def seats(problem, body):
    """The states with a seat: its members, or as many of the strongest in a world without history."""
    codes = members_of(body)
    seated = [code in codes for code in problem.codes]
    if not any(seated):
        for s in problem.veto_order[: len(codes)]:
            seated[s] = True
    return seated


def coupling_share(from_, to):
    """How far one problem feeds another, by the table of couplings; all of it where either has no name."""
    if from_ in ("own", "same") or to in ("own", "same"):
        return 1.0
    with (DATA / "couplings.csv").open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if (row["from"], row["to"]) == (from_, to):
                return float(row["share"])
    return 0.0
