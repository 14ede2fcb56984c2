"""One file for each kind of addition, and the command line that loads them."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = {
    "guild": '''"""Guilds watch those with means (after Greif, Milgrom & Weingast 1994)."""

import numpy as np

from westphalia import Actor, notice, rule


class Guild(Actor):
    """An association of merchants."""

    presence_share = 0.3
    circle = "merchants"

    @staticmethod
    def presence(states):
        return np.ones(len(states))

    @rule
    def attention(me, other, tie, p):
        return notice(me, other, tie, p) * other.endowment * other.endowment
''',
    "jubilee": '''"""A jubilee gives everyone the same in some months."""

from westphalia import Institution, lever, uniforms


class Jubilee(Institution):
    """An agreement of all with all, without duties; whether it falls this month is luck."""

    stage = "local"
    binds_unasked = True
    parameters = (lever("jubilee_gift", 0.125, 0, 1, "share of endowment", "what a jubilee gives", "assumed"),)

    def act(self):
        issue = self.issue
        if issue.month == 1:
            issue.agreements.binding[self.slot] = self.agreement
        terms = issue.agreements.row[self.agreement : self.agreement + 1]
        falls = uniforms(issue.key("jubilee"), issue.rows["id"][:1])[0] < 0.75
        terms["in_force"], terms["members"], terms["founded"] = 1, len(issue.rows), 1
        terms["club"] = issue.p["jubilee_gift"] * falls
''',
    "outcomes": '''"""A final outcome that reads another series, a censored one, and one of each actor."""

import numpy as np

from westphalia import each, final


@final("share of groups", "a test", reads=("group_achievement",))
def best_month(record, late):
    """The most groups that ever met their threshold."""
    return float(record.series["group_achievement"].max())


@final("months", "a test", reads=("cooperation",), timed_from="start")
def time_to_half(record, late):
    """Months until half contribute."""
    there = record.series["cooperation"] >= 0.5
    return float(np.argmax(there)) if there.any() else float("nan")


@each("share of months", "a test")
def sponsoring(issue):
    """Whether it sponsors enforcement."""
    return np.asarray(issue.rows["strategy"] == 2, float)
''',
    "feast": '''"""Does a jubilee help?"""

from westphalia import Contrast, Expectation, Place, Scenario, institutions

SCENARIO = Scenario(
    question="Does a jubilee help?",
    variants={"plain": institutions(), "festive": institutions("jubilee")},
    outcomes=("welfare_mean", "best_month"),
    expectation=Expectation(
        "gifts make richer", "assumed", (Contrast("welfare_mean", Place("festive"), Place("plain")),)
    ),
    why="a test",
    world="random",
    settings={"actors": 60},
    seeds=6,
    steps=24,
)
''',
    "t99_feast": '''"""T99: a claim of its own."""

from westphalia import Claim, above, judgement, mean_finding


def cases(world, size):
    from experiments.studies.claim import Case

    return [Case(world, k, 1 + k, {"steps": 6}) for k in range(size["points"])]


def measure(case):
    return {"square": float(case.point**2)}


def judge(table, size):
    return judgement([mean_finding("square", table["square"].to_numpy(), above(0.0))])


SIZES = {"quick": {"points": 8}, "full": {"points": 8}}
CLAIM = Claim(
    id="T99", title="Squares", says="Squares are positive.", criterion="above 0", source="a test",
    sizes={"random": SIZES}, why="a test", rules={"square": above(0.0)}, frozen={"choices": ["one", "two"]},
    cases=cases, measure=measure, judge=judge,
)
''',
    "mood": '''"""A picture of welfare by seed."""

import matplotlib.pyplot as plt

from westphalia import picture


@picture("mood")
def mood(question, families, summary):
    figure, axes = plt.subplots()
    axes.plot([rows["festive"].outcomes["welfare_mean"] for rows in families.values()])
    axes.set(xlabel="seed", ylabel="welfare")
    return figure
''',
}


def westphalia(where: Path, *words: object) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "experiments", *map(str, words)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(line, cwd=where, env=environment, capture_output=True, text=True, timeout=300)
