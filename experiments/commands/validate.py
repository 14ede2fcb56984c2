"""`validate`: every reference figure, expected, by theory, and measured by the engine."""

from json import dumps
from typing import Annotated

import typer

from experiments.ask import options
from model.params import BadInput

Only = Annotated[list[str], typer.Option("--only", metavar="ID", help="Only this oracle; may be repeated.")]
Quick = Annotated[bool, typer.Option("--quick", help="Shorter runs, and without those that need long ones.")]


def validate(
    only: Only = [],  # noqa: B006
    quick: Quick = False,
    workers: options.Workers = "",
    json: options.Json = False,
) -> int:
    """Hold the engine against the published figures; exit code 1 where one is missed."""
    from experiments.ask.question import read_workers
    from experiments.play.progress import progress
    from experiments.studies.validation import chosen, verdicts
    from experiments.theory.oracles import load

    known = [oracle.id for oracle in load()]
    for name in only:
        if name not in known:
            raise BadInput("only", name, " ".join(known))
    oracles, told = chosen(only, quick), []
    with progress("validating", len(oracles)) as done:
        for verdict in verdicts(oracles, quick, read_workers(workers)):
            told.append(verdict)
            done(len(told))
    passed = all(verdict.passed for verdict in told)
    if json:
        told_all = {"passed": passed, "oracles": [verdict._asdict() for verdict in told]}
        print(dumps(told_all, default=float))
    else:
        from experiments.studies.validation.tables import print_verdicts

        print_verdicts(told)
    return 0 if passed else 1
