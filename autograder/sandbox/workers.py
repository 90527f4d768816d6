"""The grader's side of the sandbox: it starts workers, and keeps what they are started from."""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from ..core.assignment import current
from ..wire import encode
from .asking import Lender, Worker
from .channels import Closed
from .deadlines import ClockDeadline, Late, processor_clock, processor_deadline
from .line import READY, framed
from .protections import Protection
from .starters import START_SECONDS, NotStarted, SandboxFault, Started, default_starter

SELF_TEST_SECONDS = 20.0
NOTHING: Mapping[str, bytes] = MappingProxyType({})
"""The files of no submission."""
ATTEMPTS = 2


class Process:
    """A process with one submission, which can be asked one question after another.

    It ends with its `with`, or by `end`.
    """

    def __init__(self, started: Started, used: Callable[[], float]):
        self.started = started
        self.used = used
        self.worker: Worker | None = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def asked(
        self, seconds: float, lender: Lender | None = None, within: float = math.inf
    ) -> Worker:
        """For one question, a worker that keeps nothing of the questions before.

        From now on it may use a processor for `seconds`, `within` so many by the clock. With a
        lender, the functions that it lends stand in the place of the submission's.
        """
        asked_before = self.worker is not None
        deadline = processor_deadline(self.used, seconds, within)
        self.worker = Worker(self.started, self.used, deadline, lender)
        if asked_before:
            self.worker.exchange.later("forget")
        return self.worker

    @property
    def usable(self) -> bool:
        """Whether it can be asked: it lives, and has answered all that it was asked."""
        return self.worker is None or self.worker.gone is None

    def end(self):
        """End it, whatever it does. Where its worker gave up on it, it has ended already."""
        if self.usable:
            self.started.end()
        self.started.channel.close()


class Workers:
    """Starts workers; keeps the clean process alive between them. Use it in a `with`."""

    def __init__(self, starter=None):
        self.starter = starter or default_starter()
        self.files: Mapping[str, bytes] | None = None
        self.submission = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.starter.close()

    def protections(self) -> Protection:
        """Which protections every worker has."""
        return self.starter.protections()

    def self_test(self, unreadable: Sequence[str], unwritable: Sequence[str]) -> list[str]:
        """What a confined worker can do and must not, a sentence each; none where all is well.

        `unreadable` are files that hold answers, `unwritable` folders that hold results.
        """
        with self.start(NOTHING, SELF_TEST_SECONDS) as worker:
            observation = worker.step("self_test", list(unreadable), list(unwritable))
        if observation.kind != "returned":
            return [f"the self-test {observation.kind}: {observation.reason or observation.raised}"]
        return [str(sentence) for sentence in observation.value]

    def know(self, files: Mapping[str, bytes]):
        """Speed up what submissions have in common, by the path under which it is imported."""
        self.starter.know(encode(dict(files)))

    def start(
        self,
        files: Mapping[str, bytes],
        seconds: float,
        lender: Lender | None = None,
        within: float = math.inf,
    ) -> Worker:
        """A worker with a process of its own, as long as its `with` lasts; see Process.asked."""
        process = self.process(files)
        worker = process.asked(seconds, lender, within)
        worker.open.callback(process.end)
        return worker

    def process(self, files: Mapping[str, bytes]) -> Process:
        """A process that holds `files` ("backprop/jacobians.py": bytes), and is ready.

        SandboxFault where none gets ready.
        """
        self._hold(files)
        return Process(*self._ready())

    def expect(self, files: Mapping[str, bytes] = NOTHING):
        """Have a process for `files` made ready, by default for the self-test, and go on."""
        self._hold(files)
        self.starter.expect(self.submission)

    def _hold(self, files):
        if files is not self.files:
            self.files, self.submission = files, _held(files)

    def _ready(self) -> tuple[Started, Callable[[], float]]:
        """A worker that is ready, and the count of its processor time.

        Nothing of a submission has run by then. Where it ends all that hold it, and one that
        holds nothing gets ready, it has itself to blame: it gets that one, ended.
        """
        for _ in range(ATTEMPTS):
            with contextlib.suppress(NotStarted):
                return _when_ready(self.starter.start(self.submission))
        innocent, used = _when_ready(self.starter.start(_held(NOTHING)))
        innocent.status()  # Waits until it has ended, or it could still answer.
        return innocent, used


def _when_ready(started: Started) -> tuple[Started, Callable[[], float]]:
    """The worker and the count of its processor time, once it says that it is ready."""
    deadline = ClockDeadline(time.monotonic() + START_SECONDS)
    try:
        if started.channel.receive(len(framed(READY)), deadline) != framed(READY):
            raise Closed
        return started, processor_clock(started.pid)
    except Late:
        problem: SandboxFault = SandboxFault(f"no worker was ready in {START_SECONDS:g} seconds")
    except (Closed, OSError):
        problem = NotStarted("a worker's process ended before it was ready")
    started.end()
    started.channel.close()
    raise problem


def _held(files: Mapping[str, bytes]) -> bytes:
    return encode({"package": current().package, "files": dict(files)})


def worker_files(sources: Mapping[str, bytes], beside: Mapping[str, bytes]) -> dict[str, bytes]:
    """A submission's files by the path under which the worker imports them."""
    return {**beside, **{f"{current().package}/{path}": data for path, data in sources.items()}}
