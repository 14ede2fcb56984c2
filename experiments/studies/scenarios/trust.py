"""Trust: what if a good record, and not the text of an agreement alone, decides what others expect?"""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="Trust: do agreements come sooner where a good record is believed?",
    variants={name: arm(name) for name in ("top_down", "emergent", "hybrid")},
    varied=Varied("trust_weight", (0.0, 0.5, 1.0), "from the text alone to the record alone"),
    why="Expected compliance is what the text calls for, or what names promise; most begin with a bad one. The "
    "first edition set risk 0.6, heterogeneity 0.05 and threshold 0.5; the defaults hold now.",
    outcomes=("cooperation", "exclusivity", "welfare_mean"),
    expectation=Expectation(
        "trust binds those who have a record, and keeps apart those who have none yet",
        "Hoffman 2002; Kydd 2005, Trust and Mistrust in International Relations",
        (
            Contrast("exclusivity", Place("top_down", 1.0), Place("top_down", 0.0)),
            Contrast("cooperation", Place("emergent", 0.5), Place("emergent", 0.0)),
        ),
    ),
    seeds=6,
)
