"""Every rule is felt: slightly another rule, and some case goes another way. What no case felt, no test would guard."""

import pytest

from . import answers, basics, expectations, local_rules, shares
from .cases import PLAYED, SETTINGS
from .compare import course

MODULES = (answers, basics, expectations, local_rules, shares)
RULES = [(m, name) for m in MODULES for name in sorted(vars(m)) if name[0] == "d" and name[1].isdigit()]
RULES += [(basics, "logit"), (basics, "whole")]
WHERE = [(name, how) for how in SETTINGS for name in ("hybrid", "formal_body", "emergent")]
WHERE += [("g7", "turned"), ("none", "earth")]
KNOWN: dict[tuple[str, str], list] = {}


def played(name, how):
    """The course of a case, of one month where it is the earth's (with a dozen actors that no state is home to)."""
    if how == "earth":
        return course(PLAYED[name], {"actors": 400}, 1, months=1, where="earth")
    return course(PLAYED[name], SETTINGS[how], 1)


def usual(name, how):
    """The course without any change, played once."""
    if (name, how) not in KNOWN:
        KNOWN[name, how] = played(name, how)
    return KNOWN[name, how]


def shifted(rule):
    """The rule with another answer: a number a tenth larger, a truth turned into its opposite now and then."""
    count = iter(range(10**9))

    def other(*given):
        answer = rule(*given)
        if isinstance(answer, bool):
            return answer != (next(count) % 7 == 3)
        if isinstance(answer, tuple):
            return tuple(x != (next(count) % 7 == 3) for x in answer)
        if isinstance(answer, list):
            return [1.1 * x + 0.001 * k for k, x in enumerate(answer)]
        return abs(answer - 1) if isinstance(answer, int) else 1.1 * answer + 0.001

    return other


@pytest.mark.long
@pytest.mark.parametrize(("where", "rule"), RULES, ids=[rule for _, rule in RULES])
def test_every_rule_of_the_recomputation_is_felt(where, rule, monkeypatch):
    for name, how in WHERE:
        right = usual(name, how)
        with monkeypatch.context() as one:
            one.setattr(where, rule, shifted(getattr(where, rule)))
            if played(name, how) != right:
                return
    pytest.fail(f"no case feels {rule}")
