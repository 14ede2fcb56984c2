"""How everything looks: colours, dashes, markers and type from one table, for figures and for the page."""

from collections.abc import Iterable
from typing import NamedTuple


class Style(NamedTuple):
    """Colour (Okabe & Ito 2008), dashes in line widths ("" is solid), width in points of a slide, and marker."""

    colour: str
    dashes: str | tuple[float, ...] = ""
    width: float = 3.0
    marker: str = "o"


# Later lines lie on earlier ones and are thinner, so that arms that coincide are both seen.
ARM_STYLE: dict[str, Style] = {
    "none": Style("#000000", (0.8, 1.3), 2.8),
    "top_down": Style("#0072b2", "", 6.5),
    "emergent": Style("#e69f00", (3.2, 1.4), 5.6),
    "hybrid": Style("#009e73", (4.4, 1.2, 1.0, 1.2), 3.2),
}
OTHERS = (
    Style("#cc79a7", (2.2, 1.2), 4.0),
    Style("#d55e00", (7.0, 1.4), 3.2),
    Style("#56b4e9", (3.0, 1.0, 1.0, 1.0, 1.0, 1.0), 2.6),
    Style("#7f7f7f", (1.6, 1.0), 2.2),
    Style("#332288", (5.0, 1.0, 1.0, 1.0), 2.0),  # from here on Tol's muted scheme (Tol 2021)
    Style("#882255", (1.0, 1.0), 1.9),
    Style("#999933", (6.0, 2.0), 1.8),
    Style("#117733", "", 1.7),
)
"""What arms of the reader's own making look like, in turn."""
WORLD_STYLE = {"random": Style("#0072b2"), "earth": Style("#e69f00", marker="s")}
VERDICT_COLOUR = {"supported": "#009e73", "refuted": "#d55e00"}
YES, NO = "#0072b2", "#d55e00"  # points at which an arm wins, and the others
INK, TEXT, QUIET, ZERO, AXIS, GRID, FAINT, SHOCK = (
    "#1d2733", "#3c444d", "#5d6772", "#8c8878", "#6b7480", "#e7e5df", "#dedbd2", "#b5651d",
)  # fmt: skip
FONT = "DejaVu Sans"  # that matplotlib brings along
SIZES = {"title": 28, "panel": 18, "subtitle": 17, "text": 16, "tick": 15, "note": 14}
"""Points on a slide of 1920 x 1080, for the back of a lecture hall."""


def looks_of(names: Iterable[str]) -> dict[str, Style]:
    """Arms as they look everywhere; what is no shipped arm in looks that the colour-blind can tell apart."""
    names = list(names)
    others = [name for name in names if name not in ARM_STYLE]
    return {name: ARM_STYLE.get(name) or OTHERS[others.index(name) % len(OTHERS)] for name in names}


def styles(arms: Iterable[str]) -> dict[str, Style]:
    """A style for each arm, in the order in which they are best drawn: the widest first."""
    return dict(sorted(looks_of(arms).items(), key=lambda item: -item[1].width))


def titled(name: str) -> str:
    """A name as a reader would write it: `top_down` is "top-down"."""
    return name.replace("top_down", "top-down").replace("_", " ")


def percent(share: float) -> str:
    """A share as figures and words have it: 0.43 is "43 %"."""
    return f"{100 * share:.0f} %"
