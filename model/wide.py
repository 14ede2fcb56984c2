"""The lines of a step for a large world: the same loops as for a small one, played in ranges of rows by threads."""

import numpy as np

from model.agreement import Agreements
from model.groups import Groups
from model.memory import Memory, note_all_outside, remember
from model.stakes import close_books, open_books, pay_some
from model.success import count_some, given_by_all
from model.threads import in_ranges
from model.ties import Homes


def count_success(rows: np.ndarray, groups: Groups, settings: np.ndarray, world_needs: float, key: np.uint64) -> float:
    """As `model.success.count_success`."""
    has, gives = np.empty(len(rows)), np.empty(len(rows))
    failed = given_by_all(rows, has, gives, world_needs)
    in_ranges(count_some, len(groups.failed), rows["id"], groups, has, gives, settings, key)
    return failed


def settle_accounts(
    rows: np.ndarray, groups: Groups, agreements: Agreements, homes: Homes, failure: float, settings: np.ndarray
) -> None:
    """As `model.stakes.settle_accounts`."""
    seen = open_books(rows, groups, agreements, settings)
    fined = in_ranges(pay_some, len(rows), rows, groups, agreements, seen.local, failure, settings)
    close_books(rows, groups, agreements, homes, seen, any(fined), settings)


def carry_out(
    rows: np.ndarray, memory: Memory, homes: Homes, agreements: Agreements, bound: np.ndarray, month: int
) -> None:
    """As `model.memory.carry_out`."""
    in_ranges(remember, len(rows), rows, memory.conduct, month)
    note_all_outside(rows, memory, homes, agreements, bound)
