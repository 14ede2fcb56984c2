"""Good names: dealings with those who are thought well of, as soft power pays in trade and security."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="Good names: does it help if partners deal with those who contribute?",
    variants={name: arm(name) for name in ("none", "top_down", "emergent", "hybrid")},
    varied=Varied("bilateral_gain", (0.0, 0.05, 0.1, 0.2), "from nothing to twice the cost of contributing"),
    why="An actor gains by its own good name times that of those it is tied to; names follow conduct that was seen.",
    outcomes=("cooperation", "good_name", "welfare_mean"),
    expectation=Expectation(
        "who needs a good name contributes without being told to, and transparent bodies help names to be known",
        "Milinski, Semmann & Krambeck 2002; Rose 2016",
        (
            Contrast("cooperation", Place("none", 0.2), Place("none", 0.0)),
            Contrast("cooperation", Place("emergent", 0.1), Place("emergent", 0.0)),
            Contrast("good_name", Place("hybrid", 0.2), Place("none", 0.2)),
        ),
    ),
    seeds=6,
)
