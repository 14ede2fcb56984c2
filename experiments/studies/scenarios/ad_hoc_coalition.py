"""An ad hoc cyber coalition: who answers a sudden attack, a standing treaty or those who gather at once?"""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, arm

SCENARIO = Scenario(
    question="Ad hoc cyber coalition: who answers a sudden attack faster?",
    variants={
        "top_down": arm("top_down"),
        "slow_forum": arm("emergent", proposal_rate=0.005, contact_rate=0.02, coalition_notice=36),
        "ad_hoc": arm("emergent", proposal_rate=0.1, contact_rate=0.5, coalition_notice=0),
    },
    preset="cyber",
    why="The cyber preset has an attack in year 10. A slow forum is proposed, joined and left a tenth as readily.",
    outcomes=("exclusivity", "cooperation", "welfare_mean"),
    expectation=Expectation(
        "fluid coalitions gather faster and recover sooner from a shock than slow forums, and these sooner than "
        "formal bodies",
        "Slaughter 2004 on networks; Vabulas & Snidal 2013 on informal bodies",
        (
            Contrast("response", Place("slow_forum"), Place("ad_hoc")),
            Contrast("loss_area", Place("slow_forum"), Place("ad_hoc")),
            Contrast("exclusivity", Place("top_down"), Place("ad_hoc")),
        ),
    ),
    seeds=16,
)
