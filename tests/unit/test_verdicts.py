"""A sweep's verdicts ask the whole interval, count points drawn together once, and are judged together."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.ask.reading import read_design
from experiments.judge.estimate import ALPHA
from experiments.judge.findings import Findings
from experiments.judge.points import holm, holm_levels, student
from experiments.judge.rule import REFUTED, SUPPORTED, UNDETERMINED, above
from experiments.judge.verdicts import Line, tie, verdicts

DESIGN = """
world = "random"
arms = ["none", "more=coalitions", "alike=formal_body"]
outcomes = ["welfare_mean_last", "mismatch_last"]
[uncertainties]
risk = [0.0, 1.0]
cost = [0.0, 1.0]
[sampler]
name = "{sampler}"
size = {size}
"""
NAN = float("nan")


def found(folder: Path, sampler: str = "latin_hypercube", size: int = 64, **differences: np.ndarray) -> Findings:
    """A sweep of which each arm is none and a difference at each point."""
    path = folder / "design.toml"
    path.write_text(DESIGN.format(sampler=sampler, size=size))
    design = read_design(path)
    cost, risk = np.array(design.values).T
    at = {"cost": cost, "risk": risk, "seed": 1, "mismatch_last": NAN}
    rows = [
        pd.DataFrame({**at, "arm": arm, "welfare_mean_last": risk + more})
        for arm, more in ({"none": 0 * risk, "alike": 0 * risk} | differences).items()
    ]
    findings = Findings(folder, design, {})
    findings.__dict__["runs"] = pd.concat(rows).set_index(["cost", "risk", "arm", "seed"]).sort_index()
    return findings


def judged(findings: Findings) -> dict[tuple[str, str], Line]:
    return {(line.a, line.b): line for line in verdicts(findings, ["welfare_mean_last", "mismatch_last"])}


def test_the_whole_interval_decides(tmp_path: Path) -> None:
    luck = np.random.default_rng(3).normal(size=64)
    for centre, verdict in ((0.1, SUPPORTED), (-0.1, REFUTED), (0.0, UNDETERMINED)):
        lines = judged(found(tmp_path, more=centre + 0.1 * (luck - luck.mean())))
        assert lines["more", "none"].verdict == verdict
        assert lines["more", "none"].finding.estimate.value == pytest.approx(centre)
        assert lines["alike", "none"].finding.estimate[:3] == (0, 0, 0)
        assert lines["alike", "none"].verdict == "no difference"
    assert all(line.outcome == "welfare_mean_last" for line in lines.values())  # the other is nowhere defined


def test_points_are_counted_beyond_the_tie_band(tmp_path: Path) -> None:
    more = np.repeat([0.004, 0.006, -0.004, -0.006], 16)
    line = judged(found(tmp_path, more=more))["more", "none"]
    assert (line.more, line.less) == (0.25, 0.25)
    assert tie("welfare_mean_last") == 0.005
    assert tie("cooperation") == 0


def test_points_drawn_together_count_once(tmp_path: Path) -> None:
    """In a block of four the difference is the same: a fourth of the evidence that as many points apart would be."""
    by_block = np.random.default_rng(4).normal(0.01, 0.1, 32)
    one = judged(found(tmp_path, "sobol", 32, more=np.repeat(by_block, 4)))["more", "none"].finding.estimate
    assert one.n == 32
    level = 1 - holm_levels({"a": part_p(by_block), "b": part_p(by_block), "c": 1.0})["a"]
    low, high = stats.t.interval(level, 31, by_block.mean(), stats.sem(by_block))
    assert (one.low, one.high) == pytest.approx((low, high))


def part_p(values: np.ndarray) -> float:
    return float(stats.ttest_1samp(values, 0).pvalue)


def test_the_levels_are_holms() -> None:
    assert holm_levels({"a": 0.01, "b": 0.001, "c": 0.5}) == pytest.approx({"b": ALPHA / 3, "a": ALPHA / 2, "c": ALPHA})
    assert holm_levels({"a": 0.2, "b": 0.03, "c": 0.04}) == dict.fromkeys("bca", ALPHA / 3)


def unlike(luck: np.random.Generator) -> dict[str, np.ndarray]:
    return {str(k): luck.normal(size=30) for k in range(10)}


def test_of_lines_without_a_difference_hardly_any_family_has_one_that_is_called() -> None:
    luck = np.random.default_rng(5)
    wrong = sum(
        any(one.verdict != UNDETERMINED for one in holm(unlike(luck), above(0), test=student)) for _ in range(400)
    )
    assert wrong / 400 < ALPHA + 3 * np.sqrt(ALPHA * (1 - ALPHA) / 400)
