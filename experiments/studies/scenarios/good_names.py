"""Good names: dealings with those who are thought well of, as soft power pays in trade and security."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="Good names: does it help if partners deal with those who contribute?",
    variants={name: arm(name) for name in ("none", "top_down", "emergent", "hybrid")},
    varied=Varied("bilateral_gain", (0.0, 0.05, 0.1, 0.2), "from nothing to twice the cost of contributing"),
    why="An actor gains by its own reputation times that of its ties; reputation follows conduct that was observed.",
    outcomes=("cooperation", "good_name", "welfare_mean"),
    expectation=Expectation(
        "actors that need a good reputation contribute without any rule, and transparent bodies make reputations known",
        "Milinski, Semmann & Krambeck 2002; Rose 2016",
        (
            Contrast("cooperation", Place("none", 0.2), Place("none", 0.0)),
            Contrast("cooperation", Place("emergent", 0.1), Place("emergent", 0.0)),
            Contrast("good_name", Place("hybrid", 0.2), Place("none", 0.2)),
        ),
    ),
    seeds=6,
)
