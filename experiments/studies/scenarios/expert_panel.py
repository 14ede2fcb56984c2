"""A permanent panel of experts beside treaties and coalitions, as the IPCC is to climate."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm, institutions

SCENARIO = Scenario(
    question="Expert panels: does it pay to have those who know advise everybody?",
    variants={
        "top_down": arm("top_down"),
        "top_down_and_panel": institutions("formal_body", "panel"),
        "emergent": arm("emergent"),
        "emergent_and_panel": institutions("local_institution", "coalitions", "panel"),
    },
    varied=Varied("estimate_noise", (0.0, 0.2, 0.4), "from no error about the preferred policy to a large one"),
    why="Five experts cut what is misread to a sixth; each adds a tenth to the cost of every decision. The first "
    "edition set risk 0.6, heterogeneity 0.05 and threshold 0.5; the defaults hold now.",
    outcomes=("policy_error", "welfare_mean", "cooperation"),
    expectation=Expectation(
        "where the preferred policy is uncertain, advice pays for itself; where it is known, advice is only a cost",
        "Haas 1992 on epistemic communities; Mitchell, Clark & Cash 2006 on assessments",
        (
            Contrast("policy_error", Place("top_down", 0.4), Place("top_down_and_panel", 0.4)),
            Contrast("welfare_mean", Place("top_down_and_panel", 0.4), Place("top_down", 0.4)),
            Contrast("welfare_mean", Place("emergent_and_panel", 0.4), Place("emergent", 0.4)),
        ),
    ),
    seeds=6,
)
