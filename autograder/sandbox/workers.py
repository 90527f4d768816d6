"""The grader's side of the sandbox: start a worker, ask it, end it.

Nothing that a worker sends is believed: it is decoded within bounds, must carry
the request's nonce, and becomes an Observation only if it has exactly the form
of one.
"""

from __future__ import annotations

import os
import re
import secrets
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from ..records import Ask, Observation, Raised, ask
from ..wire import MAX_ANSWER_BYTES, Refused, decode, encode
from .channels import Closed, Late
from .line import FRAME_HEADER, framed
from .protections import Protection
from .sources import PACKAGE
from .starters import SandboxFault, Started, cpu_seconds, default_starter

MAX_SHOWN = 20_000
MAX_AROUND = 2**17
"""What a worker says around an answer: what was printed, a nonce."""

SELF_TEST_SECONDS = 20.0
NUMBER_OF_PYTHON = re.compile(r"3\.\d{2}", re.ASCII)


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
        self, files: Mapping[str, bytes], seconds: float, lender: Lender | None = None
    ) -> Worker:
        """A worker that holds `files` ("backprop/jacobians.py": bytes) for `seconds` at most.

        With a lender, the functions that it lends stand in the place of the submission's.
        """
        if files is not self.files:
            self.files, self.submission = files, encode(dict(files))
        started = self.starter.start(self.submission)
        return Worker(started, time.monotonic() + seconds, lender)


class Worker:
    """One process with one submission. Use it in a `with`."""

    def __init__(
        self,
        started: Started,
        deadline: float,
        lender: Lender | None = None,
    ):
        self.started = started
        self.deadline = deadline
        self.lender = lender
        self.gone: Observation | None = None
        self.received = 0
        self.spent: float | None = None
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
        # Between two requests a worker waits: its time is read once for each of them.
        before = cpu_seconds(self.started.pid) if self.spent is None else self.spent
        self._send(
            {
                "nonce": nonce,
                "probe": asked.probe,
                "function": asked.function,
                "inputs": dict(asked.inputs),
            }
        )
        response = self._response()
        self.spent = cpu_seconds(self.started.pid)
        spent = max(self.spent - before, 0.0)
        return replace(_observation(response, nonce, asked, spent), size=self.received)

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
        if length > MAX_ANSWER_BYTES + MAX_AROUND:
            raise Refused("more data than is allowed")
        self.received = length
        return decode(self.started.channel.receive(length, self.deadline))


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


def _observation(response, nonce, asked, spent):
    """An Observation out of an untrusted response; Refused if it has not the form of one."""
    fields = _Fields(response)
    if fields.text("nonce") != nonce:
        raise Refused("an answer to another question")
    kind = fields.text("kind")
    if kind not in ("returned", "missing", "refused", "raised"):
        raise Refused("an unknown kind of answer")
    changed = response.get("changed")
    named = [name for name in changed if type(name) is str] if type(changed) is list else []
    return Observation(
        kind,
        value=response.get("value"),
        raised=_raised(response) if kind == "raised" else None,
        reason=fields.text("reason", ""),
        printed=fields.text("printed", ""),
        changed=tuple(name for name in asked.inputs if name in named),
        cpu_seconds=spent,
    )


def _raised(response):
    fields = _Fields(response.get("raised"))
    line = fields.values.get("line")
    needs = fields.text("needs", "")
    return Raised(
        type=fields.text("type"),
        message=fields.text("message"),
        file=fields.text("file"),
        line=line if type(line) is int else 0,
        code=fields.text("code"),
        needs=needs if NUMBER_OF_PYTHON.fullmatch(needs) else "",
    )


class _Fields:
    """Reads an untrusted mapping."""

    def __init__(self, values):
        if type(values) is not dict:
            raise Refused("an answer without fields")
        self.values = values

    def text(self, name, default=None):
        value = self.values.get(name, default)
        if type(value) is not str:
            raise Refused(f"an answer without {name}")
        return value[:MAX_SHOWN]
