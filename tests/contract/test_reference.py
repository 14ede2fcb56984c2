"""What can be named is listed, by command and page, with its meaning."""

import json
from pathlib import Path

import pytest

from agents import KINDS
from experiments.__main__ import main
from experiments.ask.outcomes import outcome_columns
from experiments.show import vocabulary
from model.governance import INSTITUTIONS
from model.params import PARAMETERS
from tools.reference import FOLDER, PAGES

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_that_of_the_declarations(name: str) -> None:
    assert (FOLDER / name).read_text() == PAGES[name](), "run python -m tools.reference"


def test_every_parameter_is_on_its_page() -> None:
    assert all(f"| `{name}` |" in PAGES["parameters.md"]() for name in PARAMETERS)


def test_every_outcome_is_told_once() -> None:
    told = vocabulary.outcomes()
    assert sorted(column for measure in told for column in measure.columns) == sorted(outcome_columns())
    assert all(len(measure.meaning) > 15 and measure.unit and measure.source for measure in told)


@pytest.mark.parametrize("entry", [*vocabulary.institutions(), *vocabulary.kinds()], ids=lambda entry: entry.name)
def test_every_institution_and_kind_has_a_file_and_a_meaning(entry: vocabulary.Entry) -> None:
    assert (ROOT / entry.file).is_file()
    assert len(entry.meaning) > 30


def test_none_is_left_out() -> None:
    assert [entry.name for entry in vocabulary.institutions()] == list(INSTITUTIONS)
    assert len(vocabulary.kinds()) == len(KINDS)


@pytest.mark.parametrize("command", ["outcomes", "institutions"])
def test_the_command_lists_them(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)[command]
    assert listed == [entry._asdict() for entry in getattr(vocabulary, command)()]
    assert main([command]) == 0
    shown = capsys.readouterr().out
    assert all((entry.get("name") or entry["columns"][0]) in shown for entry in listed)
