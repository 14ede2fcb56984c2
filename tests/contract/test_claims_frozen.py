"""Claims are found by registration and frozen: what decides a verdict is hashed, and nothing else."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from experiments.judge.rule import above
from experiments.studies.claim import Claim, digest, read_frozen
from experiments.studies.claim.priors import priors, sampled
from experiments.studies.claim.run import left_alone
from experiments.studies.claims import CLAIMS, find, natural, register
from model.params import PARAMETERS, BadInput

ROOT = Path(__file__).parents[2]
ALL = [pytest.param(claim, id=name) for name, claim in CLAIMS.items()]


def test_claims_were_found_by_their_files_and_sort_by_number():
    files = (ROOT / "experiments/studies/claims").glob("t*.py")
    assert set(CLAIMS) == {path.stem.split("_")[0].upper() for path in files}
    assert sorted(["T10", "T2", "U1", "T1"], key=natural) == ["T1", "T2", "T10", "U1"]


def test_a_claim_of_a_plug_in_is_registered_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("experiments.studies.claims.CLAIMS", mine := dict(CLAIMS))
    more = replace(CLAIMS["T3"], id="T10", title="One more")
    assert register(more) is register(more) is mine["T10"]
    assert list(mine)[-1] == "T10"
    assert find(["T10"]) == [more]
    with pytest.raises(BadInput, match="claim=T10: allowed an id that no other claim has"):
        register(replace(more, criterion="another"))


@pytest.mark.parametrize("claim", ALL)
def test_a_claim_is_as_it_was_written_down_before_the_first_run(claim: Claim):
    written = read_frozen()[claim.id]
    assert digest(written["declaration"]) == written["hash"]
    assert claim.declaration == written["declaration"]
    assert claim.as_frozen


@pytest.mark.parametrize("claim", ALL)
def test_whatever_decides_a_verdict_changes_the_hash(claim: Claim):
    world = next(iter(claim.sizes))
    size = claim.sizes[world]["full"]
    key = next(iter(size))
    others = [
        replace(claim, sizes=claim.sizes | {world: dict(claim.sizes[world]) | {"full": {**size, key: size[key] + 1}}}),
        replace(claim, rules=dict(claim.rules) | {next(iter(claim.rules)): above(0.123)}),
        replace(claim, criterion=claim.criterion + " or nearly"),
        *(replace(claim, frozen={**claim.frozen, name: "other"}) for name in claim.frozen),
    ]
    hashes = {claim.hash, *(other.hash for other in others)}
    assert len(hashes) == 1 + len(others)
    assert not any(other.as_frozen for other in others)


def test_a_choice_that_is_registered_later_changes_no_claim():
    """A kind of actor adds its name to choices; the claims are hashed in a process in which that has happened."""
    code = (
        "from dataclasses import replace\n"
        "from model.params import PARAMETERS\n"
        "for name, p in list(PARAMETERS.items()):\n"
        "    if p.choices: PARAMETERS[name] = replace(p, choices=('guild', *p.choices))\n"
        "from experiments.studies.claims import CLAIMS\n"
        "from experiments.studies.claim.priors import priors\n"
        "assert 'guild' in PARAMETERS['norm_entrepreneurs'].choices\n"
        "assert 'guild' not in priors()['norm_entrepreneurs'].names\n"
        "print(' '.join(claim.hash for claim in CLAIMS.values()))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == [read_frozen()[name]["hash"] for name in CLAIMS]


def test_priors_are_declared_uncertainties_within_what_the_model_allows():
    for name, factor in priors().items():
        if name == "steps":
            continue
        assert PARAMETERS[name].role == "uncertainty" or name.endswith("_fine")
        for value in factor.names or (factor.low, factor.high):
            PARAMETERS[name].check(value)
    # a date, what no payoff reads yet, and what one issue lacks
    assert left_alone(CLAIMS["T1"]) == "left at their default: shock_step, means_by, coupling"
    assert "coupling" not in left_alone(CLAIMS["T2"])
    assert "trust_weight" in left_alone(CLAIMS["T8"])
    assert "no uncertainty is drawn" in left_alone(CLAIMS["T3"])


def test_points_fill_every_range():
    points = sampled(priors(), 64, 1)
    for name, factor in priors().items():
        values = [point[name] for point in points]
        if factor.names:
            assert set(values) == set(factor.names)
        else:
            quarters = np.quantile(np.array(values, float), [0.25, 0.75])
            width = factor.high - factor.low
            np.testing.assert_allclose((quarters - factor.low) / width, [0.25, 0.75], atol=0.08)
