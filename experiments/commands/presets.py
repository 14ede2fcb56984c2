"""`presets`: issues as declared data, every figure with its reason."""

import json

from rich.table import Table

from experiments.options import Json


def presets(json_: Json = False) -> None:
    """List every issue preset: its settings, and the reason of each figure."""
    from experiments.presets import presets as declared
    from experiments.tables import console

    if json_:
        print(json.dumps({"presets": [figure._asdict() for figures in declared().values() for figure in figures]}))
        return
    table = Table("issue", "parameter", "value", "reason", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name, figures in declared().items():
        for n, figure in enumerate(figures):
            table.add_row(name if n == 0 else "", figure.parameter, str(figure.value), figure.reason)
        table.add_section()
    console().print(table)
