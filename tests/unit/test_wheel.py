"""The wheel's imports, rewritten: those of a top-level package go through `westphalia`, and nothing else changes."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))
from wheel import NAME, PACKAGES, _ours, rewritten, stage  # noqa: E402


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("from model import luck\n", "from westphalia.model import luck\n"),
        ("from model.luck import named as n\n", "from westphalia.model.luck import named as n\n"),
        ("from  agents  import City\n", "from westphalia.agents  import City\n"),
        ("def f():\n    from web import films  # why\n", "def f():\n    from westphalia.web import films  # why\n"),
        ("é = 'ü'; from model import a; from agents import b\n",
         "é = 'ü'; from westphalia.model import a; from westphalia.agents import b\n"),
        ("from experiments.ask import (\n    case,\n)\n", "from westphalia.experiments.ask import (\n    case,\n)\n"),
        ("from \\\n  model import luck\n", "from westphalia.\\\n  model import luck\n"),
        ("x = 1\x0c\nfrom model import y\r\n", "x = 1\x0c\nfrom westphalia.model import y\r\n"),
    ],
)  # fmt: skip
def test_an_import_is_led_through_westphalia(text: str, new: str) -> None:
    assert rewritten(text) == new
    assert rewritten(new) == new


@pytest.mark.parametrize(
    "text",
    [
        "'''\nfrom model import luck\n'''\n",
        "x = 'from model import luck'  # from model import luck\n",
        "from .model import luck\nfrom modelling import luck\nimport numpy\nfrom mesa.model import Model\n",
    ],
)
def test_everything_else_stays(text: str) -> None:
    assert rewritten(text) == text


@pytest.mark.parametrize("text", ["import model\n", "import os, agents.city\n"])
def test_an_import_in_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"mine\.py:1: allowed `from package import name`"):
        rewritten(text, "mine.py")


def test_all_packages_are_staged_whole_and_import_nothing_from_the_checkout(tmp_path: Path) -> None:
    stage(ROOT, tmp_path)
    for package in PACKAGES:
        here = {p.relative_to(ROOT) for p in (ROOT / package).rglob("*") if p.is_file() and p.suffix != ".pyc"}
        there = {p.relative_to(tmp_path / NAME) for p in (tmp_path / NAME / package).rglob("*") if p.is_file()}
        assert there == here
    for path in tmp_path.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        ast.parse(text)
        assert not _ours(text), path
