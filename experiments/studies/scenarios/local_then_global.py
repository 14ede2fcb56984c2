"""A sequence: the formal body convenes once local institutions cover part of the world."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, institutions

SCENARIO = Scenario(
    question="First local, then global: does the order of institutions matter?",
    variants={
        "local": institutions("local_institution"),
        "global": institutions("formal_body"),
        "at_once": institutions("local_institution", "formal_body"),
        "sequence": institutions("local_institution", "sequence"),
    },
    varied=Varied("sequence_coverage", (0.2, 0.5, 0.8), "how much of the world must be enforced locally before"),
    settings={"shock_step": 0},
    why="Only the sequence depends on what is varied. The first edition set risk 0.6, heterogeneity 0.05 and "
    "threshold 0.5; the defaults hold now.",
    outcomes=("cooperation", "welfare_mean", "exclusivity"),
    expectation=Expectation(
        "local institutions that come first make a global one more likely to succeed",
        "Karatayev, Vasconcelos, Lafuite, Levin, Bauch & Anand 2021",
        (
            Contrast("welfare_mean", Place("sequence", 0.5), Place("local", 0.5)),
            Contrast("welfare_mean", Place("sequence", 0.5), Place("global", 0.5)),
            Contrast("welfare_mean", Place("sequence", 0.5), Place("at_once", 0.5)),
        ),
    ),
    seeds=6,
)
