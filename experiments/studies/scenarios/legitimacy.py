"""Legitimacy: rules are kept as far as those who bear the harm, and those who were elected, made them."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, arm, cases

SCENARIO = Scenario(
    question="Legitimacy: what if rules are kept only as far as they are felt to be one's own?",
    variants={
        "top_down": arm("top_down"),
        "top_down_of_elites": arm("top_down", nsa_weight=0.0),
        "hybrid": arm("hybrid"),
        "emergent": arm("emergent"),
    },
    varied=cases(
        "felt",
        "rules kept whoever made them; if they leave out those hurt; if unelected hands made them; both",
        not_at_all={"legitimacy_weight": 0.0, "unelected_cost": 0.0},
        by_the_hurt={"legitimacy_weight": 1.0, "unelected_cost": 0.0},
        by_the_elected={"legitimacy_weight": 0.0, "unelected_cost": 1.0},
        both={"legitimacy_weight": 1.0, "unelected_cost": 1.0},
    ),
    why="A treaty loses monitoring by its representation gap, or by the share of its votes in unelected hands. "
    "The first edition set risk 0.6, heterogeneity 0.05 and threshold 0.5; the defaults hold now.",
    outcomes=("cooperation", "unelected_share", "representation_gap"),
    expectation=Expectation(
        "closed treaties lose most where the hurt must be heard, open ones where only the elected may decide; hybrids "
        "have both to rest on",
        "Tyler 1990; Scharpf 1999 on input and output legitimacy; Dahl 1999; Grant & Keohane 2005",
        (
            Contrast("cooperation", Place("top_down", "by_the_hurt"), Place("top_down_of_elites", "by_the_hurt")),
            Contrast("cooperation", Place("top_down_of_elites", "by_the_elected"), Place("top_down", "by_the_elected")),
            Contrast("cooperation", Place("hybrid", "both"), Place("top_down", "both")),
        ),
    ),
    seeds=6,
)
