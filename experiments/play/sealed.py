"""A batch on its way to a worker of a cluster, which may never have loaded the model. This file does not load it."""

import pickle
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from model import plugins

if TYPE_CHECKING:
    from experiments.play.batch import Batch


class Sealed:
    """A batch that is played where its pickle is opened, by a task. What carries tasks sees bytes only: the scheduler
    needs no checkout, and a worker without one says so instead of ending mutely."""

    def __init__(self, batch: "Batch") -> None:
        self.batch = batch

    def __reduce__(self) -> tuple[Any, ...]:
        return opened, (self.batch.plugins, pickle.dumps(self.batch))


def opened(wanted: Iterable[plugins.Plugin], batch: bytes) -> Any:
    """Play a batch once its plug-ins are loaded, whose rules the model is compiled with; raises BadInput."""
    plugins.ensure(wanted)
    from experiments.play.batch import play_batch  # which loads the model

    return play_batch(pickle.loads(batch))
