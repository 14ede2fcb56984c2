"""Every rule is felt: slightly another rule, and some case goes another way. What no case felt, no test would guard."""

import pytest

from . import first
from .cases import PLAYED, SETTINGS
from .compare import course

RULES = [*sorted(name for name in vars(first) if name.startswith("d") and name[1].isdigit()), "logit", "whole"]
WHERE = [(name, how) for how in SETTINGS for name in ("hybrid", "formal_body")]
KNOWN: dict[tuple[str, str], list] = {}


def usual(name, how):
    """The course without any change, played once."""
    if (name, how) not in KNOWN:
        KNOWN[name, how] = course(PLAYED[name], SETTINGS[how], 1)
    return KNOWN[name, how]


def shifted(rule):
    """The rule with another answer: a number a tenth larger, a truth turned into its opposite now and then."""
    count = iter(range(10**9))

    def other(*given):
        answer = rule(*given)
        if isinstance(answer, bool):
            return answer != (next(count) % 7 == 3)
        return answer + 1 if isinstance(answer, int) else 1.1 * answer + 0.001

    return other


@pytest.mark.long
@pytest.mark.parametrize("rule", RULES)
def test_every_rule_of_the_recomputation_is_felt(rule, monkeypatch):
    for name, how in WHERE:
        right = usual(name, how)
        with monkeypatch.context() as one:
            one.setattr(first, rule, shifted(getattr(first, rule)))
            if course(PLAYED[name], SETTINGS[how], 1) != right:
                return
    pytest.fail(f"no case feels {rule}")
