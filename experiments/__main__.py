"""The command line: `python -m experiments COMMAND`. Each command is a file of `experiments.commands`.

Exit codes: 0 fine, 1 some runs failed, 2 bad input or a disk that cannot be written, 130 stopped by Ctrl-C.
"""

import signal
import sys
from collections.abc import Sequence

import typer

from experiments.commands import commands
from experiments.play.progress import Stopped
from model.params import BadInput

ABOUT = "Westphalia: global governance from above, from below and both, on the same world with the same luck."
INTERRUPTED = 130
UsageError = typer.BadParameter.__base__ or Exception  # click's, which typer does not export under this name


class Commands(typer.core.TyperGroup):
    """All commands; an unknown one is answered with their names."""

    def resolve_command(self, ctx, args):  # type: ignore[no-untyped-def]
        if args[0] not in self.commands:
            raise BadInput("command", args[0], " ".join(self.commands))
        return super().resolve_command(ctx, args)


def app() -> typer.Typer:
    """The application with every command found."""
    made = typer.Typer(cls=Commands, add_completion=False, pretty_exceptions_enable=False, help=ABOUT)
    for name, function, command in commands():
        made.command(name, cls=command)(function)
    made.callback()(lambda: None)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; bad input is one line on stderr."""
    arguments = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    code, said = 2, ""
    try:
        code = app()(arguments, prog_name="python -m experiments", standalone_mode=False) or 0
        sys.stdout.flush()
    except BadInput as bad:
        said = f"error: {bad}"
    except OSError as bad:  # what no command foresaw, as a full disk behind the standard output
        said = f"error: file={bad.filename or 'output'}: allowed one that works ({bad.strerror or bad})"
    except UsageError as bad:
        said = f"error: {usage(bad)}"
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except Stopped as stopped:
        code, said = INTERRUPTED, f"stopped: {stopped}"
    if code == INTERRUPTED:
        said = said or "stopped: nothing was written"
    if said:
        print(*said.split(), file=sys.stderr)
    return code


def usage(bad: typer.BadParameter) -> str:
    """What is wrong with the line, in the form of all other refusals where it is an unknown option."""
    unknown = hasattr(bad, "possibilities") and getattr(bad, "option_name", None)
    if unknown and bad.ctx:
        options = [name for parameter in bad.ctx.command.params for name in parameter.opts]
        return f"option={unknown}: allowed {' '.join([*options, '--help'])}"
    return bad.format_message()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a polite kill is a Ctrl-C: workers end, drafts vanish
    sys.exit(main())
