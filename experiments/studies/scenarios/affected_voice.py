"""A voice for the affected: what if those who bear the harm weigh more, or not at all, in their states' votes?"""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="Affected communities: what changes if those who bear the harm are heard first?",
    variants={name: arm(name) for name in ("top_down", "hybrid")},
    varied=Varied("affected_weight", (0.0, 1.0, 5.0), "from no voice to five times that of any other"),
    why="Only the weight of affected communities in their state's vote differs; they are twice as exposed as "
    "others. The first edition set risk 0.6, heterogeneity 0.05 and threshold 0.5; the defaults hold now.",
    outcomes=("representation_gap", "welfare_mean", "harmed"),
    expectation=Expectation(
        "the more the affected weigh, the nearer decisions are to the harm, and the readier states are to act",
        "Young 2000, Inclusion and Democracy; Goodin 2007 on the affected",
        (
            Contrast("representation_gap", Place("top_down", 0.0), Place("top_down", 1.0)),
            Contrast("representation_gap", Place("top_down", 1.0), Place("top_down", 5.0)),
            Contrast("welfare_mean", Place("top_down", 5.0), Place("top_down", 0.0)),
        ),
    ),
    seeds=6,
)
