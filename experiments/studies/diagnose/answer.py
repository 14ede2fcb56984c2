"""From a folder of runs to its diagnosis: play what needs the actors, and draw."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from experiments.ask.case import Asked, Case, Family, world_case
from experiments.ask.question import Question
from experiments.play.play import play
from experiments.play.results import Results, by_seed
from experiments.play.where import Where
from experiments.studies.diagnose.findings import Diagnosis, as_json, laws
from experiments.studies.diagnose.scales import scales
from experiments.studies.diagnose.source import read_source
from model.build import build


class Answer(NamedTuple):
    """What came of it, and where it lies."""

    diagnosis: Diagnosis
    results: Results
    figure: Path


def answer(folder: Path, seeds: int, out: Path, where: Where) -> Answer:
    """Diagnose the runs of a folder; raises BadInput for a folder of anything else, or one that cannot be written."""
    source = read_source(folder)
    question, told = source.question, []
    study = asked(question, question.seeds[:seeds])

    def tell(results: Results, draft: Path) -> None:
        rows = by_seed(study, results.rows)
        world = build(question.world, question.seeds[0], question.settings)
        found = Diagnosis(source, rows, laws(source, rows), scales(world))
        (draft / "diagnose.json").write_text(json.dumps(as_json(found), indent=1) + "\n", encoding="utf-8")
        from experiments.studies.diagnose.figure import draw_diagnosis  # plotting takes a second to load

        told.append((found, out / draw_diagnosis(found, draft / "figures").relative_to(draft)))

    results = play(study, out, where, tell)
    found, figure = told[0]
    return Answer(found, results, figure)


def asked(question: Question, seeds: tuple[int, ...]) -> Asked:
    """Every arm of the question with some of its seeds, looked at closely; `of` names the run that is looked at."""

    def families() -> Iterator[Family]:
        for seed in seeds:
            for arm, institutions in question.arms.items():
                told = {"world": question.world, "institutions": institutions, "steps": question.steps}
                arguments: dict[str, Any] = {**told, "settings": question.settings}
                of = world_case(
                    (question.world, question.steps, question.settings), institutions, seed, {"arm": arm}
                ).id
                yield (Case("closely", arguments, seed, labels={"arm": arm, "of": of}),)

    told = question.identity | {"looked_at": list(seeds)}
    runs = len(seeds) * len(question.arms)
    modules = (__name__.rpartition(".")[0],)
    return Asked(told, families, runs, table="free", worlds=(question.world,), modules=modules)
