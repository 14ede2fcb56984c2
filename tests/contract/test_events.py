"""The book of events: every kind occurs in a world made for it, with the right numbers, and changes nothing."""

import numpy as np
import pytest

from model.events import NOBODY, Because, Book, Event, in_columns, in_short
from model.westphalia import Westphalia
from tests.contract.negotiating import at, formal
from tests.contract.telling import SMALL, kinds, of_body, stepped, told

# -- the book itself --


def test_a_kind_that_is_not_declared_is_refused() -> None:
    with pytest.raises(ValueError, match="kind=party: allowed proposal"):
        Book().tell(Event(1, "party", "", "", NOBODY, 0.0, {}))


def test_a_closed_book_drops_everything() -> None:
    book = Book(is_open=False)
    book.tell(Event(1, "shock", "", "", NOBODY, 0.0, {}))
    assert len(in_columns([book]).month) == 0


def test_a_reason_names_v_and_its_largest_term() -> None:
    because = Because(0.1, ("world", "cost", "dues"), (0.2, -0.1, 0.0), {"members": 3})
    assert in_short(because) == '{"V":0.1,"largest":"world","world":0.2,"cost":-0.1,"members":3}'


def test_what_is_not_a_number_is_null() -> None:
    assert in_short({"a": float("nan"), "on": "text", "by": [1]}) == '{"a":null,"on":"text","by":[1]}'


# -- votes --


@pytest.mark.parametrize(("against", "passed"), [(3, 1), (4, 0)])
def test_a_vote_tells_its_tally(against, passed) -> None:
    treaty = formal(quota=0.75, choice_strength=1000)
    treaty.before[:against] = -1.0
    at(treaty, 12)
    (vote,) = of_body(treaty, "vote")
    assert vote.month == 12
    assert vote.actors.tolist() == list(range(against, 12))
    assert vote.value == pytest.approx((12 - against) / 12)
    assert (
        vote.reason.items() >= {"on": "text", "yes": 12 - against, "seats": 12, "quota": 0.75, "passed": passed}.items()
    )
    assert vote.reason["V"] == pytest.approx(treaty.before.mean())
    (proposal,) = of_body(treaty, "proposal")
    assert proposal.value == float(treaty.terms["policy"]) == pytest.approx(proposal.reason["policy"], rel=1e-5)
    assert len(of_body(treaty, "adoption")) == passed == treaty.adopted


def test_a_veto_names_who_cast_it() -> None:
    treaty = formal(quota=0.5, vetoes=2, choice_strength=1000)
    treaty.before[treaty.with_veto[0]] = -1.0
    at(treaty, 12)
    (veto,), (vote,) = of_body(treaty, "veto"), of_body(treaty, "vote")
    assert veto.actors.tolist() == [treaty.with_veto[0]] == vote.reason["vetoed_by"]
    assert (veto.reason["yes"], veto.reason["V"], vote.reason["passed"]) == (11, -1, 0)
    assert not treaty.adopted


def test_a_treaty_from_signature_to_exit() -> None:
    treaty = formal(choice_strength=1000, exit_propensity=1, exit_notice=12, procedure_hazard=1, readiness_spread=0)
    at(treaty, *range(12, 16))
    assert {int(e.actors[0]) for e in of_body(treaty, "signature")} == set(range(12))
    assert {int(e.actors[0]) for e in of_body(treaty, "ratification")} == set(range(12))
    (entry,) = of_body(treaty, "entry_into_force")
    assert entry.reason["parties"] == len(entry.actors) == 12
    assert entry.reason["means"] == pytest.approx(treaty.means_held())
    treaty.after[:2] = -1.0
    at(treaty, 24)
    assert [(int(e.actors[0]), e.value, e.reason["V"]) for e in of_body(treaty, "notice")] == [(0, -1, -1), (1, -1, -1)]
    at(treaty, 36)
    assert [(e.month, int(e.actors[0])) for e in of_body(treaty, "exit")] == [(36, 0), (36, 1)]


def test_a_lapse_names_the_last_parties() -> None:
    treaty = formal(choice_strength=1000, sunset=24, procedure_hazard=1, readiness_spread=0)
    at(treaty, *range(12, 16))
    treaty.after[:] = -1.0
    at(treaty, 48)
    (lapse,) = of_body(treaty, "lapse")
    assert (lapse.value, lapse.actors.tolist()) == (12, list(range(12)))
    assert of_body(treaty, "vote")[-1].reason["on"] == "renewal"


def test_an_amendment_tells_from_what_to_what() -> None:
    treaty = formal(choice_strength=1000)
    at(treaty, *range(12, 16))
    before = float(treaty.terms["policy"])
    treaty.issue.rows["reported"] += 0.5
    at(treaty, 24)
    (amendment,) = of_body(treaty, "amendment")
    assert (amendment.reason["from"], amendment.value) == pytest.approx((before, before + 0.5), rel=1e-4)
    assert amendment.reason["yes"] == of_body(treaty, "vote")[-1].reason["yes"] >= 0.67 * 12


# -- reasons --


@pytest.mark.parametrize("institution", ["formal_body", "subcommittee", "g7"])
def test_the_terms_add_up_to_v(institution) -> None:
    settings = SMALL | {"outsider_sanction": 0.1, "rivalry": 0.3, "club_good": 0.05, "quota": 0.3, "choice_strength": 5}
    model = stepped(Westphalia("random", (institution,), 3, settings), 60)
    found = told(model).of("signature", "ratification")
    assert found
    for event in found:
        numbers = {k: v for k, v in event.reason.items() if k not in ("V", "largest")}
        assert sum(numbers.values()) == pytest.approx(event.reason["V"], abs=2e-5)
        assert event.reason["largest"] == max(numbers, key=lambda name: abs(numbers[name]))
        assert event.value == pytest.approx(event.reason["V"], rel=1e-5)


def test_v_of_a_signature_is_that_of_the_model() -> None:
    model = Westphalia("random", ("formal_body",), 3, SMALL | {"choice_strength": 5, "quota": 0.3})
    treaty, asked = model.issues[0].institutions[0], {}

    def listen(states, gains, says_yes=treaty.says_yes):
        asked[treaty.issue.month] = asked.get(treaty.issue.month, {}) | dict(zip(states.tolist(), gains, strict=True))
        return says_yes(states, gains)

    treaty.says_yes = listen
    stepped(model, 30)
    found = told(model).of("signature")
    assert found
    for event in found:
        assert event.value == asked[event.month][int(event.actors[0])]


# -- coalitions, local institutions, shocks and norms --


def test_coalitions_tell_every_change_of_membership() -> None:
    model = Westphalia("random", ("coalitions",), 3, SMALL | {"proposal_rate": 0.1, "coalition_notice": 0})
    inside, book, sizes = model.issues[0].agreements.binding, model.issues[0].agreements, []
    stepped(model, 60, lambda _: sizes.append((inside[0] >= 0).sum()))
    events, now = told(model), np.zeros(100, int)
    for event in events:
        change = {"coalition_founded": 1, "coalition_joined": 1, "coalition_left": -1, "coalition_ended": -1}
        now[event.actors] += change.get(event.kind, 0)
    assert (now == (inside[0] >= 0)).all()
    assert sizes[-1] == now.sum()
    counted, tally = kinds(events), model.issues[0].institutions[0].tally
    assert counted["coalition_founded"] == tally[2]
    assert counted["coalition_ended"] == tally[3]
    assert book.ended.sum() == sum(len(e.actors) for e in events.of("coalition_left", "coalition_ended"))


def test_a_coalition_keeps_its_name_from_proposal_to_end() -> None:
    model = stepped(Westphalia("random", ("coalitions",), 3, SMALL | {"proposal_rate": 0.1}), 60)
    events = told(model)
    founded = {e.agreement: e for e in events.of("coalition_founded")}
    assert len(founded) == kinds(events)["coalition_founded"]
    for event in events.of("coalition_joined", "coalition_left", "coalition_ended", "notice", "amendment"):
        assert founded[event.agreement].month <= event.month
    for event in events.of("coalition_proposed"):
        assert event.agreement == f"{event.actors[0]}@{event.month}"
        assert (event.agreement in founded) == (event.reason["willing"] >= event.reason["needed"])


def test_who_leaves_a_coalition_says_why() -> None:
    model = stepped(Westphalia("random", ("coalitions",), 3, SMALL | {"choice_strength": 1000}), 60)
    found = told(model).of("coalition_left", "notice")
    assert found
    assert all(event.value <= 0.02 for event in found)
    assert all(event.reason["largest"] in event.reason for event in found)


def test_local_institutions_are_counted() -> None:
    active = []
    model = Westphalia("random", ("local_institution",), 3, SMALL | {"local_trigger": 0.25})
    stepped(model, 48, lambda m: active.append(int(m.issues[0].agreements.row["in_force"][:100].sum())))
    events = told(model)
    assert set(kinds(events)) >= {"local_begun", "local_ended"}
    balance = sum(e.value for e in events.of("local_begun")) - sum(e.value for e in events.of("local_ended"))
    assert balance == active[-1]
    for event in events.of("local_begun", "local_ended"):
        assert event.reason["active"] == active[event.month - 1]


def test_a_shock_names_those_who_stop() -> None:
    model = stepped(Westphalia("random", (), 3, SMALL | {"shock_step": 5, "shock_defection": 0.5}), 6)
    (shock,) = told(model)
    assert (shock.month, shock.value, shock.reason["stopped"]) == (5, pytest.approx(0.3), len(shock.actors))


def test_a_norm_tips_once_when_more_than_half_hold_it() -> None:
    shares, settings = [], SMALL | {"norm_dynamics": "threshold", "norm_committed": 0.3, "norm_threshold": 0.1}
    model = Westphalia("random", (), 3, settings | {"shock_step": 0})
    stepped(model, 12, lambda m: shares.append((m.rows["norm"] == 2).mean()))
    (event,) = told(model)
    assert event.month == 1 + next(k for k, share in enumerate(shares) if share > 0.5)
    assert event.value == shares[event.month - 1]
