"""The G20's consensus: how much agreement must there be before anything is agreed?"""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="G20 consensus: how much agreement should it take to agree?",
    variants={name: arm(name) for name in ("top_down", "hybrid")},
    varied=Varied("quota", (0.5, 0.67, 0.8, 0.9, 1.0), "from a simple majority over two thirds to consensus"),
    why="The same treaty is put to the same states under majorities of rising size. As many must be parties "
    "before it enters into force. The first edition set risk 0.6, heterogeneity 0.05 and threshold 0.5; the "
    "defaults hold now.",
    outcomes=("exclusivity", "cooperation", "harmed"),
    expectation=Expectation(
        "the larger the majority, the fewer are bound against their interest, and the harder it is to agree: "
        "consensus is gridlock",
        "Buchanan & Tullock 1962; Tsebelis 2002",
        (
            Contrast("exclusivity", Place("top_down", 1.0), Place("top_down", 0.67)),
            Contrast("cooperation", Place("top_down", 0.67), Place("top_down", 1.0)),
            Contrast("cooperation", Place("hybrid", 1.0), Place("top_down", 1.0)),
        ),
    ),
)
