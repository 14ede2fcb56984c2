"""The options that commands share, read as text so that every refusal has the same form."""

from typing import Annotated, Any

import typer

from experiments.ask.arms import ARMS
from experiments.ask.question import SEED, SEEDS, STEPS

DEFAULT_ARMS = ",".join(ARMS)


def option(metavar: str, meaning: str, name: str = "", default: str = "") -> Any:
    """An option whose default, if it is no value, is told in words; in round brackets, for square ones are markup."""
    told = f"{meaning} (default: {default})" if default else meaning
    return typer.Option(*([name] if name else []), metavar=metavar, help=told, show_default=not default)


World = Annotated[str, option("earth|random", "The world.")]
Arms = Annotated[str, option("A,B,...", f"Arms: {', '.join(ARMS)}, or NAME=institution+institution.")]
Arm = Annotated[str, option("A", "One arm, as in compare.")]
Seeds = Annotated[str, option("K", f"{SEEDS.label.capitalize()} ({SEEDS.allowed}).")]
Seed = Annotated[str, option("S", f"{SEED.label.capitalize()} ({SEED.allowed}).")]
Steps = Annotated[str, option("T", f"{STEPS.label.capitalize()} in {STEPS.unit} ({STEPS.allowed}).")]
Settings = Annotated[list[str], option("NAME=VALUE", "Set a parameter (listed below); may be repeated.", "--set")]
Preset = Annotated[str, option("ISSUE", "An issue's settings; `presets` lists them, and --set wins.", default="own")]
Actors = Annotated[bool, typer.Option("--actors", help="Keep a value an actor too, in actors.parquet.")]
Scheduler = Annotated[str, option("ADDRESS", "Dask scheduler, as tcp://host:8786, instead of local processes.")]
Out = Annotated[str, option("DIR", "Folder of the results.", default="out/COMMAND")]
Workers = Annotated[str, option("N", "Processes.", default="the cores of this machine")]
Outcomes = Annotated[str, option("O,O,...|all", "Outcomes in the table.", default="eight that matter most")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON alone on standard output.")]
Open = Annotated[bool, typer.Option("--open", help="Show the figure, or print its path where there is no display.")]
