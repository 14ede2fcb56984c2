"""A kind of actor without rules follows the usual ones, in the sweep and one by one (`kind_without_rules`)."""

import pytest

from agents import KINDS, Actor
from tests.contract.test_kinds import BRISK, Sweepless, each_kind, lively


@each_kind
def test_a_kind_without_rules_plans_and_perceives_by_the_usual_ones_and_all_others_by_their_own(kind):
    model = lively(settings=BRISK | {"kind_without_rules": kind.label})
    rules = [Actor if one is kind else one for one in KINDS]
    decide = model.decide

    def compare() -> None:
        hand = Sweepless(model)
        decide()
        for i, row in enumerate(hand.rows):
            assert row.plan == hand.plan(i, rules[row.kind])[0]
            expected = rules[row.kind].perceive.__wrapped__(row, hand.p)
            assert row.perceived_risk == pytest.approx(expected, abs=1e-15)

    model.decide = compare
    for _ in range(3):
        model.step()


def test_kinds_without_rules_decide_alike_in_the_sweep_and_one_by_one():
    several = BRISK | {"kind_without_rules": "+".join(kind.label for kind in KINDS)}
    sweep, alone = lively(settings=several), lively(settings=several, one_by_one=True)
    for _ in range(6):
        sweep.step()
        alone.step()
    assert sweep.rows.tobytes() == alone.rows.tobytes()
