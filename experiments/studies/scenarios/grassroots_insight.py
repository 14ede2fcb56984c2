"""Grassroots insight: those who live with a problem know it best, and several kinds of actor see more than one."""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, institutions

SCENARIO = Scenario(
    question="Grassroots insight: do bodies that hear more voices find the preferred policy?",
    variants={
        "treaty_of_elites": institutions("formal_body", nsa_weight=0.0),
        "treaty_with_society": institutions("formal_body", nsa_weight=1.0),
        "coalitions_of_governments": institutions("coalitions", open_to_others=0),
        "open_coalitions": institutions("coalitions"),
    },
    varied=Varied("estimate_noise", (0.0, 0.2, 0.4), "from no error about the preferred policy to a large one"),
    why="Each kind of actor errs together, governments and firms most, affected communities least; a text is the "
    "mean of what those at the table report. The first edition set risk 0.6, heterogeneity 0.05 and threshold "
    "0.5; the defaults hold now.",
    outcomes=("policy_error", "mismatch", "welfare_mean"),
    expectation=Expectation(
        "diverse bodies, and those with first-hand knowledge, come nearer to the preferred policy",
        "Hong & Page 2004; Chambers 1997; Scott 1998, Seeing Like a State",
        (
            Contrast("policy_error", Place("treaty_of_elites", 0.4), Place("treaty_with_society", 0.4)),
            Contrast("policy_error", Place("coalitions_of_governments", 0.4), Place("open_coalitions", 0.4)),
            Contrast("welfare_mean", Place("treaty_with_society", 0.4), Place("treaty_of_elites", 0.4)),
        ),
    ),
    seeds=6,
)
