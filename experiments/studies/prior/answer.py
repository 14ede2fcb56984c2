"""From a prior to its findings: play, judge, keep them as JSON beside the runs."""

import json
from pathlib import Path

from experiments.play.play import play
from experiments.play.results import Results
from experiments.play.where import Where
from experiments.studies.prior.findings import Findings, as_json, findings
from experiments.studies.prior.question import Prior


def answer(prior: Prior, out: Path, where: Where) -> tuple[Findings, Results]:
    """Raises BadInput for a folder that cannot be written, or one of another question."""
    told = []

    def tell(results: Results, draft: Path) -> None:
        found = findings(prior, results)
        (draft / "prior.json").write_text(json.dumps(as_json(found), indent=1) + "\n", encoding="utf-8")
        told.append(found)

    results = play(prior.asked(), out, where, tell)
    return told[0], results
