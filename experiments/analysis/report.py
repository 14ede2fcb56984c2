"""One page that tells a sweep whole: it needs no other file and no network."""

import base64
from pathlib import Path
from typing import Any

import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined

from experiments.analysis.discovery import Discovery, discover
from experiments.analysis.discovery_figure import draw_discovery
from experiments.analysis.discovery_words import in_words
from experiments.analysis.findings import HEADLINES, Findings
from experiments.analysis.indices import ANALYSES
from experiments.analysis.sensitivity import sensitivity
from experiments.analysis.sensitivity_figure import draw_sensitivity
from experiments.analysis.verdicts import MARGIN, tie, verdicts
from experiments.folder import MANIFEST, whole_file, writing
from experiments.summary import Estimate, mean_of
from experiments.sweep.folder import DESIGN
from experiments.tables import unit
from model.params import PARAMETERS, BadInput

REPORT = "report.html"
PAGE = "report.html.j2"


def write_report(findings: Findings) -> Path:
    """Analyse what can be analysed, and write DIR/report.html; returns its path. Raises BadInput where it cannot."""
    path = findings.folder / REPORT
    with writing("dir", findings.folder), whole_file(path) as draft:
        draft.write_text(render(findings), encoding="utf-8")
    return path


def render(findings: Findings) -> str:
    """The page."""
    design, manifest = findings.design, findings.manifest
    outcomes = [o for o in (design.outcomes or HEADLINES) if o in findings.outcomes]
    pages = Environment(loader=PackageLoader("experiments.analysis", "."), autoescape=True, undefined=StrictUndefined)
    return pages.get_template(PAGE).render(
        question=design.question,
        manifest=manifest,
        version=manifest["versions"]["model"],
        arms=design.arms,
        factors=[(f.name, f.allowed, PARAMETERS[f.name]) for f in design.factors],
        settings={k: v for k, v in design.settings.items() if v != PARAMETERS[k].default},
        points=len(design.distinct),
        design=design,
        table=[(o, unit(o), row(findings, o)) for o in outcomes],
        verdicts=verdicts(findings, outcomes),
        margin=MARGIN,
        figures=figures(findings, outcomes),
        toml=(findings.folder / DESIGN).read_text(),
        manifest_name=MANIFEST,
        failures=failures(findings),
    )


def row(findings: Findings, outcome: str) -> list[str]:
    """Mean over points and its interval, of each arm."""
    measured = findings.measured(outcome)
    return [cell(mean_of(findings.by_block(measured[arm]))) for arm in findings.design.arms]


def cell(estimate: Estimate) -> str:
    """A mean with its interval; a dash where nothing is defined."""
    if not estimate.n:
        return "\u2013"
    interval = "" if np.isnan(estimate.low) else f" ({estimate.low:.3f} to {estimate.high:.3f})"
    return f"{estimate.mean:.3f}{interval}"


def figures(findings: Findings, outcomes: list[str]) -> list[dict[str, Any]]:
    """Title, picture and words of every analysis that this design allows; the others, with the reason."""
    shown: list[dict[str, Any]] = []
    if findings.design.sampler in ANALYSES and outcomes:
        path = draw_sensitivity(findings, sensitivity(findings, outcomes), "report_sensitivity")
        shown.append({"title": "What decides the outcome", "picture": inlined(path), "words": ""})
    first, *others = findings.design.arms
    for arm in others:
        for outcome in outcomes[:1]:
            title = f"Where {arm} beats {first} in {outcome}"
            try:
                found: Discovery = discover(findings, arm, first, outcome, tie(outcome))
            except BadInput as bad:
                shown.append({"title": title, "picture": "", "words": str(bad)})
                continue
            drawn = draw_discovery(findings, found, f"discover_{arm}_{first}")
            shown.append({"title": title, "picture": inlined(drawn), "words": in_words(found)})
    return shown


def inlined(path: Path) -> str:
    """A picture as text that a page can hold."""
    return "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode()


def failures(findings: Findings) -> list[tuple[str, int]]:
    """Errors and how many runs each ended, the commonest first."""
    failed = findings.runs.loc[findings.runs["status"] == "error", "error"]
    return [(str(error), int(n)) for error, n in failed.value_counts().items()]
