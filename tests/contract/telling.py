"""Small worlds whose book of events is read."""

from collections import Counter

from model.events import Event, Events, in_columns
from model.westphalia import Westphalia

SMALL = {"actors": 100, "ties": "blocks"}
TURMOIL = SMALL | {
    "sunset": 24, "forum_choice": 1, "expulsion_bar": 0.9, "outsider_sanction": 0.1, "exit_propensity": 0.5,
    "shared_intelligence": 0.2, "quota": 0.4, "shock_step": 24, "norm_dynamics": "threshold", "norm_committed": 0.3,
    "norm_threshold": 0.2, "meeting_interval": 6, "exit_notice": 6,
}  # fmt: skip


def stepped(model: Westphalia, months: int, watch=None) -> Westphalia:
    for _ in range(months):
        model.step()
        if watch:
            watch(model)
    return model


def told(model: Westphalia) -> Events:
    return in_columns([issue.book for issue in model.issues])


def kinds(events: Events) -> Counter[str]:
    return Counter(event.kind for event in events)


def of_body(body, *wanted: str) -> list[Event]:
    return in_columns([body.issue.book]).of(*wanted)


def columns(events: Events) -> list[object]:
    return [[list(map(int, one)) for one in x] if isinstance(x, list) else x.tolist() for x in tuple.__iter__(events)]
