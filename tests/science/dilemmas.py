"""Any small collective-risk dilemma, drawn for the laws of the theory."""

from typing import Any

from hypothesis import strategies as st

Game = dict[str, Any]


def share(low: float = 0.0, high: float = 1.0) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False)


@st.composite
def dilemma(draw: st.DrawFn) -> Game:
    """Any small collective-risk dilemma."""
    N = draw(st.integers(2, 6))
    return {
        "Z": draw(st.integers(N, 14)), "N": N, "M": draw(st.integers(1, N)), "b": draw(share(0.1, 5)),
        "c": draw(share(0.01, 0.9)), "r": draw(share()), "beta": draw(share(0, 20)), "mu": draw(share(1e-6, 1)),
    }  # fmt: skip


enforcement = st.fixed_dictionaries({
    "pit": share(0, 0.5), "pif": share(0, 1), "scheme": st.sampled_from(["none", "local", "global"]),
    "n_local": st.integers(1, 4), "n_global": st.integers(1, 14),
})  # fmt: skip
