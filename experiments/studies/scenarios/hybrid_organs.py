"""Hybrid organs: what do a subcommittee and local bodies add to a formal one?"""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm, institutions

SCENARIO = Scenario(
    question="Hybrid organs: what do a subcommittee and local bodies add to a treaty?",
    variants={
        "top_down": arm("top_down"),
        "treaty_and_subcommittee": institutions("formal_body", "subcommittee"),
        "treaty_and_local_bodies": institutions("formal_body", "local_institution"),
        "emergent": arm("emergent"),
        "hybrid": arm("hybrid"),
    },
    varied=Varied("heterogeneity", (0.05, 0.15, 0.25), "from nearly one size to the default spread"),
    why="The ablations: each organ is added alone, since the hybrid holds more institutions than the others. The "
    "first edition set risk 0.6 and threshold 0.5; the defaults hold now.",
    outcomes=("cooperation", "welfare_mean", "exclusivity"),
    expectation=Expectation(
        "organs at several levels do better together than either level alone",
        "Ostrom 2010; Abbott, Genschel, Snidal & Zangl 2015",
        (
            Contrast("welfare_mean", Place("hybrid", 0.05), Place("emergent", 0.05)),
            Contrast("welfare_mean", Place("hybrid", 0.25), Place("emergent", 0.25)),
            Contrast("welfare_mean", Place("treaty_and_subcommittee", 0.05), Place("top_down", 0.05)),
            Contrast("welfare_mean", Place("treaty_and_local_bodies", 0.25), Place("top_down", 0.25)),
        ),
    ),
    seeds=6,
)
