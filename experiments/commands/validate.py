"""`validate`: every reference figure, expected, by theory, and measured by the engine."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.ask import options
from experiments.play.where import read_where
from model.parameter import unknown

Only = Annotated[list[str], typer.Option("--only", metavar="ID", help="Only this reference figure; may be repeated.")]
Quick = Annotated[bool, typer.Option("--quick", help="Shorter runs, without the figures that need long ones.")]


def validate(
    only: Only = [],  # noqa: B006
    quick: Quick = False,
    out: Annotated[str, options.option("DIR", "Folder of the runs.", default="out/validate/QUESTION")] = "",
    workers: options.Workers = "",
    scheduler: options.Scheduler = "",
    json: options.Json = False,
) -> int:
    """Compare the engine with the published figures; the exit code is 1 if one does not agree."""
    from json import dumps

    from experiments.ask.case import hash_of
    from experiments.play.play import play
    from experiments.studies.validation import asked, chosen, verdicts
    from experiments.theory.oracles import load

    where, known = read_where(workers, scheduler), [oracle.id for oracle in load()]
    for name in only:
        if name not in known:
            raise unknown("only", name, known)
    oracles = chosen(only, quick)
    study = asked(oracles, quick)
    results = play(study, Path(out or f"out/validate/{hash_of(study.identity, 8)}"), where)
    found = verdicts(oracles, quick, results.rows)
    passed = all(verdict.passed for verdict in found)
    if json:
        print(dumps({"passed": passed, "oracles": [verdict._asdict() for verdict in found]}, default=float))
    else:
        from experiments.studies.validation.tables import print_verdicts

        print_verdicts(found)
    return 0 if passed else 1
