"""Closed forms behind the laboratory's instruments."""

from math import exp, factorial, log2

Figures = dict[str, float]


def avalanches(lam: float) -> Figures:
    """Borel's law of the total progeny of a Poisson branching process (Borel 1942); lam below 1."""
    return {f"P{s}": exp(-lam * s) * (lam * s) ** (s - 1) / factorial(s) for s in (1, 2, 3, 5)}


def early_warning(lam: float) -> Figures:
    """Lag-1 autocorrelation and variance of x' = exp(-lam) x + unit noise (Scheffer et al. 2009)."""
    ac1 = exp(-lam)
    return {"ac1": ac1, "variance": 1 / (1 - ac1**2)}


def transfer_entropy(eps: float) -> Figures:
    """Bits a noisy copy carries: 1 - H2(eps) (Schreiber 2000; the binary symmetric channel)."""
    if eps in (0, 1):
        return {"transfer_entropy": 1.0}
    return {"transfer_entropy": 1 + eps * log2(eps) + (1 - eps) * log2(1 - eps)}
