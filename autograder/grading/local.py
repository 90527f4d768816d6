"""Workers without a sandbox, for packages that are trusted: the reference and its changes.

What they observe is what the grader would observe of a confined worker: arguments cross
the wire's encoding, and the same scripts run. Diagnosis and the gates use them, since no
process has to be started.
"""

from __future__ import annotations

import contextlib
import math
import time
import warnings
from collections.abc import Iterable, Iterator, Mapping

from ..core.records import Ask, Observation, Raised
from ..sandbox.functions import Functions, laid_out, watched
from ..sandbox.own_limits import bounded_memory
from ..sandbox.worker import observe
from ..wire import decode, encode
from .lending import ReferenceLender
from .package import Package
from .reference import replaced


class LocalWorkers:
    """Stands in the place of Workers and of their processes, for a trusted package's functions."""

    usable = False
    """Nothing is gained by asking first what was asked other questions: all share one process."""

    def __init__(self, functions: Functions):
        self.functions = functions

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def process(self, files: Mapping[str, bytes]) -> LocalWorkers:
        """Itself: no process is started. `files` mean nothing to it."""
        return self

    def asked(
        self, seconds: float, lender: ReferenceLender | None = None, within: float = math.inf
    ) -> LocalWorker:
        """A worker; both limits mean nothing to it."""
        return LocalWorker(self.functions, lender)

    def end(self):
        """Nothing was started."""


class LocalWorker:
    """Observes a trusted package in this process. Use it in a `with`, which bounds its memory."""

    def __init__(self, functions: Functions, lender: ReferenceLender | None = None):
        self.functions = functions
        self.open = contextlib.ExitStack()
        self.lender = lender

    def __enter__(self):
        self.open.enter_context(bounded_memory())
        if self.lender is not None:
            self.lender.used.update(self.lender.names)
            for name in self.lender.names:
                right = self.lender.reference.functions(name)
                self.open.enter_context(replaced(self.functions, name, right))
        return self

    def __exit__(self, *_):
        self.open.close()

    def observe_each(self, asks: Iterable[Ask]) -> Iterator[Observation]:
        """What the package does when it is asked, one after the other."""
        return map(self.observe, asks)

    def load(self, module: str) -> Observation:
        """What happens when a file is imported."""
        return self._observed(lambda: (self.functions.module(module) and None, []))

    def observe(self, asked: Ask) -> Observation:
        """What the package does when it is asked."""
        return self._observed(lambda: self._run(asked))

    def _run(self, asked):
        inputs = {
            name: laid_out(value, asked.layout)
            for name, value in decode(encode(dict(asked.inputs))).items()
        }
        changed = watched(inputs)
        return asked.run(Package(self.functions), inputs), changed()

    def _observed(self, action):
        started = time.process_time()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            response = observe(action)
        raised = response.get("raised")
        return Observation(
            response["kind"],
            value=decode(response["value"]) if "value" in response else None,
            raised=Raised(**raised) if raised else None,
            reason=response.get("reason", ""),
            changed=tuple(response.get("changed", ())),
            cpu_seconds=time.process_time() - started,
        )
