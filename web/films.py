"""The page's projection room: each experiment is computed once, off the event loop, and shared by all visitors."""

import asyncio
import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor

from experiments.ask.arms import ARMS
from model.outcomes import OUTCOMES
from web.experiment import MONTHS, Experiment
from web.film import shoot
from web.reel import pack_films
from web.words import arm_words

KEPT = 64  # film sets, about 150 kB each
GLANCE = 0.03  # seconds between looks at whether a film is ready

_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="films")
_shelf: "OrderedDict[Experiment, Future[bytes]]" = OrderedDict()
_waiting: dict[Experiment, int] = {}
_lock = threading.Lock()


def prepare(experiment: Experiment) -> None:
    """Begin on films before anybody asks, as at the start of the server, when the model must still be compiled."""
    with _lock:
        if experiment not in _shelf:
            _shelf[experiment] = _worker.submit(_compute, experiment)


def ready(experiment: Experiment) -> bool:
    """Whether the films can be shown at once."""
    with _lock:
        film = _shelf.get(experiment)
        return film is not None and film.done()


async def reel(experiment: Experiment) -> bytes:
    """The packed films of an experiment; several visitors who wait for the same one share the work."""
    film = _join(experiment)
    try:
        # Solara cancels a superseded task from another thread, which a sleeping event loop does not notice: look often.
        while not film.done():
            await asyncio.sleep(GLANCE)
        return film.result()
    finally:
        _leave(experiment)


def _join(experiment: Experiment) -> "Future[bytes]":
    with _lock:
        film = _shelf.get(experiment)
        if film is None or film.cancelled() or (film.done() and film.exception()):
            film = _shelf[experiment] = _worker.submit(_compute, experiment)
        _shelf.move_to_end(experiment)
        _waiting[experiment] = _waiting.get(experiment, 0) + 1
        while len(_shelf) > KEPT:
            _shelf.popitem(last=False)
        return film


def _leave(experiment: Experiment) -> None:
    """Forget a film that nobody waits for any more and that has not been begun (a slider that moved on)."""
    with _lock:
        _waiting[experiment] -= 1
        if not _waiting[experiment]:
            del _waiting[experiment]
            film = _shelf.get(experiment)
            if film is not None and film.cancel():
                del _shelf[experiment]


def _compute(experiment: Experiment) -> bytes:
    settings = dict(experiment.changed)
    stage, films = shoot(world=experiment.world, arms=ARMS, seed=experiment.seed, steps=MONTHS, settings=settings)
    shown = [OUTCOMES[name] for name in next(iter(films.values())).series]
    meta = {
        "world": experiment.world,
        "seed": experiment.seed,
        "changed": len(settings),
        "arms": [arm_words(name, institutions) for name, institutions in ARMS.items()],
        "labels": [{"name": o.name, "label": o.label, "unit": o.unit, "doc": o.meaning} for o in shown],
    }
    return pack_films(stage, films, meta)
