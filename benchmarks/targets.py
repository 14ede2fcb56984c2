"""What the engine is to reach, and whether it does."""

from typing import Any, NamedTuple

SMALL, LARGE = 1.6, 2.0  # times the C floor that plays our rules
RULES = 2.2  # what that floor may take against the plain one at 10,000 actors


class Target(NamedTuple):
    """One target beside what was found."""

    what: str
    found: float
    bound: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        return self.found >= self.bound if self.at_least else self.found <= self.bound


def targets(found: dict[str, Any]) -> list[Target]:
    """The targets of the parts that were measured."""
    out = []
    for row in found.get("step", ()):
        bound = SMALL if row["actors"] < 1_000_000 else LARGE
        out.append(Target(f"ours over C by our rules, {row['actors']:,} actors", row["ratio_c_rules"], bound))
        if row["actors"] == 10_000:
            out.append(Target("C by our rules over plain C, 10,000 actors", row["c_rules_ns"] / row["c_ns"], RULES))
            out.append(Target("Mesa twin over ours, 10,000 actors", row["ratio_mesa"], 100, True))
    if sweep := found.get("sweep"):
        out.append(Target("mesa.batch_run over a sweep of ours", sweep["ratio_mesa"], 60, True))
    return out
