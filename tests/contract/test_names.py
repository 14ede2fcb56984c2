"""A regime is only a set of institutions: its name is unknown to actors and model; and no file outgrows a reader."""

import ast
import re
from pathlib import Path

import pytest

from experiments.ask.arms import ARMS

ROOT = Path(__file__).parents[2]
ENGINE = [path for folder in ("agents", "model") for path in sorted((ROOT / folder).rglob("*.py"))]
SHORT = [
    path
    for folder in ("agents", "model", "experiments", "web")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".py", ".js", ".css", ".vue", ".html") and "node_modules" not in path.parts
]
MOST_LINES = 250
LOCAL_CONSENT = ("model/params.py", "model/governance/local_consent.py")  # where "none" is a choice: nobody is asked


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_engine_was_found():
    assert {"agents/actor.py", "model/issue.py", "model/governance/formal_body.py"} <= {relative(p) for p in ENGINE}
    assert "none" in ARMS
    assert len(ARMS) >= 4


@pytest.mark.parametrize("path", ENGINE, ids=relative)
def test_no_regime_is_named_in_the_engine(path):
    words = [arm for arm in ARMS if arm != "none"]  # which is also a word of English
    assert not re.findall(rf"\b({'|'.join(words)})\b", path.read_text())
    literals = [x.value for x in ast.walk(ast.parse(path.read_text())) if isinstance(x, ast.Constant)]
    assert literals.count("none") == (relative(path) in LOCAL_CONSENT)


@pytest.mark.parametrize("path", SHORT, ids=relative)
def test_no_file_outgrows_a_reader(path):
    assert sum(bool(line.strip()) for line in path.read_text().splitlines()) <= MOST_LINES
