"""The first look at a comparison: the figure of the arms alone, drawn before what they are compared with is played.

Each run's record is kept meanwhile, so that nothing is played twice and the numbers are the same.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from experiments.ask.case import Wanted, hash_of
from experiments.ask.outcomes import compared_with, outcome_of
from experiments.ask.question import Question
from experiments.judge.summary import summarise
from experiments.play.manifest import is_complete
from experiments.play.play import collect
from experiments.play.results import by_seed, without_failures
from experiments.play.store import PARTS, check_ours
from experiments.play.where import Where
from model.cache import private_cache

MOST = 200  # runs, whose records take four megabytes each on the default world
LARGEST = 5_000  # actors
Look = Callable[[Path | None], None]


def worth_it(question: Question, wanted: Wanted, out: Path, where: Where) -> bool:
    """Whether there is something to wait for, here, and room to keep records; raises BadInput for a folder not ours."""
    check_ours(out, question.asked(wanted))
    runs, actors = len(question.seeds) * len(question.arms), int(question.settings["actors"])
    fits = runs <= MOST and actors <= LARGEST and not where.scheduler
    begun = is_complete(out) or (out / PARTS).exists()
    return bool(fits and not begun and not wanted.actors and compared_with(wanted.outcomes))


def first_figure(question: Question, wanted: Wanted, where: Where) -> Path | None:
    """The figure of what the arms' own runs say, in the user's cache; none where no seed has all arms."""
    asked = question.asked(replace(wanted, alone=True))
    rows = {name: replace(row, outcomes=of_itself(row.outcomes)) for name, row in collect(asked, where).items()}
    whole = without_failures(by_seed(asked, rows))
    if not whole:
        return None
    from experiments.show.sheet import SLIDE, drawn
    from experiments.studies.compare.figure import compare  # plotting takes a second to load

    folder = private_cache() / "first"
    folder.mkdir(exist_ok=True)
    path = folder / hash_of(question.identity)
    drawn(partial(compare, question, whole, summarise(question, whole)), path, SLIDE, ("png",))
    return path.with_name(f"{path.name}.png")


def of_itself(outcomes: dict[str, float]) -> dict[str, float]:
    """The outcomes of a run that is compared with none."""
    return {column: value for column, value in outcomes.items() if not outcome_of(column).needs}
