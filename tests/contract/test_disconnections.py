"""Every idea that works can be taken out by one edit, and the script that does so tells who notices."""

import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TOOL = runpy.run_path(str(ROOT / "tools/disconnect.py"))
ROWS = TOOL["linked"]()


def test_every_idea_that_has_a_test_has_a_cut_and_one_only() -> None:
    ids = [cut.id for cut in TOOL["cuts"]()]
    assert ids == [concept.id for concept in TOOL["concepts"]() if concept.test]


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.cut.id)
def test_a_cut_is_an_edit_of_one_place_in_the_product_and_leaves_valid_code(row: Any) -> None:
    text = (ROOT / row.cut.file).read_text()
    assert row.cut.file.split("/")[0] in ("agents", "model", "experiments")
    assert text.count(row.cut.find) == 1
    assert row.cut.replace != row.cut.find
    compile(text.replace(row.cut.find, row.cut.replace), row.cut.file, "exec")
    assert len(row.cut.why) > 15


def test_cuts_are_told_apart_unless_ideas_share_one() -> None:
    told = {}
    for _, cut in ROWS.values():
        assert told.setdefault(cut.why, cut[1:]) == cut[1:]


def test_the_page_tells_of_these_cuts_that_every_test_noticed() -> None:
    rows = list(ROWS.values())
    assert TOOL["PAGE"].read_text() == TOOL["page"](rows, dict.fromkeys(ROWS, TOOL["NOTICED"]))


def test_an_idea_that_is_not_there_is_one_line() -> None:
    command = [sys.executable, "tools/disconnect.py", "A1", "Z9"]
    out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert out.returncode == 2
    assert out.stderr.startswith("error: id=Z9: allowed A1 A2 ")
    assert out.stderr.count("\n") == 1


@pytest.mark.long
def test_an_idea_is_disconnected_in_a_copy_and_its_test_notices() -> None:
    before = (ROOT / ROWS["A16"].cut.file).read_bytes()
    command = [sys.executable, "tools/disconnect.py", "A16"]
    out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert out.returncode == 0, out.stderr
    assert "fails" in out.stdout
    assert (ROOT / ROWS["A16"].cut.file).read_bytes() == before


RULE = "def doubled(x):\n    return 2 * x\n"
TESTS = """
from model.rule import doubled

def test_that_looks():
    assert doubled(3) == 6

def test_that_is_blind():
    assert doubled(0) == 0
"""


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A copy of a small checkout: one rule, a test that looks at it and one that does not."""
    here = tmp_path_factory.mktemp("small")
    (here / "model").mkdir()
    (here / "model/__init__.py").touch()  # or the installed package comes first
    (here / "model/rule.py").write_text(RULE)
    (here / "test_rule.py").write_text(TESTS)
    subprocess.run(["git", "init", "-q"], cwd=here, check=True)
    with TOOL["Patient"](here, Event()) as copy:
        copy.must_be_well(["test_rule.py"])
        yield copy


@pytest.mark.parametrize(
    ("replace", "test", "result"),
    [
        ("1 * x", "test_that_looks", "fails"),
        ("1 * x", "test_that_is_blind", "STILL PASSES"),
        ("2 * y", "test_that_looks", "error: NameError: name 'y' is not defined"),
        ("2 *", "test_that_looks", "error: collection failure"),
        ("1 * x", "test_that_is_not_there", "error: no test ran"),
    ],
)
def test_who_notices_and_how_is_told_and_the_copy_is_made_whole(
    patient: Any, replace: str, test: str, result: str
) -> None:
    assert patient.without("model/rule.py", "2 * x", replace, f"test_rule.py::{test}") == result
    assert (patient.home / "model/rule.py").read_text() == RULE


def test_what_fails_uncut_is_said_before_anything_is_cut(patient: Any) -> None:
    with pytest.raises(TOOL["Patient"].Ill, match="no test ran"):
        patient.must_be_well(["test_rule.py::test_that_is_not_there"])


REPORT = "<testsuites><testsuite><testcase name='t'>{}</testcase></testsuite></testsuites>"


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("", "STILL PASSES"),
        ("<failure message='assert 1 == 2'/>", "fails"),
        ("<failure message='AssertionError: assert 1 == 2'/>", "fails"),
        ("<failure message='TypeError: settle() missing 1 argument'/>", "error"),
        ("<failure message=\"NameError: name 'np' is not defined\"/>", "error"),
        ("<error message='collection failure'/>", "error"),
        ("<skipped message='no chromium'/>", "error"),
    ],
)
def test_only_an_assertion_counts_as_noticed(told: str, verdict: str, tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT.format(told))
    assert TOOL["Patient"].verdict(report)[0] == verdict
