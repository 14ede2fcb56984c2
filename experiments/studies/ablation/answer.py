"""From an ablation to its findings: play, judge, draw, and keep all of it beside the runs."""

import json
from pathlib import Path
from typing import NamedTuple

from experiments.play.play import play
from experiments.play.results import Results
from experiments.play.where import Where
from experiments.studies.ablation.figure import draw
from experiments.studies.ablation.findings import Findings, as_json, findings
from experiments.studies.ablation.question import Ablation


class Answer(NamedTuple):
    """What came of an ablation, and where it lies."""

    found: Findings
    results: Results
    figure: Path


def answer(ablation: Ablation, out: Path, where: Where) -> Answer:
    """Raises BadInput for a folder that cannot be written, or one of another question."""
    told = []

    def tell(results: Results, draft: Path) -> None:
        found = findings(ablation, results)
        (draft / "ablation.json").write_text(json.dumps(as_json(found), indent=1) + "\n", encoding="utf-8")
        told.append((found, out / draw(found, draft / "figures").relative_to(draft)))

    results = play(ablation.asked(), out, where, tell)
    return Answer(told[0][0], results, told[0][1])
