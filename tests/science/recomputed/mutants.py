"""Seven slips that no test noticed once (each was made in the engine, and every test passed), made here in ours.

Each is a patch of one name of the recomputation. A case tells a slip when ours, with the slip, goes another way.
"""

from . import basics, clubs, coalitions, formal, local, stakes


def whole_table_amends(monkeypatch):
    """An amendment voted by the whole table instead of its parties."""
    monkeypatch.setattr(formal, "who_amends", lambda body: body.table)


def renewal_ignored(monkeypatch):
    """A sunset that ignores renewal: years count from the entry into force for ever."""
    monkeypatch.setattr(formal, "last_renewed", lambda body: body.record.founded)


def amends_upwards(monkeypatch):
    """A subcommittee that amends upwards only."""
    monkeypatch.setattr(clubs, "moved", lambda new, old, spread: new - old > 0.1 * spread)


def noise_upwards(monkeypatch):
    """Threshold noise only upwards."""
    needed = basics.d6_needed
    monkeypatch.setattr(basics, "d6_needed", lambda m, noise, draw, b: needed(m, noise, (1.0 + draw) / 2.0, b))


def local_policy_reported(monkeypatch):
    """Local policy from what is reported instead of what fits."""

    def policy(contributors):
        return sum(x.reported for x in contributors) / len(contributors) if contributors else 0.0

    monkeypatch.setattr(local, "policy", policy)


def media_hear_the_present(monkeypatch):
    """Media that hear values already updated this month."""

    def amplify(problem):
        for me in problem.people:
            told = [person.perceived for person in problem.people]
            followed = problem.layer["media"][me.row]
            if sum(followed.values()) > 0:
                me.perceived = stakes.d7_heard(told, me.row, followed, problem.p["media_weight"])

    monkeypatch.setattr(stakes, "amplify", amplify)


def proposals_linger(monkeypatch):
    """Proposals not undone after consent: the next proposer of the month counts on the last one's coalition."""
    kept = {}

    def foreseen(problem, body, text, asked, conduct):
        if kept.get("when") != (id(problem), problem.month):
            kept.update(when=(id(problem), problem.month), lists=[list(conduct.expected) for _ in "ab"])
        lists = iter(kept["lists"])
        with monkeypatch.context() as one:
            one.setattr(coalitions, "as_they_are", lambda _: next(lists))
            return usual(problem, body, text, asked, conduct)

    usual = coalitions.foreseen
    monkeypatch.setattr(coalitions, "foreseen", foreseen)


SLIPS = (
    whole_table_amends, renewal_ignored, amends_upwards, noise_upwards, local_policy_reported,
    media_hear_the_present, proposals_linger,
)  # fmt: skip
