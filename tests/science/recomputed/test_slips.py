"""The seven slips that no test noticed: each would set the engine apart from ours in the case named here.

The engine with the slip would differ from ours just as ours with the slip differs from ours without: the second half of
each test says that the case can tell, the first that the engine has not slipped.
"""

import pytest

from . import mutants
from .cases import PLAYED, SETTINGS
from .compare import course, first_difference

WHERE = (  # the slip, and a case in which it shows
    (mutants.whole_table_amends, "formal_body", "lively", 1),
    (mutants.renewal_ignored, "formal_body", "renewal", 1),
    (mutants.amends_upwards, "subcommittee", "moving", 1),
    (mutants.noise_upwards, "none", "moving", 1),
    (mutants.local_policy_reported, "emergent", "moving", 1),
    (mutants.media_hear_the_present, "top_down", "media", 2),
    (mutants.proposals_linger, "coalitions", "defaults", 1),
)


@pytest.mark.parametrize(("slip", "name", "how", "seed"), WHERE, ids=[slip.__name__ for slip, *_ in WHERE])
def test_the_engine_has_not_slipped_and_the_case_would_tell(slip, name, how, seed, monkeypatch):
    assert first_difference(PLAYED[name], SETTINGS[how], seed=seed) == []
    right = course(PLAYED[name], SETTINGS[how], seed)
    slip(monkeypatch)
    assert course(PLAYED[name], SETTINGS[how], seed) != right


def test_every_slip_has_a_case():
    assert {slip for slip, *_ in WHERE} == set(mutants.SLIPS)
