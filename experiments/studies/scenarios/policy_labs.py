"""Policy labs: a treaty's text is the mean of what is reported, or the most acceptable of several pilots."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, institutions

SCENARIO = Scenario(
    question="Policy labs: do pilots find a text that passes?",
    variants={"treaty": institutions("formal_body"), "labs": institutions("labs")},
    varied=Varied("heterogeneity", (0.05, 0.15, 0.25, 0.35), "from nearly one size to more than the default spread"),
    settings={"lab_spread": 0.2},
    why="Pilots lie up to some tenths from the mean; every pilot costs what a decision costs. The first edition "
    "set risk 0.6 and threshold 0.5; the defaults hold now.",
    outcomes=("exclusivity", "cooperation", "welfare_mean"),
    expectation=Expectation(
        "experiments find texts that bargaining at the table does not",
        "Sabel & Zeitlin 2010; Hoffmann 2011, on climate governance at the crossroads",
        (
            Contrast("exclusivity", Place("treaty", 0.15), Place("labs", 0.15)),
            Contrast("welfare_mean", Place("labs", 0.15), Place("treaty", 0.15)),
        ),
    ),
    seeds=8,
)
