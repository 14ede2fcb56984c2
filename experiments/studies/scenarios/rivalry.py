"""Rivalry: two camps, and governments that mind what the other camp gains."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm, institutions

SCENARIO = Scenario(
    question="Rivalry: can states agree if each minds what the other camp gains?",
    variants={
        "top_down": arm("top_down"),
        "two_clubs": institutions("g7", "brics"),
        "emergent": arm("emergent"),
        "hybrid": arm("hybrid"),
    },
    varied=Varied("rivalry", (0.0, 0.5, 0.9), "from own gains alone to the other camp's weighing nearly as much"),
    settings={"polarisation": 1.0},
    why="All states stand in one of two camps; a vote weighs what the other camp would gain on average. The first "
    "edition set risk 0.6, heterogeneity 0.05 and threshold 0.5; the defaults hold now.",
    outcomes=("exclusivity", "cooperation", "welfare_mean"),
    expectation=Expectation(
        "relative gains stop treaties of all that absolute gains would carry; bodies within a camp are spared",
        "Grieco 1988; Snidal 1991 for its limit among many",
        (
            Contrast("exclusivity", Place("top_down", 0.9), Place("top_down", 0.0)),
            Contrast("welfare_mean", Place("top_down", 0.0), Place("top_down", 0.9)),
            Contrast("welfare_mean", Place("emergent", 0.9), Place("top_down", 0.9)),
        ),
    ),
    seeds=6,
)
