"""The options that commands share, read as text so that every refusal has the same form."""

from typing import Annotated

import typer

from experiments.arms import ARMS
from experiments.question import SEED, SEEDS, STEPS

World = Annotated[str, typer.Option(metavar="earth|random", help="The world.")]
Arms = Annotated[
    str, typer.Option(metavar="A,B,...", help=f"Arms: {', '.join(ARMS)}, or NAME=institution+institution.")
]
Arm = Annotated[str, typer.Option(metavar="A", help="One arm, as in compare.")]
Seeds = Annotated[str, typer.Option(metavar="K", help=f"How many {SEEDS.label} [{SEEDS.allowed}].")]
Seed = Annotated[str, typer.Option(metavar="S", help=f"{SEED.label.capitalize()} [{SEED.allowed}].")]
Steps = Annotated[str, typer.Option(metavar="T", help=f"{STEPS.label.capitalize()} in {STEPS.unit} [{STEPS.allowed}].")]
Settings = Annotated[
    list[str], typer.Option("--set", metavar="NAME=VALUE", help="Set a parameter (listed below); may be repeated.")
]
Out = Annotated[
    str, typer.Option(metavar="DIR", help="Folder of the results.  [default: out/COMMAND]", show_default=False)
]
Workers = Annotated[
    str, typer.Option(metavar="N", help="Processes.  [default: the cores of this machine]", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON alone on standard output.")]
Open = Annotated[bool, typer.Option("--open", help="Show the figure, or print its path where there is no display.")]
Outcomes = Annotated[
    str, typer.Option(metavar="O,O,...", help="Outcomes in the table.  [default: all]", show_default=False)
]

DEFAULT_ARMS = ",".join(ARMS)
