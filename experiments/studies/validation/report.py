"""Writes docs/explanation/validation.md: `python -m experiments.studies.validation.report`.

Figures set theory (lines) against the engine (points with 95 % intervals); the table has every reference figure. What was
played already in `out/validation-report` is not played again.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from experiments.ask.case import Asked, Case, hash_of
from experiments.judge.estimate import UNBOUNDED, Bounds, Estimate, interval
from experiments.play.play import play
from experiments.play.where import read_where
from experiments.show.pages import DOCS, write_explanation
from experiments.show.panels import dot_handle, dots, numbers
from experiments.show.sheet import Head, Panel, pt, saved, sheet
from experiments.show.style import OTHERS, QUIET, ZERO, Style
from experiments.studies import replications
from experiments.studies.replications import CASES
from experiments.studies.replications.player import ERROR
from experiments.studies.validation import asked, chosen, theory_of, verdicts

OUT = Path("out/validation-report")
WIDTH_OF_ERROR = 1.96
SHARE: Bounds = (0.0, 1.0)
LOOKS = tuple(Style(colour) for colour in ("#0072b2", "#e69f00", "#009e73", *(other.colour for other in OTHERS)))


class Curve(NamedTuple):
    """One figure of a case as one symbol is moved: theory at `fine` values, the engine at `coarse` ones."""

    label: str
    case: str
    key: str
    symbol: str
    fine: Sequence[float] | np.ndarray
    coarse: Sequence[float] | np.ndarray
    values: dict[str, Any]
    bounds: Bounds = UNBOUNDED


class Shown(NamedTuple):
    """A figure of the page: panels by title, with names of their axes and their curves, and a paragraph."""

    title: str
    says: str
    panels: dict[str, tuple[str, str, tuple[Curve, ...]]]
    marks: Mapping[str, float] = MappingProxyType({})  # where in a panel a threshold lies
    log: bool = False


def answer(study: Asked) -> Any:
    """The rows of a study, in a folder of its own."""
    return play(study, OUT / hash_of(study.identity, 8), read_where("", "")).rows


def points(curve: Curve) -> list[Estimate]:
    """The engine's figure at each coarse value, with its 95 % interval."""
    at = [float(x) if isinstance(x, float | np.floating) else int(x) for x in curve.coarse]
    cases = [
        Case(f"replication:{curve.case}", {"point": curve.values | {curve.symbol: x}}, 1, labels={"x": x}) for x in at
    ]
    told = {"command": "validation", "case": curve.case, "points": [dict(case.arguments) for case in cases]}
    study = Asked(told, lambda: ((c,) for c in cases), len(cases), table="free", modules=(replications.__name__,))
    rows = answer(study)
    return [estimate(rows[case.id].outcomes, curve) for case in cases]


def estimate(outcomes: dict[str, float], curve: Curve) -> Estimate:
    """A figure with its interval, which stays within what the figure can be."""
    value, error = outcomes[curve.key], outcomes[f"{curve.key}{ERROR}"]
    low, high = interval(value, WIDTH_OF_ERROR * error, curve.bounds)
    return Estimate(value, float(low), float(high), 1, curve.bounds)


def theory(curve: Curve) -> list[float]:
    """What theory says at each fine value."""
    known = CASES[curve.case]
    return [theory_of(curve.case, known.checked(curve.values | {curve.symbol: x}))[curve.key] for x in curve.fine]


def curves(labels: Iterable[tuple[str, dict[str, Any]]], like: Curve) -> tuple[Curve, ...]:
    """One curve for each label, with settings of its own."""
    return tuple(like._replace(label=label, values=like.values | own) for label, own in labels)


GLOBAL = Curve(
    "", "vasconcelos_2013", "eta_G", "r", np.linspace(0, 1, 41), np.linspace(0, 1, 11), {"updates": 100_000_000}, SHARE
)
TRIGGER = GLOBAL._replace(symbol="n_global", fine=range(1, 26), coarse=(1, 4, 8, 15, 25))
NAMING = Curve(
    "", "naming_game", "n_A", "p", np.linspace(0.05, 0.15, 41), (0.05, 0.08, 0.09, 0.1, 0.11, 0.12, 0.15),
    {"rounds": 500, "starts": 12}, SHARE,
)  # fmt: skip
CENTOLA = Curve("24 players", "centola_2018", "P_overturn", "committed", (), range(2, 10), {"groups": 1000}, SHARE)
QUOTAS = (0.5, 0.6, 0.67, 0.75, 0.85, 0.95)
WINDOW = Curve("", "backfire_window", "", "q", np.linspace(0.5, 0.95, 46), QUOTAS, {"bodies": 60})
TREATIES = Curve(
    "", "ratification", "mean", "q", range(20, 196, 5), (20, 65, 100, 130, 150, 180, 195), {"treaties": 60}, (0, np.inf)
)
RISKS = (0.1, 0.2, 0.3)
SCHEMES = {"no": "none", "local": "local", "global": "global"}
ACHIEVED = "groups that reach their target"
FIGURES = {
    "risk": Shown(
        "Group achievement against risk",
        "Vasconcelos, Santos & Pacheco 2013: local sanctions raise achievement where risk is low; global ones with a trigger "
        "of 25 do not. Wide bars: near the step the population stays in one basin for many millions of updates, so a run sees "
        "few changes.",
        {"": ("risk of losing everything", ACHIEVED, curves(
            [(f"{word} sanctions", {"scheme": name}) for word, name in SCHEMES.items()], GLOBAL))},
    ),
    "trigger": Shown(
        "Local or global: the trigger decides",
        "Vasconcelos, Santos & Pacheco 2013. Global enforcement beats local only where few sponsors trigger it. They cross at "
        "10 to 11 sponsors of 100 for a risk of 0.1, 8 to 9 for 0.2, 7 to 8 for 0.3. Level lines: local.",
        {"": ("sponsors of 100 that trigger global enforcement", ACHIEVED, curves(
            [(f"global, risk {r}", {"scheme": "global", "r": r}) for r in RISKS], TRIGGER) + curves(
            [(f"local, risk {r}", {"scheme": "local", "r": r}) for r in RISKS], TRIGGER._replace(coarse=())))},
    ),
    "window": Shown(
        "Gridlock and backfire",
        "Derived for this laboratory. Above the first line a quota blocks the treaty, above the second an imposed treaty does "
        "harm; between them it is passed and harmful. The engine lies a few per cent above the line because 200 states are not "
        "infinitely many: their mean proposal is closer to them than the population's.",
        {"": ("quota", "heterogeneity of preferences", (
            WINDOW._replace(label="gridlock above", key="H_gridlock"), WINDOW._replace(label="harm above", key="H_backfire")))},
    ),
    "tipping": Shown(
        "Committed minorities",
        "Xie et al. 2011 and Centola et al. 2018. Finite societies tip below 9.79 % by chance, the smaller the sooner.",
        {
            "Naming game": ("committed share", "others who adopt the new name", (
                *curves([(f"{n} actors", {"N": n}) for n in (300, 3000)], NAMING._replace(fine=())),
                NAMING._replace(label="infinitely many actors", values={}, coarse=()))),
            "Best response, memory of 12": ("committed, of 24", "probability that the convention is overturned", (CENTOLA,)),
        },
        {"Naming game": 0.0978891, "Best response, memory of 12": 6},
    ),
    "ratification": Shown(
        "Ratification",
        "Order statistics of waiting times, in whole months.",
        {"": ("ratifications needed, of 195", "months to entry into force", curves(
            [(f"chance {a} a month", {"a": a}) for a in (0.02, 0.05, 0.2)], TREATIES))},
        log=True,
    ),
}  # fmt: skip


def draw(name: str, folder: Path) -> Path:
    """Write validation_NAME as PNG, SVG and PDF; returns the PNG's path. Raises OSError."""
    shown = FIGURES[name]
    found = {curve.label: points(curve) for _, _, all_ in shown.panels.values() for curve in all_ if len(curve.coarse)}
    return saved(partial(figure, shown, found), folder, f"validation_{name}")


def figure(shown: Shown, found: dict[str, list[Estimate]]) -> Figure:
    """Theory as lines, the engine as points, a colour a curve."""
    labels = [curve.label for _, _, all_ in shown.panels.values() for curve in all_]
    looks = dict(zip(labels, LOOKS, strict=False))
    panels = [
        Panel(partial(panel, shown=shown, title=title, found=found, looks=looks), title, x, y)
        for title, (x, y, _) in shown.panels.items()
    ]
    lines = {label: Line2D([], [], color=look.colour, lw=pt(3)) for label, look in looks.items()}
    kinds = {
        "line: theory": Line2D([], [], color=QUIET, lw=pt(3)),
        "dot: engine, 95 % interval": dot_handle(Style(QUIET)),
    }
    return sheet(Head(shown.title, shown.says, lines | kinds), panels, len(panels))


def panel(axes: Axes, shown: Shown, title: str, found: dict[str, list[Estimate]], looks: dict[str, Style]) -> None:
    """The curves of one panel; intervals stay inside its axes."""
    for curve in shown.panels[title][2]:
        look = looks[curve.label]
        if len(curve.fine):
            axes.plot(curve.fine, theory(curve), color=look.colour, lw=pt(3))
        if len(curve.coarse):
            dots(axes, list(curve.coarse), found[curve.label], look, upright=True)
        if curve.bounds == SHARE:
            axes.set_ylim(-0.04, 1.04)
            numbers(axes.yaxis, "share")
    axes.margins(x=0.04)
    if shown.log:
        axes.set_yscale("log")
    if title in shown.marks:
        axes.axvline(shown.marks[title], color=ZERO, ls=":", lw=pt(2), label="threshold in theory")


def main() -> None:
    """Play what is lacking, and write page and figures."""
    every = chosen([], False)
    for name in FIGURES:
        draw(name, DOCS / "figures")
    found = verdicts(every, False, answer(asked(every, False)))
    write_explanation("validation", figures=FIGURES, verdicts=found)


if __name__ == "__main__":
    main()
