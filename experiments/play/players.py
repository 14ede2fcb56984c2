"""Players: functions that do one case, found by name. `@player("treaty")` plays the cases whose player is `treaty`.

A case of player `claim:T1` is played by the player `claim`, which reads the rest of the name itself.
"""

from collections.abc import Callable, Hashable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from experiments.ask.case import Case
from experiments.play.row import Row, lost
from model.parameter import unknown
from model.plugins import PACKAGE

REMEMBERED = 20  # runs for comparison: all that one world and seed may need (5), four times


class Memory:
    """The last references of one worker, so that cases which compare with the same one play it once."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Any] = {}

    def of(self, key: Hashable, play: Callable[[], Any]) -> Any:
        """What is known under the key, played if it is not known; raises what playing raises."""
        if key not in self._known:
            self._known = dict(list(self._known.items())[1 - REMEMBERED :])
            self._known[key] = play()
        return self._known[key]


Player = Callable[[Case, Memory], Row]
PLAYERS: dict[str, Player] = {}


def player(name: str) -> Callable[[Player], Player]:
    """Register `f(case, memory)`, which returns the case's row; raises ValueError for a name taken."""

    def register(function: Player) -> Player:
        if function.__module__.startswith(PACKAGE):
            _find_all()  # whose names a plug-in may not take
        if name in PLAYERS:
            raise ValueError(f"player={name}: allowed a name that is not taken")
        PLAYERS[name] = function
        return function

    return register


def find(name: str) -> Player:
    """The player of this name; studies bring theirs in a file `player.py`. Raises BadInput for an unknown one."""
    known = name.partition(":")[0]
    if known not in PLAYERS:
        _find_all()
    if known not in PLAYERS:
        raise unknown("player", known, sorted(PLAYERS))
    return PLAYERS[known]


def _find_all() -> None:
    """Load the players of the model and of every study."""
    here, _, play = __name__.rpartition(".")[0].rpartition(".")
    import_module(f"{here}.{play}.world")
    studies = import_module(f"{here}.studies")
    for module in iter_modules(studies.__path__, f"{studies.__name__}."):
        if module.ispkg and "player" in {m.name for m in iter_modules(import_module(module.name).__path__)}:
            import_module(f"{module.name}.player")


def play_case(case: Case, memory: Memory) -> Row:
    """The case's row; a run that raises is kept as its error."""
    try:
        return find(case.player)(case, memory)
    except Exception as error:
        return lost(error)
