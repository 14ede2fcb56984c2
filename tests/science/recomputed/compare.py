"""The engine and the recomputation side by side: what differs, by name and month."""

import numpy as np

from model.build import build
from model.settings import checked
from model.westphalia import Westphalia

from . import month
from .books import FIGURES

TOLERANCE = 1e-12
OF_ACTORS = {  # the engine's names, and ours where they differ
    **{name: name for name in ("strategy", "plan", "endowment", "soft_power", "optimum", "reported", "risk", "payoff")},
    **{name: name for name in ("society", "failure", "pivotal", "sanction", "outlay", "exchange", "reputation")},
    **{
        name: name
        for name in (
            "bonds",
            "misfit",
            "burden",
            "means",
            "persons",
            "paid",
            "received",
            "norm",
            "committed",
            "norm_around",
            "recent",
            "voice",
        )
    },
    "perceived_risk": "perceived",
}
OF_BODIES = ("parties", "notice_ends", "in_force", "adopted", "invited", "tally", "taken_up", "expected", "willing")


def played(names, settings, seed=1, months=24, replica=0, where="random"):
    """Both, month by month: pairs of the engine's issues and ours, the start first."""
    world = build(where, seed, checked(settings))
    engine = Westphalia(world, names, seed, settings, replica=replica)
    ours = month.begin(world, names, seed, settings, replica)
    yield engine.issues, ours
    for _ in range(months):
        engine.step()
        month.step(ours)
        yield engine.issues, ours


def course(names, settings, seed, months=24, where="random"):
    """What everyone knows, receives and has agreed, month by month, by ours alone."""
    problems = month.begin(build(where, seed, checked(settings)), names, seed, settings)
    out = [[(x.means, x.persons) for x in problems[0].people]]
    for _ in range(months):
        month.step(problems)
        of_people = [(x.strategy, x.payoff, x.perceived) for x in problems[0].people]
        notice = [(list(x.leaving), list(x.notice_ends if x.parties else [])) for x in problems[0].bodies]
        out.append(
            (of_people, notice, [(x.in_force, x.policy, x.levy, x.members, x.monitoring) for x in problems[0].records])
        )
    return out


def first_difference(names, settings, **how):
    """What differs in the first month in which anything does; empty where nothing ever does."""
    for issues, problems in played(names, settings, **how):
        for k, (issue, problem) in enumerate(zip(issues, problems, strict=True)):
            found = differences(issue, problem)
            if found:
                return [f"month {problem.month}, issue {k}: {text}" for text in found]
    return []


def differences(issue, problem):
    """All that differs between one issue of the engine and ours."""
    out = []
    for theirs, own in OF_ACTORS.items():
        out += unequal(theirs, issue.rows[theirs], [getattr(me, own) for me in problem.people])
    out += unequal("ties", issue.relations.ties.weight, [w for weights in problem.weight for w in weights])
    out += unequal("failed groups", issue.groups.failed, problem.failed)
    out += unequal("threshold", [issue.environment.world_needs], [problem.world_needs])
    out += unequal("common", [issue.environment.common], [problem.common])
    out += of_records(issue, problem)
    for body in problem.bodies:
        out += of_books(issue.agreements, body)
        out += of_body(issue.institutions[body.slot], body)
    return out


def of_records(issue, problem):
    """Records of agreements: the figures of those in force, and the money of all."""
    rows, out = issue.agreements.row, []
    for name in ("in_force", "members", "purse", "rebate", "formal"):
        out += unequal(name, rows[name], [getattr(record, name) for record in problem.records])
    named = [body.index for body in problem.bodies]
    shown = [a for a, record in enumerate(problem.records) if record.in_force or a in named]
    for name in ("founded", "written", *FIGURES):
        out += unequal(name, rows[name][shown], [getattr(problem.records[a], name) for a in shown])
    return out


def of_books(books, body):
    """Who is bound by what, since when, until when, and what spells have ended."""
    bound = [i for i, a in enumerate(body.bound) if a >= 0]
    slot, out = body.slot, []
    out += unequal(f"{body.name} binds", books.binding[slot], body.bound)
    out += unequal(f"{body.name} since", books.since[slot][bound], [body.since[i] for i in bound])
    out += unequal(f"{body.name} leaving", books.leaving[slot], body.leaving)
    out += unequal(f"{body.name} outside", books.outside[slot], body.outside)
    out += unequal(f"{body.name} home", books.home[slot], body.home)
    ended = np.zeros(len(books.ended[slot]))
    for length, count in body.ended.items():
        ended[length] = count
    return out + unequal(f"{body.name} ended", books.ended[slot], ended)


def of_body(institution, body):
    """Parties, notice and stage of a body of states; what coalitions have counted."""
    out = []
    for name in OF_BODIES:
        if getattr(body, name, None) is not None and getattr(institution, name, None) is not None:
            out += unequal(f"{body.name} {name}", getattr(institution, name), getattr(body, name))
    return out


def unequal(name, theirs, own):
    """A line where two lists of numbers differ."""
    theirs, own = (np.atleast_1d(np.asarray(x, float)) for x in (theirs, own))
    worst = np.abs(theirs - own)
    if not len(worst) or (worst <= TOLERANCE * np.maximum(1.0, np.abs(own))).all():
        return []
    at = int(np.nanargmax(worst))
    return [
        f"{name}[{at}]: engine {float(theirs[at])!r}, ours {float(own[at])!r} ({int((worst > TOLERANCE).sum())} differ)"
    ]
