"""The folder of `compare` or `run` that is looked at: what was asked, its series and its outcomes."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from experiments.ask.question import Question
from experiments.play.manifest import read_manifest
from experiments.play.run import Family, Run
from model.compiled import model_version
from model.params import BadInput

COMMANDS = ("compare", "run")


class Source(NamedTuple):
    """A folder as it was asked for, and each family of runs that came to its end."""

    folder: Path
    question: Question
    families: dict[int, Family]


def read_source(folder: Path) -> Source:
    """Raises BadInput for a folder of anything else, or of another version of the model."""
    manifest = read_manifest(folder)
    files = (folder / "runs.parquet", folder / "series.parquet")
    if manifest.get("command") not in COMMANDS or not all(file.is_file() for file in files):
        raise BadInput("dir", folder, "a folder that compare or run left")
    if manifest["versions"]["model"] != model_version():
        raise BadInput("dir", folder, "results of this version of the model (run the command again)")
    arms = {arm: tuple(names) for arm, names in manifest["arms"].items()}
    asked = (manifest["world"], arms, tuple(manifest["seeds"]), manifest["steps"], manifest["parameters"])
    return Source(folder, Question("diagnose", *asked), families_of(*(pd.read_parquet(file) for file in files)))


def families_of(runs: pd.DataFrame, series: pd.DataFrame) -> dict[int, Family]:
    """The runs by seed and arm, with outcomes and series; seeds of which a run failed are left out."""
    failed = set(runs.loc[runs["status"] != "ok", "seed"])
    outcomes = runs.select_dtypes("number").to_dict("records")
    found: dict[int, Family] = {}
    for arm, seed, own in zip(runs["arm"], runs["seed"], outcomes, strict=True):
        if seed not in failed:
            found.setdefault(int(seed), {})[arm] = Run({str(k): float(v) for k, v in own.items()}, {})
    for key, part in series.groupby(["arm", "seed", "outcome"], sort=False):
        arm, seed, outcome = map(str, key)
        if int(seed) in found:
            found[int(seed)][arm].series[outcome] = part.sort_values("step")["value"].to_numpy(np.float64)
    return dict(sorted(found.items()))
