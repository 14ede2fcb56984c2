"""`discover`: where, among the points of a sweep, one arm does better than another."""

from contextlib import suppress
from math import isfinite
from pathlib import Path
from typing import Annotated

import typer

from experiments.ask import options
from experiments.ask.question import read_names
from model.params import BadInput

Folder = Annotated[str, typer.Argument(metavar="DIR", help="The folder of a sweep.")]
Pair = Annotated[str, options.option("A,B", "Find where A does better than B.", default="the design's first two arms")]
Outcome = Annotated[str, options.option("O", "An outcome of which more is better.", default="the design's first")]
Margin = Annotated[str, options.option("X", "A win is a difference larger than this.")]


def discover(
    folder: Folder,
    arms: Pair = "",
    outcome: Outcome = "",
    margin: Margin = "0.005",
    json: options.Json = False,
    open_: options.Open = False,
) -> int:
    """Find boxes of parameters in which arm A does better than arm B, and a small tree; draw a figure."""
    from experiments.judge.discovery import discover as found_where
    from experiments.judge.findings import chosen_outcomes, read_findings
    from experiments.show.answer import Answer, end
    from experiments.studies.sweep.discovery_figure import write_discovery
    from experiments.studies.sweep.discovery_words import as_plain, in_words

    beyond = read_margin(margin)
    findings = read_findings(Path(folder))
    asked, *others = chosen_outcomes(findings.design, outcome)
    if others and outcome:
        raise BadInput("outcome", outcome, "one at a time")
    found = found_where(findings, *two_arms(arms, list(findings.design.arms)), asked, beyond)
    figure = write_discovery(findings, found)
    told = Answer(Path(folder), figure, [], lambda: as_plain(found), lambda: print(in_words(found), end="\n\n"))
    return end(told, json, open_)


def read_margin(text: str) -> float:
    """A finite number; raises BadInput."""
    with suppress(ValueError):
        if isfinite(float(text)):
            return float(text)
    raise BadInput("margin", text, "a number")


def two_arms(text: str, known: list[str]) -> tuple[str, str]:
    """Two different arms of the sweep; raises BadInput."""
    if len(known) < 2:
        raise BadInput("arms", text or " ".join(known), "a sweep with two arms or more")
    named = read_names("arms", text, known) or known[:2]
    if len(set(named)) != 2 or len(named) != 2:
        raise BadInput("arms", text, f"two of {' '.join(known)}")
    return named[0], named[1]
