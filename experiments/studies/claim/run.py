"""Plays a claim and judges it; a verdict is kept by claim, declaration, model and size, and not played again."""

import json
import time
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from experiments.judge.rule import Judgement, worlds_together
from experiments.play.folder import MANIFEST, read_manifest, whole_file, writing
from experiments.play.progress import progress
from experiments.play.results import commit, versions
from experiments.play.run import Family, Run, lost
from experiments.play.runner import Task, play_seeds
from experiments.studies.claim import Case, Claim
from experiments.studies.claims import CLAIMS
from model.compiled import model_version
from model.params import PARAMETERS, BadInput

FEW = 30  # points
OF_SIZE = {
    "quick": "a small sample, which tells little",
    "overnight": "as many points and lucks as DEFINITIONS D lays down",
}
BATCH = 12  # cases played one after the other in one worker

Verdict = dict[str, Any]  # one row of the answer, as plain JSON


class Played(NamedTuple):
    """What came of one claim on one world: one row a case that could be measured, and the errors of the others."""

    table: pd.DataFrame
    asked: int
    errors: list[str]


def verdicts(claims: list[Claim], size: str, workers: int, out: Path) -> Iterator[Verdict]:
    """Judge each claim at a size, in order; raises BadInput where the folder cannot hold the verdicts."""
    with_folder(out)
    for claim in claims:
        yield kept(claim, size, out) or judge(claim, claim.sized(size), workers, out)


def stem(claim: Claim, size: str) -> str:
    """All that a verdict depends on, as a file's name."""
    return f"{claim.id}-{claim.sized(size)}-{model_version()}-{claim.hash_at(size, claim.sizes)}"


def kept(claim: Claim, size: str, out: Path) -> Verdict | None:
    """The verdict found in the folder, if it is there."""
    path = out / f"{stem(claim, size)}.json"
    return dict(json.loads(path.read_text())) if path.exists() else None


def judge(claim: Claim, size: str, workers: int, out: Path) -> Verdict:
    """Play the claim on its worlds and judge it; what is whole is kept, world by world."""
    judged, errors, numbers, seconds = {}, [], {}, 0.0
    for world in claim.sizes:
        played = play(claim, world, size, workers, out)
        judged[world] = claim.judge(played.table, claim.size(world, size))
        numbers[world] = {"asked": played.asked, "measured": len(played.table)}
        seconds += played.table.attrs.get("seconds", 0.0)
        errors += [f"{claim.id} on {world}, {error}" for error in played.errors]
    verdict = told(claim, size, judged, numbers) | {"errors": errors, "seconds": round(seconds, 1)}
    if not errors:
        write(out / f"{stem(claim, size)}.json", json.dumps(verdict, indent=1).encode())
    return verdict


def play(claim: Claim, world: str, size: str, workers: int, out: Path) -> Played:
    """Every case of a claim on one world, side by side; one that raises is left out and told."""
    listed = cases(claim.id, world, size)
    path = out / f"{claim.id}-{world}-{model_version()}-{claim.hash_at(size, [world])}.parquet"
    if path.exists():
        return Played(pd.read_parquet(path), len(listed), [])
    began = time.monotonic()
    batches = range(-(-len(listed) // BATCH))
    task = Task(world, tuple(batches), tuple(map(str, range(BATCH))), partial(play_batch, claim.id, world, size))
    with progress(f"{claim.id} on {world}", len(listed)) as done:
        families = play_seeds(task, workers, lambda n: done(min(n * BATCH, len(listed))))
    runs = [families[k // BATCH][str(k % BATCH)] for k in range(len(listed))]
    errors = [f"point {c.point}, seed {c.seed}: {r.error}" for c, r in zip(listed, runs, strict=True) if r.error]
    table = pd.DataFrame([row(c, r) for c, r in zip(listed, runs, strict=True) if not r.error])
    table.attrs["seconds"] = time.monotonic() - began
    if not errors:
        write(path, table.to_parquet(index=False))
    return Played(table, len(listed), errors)


def row(case: Case, run: Run) -> dict[str, Any]:
    """One line of a claim's table."""
    series = {name: values.tolist() for name, values in run.series.items()}
    return {"point": case.point, "seed": case.seed, **case.labels, **run.outcomes, **series}


@lru_cache(maxsize=4)
def cases(name: str, world: str, size: str) -> list[Case]:
    """All cases of a claim, those that share a world after one another. The same in every process."""
    claim = CLAIMS[name]
    return sorted(claim.cases(world, claim.size(world, size)), key=lambda case: case.seed)


def play_batch(name: str, world: str, size: str, batch: int) -> Family:
    """The cases of one batch, by their place in it."""
    listed = cases(name, world, size)[batch * BATCH : (batch + 1) * BATCH]
    return {str(k): measured(CLAIMS[name], case) for k, case in enumerate(listed)}


def measured(claim: Claim, case: Case) -> Run:
    """One case as a run: its numbers as outcomes, its arrays as series."""
    try:
        figures = claim.measure(case)
    except Exception as error:
        return lost(error)
    arrays = {name: value for name, value in figures.items() if isinstance(value, np.ndarray)}
    return Run({name: float(value) for name, value in figures.items() if name not in arrays}, arrays)


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


def left_alone(claim: Claim) -> str:
    """The uncertainties that a claim does not draw."""
    declared = claim.declaration
    if "ranges" not in declared:
        return "no uncertainty is drawn: all that the criterion does not name stay at their default"
    moved = {name for key in ("ranges", "fixed", "apart") for name in declared.get(key, ())}
    rest = [name for name, p in PARAMETERS.items() if p.role == "uncertainty" and name not in moved]
    return f"left at their default: {', '.join(rest) or 'none'}"


def with_folder(out: Path) -> None:
    """Make the folder, or find one of claims; raises BadInput for any other."""
    if out.exists() and not out.is_dir():
        raise BadInput("out", out, "a folder")
    with writing("out", out):
        if out.is_dir() and any(out.iterdir()) and read_manifest(out).get("command") != "claims":
            raise BadInput("out", out, "an empty folder or one that `claims` has written")
        out.mkdir(parents=True, exist_ok=True)
        manifest = {"command": "claims", "versions": versions(), "commit": commit()}
        write(out / MANIFEST, (json.dumps(manifest, indent=1) + "\n").encode())


def write(path: Path, content: bytes) -> None:
    """The file whole or not at all; raises OSError."""
    with whole_file(path) as draft:
        draft.write_bytes(content)
