"""The runs of a comparison, seed by seed, ready to be analysed as a sweep's are."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.ask.arms import ARMS
from experiments.judge.findings import differences, read_runs, to_the_end
from experiments.play.manifest import check_table, read_manifest
from model.params import DEFAULTS, BadInput

COMMANDS = ("compare", "run")  # whose folders have one row an arm and seed
NEEDED = {"arms", "seeds", "steps", "world", "parameters", "versions"}  # of a manifest


@dataclass(frozen=True)
class Comparison:
    """The folder of `compare` or `run` with its manifest."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def arms(self) -> Mapping[str, list[str]]:
        """Each arm's institutions."""
        return dict(self.manifest["arms"])

    @cached_property
    def runs(self) -> pd.DataFrame:
        """One row a run, by arm and seed."""
        return read_runs(self.folder, ["arm", "seed"])

    @property
    def settings(self) -> dict[str, Any]:
        """What differs from its default."""
        return {name: value for name, value in self.manifest["parameters"].items() if value != DEFAULTS.get(name)}

    def measured(self, outcome: str) -> dict[str, np.ndarray]:
        """Of each arm, and of each pair's difference with the same seed, shape (seeds,); NaN if undefined or failed."""
        values = {arm: to_the_end(self.runs, arm, outcome).to_numpy(float) for arm in self.arms}
        return values | differences(values)

    def by_block(self, values: np.ndarray) -> np.ndarray:
        """Each seed is evidence by itself."""
        return values

    @property
    def again(self) -> str:
        """The command that makes the same folder."""
        asked, arms = self.manifest, ",".join(as_given(*arm) for arm in self.arms.items())
        if asked["command"] == "run":
            size = f"--arm {arms} --seed {asked['seeds'][0]}"
        else:
            size = f"--arms {arms} --seeds {len(asked['seeds'])}"
        line = f"{asked['command']} --world {asked['world']} {size} --steps {asked['steps']}"
        return " ".join([line, *(f"--set {name}={value}" for name, value in self.settings.items())])


def as_given(arm: str, institutions: list[str]) -> str:
    """An arm as the command line takes it."""
    return arm if set(ARMS.get(arm, "?")) == set(institutions) else f"{arm}={'+'.join(institutions)}"


def read_comparison(folder: Path) -> Comparison:
    """The comparison in a folder; raises BadInput where there is none."""
    manifest = read_manifest(folder)
    if manifest.get("command") not in COMMANDS or not set(manifest) >= NEEDED:
        raise BadInput("dir", folder, f"the folder of a complete sweep or of {' or '.join(COMMANDS)}")
    check_table(folder, "runs")
    return Comparison(folder, manifest)
