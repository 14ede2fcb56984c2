"""Who fares worse than the same actor would without institutions."""

import numpy as np

from model.outcomes import AT_LEAST_0, paired
from model.record import Record

TOLERANCE = 0.01  # of welfare: who loses less than this is not worse off


@paired("share of actors", "DEFINITIONS C")
def adverse_share(record: Record, reference: Record) -> float:
    """Share of actors that are worse off, by more than 0.01 in the last 60 months, than without institutions."""
    return float((_loss(record, reference) > TOLERANCE).mean())


@paired("share of endowment", "DEFINITIONS C", bounds=AT_LEAST_0)
def adverse_size(record: Record, reference: Record) -> float:
    """Mean loss of actors that are worse off; undefined if there are none."""
    loss = _loss(record, reference)
    return float(loss[loss > TOLERANCE].mean()) if (loss > TOLERANCE).any() else float("nan")


def _loss(record: Record, reference: Record) -> np.ndarray:
    return reference.welfare(True) - record.welfare(True)
