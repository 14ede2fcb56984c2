"""Who has the seat, and who bears the harm: the diplomatic deficit of a treaty among unitary states."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="Diplomatic deficit: how far are those who decide from those who bear the harm?",
    variants={
        "society_heard": arm("top_down", nsa_weight=1.0),
        "society_unheard": arm("top_down", nsa_weight=0.0),
        "emergent": arm("emergent"),
    },
    varied=Varied("elite_weight", (0.0, 0.5, 1.0), "from a vote that is all society's to one that is all the elite's"),
    why="Only where a treaty comes about can its makers be compared with those whom it concerns. The first "
    "edition set risk 0.6, heterogeneity 0.05 and threshold 0.5; the defaults hold now. The weight of elites "
    "moves votes alone now; in the first edition it also moved whom governments imitate.",
    outcomes=("representation_gap", "cooperation", "welfare_mean"),
    expectation=Expectation(
        "the more a state's vote is its elite's, and the less society is heard, the further are those who decide "
        "from those affected",
        "Putnam 1988; Bueno de Mesquita et al. 2003",
        (
            Contrast("representation_gap", Place("society_heard", 1.0), Place("society_heard", 0.0)),
            Contrast("representation_gap", Place("society_unheard", 0.0), Place("society_heard", 0.0)),
            Contrast("representation_gap", Place("society_heard", 0.0), Place("emergent", 0.0)),
        ),
    ),
)
