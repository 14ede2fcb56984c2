"""Formal bodies: how often votes pass, how wide gridlock is, how long ratification takes, when imposition backfires."""

import math

import numpy as np
from scipy.stats import binom, norm

Figures = dict[str, float]
ROUNDING = 1e-9


def coleman(n: int, q: int, veto: int, p: float) -> float:
    """Probability that n independent members, each for it with probability p, pass a proposal (Coleman 1971).

    It takes q votes in all and the vote of each of the veto players. At p = 1/2 this is the power to act.
    """
    return float(p**veto * binom.sf(q - veto - 1, n - veto, p))


def shapley_shubik(n: int, q: int, veto: int) -> tuple[float, float]:
    """Power of a member with a veto and of one without (Shapley & Shubik 1954, APSR 48, 787); shares of 1 over all n.

    A member without a veto is pivotal when exactly q - 1 precede it, all veto players among them. A kind of member that
    the body does not have gets 0.
    """
    plain = 0.0
    if veto < n and q > veto:
        plain = math.comb(n - veto - 1, q - 1 - veto) / (n * math.comb(n - 1, q - 1))
    return ((1 - (n - veto) * plain) / veto if veto else 0.0), plain


def gridlock_length(n: int, q: int) -> float:
    """Expected length of the gridlock interval of n ideal points drawn from U(0, 1), in units of that range.

    No status quo between the (n - q + 1)-th and the q-th ideal point can be changed by q votes (Krehbiel 1998; Tsebelis
    2002); order statistics give (2 q - n - 1) / (n + 1), and 0 below a majority.
    """
    return max(0.0, (2 * q - n - 1) / (n + 1))


def ratification_time(n: int, q: int, lam: float) -> Figures:
    """Mean and variance of the time until q of n states have ratified, each at rate lam: Renyi's exponential spacings.

    :param lam: ratifications a state and unit of time; the mean is (H_n - H_(n-q)) / lam in that unit of time
    """
    rates = lam * np.arange(n, n - q, -1)
    return {"mean": float((1 / rates).sum()), "variance": float((1 / rates**2).sum())}


def ratification_months(n: int, q: int, a: float) -> Figures:
    """The same in months: a state not yet in ratifies with probability a each month; exact mean and variance.

    The q-th ratification comes after month t with probability P(Bin(n, 1 - (1 - a)^t) < q); the first month is t = 1.
    This is the continuous time rounded up, month for month, where a = 1 - exp(-lam).
    """
    if not 0 < a <= 1:
        raise ValueError(f"a={a}: allowed above 0 up to 1")
    if a == 1:
        return {"mean": 1.0, "variance": 0.0}
    last = math.ceil((40 + math.log(n)) / -math.log1p(-a))  # P(T > last) < exp(-40)
    t = np.arange(last + 1)
    later = binom.cdf(q - 1, n, -np.expm1(t * math.log1p(-a)))
    mean = float(later.sum())
    return {"mean": mean, "variance": float(((2 * t + 1) * later).sum()) - mean**2}


def backfire(q: float, r: float, b: float, c: float, p_fail: float, tax: float, kappa: float) -> Figures:
    """Where a formal body fails by gridlock and where by backfire (derived here, full compliance, no exit, no veto).

    Ideal points are Gaussian with standard deviation H around the proposal; a country gains g = r b p_fail - c b - tax
    less kappa times its squared distance, and votes yes within A = sqrt(g / kappa). Gridlock when H > H_gridlock, mean
    welfare falls when a proposal is imposed at H > H_backfire = A. The window between opens exactly when q < 2 Phi(1) -
    1 = .6827.

    :param q: quota, a share; r: risk; b: endowment; c: cost share; p_fail: chance of failure without; kappa: mismatch
        cost
    """
    gain = max(0.0, r * b * p_fail - c * b - tax)
    reach = math.inf if kappa == 0 else math.sqrt(gain / kappa)
    spread = float(norm.ppf((1 + q) / 2))
    gridlock = math.inf if spread == 0 else reach / spread
    return {"A": reach, "H_backfire": reach, "H_gridlock": gridlock, "window_open": reach < gridlock}


def proposal_passes(S: int, q: float, A: float, H: float) -> float:
    """Probability that at least q S of S countries, ideal points Gaussian with spread H, lie within A of a proposal."""
    yes = 1.0 if H == 0 else float(2 * norm.cdf(A / H) - 1)
    return float(binom.sf(math.ceil(q * S - ROUNDING) - 1, S, yes))
