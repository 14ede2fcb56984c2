"""Low-lying islands: few, small and most exposed; does it matter to them whether their people are heard?"""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="Low-lying islands: are the most exposed better served where society is heard?",
    variants={name: arm(name) for name in ("top_down", "emergent", "hybrid")},
    varied=Varied("nsa_weight", (0.0, 0.5, 1.0), "from governments alone to an equal voice for the affected"),
    why="On earth small island states are twice as exposed as others, and affected communities twice as exposed "
    "as their home. The first edition set risk 0.6, heterogeneity 0.05 and threshold 0.5; the defaults hold "
    "now.",
    outcomes=("representation_gap", "harmed", "welfare_gini"),
    expectation=Expectation(
        "a treaty among governments leaves the affected out of its decisions, and the gap closes as they are heard",
        "Betzold 2010 on AOSIS; Dryzek & Niemeyer 2008 on who is represented",
        (
            Contrast("representation_gap", Place("top_down", 0.0), Place("top_down", 1.0)),
            Contrast("representation_gap", Place("top_down", 0.0), Place("hybrid", 0.0)),
            Contrast("welfare_gini", Place("top_down", 1.0), Place("hybrid", 1.0)),
        ),
    ),
)
