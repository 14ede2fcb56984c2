"""Forum shopping: a state in one body at a time, which picks by what it gains there."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, institutions

SCENARIO = Scenario(
    question="Forum shopping: what if states choose between bodies instead of joining all?",
    variants={
        "treaty_and_subcommittee": institutions("formal_body", "subcommittee"),
        "treaty_and_clubs": institutions("formal_body", "g7", "brics"),
        "all_with_coalitions": institutions("formal_body", "subcommittee", "g7", "coalitions"),
    },
    varied=Varied("forum_choice", (0, 1), "a state may be in all of them, or in one at a time"),
    why="A state that is in one body enters another only if it prefers it, by a logit on what each is worth to "
    "it. The first edition set risk 0.6, heterogeneity 0.05 and threshold 0.5; the defaults hold now.",
    outcomes=("pact_memberships", "cooperation", "welfare_mean"),
    expectation=Expectation(
        "shoppers leave the demanding forum for the convenient one, and obligations thin out",
        "Busch 2007; Drezner 2009 on the power and peril of regime complexity",
        (
            Contrast("pact_memberships", Place("treaty_and_clubs", 0), Place("treaty_and_clubs", 1)),
            Contrast("cooperation", Place("treaty_and_clubs", 0), Place("treaty_and_clubs", 1)),
            Contrast("welfare_mean", Place("treaty_and_subcommittee", 0), Place("treaty_and_subcommittee", 1)),
        ),
    ),
    seeds=6,
)
