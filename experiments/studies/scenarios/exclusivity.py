"""Exclusive clubs: is a coalition of the like-minded faster, and who pays for it?"""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm, institutions

SCENARIO = Scenario(
    question="Exclusivity: are clubs of the like-minded faster, and are they fair?",
    variants={
        "coalitions_alone": institutions("coalitions"),
        "emergent": arm("emergent"),
    },
    varied=Varied(
        "admission_tolerance", (0.05, 0.1, 0.25, 0.5, 1.0), "from near twins to four times the spread of preferences"
    ),
    why="Who may join is decided by likeness alone; everything else stays.",
    outcomes=("response", "welfare_gini", "refused_share", "representation_gap"),
    expectation=Expectation(
        "small clubs of the like-minded respond faster, at the price of inequality and of those who are refused",
        "Olson 1965; Buchanan 1965",
        (
            Contrast("response", Place("emergent", 0.5), Place("emergent", 0.1)),
            Contrast("welfare_gini", Place("emergent", 0.1), Place("emergent", 0.5)),
            Contrast("refused_share", Place("emergent", 0.1), Place("emergent", 0.5)),
            Contrast("representation_gap", Place("emergent", 0.1), Place("emergent", 0.5)),
        ),
    ),
)
