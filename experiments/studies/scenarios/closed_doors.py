"""Closed doors: conferences whose votes society sees, and those that it does not."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, institutions

SCENARIO = Scenario(
    question="Closed doors: do governments agree better when nobody watches?",
    variants={
        "treaty": institutions("formal_body"),
        "security_council": institutions("security_council"),
        "subcommittee": institutions("subcommittee"),
    },
    varied=Varied("closed_doors", (0.0, 0.5, 1.0), "from votes that society sees to votes of elites alone"),
    why="In conference elites decide as far as doors are closed; ratification at home stays in the open. The "
    "first edition set risk 0.6, heterogeneity 0.05 and threshold 0.5; the defaults hold now.",
    outcomes=("representation_gap", "welfare_mean", "harmed"),
    expectation=Expectation(
        "behind closed doors deals are easier, and stand for fewer",
        "Stasavage 2004, Open-door or closed-door; Putnam 1988",
        (
            Contrast("representation_gap", Place("treaty", 1.0), Place("treaty", 0.0)),
            Contrast("representation_gap", Place("security_council", 1.0), Place("security_council", 0.0)),
            Contrast("welfare_mean", Place("subcommittee", 1.0), Place("subcommittee", 0.0)),
        ),
    ),
    seeds=6,
)
