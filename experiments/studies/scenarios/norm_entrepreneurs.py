"""Norm entrepreneurs: how many committed actors, say firms for rules in cyberspace, turn a world?"""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="A committed firm: how many norm entrepreneurs does it take to turn a world?",
    variants={name: arm(name) for name in ("none", "emergent")},
    varied=Varied("norm_committed", (0.0, 0.05, 0.1, 0.15, 0.2), "around the tenth that tips a society in theory"),
    settings={"norm_dynamics": "naming_game", "norm_discount": 0.5, "social_sanction": 0.05, "shock_step": 0},
    preset="cyber",
    why="The norm takes half the cost away from who holds it, and shames who withholds among holders (sizes assumed).",
    outcomes=("cooperation_last", "welfare_mean_last", "group_achievement_last"),
    expectation=Expectation(
        "nothing moves below a critical mass of about a tenth, and nearly everything above it",
        "Xie et al. 2011; Finnemore & Sikkink 1998",
        (
            Contrast("cooperation_last", Place("none", 0.15), Place("none", 0.0)),
            Contrast("cooperation_last", Place("none", 0.15), Place("none", 0.05)),
            Contrast("cooperation_last", Place("emergent", 0.15), Place("emergent", 0.0)),
        ),
    ),
)
