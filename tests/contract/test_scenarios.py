"""Every registered scenario, whatever it asks: whole, made of what there is, playable, and drawn."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.text import Text

from experiments.__main__ import main
from experiments.ask.arms import read_by_institutions, surroundings
from experiments.ask.outcomes import outcome_columns
from experiments.play.manifest import read_manifest
from experiments.play.where import Where
from experiments.play.world import play
from experiments.show.style import ARM_STYLE, OTHERS
from experiments.studies.scenario import Scenario
from experiments.studies.scenario.figure import scenario_figure
from experiments.studies.scenario.findings import estimates, findings, sentence
from experiments.studies.scenario.run import Played, adjusted, play_scenario, questions
from experiments.studies.scenarios import SCENARIOS
from model.governance import INSTITUTIONS
from model.outcomes import OUTCOMES
from model.params import DEFAULTS, PARAMETERS

ALL = [pytest.param(scenario, id=name) for name, scenario in SCENARIOS.items()]


def tiny(scenario: Scenario) -> Scenario:
    """One seed and fifteen months of a small world, with any shock in the middle."""
    small: dict[str, Any] = {"actors": 60, "shock_step": 7}
    return adjusted(scenario, 1, 15, "random", {k: v for k, v in small.items() if k not in scenario.own})


@pytest.fixture(scope="module")
def played() -> dict[str, Played]:
    return {name: play_scenario(tiny(scenario), Where(1)) for name, scenario in SCENARIOS.items()}


def test_scenarios_were_found_by_their_files() -> None:
    files = {path.stem for path in (Path(__file__).parents[2] / "experiments/studies/scenarios").glob("[a-z]*.py")}
    assert files == set(SCENARIOS) == {scenario.name for scenario in SCENARIOS.values()}
    assert len(files) >= 20


@pytest.mark.parametrize("scenario", ALL)
def test_a_scenario_is_whole(scenario: Scenario) -> None:
    assert scenario.question.endswith("?")
    assert len(scenario.question) < 110
    assert len(scenario.why) > 30
    assert scenario.variants
    assert 2 <= len(scenario.outcomes) <= 4
    assert scenario.seeds >= 4
    assert len(scenario.expectation.words) > 30
    assert any(word.isdigit() or word.startswith("(") for word in scenario.expectation.source.replace(";", "").split())
    assert scenario.expectation.contrasts
    own = [variant for variant in scenario.variants if variant not in ARM_STYLE]
    assert len(own) <= len(OTHERS)  # each looks like itself
    if scenario.varied:
        assert len(set(scenario.varied.values)) == len(scenario.varied.values) > 1
        assert len(scenario.varied.why) > 10


@pytest.mark.parametrize("scenario", ALL)
def test_a_scenario_is_made_of_what_there_is(scenario: Scenario) -> None:
    assert scenario.preset in PARAMETERS["preset"].choices
    assert set(scenario.own) | set(scenario.settings) <= set(PARAMETERS)
    for variant in scenario.variants.values():
        assert set(variant.institutions) <= set(INSTITUTIONS)
    assert set(scenario.outcomes) <= set(outcome_columns())
    for contrast in scenario.expectation.contrasts:
        assert contrast.outcome in outcome_columns()
        assert {contrast.higher, contrast.lower} <= set(scenario.places)
        assert contrast.higher != contrast.lower
    for question in questions(replace(scenario, world=scenario.world)).values():  # raises BadInput on a bad value
        assert set(question.settings) == set(PARAMETERS)


@pytest.mark.parametrize("scenario", ALL)
def test_places_differ_in_nothing_but_what_the_scenario_moves(scenario: Scenario) -> None:
    asked_for = [question.settings for question in questions(scenario).values()]
    differing = {name for name in PARAMETERS if len({settings[name] for settings in asked_for}) > 1}
    assert differing <= scenario.own
    together = {(place.variant if scenario.variants[place.variant].institutions else "") for place in scenario.places}
    assert differing or len(together) > 1


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_plays_and_its_figure_says_it(name: str, played: dict[str, Played]) -> None:
    here = played[name]
    assert not any(row.error for of_place in here.runs.values() for row in of_place.values())
    assert list(here.runs) == list(here.scenario.places)
    assert set(estimates(here)) == set(here.scenario.outcomes)
    assert len(findings(here)) == len(here.scenario.expectation.contrasts)
    figure = scenario_figure(here)
    said = " ".join(" ".join(text.get_text() for text in figure.findobj(Text)).split())
    assert here.scenario.question in said
    assert here.scenario.expectation.source in said
    assert sentence(here) in said
    panels = [axes for axes in figure.axes if axes.has_data()]
    assert len(panels) == len(here.scenario.outcomes)
    width, height = figure.canvas.get_width_height()
    for text in figure.texts:
        box = text.get_window_extent()
        assert box.x0 >= 0
        assert box.x1 <= width
        assert box.y0 >= 0
        assert box.y1 <= height
    plt.close(figure)


def test_a_reference_is_shared_only_where_a_run_without_institutions_is_the_same() -> None:
    settings = {**DEFAULTS, "actors": 60, "shock_step": 7}
    first = play("random", (), 1, 15, settings)
    for name in read_by_institutions():
        p = PARAMETERS[name]
        other = {**settings, name: next(v for v in (*p.choices, p.high, p.low) if v != settings[name])}
        assert surroundings(other) == surroundings(settings)
        assert play("random", (), 1, 15, other).welfare(False).tobytes() == first.welfare(False).tobytes(), name
    assert surroundings({**settings, "risk": 0.9}) != surroundings(settings)


def test_a_scenario_agrees_with_a_comparison_of_the_same_settings(tmp_path: Path) -> None:
    common = ["--world", "random", "--set", "actors=60", "--seeds", "2", "--steps", "20", "--set", "shock_step=9"]
    assert main(["scenario", "g20_consensus", *common, "--out", str(tmp_path / "a")]) == 0
    assert (
        main(["compare", *common, "--set", "quota=0.8", "--arms", "top_down,hybrid", "--out", str(tmp_path / "b")]) == 0
    )
    one, other = (pd.read_parquet(tmp_path / x / "runs.parquet") for x in "ab")
    one = one[one["quota"] == 0.8]
    key = ["arm", "seed"]
    pd.testing.assert_frame_equal(
        one.sort_values(key).reset_index(drop=True), other.sort_values(key).reset_index(drop=True)
    )


def test_the_command_writes_a_whole_folder_and_json_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["scenario", "kyoto_and_paris", "--world", "random", "--set", "actors=60", "--seeds", "2", "--steps", "15"]
    assert main([*line, "--out", str(tmp_path / "out"), "--json", "--open"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["scenario"] == "kyoto_and_paris"
    assert len(told["places"]) == 6
    assert {finding["verdict"] for finding in told["findings"]} <= {
        "as expected", "undetermined", "the opposite of what was expected", "no difference at all", "cannot be told"
    }  # fmt: skip
    out = tmp_path / "out"
    assert {path.name for path in out.iterdir() if path.name[0] != "."} == {
        "runs.parquet",
        "series.parquet",
        "events.parquet",
        "manifest.json",
        "figures",
    }
    figures = {path.name for path in (out / "figures").iterdir()}
    assert figures == {f"kyoto_and_paris.{form}" for form in ("png", "svg", "pdf")}
    runs, series = (pd.read_parquet(out / f"{name}.parquet") for name in ("runs", "series"))
    assert len(runs) == runs["run_id"].nunique() == 12
    assert set(series["run_id"]) == set(runs["run_id"])
    assert set(series["outcome"]) == {name for name, outcome in OUTCOMES.items() if outcome.monthly}
    assert read_manifest(out)["scenario"] == "kyoto_and_paris"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["scenario", "kyoto"], "error: scenario=kyoto: allowed ad_hoc_coalition"),
        (["scenario", "g20_consensus", "--set", "quota=0.5"], "error: set=quota=0.5: allowed what g20_consensus does"),
        (["scenario", "g20_consensus", "--set", "risk=3"], "error: risk=3: allowed 0..1"),
        (["scenario", "g20_consensus", "--seeds", "0"], "error: seeds=0: allowed 1.."),
        (["scenario", "g20_consensus", "--steps", "0"], "error: steps=0: allowed 1.."),
        (["scenario", "g20_consensus", "--world", "mars"], "error: world=mars: allowed earth random"),
    ],
)
def test_bad_input_is_one_line(line: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*line, "--out", str(tmp_path / "out")]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(said)
    assert printed.err.count("\n") == 1
    assert not printed.out
    assert not list(tmp_path.iterdir())


def test_scenarios_lists_every_name_and_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenarios"]) == 0
    printed = capsys.readouterr().out
    assert all(s.name in printed and s.question in printed for s in SCENARIOS.values())
