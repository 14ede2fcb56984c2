"""The findings of a prior in the terminal: measures down, arms across; then the points that are no worlds."""

from experiments.judge.estimate import Estimate
from experiments.show.tables import cell, console, table
from experiments.studies.prior.findings import Findings, measures
from experiments.studies.prior.question import WAYS

TOLD = {way: f"{way} than none" if way == "better" else way for way in WAYS}
TOLD |= {f"{way}_placebo": "  by chance alone" for way in WAYS}
TOLD |= {
    "negative": "somebody below 0, whole run",
    "negative_last": "somebody below 0, last 60 months",
    "worst_off": "welfare of the worst-off tenth",
}
NOTHING = Estimate(float("nan"), float("nan"), float("nan"), 0)


def print_findings(found: Findings) -> None:
    """One table, and how the points were had."""
    out, prior = console(), found.prior
    title = f"{prior.world}, {prior.actors} actors, {prior.points} plausible points: share of points, 95 % interval"
    names = max((measures(arm) for arm in found.arms), key=len)
    rows = [[TOLD[name], *(cell(x.get(name, NOTHING), "", False) for x in found.arms.values())] for name in names]
    out.print(f"[bold]{title}[/]", table(["", *found.arms], rows), sep="\n")
    out.print(f"\n{found.drawn} points were drawn; {sum(found.dropped.values())} of them are no worlds:")
    counts = [[condition, str(number)] for condition, number in found.dropped.items()]
    out.print(table(["first condition that is broken", "points"], counts), highlight=False)
    if found.unasked:
        asked = f"Local rules bind those who did not agree at {found.unasked} points (local_consent none)."
        out.print(asked, highlight=False)
