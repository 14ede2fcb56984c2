"""Good names: who saw what an actor did, what a good name brings, and whose word on danger is believed.

Milinski, Semmann & Krambeck 2002, "Reputation helps solve the tragedy of the commons"; Rose 2016, "Like me, buy me", on
soft power and trade; Kasperson et al. 1988, "The social amplification of risk".
"""

import numpy as np

from agents.compiled import compiled
from model.agreement import Agreements
from model.compiled import loop, row_loop
from model.ties import Ties

PUBLIC_EYE = 0.25  # chance that conduct which nobody monitors is seen (assumed: half of a coalition's)


@compiled
def renown(name: float, contributes: bool, seen: float, rate: float) -> float:
    """A good name a month later: it follows conduct, as far as that was seen."""
    return name + rate * seen * (contributes - name)


@loop
def reputation(rows: np.ndarray, agreements: Agreements, settings: np.ndarray) -> None:
    """Transparent bodies make their members' conduct known; a name is lost as it was won."""
    rename_some(0, len(rows), rows, agreements, settings)


@row_loop
def rename_some(first: int, last: int, rows: np.ndarray, agreements: Agreements, settings: np.ndarray) -> None:
    """The names of rows first..last-1."""
    p = settings[0]
    for i in range(first, last):
        seen = PUBLIC_EYE
        for slot in range(len(agreements.binding)):
            a = agreements.binding[slot, i]
            if a >= 0 and agreements.row[a].in_force:
                seen = max(seen, agreements.row[a].monitoring)
        rows[i].reputation = renown(rows[i].reputation, rows[i].strategy > 0, seen, p.reputation_rate)


@loop
def exchange(rows: np.ndarray, ties: Ties, settings: np.ndarray) -> None:
    """Dealings take two: each gains by its own good name times that of those it is tied to, by weight."""
    p = settings[0]
    for i in range(len(rows)):
        total = good = 0.0
        for position in range(ties.start[i], ties.start[i + 1]):
            total += ties.weight[position]
            good += ties.weight[position] * rows[ties.to[position]].reputation
        mean = good / total if total > 0.0 else 0.0
        rows[i].exchange = p.bilateral_gain * rows[i].reputation * mean


@loop
def amplify(rows: np.ndarray, media: Ties, settings: np.ndarray) -> None:
    """Those who follow broadcasters take on part of the risk that these see."""
    told = rows["perceived_risk"].copy()
    weight = settings[0].media_weight
    for i in range(len(rows)):
        total = heard = 0.0
        for position in range(media.start[i], media.start[i + 1]):
            total += media.weight[position]
            heard += media.weight[position] * told[media.to[position]]
        if total > 0.0:
            rows[i].perceived_risk = (1.0 - weight) * told[i] + weight * heard / total
