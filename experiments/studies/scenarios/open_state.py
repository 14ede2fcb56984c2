"""The open state: what if borders let civil society, cities and firms through?"""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="The open state: what do ties of societies across borders bring?",
    variants={name: arm(name) for name in ("emergent", "hybrid")},
    varied=Varied("openness", (0.0, 0.33, 0.67, 1.0), "from no tie of society abroad let through to all of them"),
    why="Ties of cities, organisations and people across borders are thinned; those between governments are not.",
    outcomes=("cooperation", "welfare_mean", "representation_gap"),
    expectation=Expectation(
        "ties across borders carry cooperation from one society to the next",
        "Keck & Sikkink 1998; Moravcsik 1997",
        (
            Contrast("cooperation", Place("emergent", 1.0), Place("emergent", 0.0)),
            Contrast("welfare_mean", Place("emergent", 1.0), Place("emergent", 0.0)),
        ),
    ),
)
