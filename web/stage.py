"""The widget on which the films are played: Python sends each film set once, the browser does the rest."""

import anywidget
import traitlets

from experiments.show.style import as_json
from web.film import BONDS
from web.templates import rendered


class StageWidget(anywidget.AnyWidget):
    """Four worlds, charts and transport. No trait changes while a film plays."""

    _esm = rendered("stage.js.j2", style=as_json(), bonds=BONDS)

    reel = traitlets.Bytes().tag(sync=True)  # packed films, see web.reel
    land = traitlets.Bytes().tag(sync=True)  # packed coast lines
    month = traitlets.Int(0).tag(sync=True)  # where to open
    address = traitlets.Unicode().tag(sync=True)  # query string of the experiment; the browser adds the month
    busy = traitlets.Bool(False).tag(sync=True)
    luck_wished = traitlets.Int(0).tag(sync=True)  # goes up each time the visitor asks for other luck
