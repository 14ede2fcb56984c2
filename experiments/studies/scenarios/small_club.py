"""A small club inside the big one: how many should go ahead?"""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, institutions

SCENARIO = Scenario(
    question="Seven, twenty or fifty: how large a club should go ahead?",
    variants={
        "club_alone": institutions("subcommittee"),
        "club_and_treaty": institutions("formal_body", "subcommittee"),
    },
    varied=Varied("subcommittee_size", (3, 7, 20, 50), "a few, a G7, a G20, a quarter of all states"),
    why="The states with most at stake meet every quarter, bind themselves, and may leave. The first edition set "
    "risk 0.6, heterogeneity 0.05 and threshold 0.5; the defaults hold now.",
    outcomes=("cooperation", "welfare_mean", "representation_gap"),
    expectation=Expectation(
        "a small club decides what it can; the more states in it, the more of the problem it can solve, and the "
        "better it represents",
        "Kahler 1992; Victor 2011",
        (
            Contrast("cooperation", Place("club_alone", 50), Place("club_alone", 7)),
            Contrast("representation_gap", Place("club_alone", 7), Place("club_alone", 50)),
            Contrast("cooperation", Place("club_and_treaty", 7), Place("club_alone", 7)),
        ),
    ),
)
