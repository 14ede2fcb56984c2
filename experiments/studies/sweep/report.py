"""One page that tells a sweep or a comparison whole: it needs no other file and no network."""

import base64
from pathlib import Path
from typing import Any

import numpy as np

from experiments.ask.outcomes import MATTER, outcome_of
from experiments.ask.reading import DESIGN
from experiments.judge.discovery import Discovery, discover
from experiments.judge.estimate import Estimate, mean_of
from experiments.judge.findings import COMMANDS, HEADLINES, Comparison, Findings, read_comparison, read_findings
from experiments.judge.sensitivity import ANALYSES, sensitivity
from experiments.judge.verdicts import MARGIN, tie, verdicts
from experiments.play.folder import write_whole, writing
from experiments.play.manifest import MANIFEST, own, read_manifest
from experiments.show.pages import rendered as page
from experiments.show.style import titled
from experiments.studies.sweep.discovery_figure import draw_discovery
from experiments.studies.sweep.discovery_words import in_words
from experiments.studies.sweep.sensitivity_figure import draw_sensitivity
from model.params import PARAMETERS, BadInput

REPORT = "report.html"


def write_report(folder: Path) -> Path:
    """Analyse what can be analysed, and write DIR/report.html; returns its path. Raises BadInput where it cannot."""
    path = folder / REPORT
    compared = read_manifest(folder).get("command") in COMMANDS
    text = of_comparison(read_comparison(folder)) if compared else of_sweep(read_findings(folder))
    with writing("dir", folder):
        write_whole(path, text)
        own(folder, [path, *(folder / "figures").glob("*")])
    return path


def of_sweep(findings: Findings) -> str:
    """The page of a design and its points."""
    design, manifest = findings.design, findings.manifest
    outcomes = [o for o in (design.outcomes or HEADLINES) if o in findings.outcomes]
    seeds = f"{design.replicates} random seed{'s' * (design.replicates > 1)} at each point"
    return rendered(
        findings, outcomes,
        question=design.question,
        asked=f"World {design.world}, {design.steps} months, {len(design.distinct)} points by {design.sampler}, {seeds}: "
        f"{manifest['runs']} runs, {manifest['failed']} failed.",
        factors=[(f.name, f.allowed, PARAMETERS[f.name]) for f in design.factors],
        settings={k: v for k, v in design.settings.items() if v != PARAMETERS[k].default},
        evidence="points, those drawn together as one",
        places="points",
        figures=analyses(findings, outcomes),
        toml=(findings.folder / DESIGN).read_text(encoding="utf-8"),
        again="sweep design.toml",
    )  # fmt: skip


def of_comparison(found: Comparison) -> str:
    """The page of arms over some seeds."""
    manifest, seeds = found.manifest, found.manifest["seeds"]
    of = f"{len(seeds)} random seeds" if len(seeds) > 1 else f"random seed {seeds[0]}"
    return rendered(
        found, [o for o in MATTER if o in found.runs.columns],
        question=f"The same world, the same luck: {', '.join(map(titled, found.arms))}",
        asked=f"World {manifest['world']}, {manifest['steps']} months, {of}.",
        factors=[],
        settings=found.settings,
        evidence="seeds",
        places="seeds",
        figures=[figure("What happened", path) for path in sorted((found.folder / "figures").glob("*.png"))],
        toml="",
        again=found.again,
    )  # fmt: skip


def rendered(found: Findings | Comparison, outcomes: list[str], **told: Any) -> str:
    """The page: what both kinds of folder report, and what one of them adds."""
    return page(
        "report.html.j2",
        manifest=found.manifest,
        version=found.manifest["versions"]["model"],
        arms=found.arms,
        table=[(o, outcome_of(o).unit, row(found, o)) for o in outcomes],
        verdicts=verdicts(found, outcomes),
        margin=MARGIN,
        failures=failures(found),
        manifest_name=MANIFEST,
        **told,
    )


def row(found: Findings | Comparison, outcome: str) -> list[str]:
    """Mean and interval of each arm."""
    measured = found.measured(outcome)
    return [cell(mean_of(found.by_block(measured[arm]))) for arm in found.arms]


def cell(estimate: Estimate) -> str:
    """A mean with its interval; a dash where nothing is defined."""
    if not estimate.n:
        return "\u2013"
    interval = "" if np.isnan(estimate.low) else f" ({estimate.low:.3f} to {estimate.high:.3f})"
    return f"{estimate.value:.3f}{interval}"


def analyses(findings: Findings, outcomes: list[str]) -> list[dict[str, Any]]:
    """Title, picture and words of every analysis that this design allows; the others, with the reason."""
    shown: list[dict[str, Any]] = []
    if findings.design.sampler in ANALYSES and outcomes:
        path = draw_sensitivity(findings, sensitivity(findings, outcomes), "report_sensitivity")
        shown.append(figure("What decides the outcome", path))
    first, *others = findings.design.arms
    for arm in others:
        for outcome in outcomes[:1]:
            title = f"Where {arm} beats {first} in {outcome}"
            try:
                found: Discovery = discover(findings, arm, first, outcome, tie(outcome))
            except BadInput as bad:
                shown.append(figure(title, None, str(bad)))
                continue
            drawn = draw_discovery(findings, found, f"discover_{arm}_{first}")
            shown.append(figure(title, drawn, in_words(found)))
    return shown


def figure(title: str, path: Path | None, words: str = "") -> dict[str, str]:
    """A figure as the page holds it: its picture as text."""
    picture = "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode() if path else ""
    return {"title": title, "picture": picture, "words": words}


def failures(found: Findings | Comparison) -> list[tuple[str, int]]:
    """Errors and how many runs each ended, the commonest first."""
    failed = found.runs.loc[found.runs["status"] == "error", "error"]
    return [(str(error), int(n)) for error, n in failed.value_counts().items()]
