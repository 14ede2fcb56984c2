"""The command line: `westphalia COMMAND`, or `python -m experiments COMMAND`. Each command is a file of `commands`.

Exit codes: 0 fine, 1 some runs failed, 2 bad input or a disk that cannot be written, 130 stopped by Ctrl-C.
"""

import gc
import signal
import sys
from collections.abc import Sequence

import typer

from model import plugins
from model.parameter import BadInput, unknown

ABOUT = "Westphalia: global governance from above, from below and both, on the same world with the same luck."
PLUGIN = "--plugin"
EPILOG = f"Every command takes {PLUGIN} FILE.py as well, which may be repeated: it loads what the file adds."
EXTRAS = {"dask": "cluster", "distributed": "cluster", "solara": "page", "reacton": "page", "anywidget": "page"}
INTERRUPTED = 130
UsageError = typer.BadParameter.__base__ or Exception  # click's, which typer does not export under this name


class Commands(typer.core.TyperGroup):
    """All commands; an unknown one is answered with their names."""

    def resolve_command(self, ctx, args):  # type: ignore[no-untyped-def]
        if args[0] not in self.commands:
            raise unknown("command", args[0], self.commands)
        return super().resolve_command(ctx, args)


def app() -> typer.Typer:
    """The application with every command found."""
    from experiments.commands import commands  # after plug-ins are announced: what they add is part of the version

    made = typer.Typer(cls=Commands, add_completion=False, pretty_exceptions_enable=False, help=ABOUT)
    for name, function, command in commands():
        made.command(name, cls=command, epilog=EPILOG)(function)
    made.callback(epilog=EPILOG)(lambda: None)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; bad input is one line on stderr."""
    from experiments.play.progress import Stopped

    given = list(sys.argv[1:] if arguments is None else arguments)
    code, said = 2, ""
    gc.disable()  # while all is loaded, a tenth of a short command; `play` enables it again
    try:
        given, files = without_plugins(given)
        plugins.announce_from_environment()
        plugins.announce(files)
        plugins.load()
        code = app()(given or ["--help"], prog_name="westphalia", standalone_mode=False) or 0
        sys.stdout.flush()
    except BadInput as bad:
        said = f"error: {bad}"
    except ModuleNotFoundError as missing:
        if (name := (missing.name or "").partition(".")[0]) not in EXTRAS:
            raise
        said = f"error: module={name}: allowed with its extra (uv sync --inexact --extra {EXTRAS[name]}, "
        said += f"or pip install 'westphalia[{EXTRAS[name]}]')"
    except OSError as bad:  # what no command foresaw, as a full disk behind the standard output
        said = f"error: file={bad.filename or 'output'}: allowed one that works ({bad.strerror or bad})"
    except UsageError as bad:
        said = f"error: {usage(bad)}"
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except Stopped as stopped:
        code, said = INTERRUPTED, f"stopped: {stopped}"
    finally:
        gc.enable()
    if code == INTERRUPTED:
        said = said or "stopped: nothing was written"
    if said:
        print(*said.split(), file=sys.stderr)
    return code


def without_plugins(given: list[str]) -> tuple[list[str], list[str]]:
    """The command line without `--plugin FILE`, wherever it stands, and the files; raises BadInput."""
    rest, files, words = [], [], iter(given)
    for word in words:
        option, equals, file = word.partition("=")
        if option != PLUGIN:
            rest.append(word)
        elif equals:
            files.append(file)
        else:
            files.append(next(words, ""))
    if "" in files:
        raise BadInput("plugin", "", "a file, such as --plugin mine.py")
    return rest, files


def usage(bad: typer.BadParameter) -> str:
    """What is wrong with the line, in the form of all other refusals: the field, the value, what is allowed."""
    parameter, ctx = getattr(bad, "param", None), bad.ctx
    options = [name for one in ctx.command.params for name in one.opts if name[:1] == "-"] if ctx else []
    name = getattr(bad, "option_name", "") or (parameter.opts[0] if parameter else "")
    said = " ".join((getattr(bad, "message", "") or "").split()).rstrip(".")
    if hasattr(bad, "possibilities"):
        return str(unknown("option", name, [*options, PLUGIN, "--help"]))
    if "unexpected extra argument" in said:
        return f"argument={said.rpartition('(')[2].rstrip(')')}: allowed no further argument"
    if parameter and type(bad).__name__ == "MissingParameter":
        return f"{parameter.name}=: allowed {parameter.metavar or 'a value'}"
    if "does not take a value" in said:
        return f"option={name}: allowed alone, without a value"
    if "requires an argument" in said:
        return f"{name.lstrip('-')}=: allowed a value after {name}"
    return f"{name.lstrip('-') or 'line'}={' '.join(ctx.args) if ctx else ''}: allowed another ({said})"


def run() -> int:
    """The command line as a program: a polite kill is a Ctrl-C, so that workers end and drafts vanish."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    return main()


if __name__ == "__main__":
    sys.exit(run())
