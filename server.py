"""The page that `uv run --extra page solara run server.py` serves; it works with the network unplugged.

`solara run` has imported Solara before it reads this file, so environment variables would come too late: the settings
objects are changed instead. That is soon enough, because Solara reads this file before it serves or reports anything.
"""

from pathlib import Path

from solara.server import reload, settings

settings.telemetry.mixpanel_enable = False  # nobody is told that this runs
settings.main.mode = "production"  # the bundled front end, and no check-in frame
settings.assets.fontawesome_enabled = False  # unused
settings.assets.extra_locations = [str(Path(__file__).parent / "web" / "assets")]  # style, icon
settings.theme.loader = "plain"
settings.theme.title = "Westphalia"
settings.kernel.cull_timeout = "10m"  # a closed page is forgotten after ten minutes, not a day

# Solara's hot reload forgets every module below this folder, and that includes numpy in .venv, which cannot be loaded
# twice. After a change, start the server again.
reload.reloader.watcher.close()
reload.reloader.watcher = reload.WatcherDummy([], print)

from model import plugins  # noqa: E402  (after the settings)
from web import films  # noqa: E402
from web.experiment import Experiment  # noqa: E402
from web.page import Page  # noqa: E402

__all__ = ["Page"]

plugins.load()
films.prepare(Experiment())
