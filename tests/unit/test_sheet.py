"""Every figure of the laboratory: axes named and without symbols, colours explained, three files, the same bytes."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.text import Text

from experiments.judge.estimate import Estimate
from experiments.show.sheet import COLUMN, SLIDE, saved, theme
from experiments.show.style import ARM_STYLE
from experiments.studies.scenario.figure import scenario_figure
from experiments.studies.sweep.sensitivity_figure import sensitivity_figure
from experiments.studies.validation.report import FIGURES, estimate, figure
from tests.unit.test_figures import ARMS, drawn
from tests.unit.test_findings import played

SYMBOL = re.compile(r"\b(?:[A-Z]|[A-Za-z]+_[A-Za-z]+|eta|AUC)\b(?!\d)")  # H, S_T, eta_G, W_TD, time_series


def a_comparison() -> Figure:
    return drawn(dict(ARMS), 5, {"shock_step": 24})[1]


def a_scenario() -> Figure:
    return scenario_figure(played(cooperation=(0.1, 0.2, 0.3)))


def indices(small: str = "") -> Figure:
    rows = [
        {"outcome": "welfare_mean_last", "of": of, "factor": factor, "measure": "total", "value": 0.4, "n": 8}
        | {"low": 0.2, "high": 0.7, "warning": small}
        for of in ("none", "mine", "mine - none")
        for factor in ("risk", "quota")
    ]
    return sensitivity_figure(pd.DataFrame(rows), ["none", "mine"])


def validated(name: str) -> Figure:
    curves = [curve for _, _, some in FIGURES[name].panels.values() for curve in some if len(curve.coarse)]
    near = {c.label: [Estimate(0.5, 0.4, 0.6, 1, c.bounds)] * len(c.coarse) for c in curves}
    return figure(FIGURES[name], near)


DRAWN: dict[str, Callable[[], Figure]] = {
    "comparison": a_comparison,
    "scenario": a_scenario,
    "sensitivity": indices,
    **{f"validation_{name}": partial(validated, name) for name in FIGURES},
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_figure_explains_itself(name: str) -> None:
    theme()
    made = DRAWN[name]()
    shown = [axes for axes in made.axes if axes.axison]
    assert shown
    for axes in shown:
        assert axes.get_xlabel(), axes.get_title()
        assert axes.get_ylabel() or axes.get_yticklabels(), axes.get_title()
    words = [text.get_text() for text in made.findobj(Text) if text.get_visible() and text.get_text().strip()]
    assert not [text for text in words if SYMBOL.search(text)]
    assert not [text for text in words if re.search(r"(?<![\d.])\.\d", text)]  # 0.43, not .43
    assert made.findobj(Legend)


@pytest.mark.parametrize("name", ["comparison", "scenario"])
def test_three_files_of_the_sizes_promised_and_the_same_bytes_again(name: str, tmp_path: Path) -> None:
    paths = [saved(DRAWN[name], tmp_path / where, name) for where in ("one", "two")]
    for kind in ("png", "svg", "pdf"):
        one, two = (path.with_suffix(f".{kind}").read_bytes() for path in paths)
        assert one == two
    width = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ", paths[0].with_suffix(".pdf").read_bytes())
    assert width
    assert float(width[1]) == pytest.approx(72 * COLUMN.width)
    assert SLIDE.width == 19.2


def test_a_reader_is_told_where_a_sample_is_too_small() -> None:
    without, with_ = (" ".join(t.get_text() for t in indices(small).findobj(Text)) for small in ("", "too small"))
    assert "Without a bar" in with_.replace("\n", " ")
    assert "Without a bar" not in without.replace("\n", " ")


def test_an_interval_of_a_published_share_stays_between_0_and_1() -> None:
    (curve, *_) = FIGURES["risk"].panels[""][2]
    wide = estimate({curve.key: 0.9, f"{curve.key}_se": 0.4}, curve)
    assert 0 <= wide.low < wide.value < wide.high <= 1


def test_every_arm_has_a_colour_of_its_own() -> None:
    assert len({style.colour for style in ARM_STYLE.values()}) == len(ARM_STYLE)
