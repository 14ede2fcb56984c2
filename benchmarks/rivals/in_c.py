"""The two floors in C, compiled here and now, and what they are given."""

import ctypes
import subprocess
import tempfile
from ctypes import c_double, c_uint32, c_uint64, c_void_p
from functools import cache
from pathlib import Path

import numpy as np

from agents import KINDS
from benchmarks.common import GAME, start
from model import luck
from model.issue import Issue
from model.standing import PUBLIC_EYE

COMPILER = ("cc", "-O3", "-march=native", "-shared", "-fPIC")
HOW = {"state": 1, "firm": 2, "knowledge_body": 3, "cultural_body": 4, "affected_community": 5}  # others have no own


class World(ctypes.Structure):
    """As declared in floor_rules.c."""

    _fields_ = (
        ("n", c_uint32), ("states", c_uint32),
        *((name, c_void_p) for name in (
            "start", "to", "weight", "total", "gstart", "gto", "ostart", "own", "hstart", "home", "kind", "id",
            "endowment", "risk", "nation",
        )),
    )  # fmt: skip


class Rules(ctypes.Structure):
    """As declared in floor_rules.c."""

    _fields_ = (
        *((name, c_double) for name in ("cost", "threshold", "strength", "revision", "mutation", "own_gain", "seen")),
        ("seed", c_uint64), ("purpose", c_uint64 * 4),
    )  # fmt: skip


@cache
def library(source: str) -> ctypes.CDLL:
    """A source file of this folder, compiled for this machine."""
    folder = Path(tempfile.mkdtemp())
    target = folder / "floor.so"
    subprocess.run([*COMPILER, "-o", target, Path(__file__).parent / source, "-lm"], check=True)
    return ctypes.CDLL(str(target))


class Floor:
    """floor.c on the ties and groups of an issue."""

    def __init__(self, issue: Issue) -> None:
        ties, groups = issue.relations.ties, issue.groups
        self.play_in_c, self.start = library("floor.c").play, start(issue).astype(np.uint8)
        self.play_in_c.restype = c_double
        self.x, self.seed = self.start.copy(), issue.seed
        self.given = [ties.start, ties.to, groups.start, groups.to, groups.own_start, groups.own, self.x]

    def play(self, steps: int) -> float:
        """Mean share of contributors over so many months from the start."""
        self.x[:] = self.start
        numbers = [c_double(GAME[name]) for name in ("risk", "cost", "threshold", "strength")]
        numbers += [c_double(GAME["revision_rate"]), c_double(GAME["mutation"])]
        arrays = [c_void_p(array.ctypes.data) for array in self.given]
        return float(self.play_in_c(c_uint32(len(self.x)), *arrays, steps, *numbers, c_uint64(self.seed)))


class RulesFloor:
    """floor_rules.c on the actors, ties and groups of an issue."""

    def __init__(self, issue: Issue) -> None:
        self.play_in_c = library("floor_rules.c").play_rules
        self.play_in_c.restype = c_double
        self.start = start(issue).astype(np.uint8)
        self.x, self.name, self.recent = self.start.copy(), np.empty(len(issue.rows)), np.empty(len(issue.rows))
        self.columns = columns(issue)
        self.world = World(len(self.x), len(issue.world.states), *(column.ctypes.data for column in self.columns))
        self.rules = rules(issue)

    def play(self, steps: int) -> float:
        """Mean share of contributors over so many months from the start."""
        self.x[:], self.name[:] = self.start, self.start
        out = [c_void_p(array.ctypes.data) for array in (self.x, self.name, self.recent)]
        return float(self.play_in_c(ctypes.byref(self.world), ctypes.byref(self.rules), *out, steps))


def columns(issue: Issue) -> list[np.ndarray]:
    """The arrays of `World` in floor_rules.c, in their order."""
    watch, groups, homes, rows = issue.look_around(), issue.groups, issue.world.homes, issue.rows
    how = np.array([HOW.get(kind.label, 0) for kind in KINDS], np.uint8)
    arrays = [watch.start, watch.to, watch.weight, watch.total, groups.start, groups.to, groups.own_start, groups.own,
              homes.start, homes.actor, how[rows["kind"]], rows["id"], rows["endowment"],
              rows["risk"], rows["home"]]  # fmt: skip
    return [np.ascontiguousarray(array) for array in arrays]


def rules(issue: Issue) -> Rules:
    """The numbers of the common game."""
    p = issue.p
    purposes = (c_uint64 * 4)(luck.REVISE, luck.MUTATE, luck.MODEL, luck.COPY)
    game = [p["cost"], p["threshold"], p["imitation_strength"], p["revision_rate"], p["mutation"]]
    return Rules(*map(float, game), p["own_gain_weight"], p["reputation_rate"] * PUBLIC_EYE, issue.seed, purposes)
