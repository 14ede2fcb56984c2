"""A claim as it is put to the engine, and judged by the rows that come back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.ask.case import Asked, Case
from experiments.judge import rule
from experiments.judge.rule import UNDETERMINED, Judgement
from experiments.play.folder import writing
from experiments.play.manifest import commit, is_complete, read_manifest, versions, write_manifest
from experiments.play.play import play
from experiments.play.row import Row
from experiments.play.where import Where
from experiments.studies import claims
from experiments.studies.claim import Claim, Measurement
from model.params import PARAMETERS, BadInput
from model.version import model_version

FEW = 30  # points
OF_SIZE = {
    "quick": "a small sample, which tells little",
    "overnight": "as many points and lucks as DEFINITIONS D lays down",
}

Verdict = dict[str, Any]  # one row of the answer, as plain JSON


def verdicts(claims: list[Claim], size: str, where: Where, out: Path) -> Iterator[Verdict]:
    """Judge each claim at a size, in order; raises BadInput where the folder cannot hold their runs."""
    own_folder(out)
    for claim in claims:
        yield judge(claim, claim.sized(size), where, out)


def judge(claim: Claim, size: str, where: Where, out: Path) -> Verdict:
    """Play the claim on its worlds, or what the folder lacks of it, and judge it."""
    judged, errors, numbers, seconds = {}, [], {}, 0.0
    for world in claim.sizes:
        cases = cases_of(claim, world, size)
        study = asked(claim, world, size, cases)
        results = play(study, folder_of(claim, world, size, out), where)
        rows = [results.rows[as_asked(claim, case).id] for case in cases]
        failed = [(case, row.error) for case, row in zip(cases, rows, strict=True) if row.error]
        errors += [f"{claim.id} on {world}, point {case.point}, seed {case.seed}: {error}" for case, error in failed]
        table = pd.DataFrame([line(case, row) for case, row in zip(cases, rows, strict=True) if not row.error])
        judged[world] = claim.judge(table, claim.size(world, size))
        numbers[world] = {"asked": len(cases), "measured": len(table)}
        seconds += results.manifest["seconds"]
    return told(claim, size, judged, numbers) | {"errors": errors, "seconds": round(seconds, 1)}


def folder_of(claim: Claim, world: str, size: str, out: Path) -> Path:
    """Where the runs of one claim on one world lie."""
    return out / f"{claim.id}-{world}-{claim.sized(size)}"


def is_played(claim: Claim, size: str, out: Path) -> bool:
    """Whether the folder has all runs of a claim at this size."""
    return all(
        is_complete(folder) and read_manifest(folder).get("declaration") == claim.hash_at(claim.sized(size), [world])
        for world in claim.sizes
        for folder in [folder_of(claim, world, size, out)]
    )


def asked(claim: Claim, world: str, size: str, cases: list[Measurement]) -> Asked:
    """A claim on one world as it is put to the engine, one family a case."""
    told = {"command": "claims", "claim": claim.id, "world": world, "size": size}
    told |= {"declaration": claim.hash_at(size, [world])}
    modules = (claims.__name__, __name__.rpartition(".")[0])
    families = [(as_asked(claim, case),) for case in cases]
    return Asked(told, lambda: iter(families), len(cases), table="free", worlds=(world,), modules=modules)


def as_asked(claim: Claim, case: Measurement) -> Case:
    """A measurement as the engine takes it."""
    arguments = {"world": case.world, "settings": case.settings}
    return Case(f"claim:{claim.id}", arguments, case.seed, labels={"point": case.point, **case.labels})


def cases_of(claim: Claim, world: str, size: str) -> list[Measurement]:
    """All measurements of a claim, those that share a world after one another."""
    return sorted(claim.cases(world, claim.size(world, size)), key=lambda case: case.seed)


def line(case: Measurement, row: Row) -> dict[str, Any]:
    """One line of a claim's table."""
    series = {name: values.tolist() for name, values in row.series.items()}
    return {"point": case.point, "seed": case.seed, **case.labels, **row.outcomes, **series}


def told(claim: Claim, size: str, judged: dict[str, Judgement], numbers: dict[str, dict[str, int]]) -> Verdict:
    """The verdict as plain JSON; its figures are those of the first world, which has the larger sample."""
    verdict, notes = worlds_together({world: said.verdict for world, said in judged.items()})
    if not claim.as_frozen:
        notes.append("the declaration is not the one that was written down before the first run (frozen.json)")
    if size in OF_SIZE:
        notes.append(f"{size}: {OF_SIZE[size]}")
    notes.append(left_alone(claim))
    if min(one.estimate.n for said in judged.values() for one in said.findings) < FEW:
        notes.append(f"where a figure has fewer than {FEW} points, its interval covers less than it says")
    worlds = {world: said.as_json() | numbers[world] for world, said in judged.items()}
    first = next(iter(worlds))
    head = {key: worlds[first]["parts"][0][key] for key in ("estimate", "low", "high")}
    named = {"id": claim.id, "criterion": claim.criterion, **head, "verdict": verdict}
    named |= {"n": worlds[first]["parts"][0]["n"], "model_version": model_version(), "title": claim.title}
    named |= {"claim": claim.says, "source": claim.source, "sample": claim.why, "world": first, "size": size}
    return named | {"frozen": claim.hash, "worlds": worlds, "notes": notes}


def worlds_together(verdicts: dict[str, rule.Verdict]) -> tuple[rule.Verdict, list[str]]:
    """Of a claim about all worlds: their common verdict, or undetermined where they differ, and how they do."""
    words = set(verdicts.values())
    if len(words) == 1:
        return words.pop(), []
    return UNDETERMINED, ["the worlds differ: " + ", ".join(f"{verdict} on {w}" for w, verdict in verdicts.items())]


def left_alone(claim: Claim) -> str:
    """The uncertainties that a claim does not draw."""
    declared = claim.declaration
    if "ranges" not in declared:
        return "no uncertainty is drawn: all that the criterion does not name stay at their default"
    moved = {name for key in ("ranges", "fixed", "apart") for name in declared.get(key, ())}
    rest = [name for name, p in PARAMETERS.items() if p.role == "uncertainty" and name not in moved]
    return f"left at their default: {', '.join(rest) or 'none'}"


def own_folder(out: Path) -> None:
    """Make the folder, or find one of claims; raises BadInput for any other."""
    if out.exists() and not out.is_dir():
        raise BadInput("out", out, "a folder")
    with writing("out", out):
        if out.is_dir() and any(out.iterdir()) and read_manifest(out).get("command") != "claims":
            raise BadInput("out", out, "an empty folder or one that `claims` has written")
        out.mkdir(parents=True, exist_ok=True)
        write_manifest(out, {"command": "claims", "versions": versions(), "commit": commit()})
