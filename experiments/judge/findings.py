"""The runs in a folder, ready to be analysed: a sweep's by point, in the sampler's order, a comparison's by seed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from experiments.ask.arms import ARMS
from experiments.ask.design import Design
from experiments.ask.outcomes import named_outcomes, outcome_columns, with_beside
from experiments.ask.reading import DESIGN, read_design
from experiments.judge.times import censored, to_the_end
from experiments.play.folder import difference as difference_between
from experiments.play.manifest import check_table, is_complete, read_manifest
from model.params import DEFAULTS, BadInput

HEADLINES = ("welfare_mean_last", "cooperation_last")
COMMANDS = ("compare", "run")  # whose folders have one row an arm and seed
NEEDED = {"arms", "seeds", "steps", "world", "parameters", "versions"}  # of a manifest


@dataclass(frozen=True)
class Findings:
    """A sweep's folder with its design and manifest."""

    folder: Path
    design: Design
    manifest: dict[str, Any]

    @cached_property
    def runs(self) -> pd.DataFrame:
        """One row a run, by the factors' values, arm and seed."""
        return read_runs(self.folder, [*(f.name for f in self.design.factors), "arm", "seed"])

    @property
    def arms(self) -> Mapping[str, Iterable[str]]:
        """Each arm's institutions."""
        return self.design.arms

    @property
    def outcomes(self) -> list[str]:
        """The outcome columns that the sweep kept."""
        return [name for name in outcome_columns() if name in self.runs.columns]

    def of(self, arm: str, outcome: str) -> np.ndarray:
        """Values of one arm, times cut off at the run's end, shape (points, replicates); NaN if undefined or failed."""
        by_seed = of_arm(self.runs, arm, outcome).unstack("seed")
        return np.asarray(by_seed.loc[self._points], float)

    @cached_property
    def _points(self) -> Any:
        if len(self.design.factors) == 1:
            return [values[0] for values in self.design.values]
        return pd.MultiIndex.from_tuples(self.design.values)

    def measured(self, outcome: str) -> dict[str, np.ndarray]:
        """Mean over replicates at each point, of each arm and of each pair's difference with the same seed."""
        values = {arm: self.of(arm, outcome) for arm in self.design.arms}
        return {name: mean_of_defined(found) for name, found in (values | differences(values)).items()}

    def by_block(self, values: np.ndarray) -> np.ndarray:
        """The mean of those points that were drawn together and so are one piece of evidence, shape (blocks,)."""
        return pd.Series(values).groupby(self.design.blocks).mean().to_numpy()


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
        values = {arm: of_arm(self.runs, arm, outcome).to_numpy(float) for arm in self.arms}
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


def read_runs(folder: Path, keys: list[str]) -> pd.DataFrame:
    """The runs of a folder by these columns; raises BadInput."""
    try:
        return pd.read_parquet(folder / "runs.parquet").set_index(keys).sort_index()
    except (OSError, pa.ArrowException, KeyError) as error:
        raise BadInput("dir", folder, f"a folder with the runs that it names ({error})") from None


def of_arm(runs: pd.DataFrame, arm: str, outcome: str) -> "pd.Series[float]":
    """An outcome of each run of an arm, times cut off at its end."""
    found = pd.DataFrame(runs.xs(arm, level="arm"))
    if not censored(outcome):
        return found[outcome]
    rows = found.reset_index().rename(columns=str).to_dict("records")
    return pd.Series([to_the_end(outcome, row) for row in rows], found.index)  # type: ignore[arg-type]


def differences(values: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Every later arm less every earlier one."""
    return {difference(a, b): values[a] - values[b] for b, a in combinations(values, 2)}


def difference(a: str, b: str) -> str:
    """How the difference of two arms is written."""
    return f"{a} - {b}"


def mean_of_defined(values: np.ndarray) -> np.ndarray:
    """Mean of each row over its defined values; NaN where there is none."""
    n = (~np.isnan(values)).sum(axis=1)
    return np.divide(np.nansum(values, axis=1), n, out=np.full(len(values), np.nan), where=n > 0)


def read_findings(folder: Path) -> Findings:
    """The findings in a folder; raises BadInput unless a complete sweep is there."""
    manifest = read_manifest(folder)
    if not is_complete(folder):
        begun = "; run `sweep` again to resume it" if manifest else ""
        raise BadInput("dir", folder, f"the folder of a complete sweep{begun}")
    if manifest.get("command") != "sweep":
        raise BadInput("dir", folder, f"the folder of a sweep (it is {manifest.get('command')}'s)")
    design = read_design(folder / DESIGN, str(manifest["question"]))  # the copy has another name than the file
    check_table(folder, "runs")
    if differing := difference_between(manifest, design.identity):
        wanted = f"a folder whose {DESIGN} is the design that was swept (it has another {differing})"
        raise BadInput("dir", folder, wanted)
    return Findings(folder, design, manifest)


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


def chosen_outcomes(design: Design, text: str) -> list[str]:
    """Outcomes from `cooperation,welfare_mean`; if empty the design's own, or the headlines. Raises BadInput."""
    kept = with_beside(design.outcomes) or outcome_columns()
    return list(dict.fromkeys(named_outcomes("outcome", text or ",".join(design.outcomes), kept))) or list(HEADLINES)
