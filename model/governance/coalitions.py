"""Coalitions: informal, issue-driven, fluid. Anyone may propose one, admit actors with similar preferences, and leave.

Carraro & Siniscalco 1993 and Barrett 1994 on self-enforcing coalitions; admission by similarity: Axelrod 1997. What
emerges is not free: members pay for a policy that does not fit them and for coordination, which grows with size
(Olson 1965). Who joins, stays and leaves: `model.governance.membership`.
"""

import numpy as np

from agents.actor import Row
from agents.compiled import compiled, compiled_to_arrays
from model import luck
from model.agreement import Agreements, bind, close, release
from model.compiled import loop
from model.governance.consent import When, consents
from model.governance.expectation import Outlook, compliance, expected_rebate, own_failure, parts_of, prospect
from model.governance.institution import Institution
from model.governance.membership import Forum, expect, hear_applicants, may_enter, no_conduct, review_members, spared
from model.governance.notes import AMENDED, CLOSED, ENDED, FOUNDED, PROPOSED, Month, blank, explain, note, room_for
from model.issue import Issue
from model.threshold import chance_missed

MOVED = 1e-9  # a smaller change of policy is rounding, and no amendment to tell of


class Coalitions(Institution):
    """All coalitions on the issue; an actor is in one of them at most."""

    stage = "coalition"
    mark = "coalition"
    words = "the willing of every kind form clubs with their own rules"

    def __init__(self, issue: Issue, slot: int) -> None:
        super().__init__(issue, slot)
        self.tally = np.zeros(4, np.int64)
        self.notes, self.noted, self.ids = CLOSED, 0, issue.rows["id"].copy()
        self.a_month = room_for(len(issue.rows), len(issue.agreements.row))
        self.needed = int(issue.figures["minimum_participation"])
        self.conduct = no_conduct(len(issue.rows), len(issue.agreements.row))

    def act(self) -> None:
        issue, when = self.issue, When(self.issue.fortune, self.issue.month)
        if issue.book.is_open and self.noted > len(self.notes.record) - self.a_month:
            self.notes, self.noted = blank(2 * self.a_month), 0  # the old stay with who read them out
        about = (issue.rows, issue.groups, issue.relations.ties, issue.agreements)
        forum = Forum(*about, self.slot, when, self.conduct, self.tally, self.notes)
        first, self.noted = self.noted, meet(forum, issue.settings)
        if self.noted > first:
            noted = self.notes.record[first : self.noted], self.notes.terms[first : self.noted]
            issue.book.tell(Month(*noted, self.ids, self.name, issue.month, self.needed))

    def decision_weights(self) -> list[np.ndarray]:
        """Within a coalition every member weighs the same; shape (actors,), one array for all together."""
        weights = equal_shares(self.issue.agreements, self.slot)
        return [weights] if weights.any() else []


@loop
def meet(forum: Forum, settings: np.ndarray) -> int:
    """One month: members review, outsiders apply, some propose, and what is left is amended or ends; returns how many
    notes there are now."""
    expect(forum, settings)
    review_members(forum, settings)
    hear_applicants(forum, settings)
    propose(proposers(forum, settings[0]), forum, settings)
    amend_and_dissolve(forum, settings)
    return int(forum.notes.counted[0])


@compiled_to_arrays
def proposers(forum: Forum, p: Row) -> np.ndarray:
    """Who proposes this month, in an order that is luck's."""
    rows, when = forum.rows, forum.when
    proposing, order = luck.stream(when.seed, luck.PROPOSE, when.month), luck.stream(when.seed, luck.ORDER, when.month)
    who, places, count = np.empty(len(rows), np.uint32), np.empty(len(rows)), 0
    for i in range(len(rows)):
        if luck.uniform(proposing, rows[i].id) < p.proposal_rate:
            who[count], places[count] = i, luck.uniform(order, rows[i].id)
            count += 1
    return who[:count][np.argsort(places[:count])]


@loop
def propose(proposers: np.ndarray, forum: Forum, settings: np.ndarray) -> None:
    """Each proposer invites its like-minded ties; those who gain from the whole found a coalition, if enough do."""
    p = settings[0]
    with_, without = forum.conduct.expected.copy(), forum.conduct.expected.copy()
    next_free = len(forum.rows) + len(forum.agreements.binding)
    for i in proposers:
        if forum.agreements.binding[forum.slot, i] >= 0 or not may_enter(i, forum, p):
            continue
        while next_free < len(forum.agreements.row) and _taken(forum.agreements.row[next_free]):
            next_free += 1
        if next_free == len(forum.agreements.row):
            return
        invited = invitees(i, forum, p)
        draft(next_free, invited, forum, p)
        k = note(forum.notes, PROPOSED, i, forum.agreements.row[next_free], 0.0)
        willing = consenting(next_free, invited, with_, without, forum, p)
        if len(willing) >= p.minimum_participation:
            found(next_free, willing, forum, p)
        tell_proposal(k, len(invited), len(willing), forum, p)


@compiled
def tell_proposal(k: int, invited: int, willing: int, forum: Forum, p: Row) -> None:
    """Complete the note of a proposal at place k; where it fails, those who were willing found nothing."""
    if k < 0:
        return
    forum.notes.record[k].members, forum.notes.record[k].value = invited, willing
    if willing < p.minimum_participation:
        forum.notes.counted[0] = k + 1


@compiled
def _taken(agreement: Row) -> bool:
    """Whether a coalition has this record, be it one that lost its members this month and is yet to be dissolved."""
    return agreement.members > 0 or agreement.in_force > 0


@compiled_to_arrays
def invitees(i: int, forum: Forum, p: Row) -> np.ndarray:
    """The proposer and those of its ties outside any coalition whose report of what fits lies within its tolerance."""
    start, end = forum.ties.start[i], forum.ties.start[i + 1]
    out, count = np.empty(end - start + 1, np.uint32), 1
    out[0] = i
    for position in range(start, end):
        j = forum.ties.to[position]
        alike = abs(forum.rows[j].reported - forum.rows[i].reported) < p.admission_tolerance
        if alike and may_enter(j, forum, p) and forum.agreements.binding[forum.slot, j] < 0:
            out[count] = j
            count += 1
    return out[:count]


@compiled
def mean_report(who: np.ndarray, rows: np.ndarray) -> float:
    """What fits them together, as they see it."""
    total = 0.0
    for i in who:
        total += rows[i].reported
    return total / len(who)


@compiled
def draft(a: int, invited: np.ndarray, forum: Forum, p: Row) -> None:
    """The terms that are put to those invited."""
    terms = forum.agreements.row[a]
    close(terms)  # nothing of a former coalition is left
    terms.policy, terms.founded = mean_report(invited, forum.rows), forum.when.month
    terms.name, terms.written = forum.rows[invited[0]].id, forum.when.month
    terms.fine, terms.monitoring = p.coalition_fine, p.transparency
    terms.dues_each, terms.club, terms.shield = p.coalition_dues, p.club_good, p.shared_intelligence


@compiled_to_arrays
def consenting(a: int, invited: np.ndarray, with_: np.ndarray, without: np.ndarray, forum: Forum, p: Row) -> np.ndarray:
    """Those who would rather have the coalition of all invited than none (D10)."""
    terms, rows = forum.agreements.row[a], forum.rows
    given_with = given_without = forum.conduct.given[0]
    kept = held = 0.0
    for j in invited:
        now = with_[j]
        with_[j], without[j] = compliance(rows[j], terms, p), forum.agreements.outside[forum.slot, j]
        given_with += rows[j].means * (with_[j] - now)
        given_without += rows[j].means * (without[j] - now)
        kept += rows[j].endowment * with_[j]
        held += rows[j].endowment
    charge, rebate = terms.dues_each * (len(invited) - 1), expected_rebate(kept / held, terms, p)
    world_with, world_without = chance_missed(given_with, p), chance_missed(given_without, p)
    willing, count = np.empty(len(invited), np.uint32), 0
    for j in invited:
        own_with, own_without = own_failure(j, forum.groups, with_, p), own_failure(j, forum.groups, without, p)
        view = Outlook(own_with, own_without, world_with, world_without, with_[j], without[j], charge, rebate)
        more = spared(rows[j], len(invited), terms)
        gain = prospect(rows[j], view, terms, p) + more
        if consents(rows[j].id, gain, terms, forum.when, p):
            k = note(forum.notes, FOUNDED, j, terms, gain)
            explain(forum.notes, k, rows[j], parts_of(rows[j], view, terms, p), more)
            willing[count] = j
            count += 1
    for j in invited:
        with_[j] = without[j] = forum.conduct.expected[j]
    return willing[:count]


@compiled
def found(a: int, willing: np.ndarray, forum: Forum, p: Row) -> None:
    """The willing bind themselves; their policy is what fits them together."""
    terms = forum.agreements.row[a]
    terms.in_force, terms.policy, terms.levy = 1, mean_report(willing, forum.rows), p.decision_cost
    for j in willing:
        bind(forum.agreements, forum.slot, j, a, forum.when.month)
    forum.tally[2] += 1


@loop
def amend_and_dissolve(forum: Forum, settings: np.ndarray) -> None:
    """Policies follow the members once a year at the cost of a decision; a coalition too small ends (D14)."""
    p, month = settings[0], forum.when.month
    book = forum.agreements
    reports = np.zeros(len(book.row))
    for i in range(len(forum.rows)):
        a = book.binding[forum.slot, i]
        if a >= 0:
            if book.row[a].members < p.minimum_participation:
                release(book, forum.slot, i, month)
                note(forum.notes, ENDED, i, book.row[a], month - book.row[a].founded)
            else:
                reports[a] += forum.rows[i].reported
    for a in range(len(forum.rows) + len(book.binding), len(book.row)):
        terms = book.row[a]
        if terms.in_force and terms.members < p.minimum_participation:
            note(forum.notes, ENDED, -1, terms, month - terms.founded)
            close(terms)
            forum.tally[3] += 1
        elif terms.in_force and terms.founded < month and (month - terms.founded) % p.amendment_interval == 0:
            if abs(reports[a] / terms.members - terms.policy) > MOVED:
                note(forum.notes, AMENDED, -1, terms, reports[a] / terms.members)
            terms.policy, terms.levy = reports[a] / terms.members, p.decision_cost
            terms.written = month


@loop
def equal_shares(agreements: Agreements, slot: int) -> np.ndarray:
    """Each actor's share in its coalition's decisions: one over its members; shape (actors,)."""
    out = np.zeros(agreements.binding.shape[1])
    for i in range(len(out)):
        a = agreements.binding[slot, i]
        if a >= 0:
            out[i] = 1.0 / agreements.row[a].members
    return out
