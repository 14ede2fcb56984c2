"""A kind of actor, an institution, an outcome: each is one new file or function, and nothing else changes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

KIND = '''"""Guilds watch those with means (after Greif, Milgrom & Weingast 1994)."""

import numpy as np

from agents.actor import Actor, notice, rule


class Guild(Actor):
    """An association of merchants."""

    presence_share = 0.3

    @staticmethod
    def presence(states):
        return np.ones(len(states))

    @rule
    def attention(me, other, tie, p):
        return notice(me, other, tie, p) * other.endowment * other.endowment
'''

INSTITUTION = '''"""A jubilee gives everyone the same, every month."""

from model.governance.institution import Institution


class Jubilee(Institution):
    """An agreement of all with all, without duties."""

    stage = "local"

    def act(self):
        book, month = self.issue.agreements, self.issue.month
        if month == 1:
            book.binding[self.slot], book.since[self.slot] = self.agreement, month
            terms = book.row[self.agreement : self.agreement + 1]
            terms["in_force"], terms["members"], terms["club"], terms["founded"] = 1, len(self.issue.rows), 0.125, month
'''

OUTCOME = '''"""Sponsors."""

from model.issue import Issue
from model.outcomes import monthly


@monthly("share of actors", "a test")
def sponsoring(issue: Issue) -> float:
    """Share of actors that sponsor enforcement."""
    return float((issue.rows["strategy"] == 2).mean())
'''

SESSION = """
import json
from agents import KINDS
from model.governance import INSTITUTIONS
from experiments.play.kept import Kept
from model.outcomes import OUTCOMES, columns
from model.record import Record
from model.westphalia import Westphalia


def play(*institutions, **how):
    model = Westphalia("random", institutions, 1, {"actors": 60, "mutation": 0.3, "revision_rate": 1}, **how)
    record = Record(model.issues[0], 6, OUTCOMES)
    for _ in range(6):
        model.step()
        record.observe()
    return model.rows, Kept().of(record, record)


rows, plain = play("local_institution")
_, festive = play("local_institution", "jubilee")
alone, _ = play("local_institution", one_by_one=True)
kinds = [kind.label for kind in KINDS]
print(json.dumps({
    "kinds": kinds, "guilds": int((rows["kind"] == kinds.index("guild")).sum()), "unit": OUTCOMES["sponsoring"].unit,
    "institutions": list(INSTITUTIONS), "columns": columns(), "plain": plain, "festive": festive,
    "alike": alone.tobytes() == rows.tobytes(),
}))
"""


@pytest.fixture(scope="module")
def session(tmp_path_factory) -> dict:
    """The project copied, with three additions, seen from a process of its own (it compiles anew: most of a minute)."""
    here = tmp_path_factory.mktemp("extended")
    for folder in ("agents", "model", "experiments"):
        shutil.copytree(ROOT / folder, here / folder, ignore=shutil.ignore_patterns("__pycache__", "extract"))
    (here / "agents" / "guild.py").write_text(KIND)
    (here / "model" / "governance" / "jubilee.py").write_text(INSTITUTION)
    (here / "model" / "outcomes" / "sponsoring.py").write_text(OUTCOME)
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | {"PYTHONPATH": str(here)}
    command = [sys.executable, "-c", SESSION]
    out = subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True)
    assert out.returncode == 0, out.stderr
    return json.loads(out.stdout)


def test_a_new_kind_is_one_file_and_lives_in_the_world(session):
    assert session["kinds"] == sorted(session["kinds"])
    assert "guild" in session["kinds"]
    assert session["guilds"] >= 5
    assert session["alike"]  # one by one and in the sweep


def test_a_new_institution_is_one_file_and_changes_what_happens(session):
    assert "jubilee" in session["institutions"]
    assert session["festive"]["welfare_mean"] > session["plain"]["welfare_mean"] + 0.05
    assert session["festive"]["exclusivity"] == 0


def test_a_new_outcome_is_one_function_and_is_measured(session):
    assert {"sponsoring", "sponsoring_last"} <= set(session["columns"])
    assert session["unit"] == "share of actors"
    assert 0 < session["plain"]["sponsoring"] < 1
