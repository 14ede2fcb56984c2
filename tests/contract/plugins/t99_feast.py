"""T99: a claim of its own."""

from westphalia import Claim, Measurement, above, judgement, mean_finding


def cases(world, size):
    return [Measurement(world, k, 1 + k, {"steps": 6}) for k in range(size["points"])]


def measure(case):
    return {"square": float(case.point**2)}


def judge(table, size):
    return judgement([mean_finding("square", table["square"].to_numpy(), above(0.0))])


SIZES = {"quick": {"points": 8}, "full": {"points": 8}}
CLAIM = Claim(
    id="T99",
    title="Squares",
    says="Squares are positive.",
    criterion="above 0",
    source="a test",
    sizes={"random": SIZES},
    why="a test",
    rules={"square": above(0.0)},
    frozen={"choices": ["one", "two"]},
    cases=cases,
    measure=measure,
    judge=judge,
)
