"""Each claim judges tables of a known verdict; a changed rule would judge them otherwise."""

from itertools import product
from math import inf, isnan, nan

import numpy as np
import pandas as pd
import pytest

from experiments.studies.claim.curves import total_shares
from experiments.studies.claims import (
    t1_doomed,
    t2_signs,
    t3_trigger,
    t4_sequence,
    t5_deficit,
    t6_exclusivity,
    t7_fluidity,
)
from experiments.studies.claims import t8_early_warning as t8

S, R, U = "supported", "refuted", "undetermined"


def by_seed(**columns: np.ndarray) -> pd.DataFrame:
    """60 points with two lucks each."""
    point, seed = np.divmod(np.arange(120), 2)
    return pd.DataFrame({"point": point, "seed": seed} | columns)


@pytest.mark.parametrize(("worse", "verdict"), [(0.97, S), (0.75, U), (0.2, R)])
def test_t1(worse, verdict):
    luck = np.random.default_rng(3).random(120)
    late = np.where(luck < worse, -0.02, np.where(luck < worse + 0.02, -0.004, 0.02))  # some within the tie band
    said = t1_doomed.judge(by_seed(adopted=np.ones(120), late=late, whole=late), {})
    assert said.verdict == verdict
    shares = {p.name: p.estimate.value for p in said.findings}
    assert shares["worse than none"] + shares["better than none"] + shares["tie"] == pytest.approx(1)


def test_t1_counts_a_treaty_that_was_not_adopted_as_a_tie():
    adopted = np.repeat([1.0, 0.0], 60)
    late = np.where(adopted > 0, -0.1, 0.0)
    said = t1_doomed.judge(by_seed(adopted=adopted, late=late, whole=late), {})
    shares = {p.name: p.estimate.value for p in said.findings}
    assert (shares["worse than none"], shares["tie"], shares["worse, given adoption"]) == (0.5, 0.5, 1.0)


def t2_table(effect: float) -> pd.DataFrame:
    z = np.random.default_rng(4).normal(0, 0.01, 40)
    pairs = [
        {"study": "pairs", "factor": name, "point": k, "effect": effect + z[k]}
        for name in t2_signs.SYMBOLS for k in range(40)
    ]  # fmt: skip
    welfare = {f"{arm} {b:g} {burned}": float(arm == "top_down")
               for arm, b, burned in product(("top_down", "emergent"), t2_signs.BUDGETS, (0, 1))}  # fmt: skip
    budgets = [{"study": "budgets", "factor": "", "point": k} | welfare for k in range(4)]
    return pd.DataFrame(pairs + budgets)


@pytest.mark.parametrize(("effect", "verdict"), [(-0.05, S), (0.0, U), (0.05, R)])
def test_t2_judges_each_factor_by_itself(effect, verdict):
    said = t2_signs.judge(t2_table(effect), {})
    by_name = {p.name: p for p in said.findings}
    assert {p.verdict for p in by_name.values() if p.rule} == {said.verdict} == {verdict}
    assert "H in 0%" in said.notes[1]
    assert by_name["W_TD - W_EM, budget 0.3, fines burned"].estimate.value == 1


def test_t2_moves_coupling_over_a_range_of_its_own():
    assert t2_signs.ends("coupling") == (0.5, 1.5)


@pytest.mark.parametrize(("at", "verdict"), [(0.1, S), (0.15, U), (0.22, R), (0.4, R)])
def test_t3(at, verdict):
    luck = np.random.default_rng(5)
    rows = [
        {"seed": seed, "risk": risk, "trigger": trigger,
         "achievement": luck.normal(0.5 if trigger == t3_trigger.LOCAL else 0.5 + 5 * (at - trigger), 0.05)}
        for seed in range(40) for risk in t3_trigger.RISKS for trigger in (t3_trigger.LOCAL, *t3_trigger.TRIGGERS)
    ]  # fmt: skip
    said = t3_trigger.judge(pd.DataFrame(rows), {})
    assert said.verdict == verdict
    assert len(said.findings) == 3
    assert said.findings[0].estimate.value == (inf if at > 0.25 else pytest.approx(at, abs=0.01))


@pytest.mark.parametrize(("months", "verdict"), [(100, S), (114, U), (125, R)])
def test_t4_holds_the_sequence_against_the_best_rival_at_the_coverage_of_training(months, verdict):
    luck = np.random.default_rng(6)
    at = {f"months at {t:g}": 200.0 for t in t4_sequence.COVERAGES}
    rows = [{"study": "training", "arm": "sequence", "point": k} | at | {"months at 0.25": 90.0} for k in range(8)]
    for k in range(60):
        shared = luck.normal(0, 20)
        rows += [{"study": "test", "arm": arm, "point": k, "months": m + shared + luck.normal(0, 3)}
                 for arm, m in (("local", 150), ("global", 120), ("simultaneous", 180))]  # fmt: skip
        own = months + shared + luck.normal(0, 3)
        rows.append({"study": "test", "arm": "sequence", "point": k} | at | {"months at 0.25": own})
    said = t4_sequence.judge(pd.DataFrame(rows), {})
    assert said.verdict == verdict
    assert said.notes == ("t* = 0.25, chosen on 8 other points",)
    assert said.findings[0].estimate.value == pytest.approx(months - 120, abs=2)


def t5_rows(study: str, e: float, q: float) -> list[dict[str, object]]:
    """Welfare linear in e, q and the rest, over blocks as the sampler orders their groups."""
    a, b = np.random.default_rng(7).random((2, 200, 3))
    weight = np.array([{"elite_weight": e, "quota": q, "rest": 1.0}[name] for name in t5_deficit.group_order()])
    rows = []
    for k in range(200):
        ab = [np.where(np.arange(3) == g, b[k], a[k]) for g in range(3)]
        rows += [
            {"study": study, "point": k, "place": n, "welfare": weight @ x} for n, x in enumerate([a[k], *ab, b[k]])
        ]
    return rows


@pytest.mark.parametrize(
    ("e", "q", "control", "verdict"), [(2, 1, 0, S), (1, 2, 0, R), (1, 1, 0, U), (2, 1, 1, U), (1, 2, 1, U)]
)
def test_t5_needs_its_negative_control(e, q, control, verdict):
    said = t5_deficit.judge(pd.DataFrame(t5_rows("claim", e, q) + t5_rows("control", control, 1)), {})
    assert said.verdict == verdict
    assert bool(said.notes) == bool(control)


def test_t5_orders_its_groups_as_the_sampler_does():
    points = t5_deficit.saltelli(64)
    welfare = np.array([3 * p["elite_weight"] + 2 * p["quota"] for p in points]).reshape(64, -1)
    shares = dict(zip(t5_deficit.group_order(), total_shares(welfare), strict=True))
    assert shares["elite_weight"] == pytest.approx(0.9, abs=0.02)
    assert shares["quota"] == pytest.approx(0.1, abs=0.02)
    assert shares["rest"] == 0


@pytest.mark.parametrize(
    ("judge", "first", "second", "good"),
    [(t6_exclusivity.judge, "latency", "inequality", (-1, 1)), (t7_fluidity.judge, "return", "half_life", (-1, -1))],
)
def test_t6_and_t7_claim_two_things(judge, first, second, good):
    z = np.random.default_rng(8).normal(0, 1, 120)

    def verdict(one: float, other: float) -> str:
        told = dict.fromkeys(("below_zero", "silent", "away", "better"), 0.0)  # said beside, not judged
        return judge(by_seed(**{first: one + z, second: other + z}).assign(**told), {}).verdict

    one, other = good
    assert verdict(one, other) == S
    assert verdict(one, 0) == verdict(0, other) == U
    assert verdict(-one, other) == verdict(one, -other) == R


def test_t8_finds_the_beginning_of_a_fall():
    coverage = np.concatenate([np.zeros(10), np.full(50, 0.8), np.linspace(0.8, 0.3, 10), np.full(30, 0.3)])
    assert t8.onset(coverage) == 60
    assert isnan(t8.onset(np.maximum(coverage, 0.45)))  # less than half
    assert isnan(t8.onset(np.concatenate([np.full(10, 0.8), np.linspace(0.8, 0.0, 200)[:120]])))  # too slow
    assert t8.onset(np.array([0.9] * 5 + [0.0])) == 4


def treaties(slowing: bool, pairs: int) -> pd.DataFrame:
    """As many treaties that collapse, after cooperation that slows down or does not, as hold."""
    luck = np.random.default_rng(9)
    rows = []
    for k in range(2 * pairs):
        onset = float(luck.integers(120, 200)) if k < pairs else nan
        x = np.zeros(301)
        for t in range(1, 301):
            near = 0.95 * max(0.0, 1 - abs(onset - 6 - t) / 60) if slowing and k < pairs else 0.3
            x[t] = near * x[t - 1] + luck.normal(0, 0.01)
        rows.append({"point": k, "founded": 36.0, "last": 299.0 if k >= pairs else onset, "onset": onset})
        rows[-1]["cooperation"] = x.tolist()
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("slowing", "pairs", "least", "verdict"), [(True, 40, 40, S), (False, 80, 80, R), (True, 15, 16, U)]
)
def test_t8(slowing, pairs, least, verdict):
    said = t8.judge(treaties(slowing, pairs), {"least": least})
    assert said.verdict == verdict
    assert said.findings[0].estimate.n == pairs


def test_t8_matches_by_age_treaties_that_were_seen_to_hold():
    table = treaties(False, 3)
    table.loc[3, "last"] = 40.0  # ended too soon to stand for any
    table.loc[4, "founded"] = 290.0  # never as old
    (((fallen, month), (stood, then), _),) = t8.pairs_of(table)
    assert table["cooperation"].iloc[5] is stood
    assert month - 36 == then - 36
    assert any(fallen is series for series in table["cooperation"].iloc[:3])


def test_t8_without_any_treaty_is_undetermined():
    table = treaties(False, 2)
    table[["onset", "founded", "last"]] = nan
    said = t8.judge(table, {"least": 2})
    assert said.verdict == U
    assert isnan(said.findings[0].estimate.low)
