"""Every registered claim, whatever it says: whole, frozen, playable, kept, and told as fixed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.__main__ import main
from experiments.ask.arms import ARMS
from experiments.judge.rule import Verdict
from experiments.play import play as play_module
from experiments.play.where import Where
from experiments.studies.claim import SIZES, WORLDS, Claim, Measurement
from experiments.studies.claim import run as claim_run
from experiments.studies.claim.play import globally_enforced, late_welfare, played, treaty_of
from experiments.studies.claim.priors import priors, sampled
from experiments.studies.claims import CLAIMS, t2_signs, t6_exclusivity
from model.version import model_version

ALL = [pytest.param(claim, id=name) for name, claim in CLAIMS.items()]
FEW = {"points": 2, "seeds": 1, "budget_points": 1, "training": 2, "test": 2, "base": 2, "control": 2, "least": 2}
LAID_DOWN = {  # DEFINITIONS D
    "T1": {"points": 2048, "seeds": 8}, "T2": {"points": 1024}, "T3": {"seeds": 64},
    "T4": {"training": 64, "test": 256}, "T5": {"base": 1024}, "T8": {"least": 200},
    "T6": {"points": 64, "seeds": 256}, "T7": {"points": 64, "seeds": 256},
}  # fmt: skip
VERDICTS = set(Verdict)


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> dict[str, Claim]:
    """All claims with the smallest samples, on a small world of luck."""
    monkeypatch.setitem(WORLDS, "random", {"actors": 40})  # type: ignore[attr-defined]
    for name, claim in list(CLAIMS.items()):
        few = {key: FEW[key] for key in next(iter(claim.sizes.values()))["quick"]}
        monkeypatch.setitem(CLAIMS, name, replace(claim, sizes={"random": {"full": few, "quick": few}}))
    monkeypatch.setattr(t2_signs, "BUDGETS", (0.3,))
    return CLAIMS


# -- whole, and frozen --


@pytest.mark.parametrize("claim", ALL)
def test_a_claim_is_whole(claim: Claim):
    assert f"DEFINITIONS D, {claim.id}" in claim.source
    assert min(map(len, (claim.says, claim.criterion, claim.why))) > 60
    assert 5 < len(claim.title) < 60
    assert "supported" in claim.criterion
    assert "refuted" in claim.criterion
    assert set(claim.sizes) <= set(WORLDS)
    assert "earth" in claim.sizes
    assert claim.rules
    for world, sizes in claim.sizes.items():
        assert {"full", "quick"} <= set(sizes) <= set(SIZES)
        assert len({frozenset(size) for size in sizes.values()}) == 1
        quick, full, most = (claim.size(world, size) for size in SIZES)
        assert all(quick[key] <= full[key] <= most[key] for key in full)
        assert LAID_DOWN[claim.id].items() <= most.items()
        assert len(list(claim.cases(world, sizes["quick"]))) < len(list(claim.cases(world, sizes["full"])))


def test_a_size_more_makes_no_verdict_stale():
    claim = CLAIMS["T8"]
    most = {world: sizes | {"overnight": {"points": 4096, "least": 800}} for world, sizes in claim.sizes.items()}
    larger = replace(claim, sizes=most)
    assert larger.hash != claim.hash

    def stem(one: Claim, size: str) -> tuple[str, str]:
        return one.sized(size), one.hash_at(size, one.sizes)

    assert stem(larger, "full") == stem(claim, "full") == stem(claim, "overnight")
    assert stem(larger, "overnight") != stem(claim, "overnight")


# -- what claims take for granted --


def test_a_treaty_that_is_never_adopted_changes_nothing():
    seen = set()
    for k, point in enumerate(sampled(priors(), 8, 3)):
        case = Measurement("random", k, 1 + k, {**point, "steps": 60})
        run = played(case, ARMS["top_down"])
        body = treaty_of(run.issue)
        adopted = bool(body.adopted or body.terms["founded"] > 0)
        same = run.welfare(False).tobytes() == played(case, ()).welfare(False).tobytes()
        assert adopted or same
        seen.add(adopted)
    assert False in seen


@pytest.mark.parametrize("name", t2_signs.OF_THE_TREATY)
def test_what_is_nothing_to_the_emergent_arm(name: str):
    case = Measurement("random", 0, 3, {"steps": 90, "risk": 0.6})
    low, high = t2_signs.ends(name)
    assert late_welfare(case, "emergent", {name: low}) == late_welfare(case, "emergent", {name: high})


def test_global_enforcement_waits_for_its_sponsors_and_then_fines_everyone():
    case = Measurement("random", 0, 3, {"steps": 1})
    idle, active = (globally_enforced(case, trigger).issue for trigger in (1.0, 0.001))
    for issue, sponsors in ((idle, 0), (active, 1)):
        issue.rows["strategy"][:] = 0
        issue.rows["strategy"][:sponsors] = 2
        issue.institutions[0].act()
        groups = issue.agreements.row[: len(issue.rows)]
        assert (groups["in_force"] == sponsors).all()
        np.testing.assert_allclose(groups["fine"], 0.3 * sponsors)
        if sponsors:
            np.testing.assert_allclose(groups["policy"], issue.rows["optimum"][0])


def test_inequality_is_measured_on_one_scale():
    class Fixed:
        def __init__(self, *welfare: float) -> None:
            self.w = np.array(welfare)

        def welfare(self, late: bool) -> np.ndarray:  # noqa: ARG002
            return self.w

    gini = t6_exclusivity.inequalities(Fixed(1, 3), Fixed(2, 2))  # type: ignore[arg-type]
    differences = t6_exclusivity.inequalities(Fixed(1, 3), Fixed(-1, 1))  # type: ignore[arg-type]
    assert gini == pytest.approx([0.25, 0])
    assert differences == pytest.approx([1, 1])


# -- played and told --


def test_every_claim_plays_and_is_judged_and_kept(tiny: dict[str, Claim], tmp_path: Path, monkeypatch: Any):
    first = list(claim_run.verdicts(list(tiny.values()), "quick", Where(1), tmp_path))
    for verdict in first:
        assert not verdict["errors"]
        assert verdict["verdict"] in VERDICTS
        assert verdict["size"] == "quick"
        assert any("quick" in note for note in verdict["notes"])
        assert any("frozen.json" in note for note in verdict["notes"])  # these samples were never written down
        (said,) = verdict["worlds"].values()
        assert said["asked"] == said["measured"] > 0
        assert said["parts"][0]["verdict"] in VERDICTS
    monkeypatch.setattr(play_module, "play_parts", lambda *_: pytest.fail("played again"))
    assert list(claim_run.verdicts(list(tiny.values()), "quick", Where(1), tmp_path)) == first


def test_the_command_prints_json_alone(tiny: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["claims", "T1", "--quick", "--workers", "1", "--json", "--out", str(tmp_path / "out")]) == 0
    (told,) = json.loads(capsys.readouterr().out)["claims"]
    assert {"id", "criterion", "estimate", "low", "high", "verdict", "n", "model_version"} <= set(told)
    assert (told["id"], told["model_version"], told["n"]) == ("T1", model_version(), 2)
    assert told["frozen"] == CLAIMS["T1"].hash
    assert main(["claims", "T1", "--quick", "--out", str(tmp_path / "out")]) == 0
    assert "Imposed from above" in capsys.readouterr().out


def test_workers_find_the_same(tiny: Any, tmp_path: Path):
    told = []
    for workers in (1, 2):
        (verdict,) = claim_run.verdicts([tiny["T6"]], "quick", Where(workers), tmp_path / str(workers))
        told.append({key: value for key, value in verdict.items() if key != "seconds"})
    assert told[0] == told[1]


def test_a_case_that_raises_is_left_out_and_counted(tiny: Any, tmp_path: Path, capsys: Any, monkeypatch: Any):
    claim = tiny["T1"]

    def measure(case: Measurement) -> dict[str, Any]:
        if case.point:
            raise ZeroDivisionError("made up")
        return {"adopted": 1.0, "late": 0.1, "whole": 0.1}

    monkeypatch.setitem(CLAIMS, "T1", replace(claim, measure=measure))
    out = tmp_path / "out"
    assert main(["claims", "T1", "--quick", "--workers", "1", "--out", str(out)]) == 1
    printed = capsys.readouterr()
    assert "1 of 2 cases failed and are left out" in " ".join(printed.out.split())
    assert "error: T1 on random, point 1, seed 1: ZeroDivisionError: made up" in printed.err
    assert main(["claims", "T1", "--quick", "--workers", "1", "--out", str(out)]) == 1  # and stays so


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["claims", "T9"], "error: claim=T9: allowed T1 T2"),
        (["claims", "T1", "--quick", "--overnight"], "error: size=quick overnight: allowed one of them"),
        (["claims", "T1", "--workers", "0"], "error: workers=0: allowed 1.."),
        (["claims", "T1", "--out", "README.md"], "error: out=README.md: allowed a folder"),
        (["claims", "T1", "--out", "docs"], "error: out=docs: allowed an empty folder or one that"),
    ],
)
def test_bad_input_is_one_line(line: list[str], said: str, capsys: pytest.CaptureFixture[str]):
    assert main(line) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(said)
    assert printed.err.count("\n") == 1
    assert not printed.out
