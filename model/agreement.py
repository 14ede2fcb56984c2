"""One kind of record for every agreement: treaty, subcommittee, coalition, active local institution (DEFINITIONS D2).

An agreement never sets what an actor does (D4): it binds, and so brings dues, a policy to fit and a sanction for
withholding; payoffs and revision do the rest. Rows 0..n-1 are the local institutions of the n stakes groups; then
comes one row for each institution; the rest are coalitions.
"""

from typing import NamedTuple

import numpy as np

from agents.actor import Row
from agents.compiled import compiled

LONGEST_SPELL = 2400  # months that spells are told apart up to

#: The first 64 bytes, what a processor fetches at once, hold what is read of every agreement each month.
AGREEMENT = np.dtype(
    [
        ("in_force", np.uint8),
        ("formal", np.uint8),  # crowds out local enforcement, where crowding-out is assumed
        ("members", np.int32),
        ("policy", np.float64),  # u
        ("fine", np.float64),  # what a free-rider who is noticed pays
        ("reward", np.float64),  # what a contributor receives
        ("purse", np.float64),  # fines collected this month, in units of the median state's endowment
        ("rebate", np.float64),  # fines handed back this month, as a share of each member's endowment
        ("levy", np.float64),  # of each member, once, for a decision taken
        ("monitoring", np.float64),  # chance of being noticed
        ("name", np.uint64),  # for luck: the same in any company
        ("founded", np.int32),  # month of entry into force
        ("written", np.int64),  # month of the last text, adopted, amended or proposed
        ("tailoring", np.float64),  # nu: how far each party's obligation is the policy that fits it
        ("dues", np.float64),  # of each member, a month
        ("dues_each", np.float64),  # of each member for every other member, a month
        ("club", np.float64),  # good that each member alone enjoys, a month
        ("shield", np.float64),  # share of the loss that a large body's members spare one another
    ],
    align=True,
)


class Agreements(NamedTuple):
    """All agreements on one issue, and who is bound by which."""

    row: np.ndarray  # AGREEMENT records, shape (agreements,)
    binding: np.ndarray  # row of the agreement that binds, or -1; int32, shape (institutions, actors)
    since: np.ndarray  # month in which that began; int32, same shape
    leaving: np.ndarray  # month in which notice ends, or -1; int32, same shape
    outside: np.ndarray  # what each actor would do if it were not so bound; float64, same shape
    home: np.ndarray  # what its home contributed while last not so bound; float64, same shape
    ended: np.ndarray  # spells ended, by length in months; int64, shape (institutions, LONGEST_SPELL + 1)


def no_agreements(actors: int, institutions: int) -> Agreements:
    """An empty book of agreements."""
    who = (institutions, actors)
    return Agreements(
        np.zeros(actors + institutions + actors // 2 + 1, AGREEMENT),
        np.full(who, -1, np.int32),
        np.zeros(who, np.int32),
        np.full(who, -1, np.int32),
        np.zeros(who),
        np.zeros(who),
        np.zeros((institutions, LONGEST_SPELL + 1), np.int64),
    )


@compiled
def bind(agreements: Agreements, slot: int, i: int, a: int, month: int) -> None:
    """Actor i enters agreement a."""
    agreements.binding[slot, i] = a
    agreements.since[slot, i] = month
    agreements.leaving[slot, i] = -1
    agreements.row[a].members += 1


@compiled
def release(agreements: Agreements, slot: int, i: int, month: int) -> None:
    """Actor i leaves the agreement that binds it; the spell is kept for the commitment half-life."""
    a = agreements.binding[slot, i]
    agreements.binding[slot, i] = -1
    agreements.leaving[slot, i] = -1
    agreements.row[a].members -= 1
    agreements.ended[slot, min(month - agreements.since[slot, i], LONGEST_SPELL)] += 1


@compiled
def close(agreement: Row) -> None:
    """An agreement ends; its record is free for another."""
    agreement.in_force = 0
    agreement.policy = agreement.fine = agreement.monitoring = agreement.reward = 0.0
    agreement.dues = agreement.dues_each = agreement.levy = agreement.club = 0.0
    agreement.shield = agreement.purse = agreement.rebate = agreement.tailoring = 0.0


@compiled
def sanction_of(agreement: Row) -> float:
    """Expected fine of a member that withholds."""
    return agreement.fine * agreement.monitoring


@compiled
def obligation(agreement: Row, fits: float) -> float:
    """The policy that a party has to carry out, which follows what fits it as far as texts are tailored (D14)."""
    return (1.0 - agreement.tailoring) * agreement.policy + agreement.tailoring * fits


@compiled
def charge_of(agreement: Row) -> float:
    """What a member pays this month, whatever it does."""
    return agreement.dues + agreement.dues_each * (agreement.members - 1) + agreement.levy


@compiled
def income_of(agreement: Row) -> float:
    """What a member receives this month, whatever it does."""
    return agreement.rebate + agreement.club
