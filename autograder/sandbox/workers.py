"""The grader's side of the sandbox: start a worker, ask it, end it.

Nothing that a worker sends is believed: it is decoded within bounds, must carry
the request's nonce, and becomes an Observation only if it has exactly the form
of one.
"""

from __future__ import annotations

import contextlib
import math
import os
import secrets
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from ..records import Ask, Observation, ask
from ..wire import MAX_FRAME_BYTES, Refused, decode, encode
from .channels import Closed
from .deadlines import ClockDeadline, Deadline, Late, processor_clock, processor_deadline
from .line import FRAME_HEADER, READY, framed
from .protections import Protection
from .responses import observation_of
from .sources import PACKAGE
from .starters import START_SECONDS, NotStarted, SandboxFault, Started, default_starter

SELF_TEST_SECONDS = 20.0
ATTEMPTS = 2


class Lender(Protocol):
    """Who lends functions to a worker: their results cross the wire, never their code."""

    names: Sequence[str]

    def answer(self, request: dict, evaluate: Callable[[int, list], object]) -> dict:
        """The reply to what a worker wants to borrow."""


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
        asked = ask("", "self_test", unreadable=list(unreadable), unwritable=list(unwritable))
        with self.start({}, SELF_TEST_SECONDS) as worker:
            observation = worker.observe(asked)
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
        """A worker that holds `files` ("backprop/jacobians.py": bytes), and is ready.

        From now on it may use a processor for `seconds`, `within` so many by the clock. With a
        lender, the functions that it lends stand in the place of the submission's. SandboxFault
        where no worker gets ready.
        """
        if files is not self.files:
            self.files, self.submission = files, encode(dict(files))
        started, used = self._ready()
        return Worker(started, used, processor_deadline(used, seconds, within), lender)

    def _ready(self) -> tuple[Started, Callable[[], float]]:
        """A worker that is ready, and the count of its processor time.

        Nothing of a submission has run by then. Where it ends all that hold it, and one that
        holds nothing gets ready, it has itself to blame: it gets that one, ended.
        """
        for _ in range(ATTEMPTS):
            with contextlib.suppress(NotStarted):
                return _when_ready(self.starter.start(self.submission))
        innocent, used = _when_ready(self.starter.start(encode({})))
        innocent.status()  # Waits until it has ended, or it could still answer.
        return innocent, used


class Worker:
    """One process with one submission. Use it in a `with`."""

    def __init__(
        self,
        started: Started,
        used: Callable[[], float],
        deadline: Deadline,
        lender: Lender | None = None,
    ):
        self.started = started
        self.used = used
        self.deadline = deadline
        self.lender = lender
        self.gone: Observation | None = None
        self.received = 0
        borrowed = list(lender.names) if lender else []
        self._try(lambda: self._send(borrowed))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.gone is None:
            self.started.end()
        self.started.channel.close()

    def observe(self, asked: Ask) -> Observation:
        """What the submission does when it is asked. A worker that is gone stays gone."""
        return self._try(lambda: self._observe(asked))

    def _observe(self, asked):
        nonce = secrets.token_hex(16)
        before = self.used()
        self._send(
            {
                "nonce": nonce,
                "probe": asked.probe,
                "function": asked.function,
                "inputs": dict(asked.inputs),
            }
        )
        response = self._response()
        spent = self.used() - before
        return replace(observation_of(response, nonce, asked, spent), size=self.received)

    def _response(self):
        """The worker's answer; until it comes, what it borrows is lent."""
        response = self._receive()
        while self.lender and type(response) is dict and "borrow" in response:
            self._send(self.lender.answer(response, self._evaluate))
            response = self._receive()
        return response

    def _evaluate(self, number, arguments):
        """Have the worker call one of its own functions, which it handed to a lent one."""
        self._send({"evaluate": number, "arguments": arguments})
        return self._response()

    def _try(self, action):
        if self.gone is not None:
            return self.gone
        try:
            return action()
        except SandboxFault:
            raise
        except Late:
            self.gone = Observation("timeout", reason="it took too long")
            self.started.end()
        except Closed:
            self.gone = Observation("died", reason=_cause_of_death(self.started.status()))
        except Exception as problem:
            # Whatever goes wrong with what a worker sent is the worker's doing.
            told = f" ({problem})" if isinstance(problem, Refused) else ""
            reason = f"its process answered with something that is no answer{told}"
            self.gone = Observation("died", reason=reason)
            self.started.end()
        return self.gone

    def _send(self, value):
        self.started.channel.send(framed(encode(value)), self.deadline)

    def _receive(self):
        header = self.started.channel.receive(FRAME_HEADER.size, self.deadline)
        (length,) = FRAME_HEADER.unpack(header)
        if length > MAX_FRAME_BYTES:
            raise Refused("more data than is allowed")
        self.received = length
        return decode(self.started.channel.receive(length, self.deadline))


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


def worker_files(sources: Mapping[str, bytes], beside: Mapping[str, bytes]) -> dict[str, bytes]:
    """A submission's files by the path under which the worker imports them."""
    return {**beside, **{f"{PACKAGE}/{path}": data for path, data in sources.items()}}


def _cause_of_death(wait_status):
    if os.name == "posix" and os.WIFSIGNALED(wait_status):
        number = os.WTERMSIG(wait_status)
        if number == signal.SIGKILL:
            return "its process was killed: most often, it used too much memory"
        known = {one.value: one.name for one in signal.Signals}
        return f"its process was ended by {known.get(number, f'signal {number}')}"
    return f"its process ended itself (exit code {wait_status >> 8})"
