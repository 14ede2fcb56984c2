"""A Dask cluster that plays batches; results are fetched as they end, so that the scheduler holds no data."""

import asyncio
import logging
import pickle
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

from experiments.play.batch import Batch
from experiments.play.engine import Outcome
from experiments.play.sealed import Sealed
from model.params import BadInput

PATIENCE = 5.0  # seconds for a scheduler to answer
AHEAD = 2  # batches a worker: the one it plays and the next


def reach(address: str) -> None:
    """Raises BadInput unless a Dask scheduler answers at the address within seconds."""
    import dask
    from distributed.comm.core import connect

    async def greet() -> None:
        async with asyncio.timeout(PATIENCE):  # connect() itself waits for ever on one who listens and says nothing
            comm = await connect(address, timeout=PATIENCE)  # type: ignore[no-untyped-call]
        comm.abort()

    dask.config.set({"distributed.comm.timeouts.connect": PATIENCE})
    for logger in ("distributed", "distributed.client"):  # errors are reported in one line
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    try:
        place = urlsplit(address)
        socket.create_connection((place.hostname or "", place.port or 0), PATIENCE).close()
        with ThreadPoolExecutor(1) as apart:  # a notebook has a loop of its own in this thread
            apart.submit(asyncio.run, greet()).result()
    except Exception as error:  # another kind of service may raise anything, as MemoryError of what it says
        raise _silent(address, error) from None


def _silent(address: str, why: object) -> BadInput:
    reason = " ".join(str(why).split()) or "no answer"
    return BadInput("scheduler", address, f"the address of a Dask scheduler that answers ({reason})")


class DaskCluster:
    """An engine over whatever workers the scheduler at `address` has; they may come and go. Raises BadInput."""

    def __init__(self, address: str) -> None:
        from distributed import Client

        reach(address)
        self.address = address
        try:
            self._client: Any = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError, TimeoutError) as error:
            raise _silent(address, error) from None
        self._batches: dict[Any, Batch] = {}

    def room(self) -> int:
        """Counted in threads of workers; a cluster without any gets one worker's share, which waits for the first."""
        workers = len(self._client.scheduler_info(n_workers=-1)["workers"])
        return AHEAD * max(1, workers) - len(self._batches)

    def submit(self, batch: Batch) -> None:
        sealed = pickle.dumps(Sealed(batch))
        self._batches[self._client.submit(pickle.loads, sealed, pure=False, retries=0)] = batch

    def finished(self) -> list[Outcome]:
        from distributed import wait

        if self._client.status != "running":
            raise _silent(self.address, f"the connection is {self._client.status}")
        try:
            with self._client.as_current():
                ended = wait(list(self._batches), timeout=PATIENCE, return_when="FIRST_COMPLETED").done  # type: ignore[no-untyped-call]
        except TimeoutError:
            return []
        return [self._fetch(future) for future in ended]

    def close(self) -> None:
        self._client.cancel(list(self._batches), force=True)
        self._batches = {}
        self._client.close(timeout=PATIENCE)

    def _fetch(self, future: Any) -> Outcome:
        """A batch with its result, or with nothing where its workers died. Raises what the batch raised."""
        from distributed import KilledWorker

        batch = self._batches.pop(future)
        try:
            return batch, future.result(timeout=10 * PATIENCE)
        except KilledWorker:
            return batch, None
        except ImportError as error:
            raise BadInput("scheduler", self.address, f"one with all workers started in a checkout ({error})") from None
        except (OSError, TimeoutError) as error:
            raise _silent(self.address, error) from None
        finally:
            future.release()
