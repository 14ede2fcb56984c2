"""Cyber coalitions that share what they know: members spare one another part of the loss."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm, institutions

SCENARIO = Scenario(
    question="Shared intelligence: does a cyber coalition that shares what it knows hold together?",
    variants={
        "coalitions_alone": institutions("coalitions"),
        "emergent": arm("emergent"),
        "hybrid": arm("hybrid"),
    },
    varied=Varied("shared_intelligence", (0.0, 0.25, 0.5), "from nothing to half of the loss spared among many"),
    preset="cyber",
    why="The cyber preset has an attack in year 10. What is shared is worth more the more members know it.",
    outcomes=("loss_area", "exclusivity", "cooperation"),
    expectation=Expectation(
        "who shares is spared, so coalitions include more, and a club good also lets members contribute less",
        "Gordon, Loeb & Lucyshyn 2003; Buchanan 1965",
        (
            Contrast("loss_area", Place("emergent", 0.0), Place("emergent", 0.5)),
            Contrast("exclusivity", Place("coalitions_alone", 0.0), Place("coalitions_alone", 0.5)),
        ),
    ),
    seeds=6,
)
