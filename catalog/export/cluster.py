"""The workers of a Dask cluster, whatever it runs on: https://distributed.dask.org/.

Dask sends work again when a worker dies, until too many have died of it.  When the scheduler goes away, its
client cancels what it had been given.
"""

from __future__ import annotations

import contextlib
import importlib.util
import logging
import os
import time
from concurrent.futures import CancelledError, Executor
from types import TracebackType
from typing import TYPE_CHECKING, Self

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.export.elsewhere import Elsewhere, Terms, program
from catalog.export.plan import Plan
from catalog.export.workers import StoppedError
from catalog.misuse import MisuseError

if TYPE_CHECKING:
    import distributed

PATIENCE = 20.0
"""Seconds to wait for an answer of the scheduler."""
_INTERVAL = 5.0  # seconds between two looks at how many workers there are


def check_package() -> None:
    """Raise LookupError, with words for the user, when Dask is not installed."""
    if importlib.util.find_spec("distributed") is None:
        command = 'pip install "kanmu-catalog[cluster]"'
        raise MisuseError(f"--cluster needs Dask: {command}.", f"--cluster 需要 Dask：{command}")


class Cluster:
    """A cluster that answers; `connected` gives one."""

    def __init__(self, client: distributed.Client, address: str) -> None:
        self._client, self._address = client, address
        self._looked, self._ahead = float("-inf"), 2
        self._silent: float | None = None

    @classmethod
    def connected(cls, address: str, patience: float = PATIENCE) -> tuple[Cluster | None, list[Diagnostic]]:
        """Connect to the scheduler at an address, or that of a scheduler file; W792 if none answers there."""
        import distributed

        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is said as a finding
        file = address if "://" not in address and address.endswith(".json") else None
        try:
            if file is not None and not os.path.isfile(file):  # noqa: PTH113  # says no where Path raises
                raise OSError("there is no such scheduler file")
            client = distributed.Client(  # type: ignore[no-untyped-call]  # half typed
                None if file else address, scheduler_file=file, timeout=patience, set_as_default=False
            )
        except (OSError, ValueError, TypeError, LookupError) as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            return None, [finding("W792", Place(address), reason=reason)]
        return cls(client, address), []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError, CancelledError, TimeoutError):  # where nobody is left to hear it
            self._client.close(timeout=1)  # type: ignore[no-untyped-call]  # as above

    def workers(self, plan: Plan) -> Elsewhere:
        """Give those who do the work of a plan."""
        from distributed import KilledWorker

        terms = Terms(
            self._hired,
            self._batches,
            (KilledWorker,),
            1,
            {CancelledError: self._lost()},
            program(),
            self._look,
        )
        return Elsewhere(plan, terms)

    def _hired(self) -> Executor:
        executor: Executor = self._client.get_executor(pure=False)  # type: ignore[no-untyped-call]  # as above
        return executor

    def _batches(self) -> int:
        """Tell how many batches keep all workers busy; workers come and go."""
        if time.monotonic() - self._looked > _INTERVAL:
            with contextlib.suppress(OSError, CancelledError):  # gone, as will be said at once
                threads = self._client.nthreads()  # type: ignore[no-untyped-call]  # as above
                self._ahead = max(2, 2 * sum(threads.values()))
            self._looked = time.monotonic()
        return self._ahead

    def _look(self) -> None:
        """Raise CancelledError when the scheduler is gone: what was sent meanwhile is never cancelled."""
        now = time.monotonic()
        if self._client.status == "running":
            self._silent = None
            return
        self._silent = self._silent or now
        if self._client.status == "closed" or now - self._silent > PATIENCE:
            raise CancelledError

    def _lost(self) -> StoppedError:
        return StoppedError(finding("W793", Place(self._address)))
