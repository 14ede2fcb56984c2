"""BRICS as a counterweight: one club, or two with policies of their own."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, institutions

SCENARIO = Scenario(
    question="BRICS as a counterweight: do two clubs include more people than one?",
    variants={"g7": institutions("g7"), "brics": institutions("brics"), "g7_and_brics": institutions("g7", "brics")},
    varied=Varied("heterogeneity", (0.05, 0.25, 0.5), "from blocs that want much the same to blocs far apart"),
    why="Each club keeps to what fits its own members; nobody else is admitted. The first edition set risk 0.6 "
    "and threshold 0.5; the defaults hold now.",
    outcomes=("exclusivity", "mismatch", "cooperation"),
    expectation=Expectation(
        "a second bloc includes people whom the first left out; both stay small against the world",
        "Stuenkel 2015; Cooper & Thakur 2013",
        (
            Contrast("exclusivity", Place("g7", 0.25), Place("g7_and_brics", 0.25)),
            Contrast("exclusivity", Place("brics", 0.25), Place("g7_and_brics", 0.25)),
            Contrast("cooperation", Place("g7_and_brics", 0.25), Place("g7", 0.25)),
        ),
    ),
    seeds=8,
)
