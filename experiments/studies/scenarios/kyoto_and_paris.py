"""Kyoto against Paris: fines for those who do not keep to it, or pledges that all can join."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="Kyoto against Paris: enforce among few, or let everyone pledge?",
    variants={
        "Kyoto": arm("top_down", treaty_fine=0.3),
        "Paris": arm("top_down", treaty_fine=0.0),
    },
    varied=Varied(
        "exit_notice", (0, 12, 48), "none, a year, and the three years plus one of Kyoto art. 27 and Paris art. 28"
    ),
    settings={"entry_quota": 0.28},
    why="Both entered into force with 55 parties, 0.28 of all states. Paris is non-punitive (art. 15); Kyoto's "
    "fine is the default. The first edition set that share for adoption too, ratification hazard 0.1, risk "
    "0.6, heterogeneity 0.05 and threshold 0.5; the defaults hold now.",
    outcomes=("exclusivity", "cooperation", "commitment_half_life"),
    expectation=Expectation(
        "enforcement deepens cooperation among its parties and narrows participation; a longer notice makes "
        "commitments last",
        "Downs, Rocke & Barsoom 1996; Barrett 2003",
        (
            Contrast("cooperation", Place("Kyoto", 12), Place("Paris", 12)),
            Contrast("exclusivity", Place("Kyoto", 12), Place("Paris", 12)),
            Contrast("commitment_half_life", Place("Kyoto", 48), Place("Kyoto", 0)),
        ),
    ),
)
