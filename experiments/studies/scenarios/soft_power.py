"""Soft power: universities, clubs and civil society abroad make a state worth listening to."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="Soft power: does it help if those with many friends abroad are listened to?",
    variants={name: arm(name) for name in ("emergent", "hybrid")},
    varied=Varied("soft_power_gain", (0.0, 0.01, 0.05, 0.2), "from none to the most that may be set, per tie abroad"),
    why="A state draws attention from its independent organisations' ties abroad; who is noticed is imitated.",
    outcomes=("cooperation", "welfare_mean", "welfare_gini"),
    expectation=Expectation(
        "who attracts wins others over, so that more contribute without fines or payments",
        "Nye 2004",
        (Contrast("cooperation", Place("emergent", 0.2), Place("emergent", 0.0)),),
    ),
)
