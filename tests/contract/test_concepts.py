"""Every idea of the founding essays has its row, no link in it is dead, and what is missing is said."""

import ast
import re
import runpy
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from experiments.studies.scenarios import SCENARIOS

ROOT = Path(__file__).parents[2]
TOOL = runpy.run_path(str(ROOT / "tools/concepts.py"))
ROWS = TOOL["concepts"]()
IDS = [f"A{n}" for n in range(1, 36)] + [f"B{n}" for n in range(1, 37)]
NOT_YET = 0  # to be lowered as mechanisms arrive, never raised


@cache
def functions(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_all_71_ideas_have_a_row_each() -> None:
    assert [row.id for row in ROWS] == IDS
    assert len(IDS) == 71
    assert len({row.idea for row in ROWS}) == 71


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_no_link_is_dead_and_what_is_missing_is_said(row: Any) -> None:
    assert row.state in TOOL["TOLD"]
    assert (ROOT / row.file).is_file()
    if row.state == "not yet":
        assert not row.test
        assert not row.scenario
    else:
        path, function, lever = re.fullmatch(r"(.+)::(\w+?)(\[\w+\])?", row.test).groups()
        assert function in functions(path)
        assert not lever or f'("{lever[1:-1]}", ' in (ROOT / path).read_text()
        assert row.scenario in SCENARIOS
    assert row.state == row.status == "works" or re.fullmatch(r"(partly|not yet): .{15,}", row.status)


def test_what_is_not_there_yet_is_counted() -> None:
    assert Counter(row.state for row in ROWS)["not yet"] == NOT_YET


def test_the_page_is_that_of_the_table() -> None:
    assert TOOL["PAGE"].read_text() == TOOL["page"](ROWS)


def test_every_link_of_the_page_leads_somewhere() -> None:
    page = TOOL["PAGE"]
    links = re.findall(r"\]\(([^)]+)\)", page.read_text())
    assert len(links) == len(ROWS) + 2 * (len(ROWS) - NOT_YET)
    assert all((page.parent / link).is_file() for link in links)


def test_every_scenario_serves_an_idea() -> None:
    assert {row.scenario for row in ROWS} - {""} == set(SCENARIOS)
