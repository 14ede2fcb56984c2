"""`presets`: issues as declared data, each value with its reason."""

import json

from rich.table import Table

from experiments.ask.options import Json


def presets(json_: Json = False) -> None:
    """List every issue preset: its settings, and the reason for each value."""
    from experiments.show.tables import console
    from model.presets import NAMES, declared, figures

    if json_:
        print(json.dumps({"presets": [figure._asdict() for figure in declared()]}))
        return
    table = Table("issue", "parameter", "value", "reason", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in NAMES:
        for n, figure in enumerate(figures(name)):
            table.add_row(name if n == 0 else "", figure.parameter, figure.value, figure.reason)
        table.add_section()
    console().print(table)
