"""Continuous evaluation: should treaties lapse unless they are renewed?"""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="Continuous evaluation: should a treaty lapse unless it is renewed?",
    variants={
        "still_world": arm("top_down", drift=0.0),
        "drifting_world": arm("top_down", drift=0.02),
    },
    varied=Varied("sunset", (0, 24, 60, 120), "never, and two, five and ten years"),
    why="A treaty at its sunset needs the quota of its parties again, or ends; it may be adopted again. The first "
    "edition set risk 0.6, heterogeneity 0.05 and threshold 0.5; the defaults hold now.",
    outcomes=("mismatch", "exclusivity", "welfare_mean"),
    expectation=Expectation(
        "a limited duration keeps a treaty fit in a world that moves, and costs participation in one that does not",
        "Koremenos 2016",
        (
            Contrast("mismatch", Place("drifting_world", 0), Place("drifting_world", 24)),
            Contrast("exclusivity", Place("still_world", 24), Place("still_world", 0)),
        ),
    ),
)
