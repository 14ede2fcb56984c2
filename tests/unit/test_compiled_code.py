"""Compiled code is kept under the name of all that it was made of, and entered directly where types are alike."""

import os
import time
import weakref
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from agents import KINDS
from agents.actor import rule
from agents.compiled import compiled
from agents.compiled.direct import LARGE, Direct, alike, let_go
from agents.compiled.kept import UNUSED, digest, names_in, reached, tidy
from model.attention import moves_by_itself
from model.compiled import loop
from model.governance.coalitions import meet
from model.memory import remember
from model.revision import plan
from model.westphalia import Westphalia


def names(of) -> set[str]:
    return {f.__name__ for f in reached(of.loop.py_func)}


def test_a_loop_is_made_of_all_that_it_reaches() -> None:
    assert {"plan", "decide", "watched", "fermi", "appraise", "uniform", "mixed"} <= names(plan)
    assert {"meet", "consents", "fermi", "chance_missed", "uniform"} <= names(meet)
    assert names(remember) == {"remember"}
    assert "settle" not in names(plan)


FILE = '''
import numpy as np
from agents.compiled import compiled
from model.compiled import loop
FACTOR = {factor}

@compiled
def inner(x):
    """{doc}"""
    return {inner}  # {comment}

@compiled
def beside(x):
    return {beside}

@loop
def outer(xs):
    total = 0.0
    for x in xs:
        total += FACTOR * inner(x)
    return total
'''
AS_IT_IS = {"factor": "2.0", "inner": "x + 1.0", "beside": "x", "doc": "What it is.", "comment": "why"}


def of_file(**changed: str) -> str:
    """The digest of the file's loop, with some of its text changed."""
    space = {"__name__": "made_up"}
    exec(FILE.format(**AS_IT_IS | changed), space)
    return digest(space["outer"].loop.py_func)


def test_an_edit_renames_what_it_touches_and_nothing_else() -> None:
    now = of_file()
    assert now == of_file(beside="x * x") == of_file(comment="reasons") == of_file(doc="Something else.")
    assert len({now, of_file(inner="x + 2.0"), of_file(inner="x - 1.0"), of_file(factor="3.0")}) == 4


def test_what_nobody_asked_for_in_a_month_goes(tmp_path: Path) -> None:
    for name in ("old-1.py312", "new-2.py312"):
        for end in ("nbi", "1.nbc"):
            (tmp_path / f"{name}.{end}").touch()
    long_ago = time.time() - UNUSED - 60
    os.utime(tmp_path / "old-1.py312.nbi", (long_ago, long_ago))
    tidy(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"new-2.py312.nbi", "new-2.py312.1.nbc"}


class Two(NamedTuple):
    one: np.ndarray
    other: float


A = np.arange(4.0)
GIVEN = [
    ((A, 1.0), True), ((np.zeros(9), 2.0), True), ((A[::2], 1.0), False), ((A, 1), False), ((A, np.float64(1)), False),
    ((A.astype(np.float32), 1.0), False), ((A.reshape(2, 2), 1.0), False), ((Two(A, 1.0), 1.0), False),
    (("text", 1.0), False),
]  # fmt: skip


@pytest.mark.parametrize(("given", "same"), GIVEN)
def test_only_arguments_of_the_same_types_are_alike(given, same) -> None:
    assert alike(given, (A.copy(), 3.0)) is same
    assert alike((Two(*given),), (Two(A.copy(), 3.0),)) is same


def test_a_read_only_array_is_not_like_one_that_can_be_written() -> None:
    fixed = A.copy()
    fixed.flags.writeable = False
    assert not alike((fixed,), (A,))


@loop
def added(xs: np.ndarray, more: float) -> float:
    return xs.sum() + more


def test_a_loop_gives_the_same_by_either_way() -> None:
    assert isinstance(added, Direct)
    assert [added(A, 1.0), added(A, 2.0), added(A[::2], 1.0), added(A, 1), added(A[1:], 1.0)] == [7, 8, 3, 7, 7]
    with pytest.raises(TypeError):
        added(A)


@loop
def first(xs: np.ndarray) -> float:
    return xs[0]


def test_no_large_array_outlives_its_model() -> None:
    large = np.zeros(LARGE // 8 + 1)
    seen = weakref.ref(large)
    first(large)
    first(large)
    del large
    let_go()
    assert seen() is None
    assert first(np.ones(3)) == 1.0


@compiled
def success(other):
    return 1.0 + other.payoff


@rule
def climbing(me, other, tie, p):
    return tie * success(other)


def test_a_rule_of_attention_that_reads_what_changes_is_worked_out_every_month(monkeypatch) -> None:
    assert not moves_by_itself()
    assert not Westphalia("random", (), 1, {"actors": 120}).issues[0].attention_moves
    assert "payoff" in names_in(climbing.__wrapped__)
    monkeypatch.setattr(KINDS[0], "attention", climbing)
    assert moves_by_itself()
    assert Westphalia("random", (), 1, {"actors": 120}).issues[0].attention_moves


def test_attention_follows_power_ties_and_hands() -> None:
    for moving in ({"power_diffusion": 0.1}, {"media_growth": 0.5}, {"tie_closure": 0.5}):
        issue = Westphalia("random", ("coalitions",), 1, {"actors": 120, **moving}).issues[0]
        before = issue.look_around().total.copy()
        issue.month += 12
        issue.environment.move(issue.strain())
        issue.agreements.binding[:, ::2] = len(issue.agreements.row) - 1
        issue.relate()
        assert (issue.look_around().total != before).any(), moving
    model = Westphalia("random", (), 1, {"actors": 120})
    before = model.issues[0].look_around().total.copy()
    model.step()
    assert (model.issues[0].look_around().total == before).all()
    model.actor(3).soft_power = 9.0
    assert (model.issues[0].look_around().total != before).any()
