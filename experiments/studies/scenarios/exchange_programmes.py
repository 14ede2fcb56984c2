"""Exchange programmes: governments pay for ties abroad, between cities, organisations or people."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, arm, cases

SCENARIO = Scenario(
    question="Exchange programmes: whose ties abroad are worth paying for?",
    variants={name: arm(name) for name in ("emergent", "hybrid")},
    varied=cases(
        "programme",
        "none, or ties abroad of one circle or of all three times as strong",
        nobody={"tie_subsidy": 0.0},
        cities={"tie_subsidy": 2.0, "subsidised": "cities"},
        organisations={"tie_subsidy": 2.0, "subsidised": "organisations"},
        people={"tie_subsidy": 2.0, "subsidised": "people"},
        everybody={"tie_subsidy": 2.0, "subsidised": "all"},
    ),
    why="Stronger ties are attended to more, in conduct and in forming coalitions; each government pays for its own.",
    outcomes=("cooperation", "mixed_partnership", "welfare_mean"),
    expectation=Expectation(
        "ties across borders carry cooperation where it has begun, city to city more than state to state",
        "Nye 2004; Hale & Roger 2014 on orchestration; Acuto 2013 on city networks",
        (
            Contrast("cooperation", Place("emergent", "everybody"), Place("emergent", "nobody")),
            Contrast("cooperation", Place("emergent", "cities"), Place("emergent", "nobody")),
            Contrast("welfare_mean", Place("emergent", "everybody"), Place("emergent", "nobody")),
        ),
    ),
    seeds=6,
)
