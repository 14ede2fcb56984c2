"""The commands: one a file, found by name. `compare.py` holds a function `compare`, which is the command.

The function returns the exit code (None is 0); a constant COMMAND in the file may name another typer command class.
What takes time to load is imported inside the function.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from typer.core import TyperCommand

Command = Callable[..., int | None]


def commands() -> Iterator[tuple[str, Command, type[TyperCommand]]]:
    """Name, function and class of each command, in alphabetical order."""
    for name in sorted(module.name for module in iter_modules(__path__)):
        module = import_module(f"{__name__}.{name}")
        yield name.replace("_", "-"), getattr(module, name), getattr(module, "COMMAND", TyperCommand)
