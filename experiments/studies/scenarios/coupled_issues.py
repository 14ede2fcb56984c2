"""Problems that feed one another: climate drives flight, flight and war feed each other."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="Coupled issues: what if one problem's failure feeds the next?",
    variants={name: arm(name) for name in ("none", "top_down", "emergent", "hybrid")},
    varied=Varied("coupling", (0.0, 0.5, 1.0), "from issues apart to a failure that doubles another's risk"),
    settings={"agenda": "migration+peace"},
    preset="climate",
    why="Climate, migration and a peace process at once, each with its own coalitions and treaty; who feeds whom is "
    "declared in model/data/couplings.csv.",
    outcomes=("welfare_mean", "cooperation", "partner_overlap"),
    expectation=Expectation(
        "coupled failures add up; bodies for one issue each fall behind, and coalitions differ from issue to issue",
        "Homer-Dixon et al. 2015 on synchronous failure; Keohane & Victor 2011 on regime complexes",
        (
            Contrast("welfare_mean", Place("none", 0.0), Place("none", 1.0)),
            Contrast("welfare_mean", Place("emergent", 1.0), Place("none", 1.0)),
            Contrast("welfare_mean", Place("emergent", 1.0), Place("top_down", 1.0)),
        ),
    ),
    seeds=4,
    steps=180,
)
