"""Sensitivity of each outcome, and of each difference between arms, to each factor of a sweep."""

from typing import Any

import numpy as np
import pandas as pd

from experiments.ask.design import Design
from experiments.judge.findings import Findings
from experiments.judge.indices import ANALYSES
from experiments.play.tables import known
from model.params import BadInput


def sensitivity(findings: Findings, outcomes: list[str]) -> pd.DataFrame:
    """One row an outcome, arm or pair of arms, factor and index. Raises BadInput where there is nothing to analyse."""
    design = findings.design
    check_sampler(design)
    if (findings.runs["status"] == "error").all():
        raise BadInput("dir", findings.folder, "a sweep of which not every run failed")
    factors = [f.name for f in design.factors]
    rows = [
        {"outcome": outcome, "of": of} | index._asdict()
        for outcome in outcomes
        for of, y in findings.measured(outcome).items()
        for index in ANALYSES[design.sampler](factors, design.shares, y)
    ]
    return pd.DataFrame(rows)


def check_sampler(design: Design) -> None:
    """Raises BadInput where the sampler has no analysis."""
    if design.sampler not in ANALYSES:
        raise BadInput("sampler", design.sampler, f"{' '.join(ANALYSES)} in a design for sensitivity")


def as_json(table: pd.DataFrame) -> dict[str, Any]:
    """The table as plain values, null where undefined."""
    rows = [
        {key: known(float(value)) if isinstance(value, float | np.floating) else value for key, value in row.items()}
        for row in table.to_dict("records")
    ]
    return {"indices": rows}
