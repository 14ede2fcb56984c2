"""The diagnosis in the terminal: measures down, arms across; then scales, and what arms do only together."""

from typing import Any

import numpy as np

from experiments.judge.summary import interaction
from experiments.show.tables import BEST, cell, console, table, warnings
from experiments.studies.diagnose.findings import Diagnosis, estimates

TOLD = {
    "variance_before_shock": "variance before the shock, tau",
    "ac1_before_shock": "autocorrelation before the shock, tau",
    "variance_before_collapse": "variance before a collapse, tau",
    "ac1_before_collapse": "autocorrelation before a collapse, tau",
    "loop_area": "hysteresis in risk, 12 months a level",
    "loop_area_slow": "hysteresis in risk, 48 months a level",
    "whole_to_members_excess": "whole to members, bits beyond chance",
    "members_to_whole_excess": "members to whole, bits beyond chance",
    "influence_weight": "civil society and weight in decisions, slope",
    "influence_nearness": "civil society and nearness of decisions, slope",
}


def print_diagnosis(found: Diagnosis) -> None:
    """Everything that was found, with 95 % intervals over seeds."""
    out = console()
    measured, law, asked = estimates(found), found.laws, found.source.question
    series, played = len(found.source.families), len(found.played)
    out.print(f"[bold]{asked.world}, {asked.steps} months: {series} seeds of the folder, {played} looked at closely[/]")
    rows = [[words, *(cell(x[measure], "", signed=True) for x in measured.values())] for measure, words in TOLD.items()]
    rows.append(["avalanches: exponent, least, p", *(in_words(law[arm]) for arm in measured)])
    out.print(table(["", *measured], rows), *warnings(measured, TOLD), sep="\n")
    for arm, gains in interaction(asked, found.source.families).items():
        gain = cell(gains[BEST], "", signed=True)
        out.print(f"{arm} minus the best of its parts with the same seed, in {BEST}: {gain}", highlight=False)
    scales = ", ".join(
        f"{name} ({s.nodes}) {s.bits:.2f} bits, {s.effectiveness:.0%}" for name, s in found.scales.items()
    )
    out.print(f"Effective information of ties, and its share of the most: {scales}", highlight=False)


def in_words(law: Any) -> str:
    """A power law's exponent, from where it holds, and whether it is plausible."""
    if np.isnan(law.exponent):
        return "[dim]-[/]"
    return f"{law.exponent:.2f} from {law.least:.0f} on, p {law.p:.2g}"
