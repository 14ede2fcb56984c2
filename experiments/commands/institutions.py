"""`institutions`: everything that an arm may contain, with its source."""

import json

from rich.table import Table

from experiments.ask.options import Json


def institutions(json_: Json = False) -> None:
    """List every institution that an arm may have (`--arms mine=labs+coalitions`), with its source."""
    from experiments.show import vocabulary
    from experiments.show.tables import console

    if json_:
        print(json.dumps({"institutions": [entry._asdict() for entry in vocabulary.institutions()]}))
        return
    table = Table("institution", "what it is", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name, _, meaning, more in vocabulary.institutions():
        table.add_row(name, f"{meaning} [dim]{more}[/]")
    console().print(table)
