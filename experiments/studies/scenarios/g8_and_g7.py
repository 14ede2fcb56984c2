"""The G7 after 2014: a club that expels who breaks what was agreed, and sanctions those outside."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, cases, institutions

SCENARIO = Scenario(
    question="The G7 after 2014: what do expulsion and sanctions do to a club, and to those outside?",
    variants={"g8": institutions("g8"), "g8_and_coalitions": institutions("g8", "coalitions")},
    varied=cases(
        "policy",
        "from a club that bears with everybody to one that expels, sanctions, or both",
        lenient={"expulsion_bar": 0.0, "outsider_sanction": 0.0},
        expels={"expulsion_bar": 0.3, "outsider_sanction": 0.0},
        sanctions={"expulsion_bar": 0.0, "outsider_sanction": 0.1},
        both={"expulsion_bar": 0.3, "outsider_sanction": 0.1},
    ),
    why="A member whose society contributed less than three tenths in a year loses its seat; an outsider loses up "
    "to a tenth of its endowment, by the share of its trade that is with members. The first edition set risk "
    "0.6, heterogeneity 0.05 and threshold 0.5; the defaults hold now.",
    outcomes=("expulsions", "cooperation", "welfare_mean", "welfare_gini"),
    expectation=Expectation(
        "a club that can expel and sanction holds its members to more, at the cost of those outside",
        "Nordhaus 2015; Kirton 2015 on 2014; Hufbauer et al. 2007 on how seldom sanctions work",
        (
            Contrast("cooperation", Place("g8", "both"), Place("g8", "lenient")),
            Contrast("welfare_mean", Place("g8", "lenient"), Place("g8", "sanctions")),
            Contrast("welfare_gini", Place("g8", "both"), Place("g8", "lenient")),
        ),
    ),
    seeds=6,
)
