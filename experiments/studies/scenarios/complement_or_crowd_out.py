"""Pressure valve or rival: do treaties crowd out what grows from below?"""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="Do treaties complement what grows from below, or crowd it out?",
    variants={name: arm(name) for name in ("top_down", "emergent", "hybrid")},
    varied=Varied("crowding_out", (0.0, 0.25, 0.5, 1.0), "from no local enforcement lost under a treaty to all of it"),
    why="The evidence is contested, and the default is none: here is what it would change. The first edition set "
    "risk 0.6, heterogeneity 0.05 and threshold 0.5; the defaults hold now.",
    outcomes=("cooperation", "welfare_mean", "group_achievement"),
    expectation=Expectation(
        "if a treaty crowds out local enforcement, having both is worse than having the better one",
        "Cardenas, Stranlund & Willis 2000 for; Abatayo & Lynham 2016 against crowding-out",
        (
            Contrast("welfare_mean", Place("hybrid", 0.0), Place("hybrid", 1.0)),
            Contrast("welfare_mean", Place("emergent", 1.0), Place("hybrid", 1.0)),
            Contrast("welfare_mean", Place("hybrid", 0.0), Place("emergent", 0.0)),
        ),
    ),
)
