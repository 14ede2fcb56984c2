"""The Security Council: decisions that bind all, by nine of fifteen, and up to five vetoes."""

from experiments.scenario import TREATY_WORLD, Contrast, Expectation, Place, Scenario, Varied, arm

COUNCIL = {"bind_all": 1, "quota": 0.6, "meeting_interval": 1, "ratification_hazard": 1.0}

SCENARIO = Scenario(
    question="Security Council: what does a veto cost, and when?",
    variants={
        "alike": arm("top_down", heterogeneity=0.05),
        "unlike": arm("top_down", heterogeneity=0.15),
        "far_apart": arm("top_down", heterogeneity=0.25),
    },
    varied=Varied("vetoes", (0, 1, 5), "none, one, and the five of UN Charter art. 27"),
    settings={**TREATY_WORLD, **COUNCIL},
    why="Resolutions bind every member at once (Charter art. 25), nine of fifteen are .6, and the Council meets at "
    "any time.",
    outcomes=("exclusivity", "cooperation", "welfare_mean"),
    expectation=Expectation(
        "the more veto players, and the further they are apart, the less is decided; where all want the same a veto "
        "costs nothing",
        "Tsebelis 2002",
        (
            Contrast("exclusivity", Place("unlike", 5), Place("unlike", 0)),
            Contrast("exclusivity", Place("far_apart", 5), Place("far_apart", 0)),
            Contrast("exclusivity", Place("far_apart", 5), Place("alike", 5)),
        ),
    ),
)
