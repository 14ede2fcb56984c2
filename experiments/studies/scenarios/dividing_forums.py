"""Forums that divide: partners draw closer, and grow apart from everybody else."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm, institutions

SCENARIO = Scenario(
    question="Do informal forums reinforce the divisions that they start from?",
    variants={
        "coalitions_alone": institutions("coalitions"),
        "emergent": arm("emergent"),
        "hybrid": arm("hybrid"),
    },
    varied=Varied("tie_closure", (0.0, 0.2, 0.5), "from ties that stay to ties that halve and double within two years"),
    settings={"polarisation": 1.0},
    why="Two camps; ties strengthen within coalitions and fade between them, as people meet whom they work with.",
    outcomes=("bloc_modularity", "cooperation", "welfare_gini"),
    expectation=Expectation(
        "blocs close up: ties within them, divisions between them, and gains for those inside",
        "McPherson, Smith-Lovin & Cook 2001; Maoz 2006 on polarised networks; Bourdieu 1986 for who is inside",
        (
            Contrast("bloc_modularity", Place("emergent", 0.5), Place("emergent", 0.0)),
            Contrast("bloc_modularity", Place("coalitions_alone", 0.5), Place("coalitions_alone", 0.0)),
            Contrast("welfare_gini", Place("emergent", 0.5), Place("emergent", 0.0)),
        ),
    ),
    seeds=5,
)
