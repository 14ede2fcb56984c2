"""Syrian refugees: a crisis of neighbours, in which contributors may close their borders."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="Syrian refugees: who keeps the doors open when many close them?",
    variants={name: arm(name) for name in ("top_down", "emergent", "hybrid")},
    varied=Varied(
        "shock_defection", (0.0, 0.25, 0.5, 0.75), "from nobody to three of four contributors closing the door"
    ),
    preset="migration",
    why="The migration preset: a burden of neighbours, a common share of 0.3, states that differ; the war strikes in "
    "year 10. Communities of refugees are actors, more numerous where refugees are hosted.",
    outcomes=("loss_area", "response", "cooperation_last"),
    expectation=Expectation(
        "local and civic bodies take over where states fall out over shares, so that less is lost and more do "
        "their part",
        "Betts & Collier 2017; Suhrke 1998 on burden-sharing",
        (
            Contrast("cooperation_last", Place("emergent", 0.5), Place("top_down", 0.5)),
            Contrast("response", Place("top_down", 0.5), Place("hybrid", 0.5)),
            Contrast("loss_area", Place("emergent", 0.75), Place("emergent", 0.0)),
        ),
    ),
    seeds=6,
)
