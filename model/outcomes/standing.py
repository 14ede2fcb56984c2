"""Who is thought well of, who works with whom on more than one issue, and who is shut out."""

import numpy as np

from model.governance.club import Club
from model.governance.state_pact import StatePact
from model.issue import Issue
from model.outcomes import final, monthly
from model.record import Record
from model.sums import sums


@monthly("index 0..1", "Milinski, Semmann & Krambeck 2002")
def good_name(issue: Issue) -> float:
    """Mean reputation: past conduct, as far as it was observed."""
    return sums(issue).names / len(issue.rows)


@monthly("bodies", "Busch 2007; Alter & Meunier 2009", every=3)
def pact_memberships(issue: Issue) -> float:
    """Treaties, councils and clubs in force that a government is party to, on average."""
    pacts = [x for x in issue.institutions if isinstance(x, StatePact) and x.in_force]
    return float(sum(np.count_nonzero(pact.parties) / len(pact.parties) for pact in pacts))


@monthly("share of pairs", "Hafner-Burton, Kahler & Montgomery 2009, on networks of issues")
def partner_overlap(issue: Issue) -> float:
    """Share of pairs of coalition partners that are partners on another issue too; undefined with one issue."""
    shared = [overlap(issue.blocs(), other.blocs()) for other, _ in issue.others]
    return max(shared) if shared else float("nan")


def overlap(blocs: np.ndarray, others: np.ndarray) -> float:
    """Share of the pairs inside the first blocs that are inside one of the others; NaN without pairs."""
    inside = blocs >= 0
    if not inside.any():
        return float("nan")
    both = inside & (others >= 0)
    _, together = np.unique(np.stack([blocs[both], others[both]]), axis=1, return_counts=True)
    members = np.bincount(blocs[inside])
    pairs = (members * (members - 1) / 2).sum()
    return float((together * (together - 1) / 2).sum() / pairs) if pairs else float("nan")


@final("states", "Kirton 2015")
def expulsions(record: Record, late: bool) -> float:
    """States that clubs have expelled; undefined without a club."""
    clubs = [x for issue in record.agenda for x in issue.institutions if isinstance(x, Club)]
    return float(sum(club.expelled.sum() for club in clubs)) if clubs else float("nan")
