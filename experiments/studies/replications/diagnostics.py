"""The laboratory's instruments, each compared with a case whose answer is known.

Klein & Hoel 2020, "The emergence of informative higher scales in complex networks", Complexity 8932526 (effective
information of Zachary's karate club); Brandes et al. 2008 (its highest modularity); Borel 1942 (sizes of avalanches);
Scheffer et al. 2009 (early warning); Schreiber 2000 (transfer entropy).
"""

from math import exp, sqrt

import networkx as nx
import numpy as np

from experiments.studies.diagnose.instruments import early_warning, effective_information, modularity, transfer_entropy
from experiments.studies.replications.case import SEED, Measured, replicates, symbol
from experiments.studies.replications.watts_2002 import spread_from_one
from model import luck

ANY_TIE = 1e-6  # a threshold that every single tie meets: the avalanche takes all that hangs together


def karate() -> np.ndarray:
    return nx.to_numpy_array(nx.karate_club_graph(), weight=None)


@replicates("Klein & Hoel 2020, Complexity 8932526")
def effective_information_of_karate() -> dict[str, Measured]:
    """Effective information of Zachary's karate club, in bits."""
    return {"effective_information": Measured(effective_information(karate()))}


@replicates("Brandes et al. 2008, IEEE Transactions on Knowledge and Data Engineering 20, 172")
def modularity_of_karate() -> dict[str, Measured]:
    """Highest modularity of Zachary's karate club."""
    return {"modularity": Measured(modularity(karate()))}


@replicates(
    "Borel 1942: P(S=s) = exp(-lam s) (lam s)^(s-1) / s!", symbol("lam", 0.6, 0, 0.95, "actors tipped by each"), SEED,
    symbol("n", 1000, 100, 100_000, "actors"), symbol("avalanches", 4000, 100, 10**6, "avalanches"),
)  # fmt: skip
def avalanches(lam: float, seed: int, n: int, avalanches: int) -> dict[str, Measured]:
    """Shares of avalanches of size 1, 2, 3, 5 that the engine's threshold rule lets loose on sparse random networks."""
    sizes = np.array([avalanche(lam, n, seed * 1_000_003 + k) for k in range(avalanches)])
    shares = {s: float((sizes == s).mean()) for s in (1, 2, 3, 5)}
    return {f"P{s}": Measured(x, sqrt(max(x * (1 - x), 1 / avalanches) / avalanches)) for s, x in shares.items()}


def avalanche(lam: float, n: int, seed: int) -> int:
    """How many the first to turn takes along."""
    return spread_from_one(n, lam, ANY_TIE, seed)


@replicates(
    "Scheffer et al. 2009, Nature 461, 53: ac1 = exp(-lam), variance = 1 / (1 - ac1^2)",
    symbol("lam", 0.3, 0.01, 10, "rate of return"), SEED, symbol("T", 200_000, 100, 10**7, "steps"),
)  # fmt: skip
def early_warning_of_noise(lam: float, seed: int, T: int) -> dict[str, Measured]:
    """Signs read off a series that returns to rest at a known rate, with unit noise."""
    noise = luck.normals(np.uint64(luck.stream(seed, luck.NOISE, 0)), np.arange(T, dtype=np.uint64))
    series, keep = np.empty(T), exp(-lam)
    state = 0.0
    for t in range(T):
        state = keep * state + noise[t]
        series[t] = state
    signs = early_warning(series)
    effective = T * (1 - keep) / (1 + keep)
    return {
        "ac1": Measured(signs.ac1, sqrt((1 - keep**2) / T)),
        "variance": Measured(signs.variance, signs.variance * sqrt(2 / effective)),
    }


@replicates(
    "Schreiber 2000, PRL 85, 461: a copy with errors eps carries 1 - H2(eps) bits",
    symbol("eps", 0.1, 0, 0.5, "share of symbols copied wrongly"), SEED, symbol("T", 400_000, 1000, 10**7, "steps"),
)  # fmt: skip
def transfer_entropy_of_copy(eps: float, seed: int, T: int) -> dict[str, Measured]:
    """Transfer entropy from a fair coin to a noisy copy of its last throw."""
    ids = np.arange(T, dtype=np.uint64)
    source = (luck.uniforms(np.uint64(luck.stream(seed, luck.WORD, 0)), ids) < 0.5).astype(int)
    wrong = luck.uniforms(np.uint64(luck.stream(seed, luck.WORD, 1)), ids) < eps
    target = np.roll(source, 1) ^ wrong
    spread = sqrt(max(eps * (1 - eps), 1 / T) / T) * abs(np.log2((1 - eps) / max(eps, 1 / T)))
    least = 1 / (T * np.log(2))  # where nothing is carried: chi-square with two degrees of freedom over 2 T ln 2
    return {"transfer_entropy": Measured(transfer_entropy(source, target), float(max(spread, least)))}
