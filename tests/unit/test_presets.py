"""Presets: every figure allowed and with its reason, and what is set by hand wins."""

import pytest

from experiments.__main__ import main
from experiments.ask.question import read_settings
from model.params import DEFAULTS, PARAMETERS, BadInput
from model.presets import NAMES, declared, figures
from model.settings import checked, preset_settings

ISSUES = ["climate", "cyber", "migration", "peace", "gender_norm", "sanctions", "pandemic"]
CORE = {"risk", "threshold", "global_share", "heterogeneity"}


def test_the_seven_issues_are_declared() -> None:
    assert list(NAMES) == ISSUES


@pytest.mark.parametrize("issue", ISSUES)
def test_every_figure_is_allowed_and_has_its_reason(issue: str) -> None:
    names = [figure.parameter for figure in figures(issue)]
    assert set(names) >= CORE
    assert len(set(names)) == len(names)
    for figure in figures(issue):
        assert preset_settings(issue)[figure.parameter] == PARAMETERS[figure.parameter].check(figure.value)
        assert "assumed" in figure.reason or any(word[:4].isdigit() for word in figure.reason.split())
        assert len(figure.reason) > 10


def test_issues_are_told_apart() -> None:
    assert len({str(preset_settings(issue)) for issue in ISSUES}) == len(ISSUES)


def test_what_is_set_by_hand_wins_over_the_preset_and_the_preset_over_the_default() -> None:
    settings = read_settings(["risk=0.9"], "pandemic")
    assert settings["risk"] == 0.9
    assert settings["threshold"] == 0.67 != DEFAULTS["threshold"]
    assert settings["cost"] == DEFAULTS["cost"]
    assert checked(settings) == settings
    assert read_settings([]) == DEFAULTS


@pytest.mark.parametrize("command", ["compare", "run"])
def test_an_unknown_preset_is_one_line(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--preset", "war"]) == 2
    assert capsys.readouterr().err == f"error: preset=war: allowed own {' '.join(ISSUES)}\n"
    with pytest.raises(BadInput):
        preset_settings("war")


def test_the_command_shows_every_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["presets", "--json"]) == 0
    printed = capsys.readouterr().out
    assert all(issue in printed for issue in ISSUES)
    assert printed.count('"reason"') == len(declared())
