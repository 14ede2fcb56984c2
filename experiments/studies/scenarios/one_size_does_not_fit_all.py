"""One size does not fit all: one policy for unlike states, in a world that may move on."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

ALL_BOUND = {"bind_all": 1, "quota": 0.5}

SCENARIO = Scenario(
    question="One size does not fit all: when is one policy for everyone the wrong one?",
    variants={
        "top_down": arm("top_down"),
        "emergent": arm("emergent"),
        "top_down_drifting": arm("top_down", drift=0.02),
        "emergent_drifting": arm("emergent", drift=0.02),
    },
    varied=Varied("heterogeneity", (0.05, 0.2, 0.4), "from nearly one size to states far apart"),
    settings=ALL_BOUND,
    why="The treaty binds all by a simple majority, so that it comes about where interests differ and its fit can "
    "be measured. The first edition set risk 0.6 and threshold 0.5; the defaults hold now.",
    outcomes=("mismatch", "welfare_mean", "harmed"),
    expectation=Expectation(
        "a uniform policy fits worse the more states differ and the faster their preferred policies move; "
        "local and fluid policies fit better",
        "Oates 1972; Alesina & Spolaore 1997",
        (
            Contrast("mismatch", Place("top_down", 0.2), Place("top_down", 0.05)),
            Contrast("mismatch", Place("top_down", 0.2), Place("emergent", 0.2)),
            Contrast("mismatch", Place("top_down_drifting", 0.05), Place("top_down", 0.05)),
        ),
    ),
    seeds=6,
)
