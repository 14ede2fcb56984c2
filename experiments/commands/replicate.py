"""`replicate`: the engine in a limiting case, compared with theory."""

import time
from json import dumps
from typing import Annotated

import typer

from experiments.ask import options
from model.parameter import unknown

Name = Annotated[str, typer.Argument(metavar="CASE", help="A published model; `replicate list` lists them.")]
Symbols = Annotated[
    list[str],
    typer.Option("--set", metavar="SYMBOL=VALUE", help="A parameter, as the paper names it; may be repeated."),
]


def replicate(case: Name, settings: Symbols = [], json: options.Json = False) -> int:  # noqa: B006
    """Run the engine as a published model and print each measured figure with its standard error."""
    from experiments.ask.question import read_pairs
    from experiments.studies.replications import CASES

    if case == "list":
        from experiments.studies.validation.tables import print_cases

        print_cases(CASES.values())
        return 0
    if case not in CASES:
        raise unknown("case", case, sorted(CASES))
    began = time.perf_counter()
    values = CASES[case].checked(read_pairs(settings))
    measured = CASES[case].measure(**values)
    from experiments.studies.validation import theory_of

    theory = theory_of(case, values)
    seconds = round(time.perf_counter() - began, 3)
    if json:
        figures = {key: {"value": figure.value, "se": figure.se} for key, figure in measured.items()}
        told = {"case": case, "params": values, "measured": figures, "theory": theory, "seconds": seconds}
        print(dumps(told, default=float))
    else:
        from experiments.studies.validation.tables import print_replication

        print_replication(CASES[case], values, measured, theory, seconds)
    return 0
