"""Writes docs/explanation/claims.md: `python -m experiments.studies.claim.report [--quick | --kept] [--workers N] [--out DIR]`.

Verdicts that `claims` has left in its folder are read, the largest first; others are played: full, or small with `--quick`,
or with `--kept` small where none is there yet. One figure holds all intervals against their bounds, another both sides at
equal budgets.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from experiments.play.where import Where, read_where
from experiments.show.pages import DOCS, write_explanation
from experiments.studies.claim.figure import at_budgets, draw_budgets, draw_intervals
from experiments.studies.claim.run import Verdict, is_played, verdicts
from experiments.studies.claim.table import notes
from experiments.studies.claims import CLAIMS


def page(told: Sequence[Verdict]) -> dict[str, Any]:
    """The values that the page's template takes."""
    return {
        "verdicts": told,
        "versions": sorted({verdict["model_version"] for verdict in told}),
        "minutes": sum(verdict["seconds"] for verdict in told) / 60,
        "overnight": [verdict["id"] for verdict in told if verdict["size"] == "overnight"],
        "quick": [verdict["id"] for verdict in told if verdict["size"] == "quick"],
        "anchor": anchor,
        "at_budgets": at_budgets,
        "notes": notes,
        "shown": lambda verdict: f"**{verdict}**" if verdict in ("supported", "refuted") else verdict,
    }


def anchor(verdict: Verdict) -> str:
    """Where the section of a claim is found on the page."""
    kept = [c for c in f"{verdict['id']} {verdict['title']}".lower() if c.isalnum() or c in " -"]
    return "".join(kept).replace(" ", "-")


def judged(quick: bool, as_kept: bool, where: Where, out: Path) -> Iterator[Verdict]:
    """The verdict on every claim, at the size that is asked for or that there is."""
    for claim in CLAIMS.values():
        largest = next((size for size in ("overnight", "full") if is_played(claim, size, out)), None)
        size = "quick" if quick else largest or ("quick" if as_kept else "full")
        yield from verdicts([claim], size, where, out)


def main(arguments: Sequence[str] | None = None) -> None:
    """Judge all claims, or read their verdicts, and write page and figures."""
    reader = argparse.ArgumentParser(description="The page of the claims.")
    size = reader.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true")
    size.add_argument("--kept", action="store_true")
    reader.add_argument("--workers", default="")
    reader.add_argument("--out", default="out/claims")
    asked: Any = reader.parse_args(arguments)
    told = list(judged(asked.quick, asked.kept, read_where(asked.workers, ""), Path(asked.out)))
    draw_intervals(told, DOCS / "figures")
    draw_budgets(told, DOCS / "figures")
    write_explanation("claims", **page(told))


if __name__ == "__main__":
    main()
