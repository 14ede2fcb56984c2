"""Does a jubilee help?"""

from westphalia import Contrast, Expectation, Place, Scenario, institutions

SCENARIO = Scenario(
    question="Does a jubilee help?",
    variants={"plain": institutions(), "festive": institutions("jubilee")},
    outcomes=("welfare_mean", "best_month"),
    expectation=Expectation(
        "gifts make richer", "assumed", (Contrast("welfare_mean", Place("festive"), Place("plain")),)
    ),
    why="a test",
    world="random",
    settings={"actors": 60},
    seeds=6,
    steps=24,
)
