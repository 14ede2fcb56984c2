"""Who has the seat, and who bears the harm: the diplomatic deficit of a treaty among unitary states."""

from experiments.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="Diplomatic deficit: how far are those who decide from those who bear the harm?",
    variants={
        "society_heard": arm("top_down", nsa_weight=1.0),
        "society_unheard": arm("top_down", nsa_weight=0.0),
        "emergent": arm("emergent"),
    },
    varied=Varied("elite_weight", (0.0, 0.25, 0.5, 0.75, 1.0), "from a vote that is all society's to one that is all the elite's"),
    settings={"risk": 0.9, "heterogeneity": 0.05, "global_share": 0.9},
    why="Nearly one size fits all and the stake is high and shared, so that a treaty can come about at all: without one "
    "there is no decision whose makers could be compared with those it concerns.",
    outcomes=("representation_gap", "welfare_mean", "adverse_share"),
    expectation=Expectation(
        "the more a state's vote is its elite's, the further those who decide are from those affected; where society "
        "has no voice the elite's weight changes nothing",
        "Putnam 1988; Bueno de Mesquita et al. 2003",
        (
            Contrast("representation_gap", Place("society_heard", 1.0), Place("society_heard", 0.0)),
            Contrast("representation_gap", Place("society_unheard", 0.0), Place("society_heard", 0.0)),
            Contrast("representation_gap", Place("society_heard", 0.0), Place("emergent", 0.0)),
        ),
    ),
)
