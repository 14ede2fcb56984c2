"""Institutional flexibility: should a formal body meet at once when a crisis strikes?"""

from experiments.studies.scenario import Contrast, Expectation, Place, Scenario, Varied, arm

SCENARIO = Scenario(
    question="Institutional flexibility: should a formal body meet at once in a crisis?",
    variants={
        "convenes_at_once": arm("top_down", crisis_convening=1),
        "keeps_its_calendar": arm("top_down", crisis_convening=0),
    },
    varied=Varied(
        "meeting_interval", (7, 36, 54, 96), "months between conferences, none of which falls on the shock's month"
    ),
    why="The shock strikes in month 120; a body that keeps to its calendar meets 6, 24, 42 or 72 months later. "
    "The first edition set risk 0.6, heterogeneity 0.05 and threshold 0.5; the defaults hold now.",
    outcomes=("loss_area", "exclusivity_last", "cooperation_last"),
    expectation=Expectation(
        "one emergency session saves part of the loss, the more so the rarer the conferences",
        "UN General Assembly resolution 377 (V); Koremenos, Lipson & Snidal 2001",
        (
            Contrast("loss_area", Place("keeps_its_calendar", 96), Place("convenes_at_once", 96)),
            Contrast("exclusivity_last", Place("keeps_its_calendar", 96), Place("convenes_at_once", 96)),
        ),
    ),
)
