"""`ablate`: its table, its grades, and the command end to end on a small world."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from agents import KINDS
from experiments.__main__ import main
from experiments.ask.arms import ARMS
from experiments.judge.estimate import Estimate
from experiments.play.row import Row as Run
from experiments.studies.ablation import findings, question, report, worlds
from experiments.studies.ablation.findings import Grade, Line, graded
from experiments.studies.ablation.question import MARGINS, Comparison, read_ablation
from experiments.studies.ablation.rows import At, Row, read_ideas, rows
from model.governance import INSTITUTIONS
from model.parameter import BadInput
from tests.contract.sweeping import InThisProcess, Stopped

ROOT = Path(__file__).parents[2]
BY_ID = {row.id: row for row in rows()}
HYBRID = tuple(sorted(ARMS["hybrid"]))
SMALL = At(HYBRID, (("actors", 40),), "random", 12)
CHOSEN = ("formal_body", "city", "panel", "drift", "nsa_weight", "nothing_1", "nothing_2")


# -- the table --


def test_the_ideas_are_those_of_the_essays_and_each_is_switched_off_by_some_row() -> None:
    with (ROOT / "docs/explanation/concepts.csv").open(encoding="utf-8") as table:
        essays = {row["id"]: (row["idea"], row["scenario"]) for row in csv.DictReader(table)}
    assert {name: one[:2] for name, one in read_ideas().items()} == essays
    assert {idea for row in rows() for idea in row.ideas} == set(essays)


def test_every_row_has_a_name_of_its_own_and_ten_do_nothing() -> None:
    assert len(BY_ID) == len(rows())
    assert sum(row.idle for row in rows()) == 10
    assert {row.arms for row in rows() if row.idle} == {("hybrid",)}


def test_every_row_changes_something_in_the_default_world() -> None:
    found = read_ablation("default", "1").comparisons
    assert {one.row.id for one in found} == set(BY_ID)
    assert {(one.row.id, one.arm) for one in found} == {(r.id, a) for r in rows() for a in r.arms}


def test_every_kind_loses_its_rules_and_its_means_and_every_institution_is_removed() -> None:
    off = {word for row in rows() for word in row.off.split()}
    for kind in KINDS:
        assert {f"kind_without_rules={kind.label}", f"kind_without_means={kind.label}"} <= off
    assert {f"-{name}" for name in INSTITUTIONS} <= off


def test_what_is_switched_on_first_is_not_the_default_world() -> None:
    for one in read_ablation("all", "1").comparisons:
        assert one.default == (one.world.startswith("default, ") and not one.row.on)


def test_a_scenario_is_asked_about_the_ideas_that_name_it_alone_where_it_has_what_is_switched_off() -> None:
    found = [one for one in read_ablation("all", "1").comparisons if one.world == "scenario open_state"]
    assert {"openness", "open_state", "rules_non_state"} <= {one.row.id for one in found}
    for one in found:
        assert any(read_ideas()[idea].scenario == "open_state" for idea in one.row.ideas)
        assert not one.has.same(one.lacks)
    (openness,) = (one for one in found if one.row.id == "openness")
    assert openness.has.settings["openness"] == 1.0
    assert openness.has.institutions == HYBRID


def test_another_name_of_worlds_is_refused() -> None:
    with pytest.raises(BadInput, match=r"worlds=everything: allowed default presets all"):
        read_ablation("everything", "1")


# -- grades --


def line(low: float, high: float, default: bool = True, outcome: str = "welfare_mean_last") -> Line:
    at = At(HYBRID)
    one = Comparison(BY_ID["formal_body"], "default, hybrid", default, at, at)
    return Line(one, outcome, Estimate((low + high) / 2, low, high, 9))


@pytest.mark.parametrize("outcome", MARGINS)
@pytest.mark.parametrize("sign", [1, -1])
def test_a_line_is_graded_by_its_whole_interval(outcome: str, sign: int) -> None:
    m = MARGINS[outcome]

    def of(low: float, high: float, default: bool = True) -> Grade:
        return line(min(sign * low * m, sign * high * m), max(sign * low * m, sign * high * m), default, outcome).grade

    assert of(1.01, 3) == Grade.STRONG
    assert of(1.01, 3, default=False) == Grade.HERE
    assert of(-0.9, 0.9) == Grade.NIL
    assert of(0.9, 3) == of(-1.5, 0.5) == of(-2, 2) == Grade.UNDETERMINED
    assert of(np.nan, np.nan) == Grade.UNDETERMINED


def test_one_line_makes_an_idea_strong_and_one_that_is_open_keeps_it_from_nil() -> None:
    strong, larger, here = line(0.01, 0.02), line(0.01, 0.2), line(0.1, 0.3, default=False)
    nil, still = line(0, 0.001), line(-0.1, 0.1)
    assert graded([nil, here, strong, larger, still]) == (Grade.STRONG, larger)
    assert graded([nil, here, still]) == (Grade.HERE, here)
    assert graded([nil, still]) == (Grade.UNDETERMINED, still)
    assert graded([nil]) == (Grade.NIL, nil)
    assert graded([]) == (Grade.UNDETERMINED, None)


# -- the command --


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    world = worlds.World("default, hybrid", (SMALL,), default=True)
    monkeypatch.setitem(worlds.WORLDS, "default", (lambda: iter([world]),))
    chosen: tuple[Row, ...] = tuple(BY_ID[name] for name in CHOSEN)
    monkeypatch.setattr(question, "rows", lambda: chosen)


def test_it_is_stopped_resumed_told_and_made_a_page(
    tmp_path: Path, here: Any, small: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["ablate", "--seeds", "3", "--workers", "1", "--out", str(tmp_path / "out")]
    here(Stopped(1))
    assert main(line) == 130
    assert "run the same command again to resume" in capsys.readouterr().err
    here(InThisProcess())
    assert main([*line, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(row["what"], row["outcome"]) for row in told["rows"]] == [
        (name, outcome) for name in CHOSEN for outcome in MARGINS if outcome not in BY_ID[name].made_of
    ]
    assert set(told["rows"][0]) == {"what", "world", "outcome", "effect", "low", "high", "n", "grade"}
    worlds_ = {row["what"]: row["world"] for row in told["rows"]}
    assert worlds_["city"] == "default, hybrid"
    assert worlds_["panel"] == "default, hybrid with panel"
    assert set(told["ideas"]) == set(read_ideas())
    assert told["ideas"]["A9"] == {"grade": "undetermined", "line": None}
    assert json.loads((tmp_path / "out/ablation.json").read_text())["rows"] == told["rows"]

    (tmp_path / "figures").mkdir()
    monkeypatch.setattr("experiments.show.pages.DOCS", tmp_path)
    monkeypatch.setattr(report, "DOCS", tmp_path)
    (tmp_path / "explanation").mkdir()
    report.main(tmp_path / "out")
    page = (tmp_path / "explanation/ablation.md").read_text()
    assert "| `panel` | no permanent panel | B27 |" in page
    assert "| `nothing_2` |" in page
    with (tmp_path / "explanation/ablation.csv").open(encoding="utf-8") as table:
        assert [row["id"] for row in csv.DictReader(table)] == list(read_ideas())
    assert (tmp_path / "figures/ablation.png").is_file()


def test_an_effect_is_with_the_idea_minus_without_it_seed_by_seed(small: None) -> None:
    asked = read_ablation("default", "2")
    (one,) = (x for x in asked.comparisons if x.row.id == "drift")
    assert one.has.settings["drift"] == 0.01
    assert one.lacks.settings["drift"] == 0
    values = {at: 1.0 + (at == one.has) for at in asked.runs}

    class Played:
        rows = {  # noqa: RUF012
            asked.case(at, seed).id: Run(dict.fromkeys(MARGINS, values[at] * seed), {})
            for at in asked.runs
            for seed in asked.seeds
        }

    found = findings.findings(asked, Played())  # type: ignore[arg-type]
    effects = {x.comparison.row.id: x.effect.value for x in found.lines if x.outcome == "cooperation_last"}
    assert effects == {name: pytest.approx(1.5 if name == "drift" else 0) for name in CHOSEN}


def test_what_changes_by_construction_is_not_judged(small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {"nsa_weight", "elite_weight", "closed_doors"} <= {row.id for row in rows() if row.made_of}
    assert {name for row in rows() for name in row.made_of} <= set(MARGINS)
    monkeypatch.setattr(question, "rows", lambda: (BY_ID["nsa_weight"],))
    asked = read_ablation("default", "2")
    played = {asked.case(at, s).id: Run(dict.fromkeys(MARGINS, 0.5), {}) for at in asked.runs for s in asked.seeds}
    found = findings.findings(asked, type("Played", (), {"rows": played})())
    assert [one.outcome for one in found.lines] == [name for name in MARGINS if name != "representation_gap_last"]
