"""Transparency: informal bodies that report little, and those in which who does not keep to it is noticed."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm, institutions

SCENARIO = Scenario(
    question="Transparency: what if informal bodies had to report what their members do?",
    variants={
        "coalitions_alone": institutions("coalitions"),
        "emergent": arm("emergent"),
    },
    varied=Varied("transparency", (0.0, 0.25, 0.5, 0.9), "from closed doors to the monitoring of a treaty (0.9)"),
    why="A member who does not contribute is fined only if noticed; nothing else differs.",
    outcomes=("cooperation", "welfare_mean", "commitment_half_life"),
    expectation=Expectation(
        "who is seen keeps to what was agreed; without monitoring a coalition is words",
        "Ostrom 1990; Chayes & Chayes 1995",
        (
            Contrast("cooperation", Place("coalitions_alone", 0.9), Place("coalitions_alone", 0.0)),
            Contrast("cooperation", Place("emergent", 0.9), Place("emergent", 0.0)),
            Contrast("commitment_half_life", Place("emergent", 0.9), Place("emergent", 0.0)),
        ),
    ),
)
