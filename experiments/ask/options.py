"""The options that commands share, read as text so that every refusal has the same form."""

from typing import Annotated, Any

import typer

from experiments.ask.arms import ARMS
from experiments.ask.question import SEED, SEEDS, STEPS

DEFAULT_ARMS = ",".join(ARMS)


def option(metavar: str, meaning: str, name: str = "", default: str = "") -> Any:
    """An option; a default that is no value is given in words, in round brackets because square ones are markup."""
    told = f"{meaning} (default: {default})" if default else meaning
    return typer.Option(*([name] if name else []), metavar=metavar, help=told, show_default=not default)


World = Annotated[str, option("earth|random", "The world.")]
Arms = Annotated[str, option("A,B,...", f"Arms: {', '.join(ARMS)}, or NAME=institution+institution.")]
Arm = Annotated[str, option("A", "One arm, as in compare.")]
Seeds = Annotated[str, option("K", f"{SEEDS.label.capitalize()} ({SEEDS.allowed}).")]
Seed = Annotated[str, option("S", f"{SEED.label.capitalize()} ({SEED.allowed}).")]
Steps = Annotated[str, option("T", f"{STEPS.label.capitalize()} in {STEPS.unit} ({STEPS.allowed}).")]
Settings = Annotated[list[str], option("NAME=VALUE", "Set a parameter (listed below); may be repeated.", "--set")]
Preset = Annotated[str, option("ISSUE", "Settings of an issue (see `presets`); --set overrides them.", default="own")]
Actors = Annotated[bool, typer.Option("--actors", help="Also keep the outcomes of each actor, in actors.parquet.")]
Scheduler = Annotated[
    str, option("ADDRESS", "Dask scheduler to use instead of local processes, such as tcp://host:8786.")
]
Out = Annotated[str, option("DIR", "Folder of the results.", default="out/COMMAND")]
Workers = Annotated[str, option("N", "Number of processes.", default="this machine's cores")]
Outcomes = Annotated[str, option("O,O,...|all", "Outcomes in the table.", default="eight that matter most")]
Json = Annotated[bool, typer.Option("--json", help="Print only JSON on standard output.")]
Open = Annotated[bool, typer.Option("--open", help="Show the figure, or print its path where there is no display.")]
