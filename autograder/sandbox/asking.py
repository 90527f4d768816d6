"""Asks one worker. Nothing that it sends is believed.

It is decoded within bounds, must carry the request's nonce, and becomes an Observation only
if it has exactly the form of one.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import secrets
import signal
from collections.abc import Callable, Iterable, Iterator

from ..core.records import Ask, Observation, Raised
from ..wire import MAX_ANSWER_BYTES, Refused, decode, pack
from .answers import MAX_SHOWN, NotReturned, not_returned, observation_of
from .channels import Closed
from .deadlines import Deadline, Late
from .exchange import Exchange
from .limits import OUT_OF_MEMORY
from .line import FRAME_HEADER, framed
from .own_limits import own_limits
from .remote import NotPlain, Recorded, RemotePackage, plain
from .starters import SandboxFault, Started

MAX_GROUP_BYTES = 2 * 2**20
MAX_AROUND = 2**17
"""What a worker says around an answer: what was printed, a nonce."""

TOO_MUCH = "to go on with it takes more memory than any correct answer does"


class Lender:
    """Who lends functions to a worker: their results cross the wire, never their code."""

    def lend_over(self, exchange: Exchange):
        """Put what is lent in the place of the submission's own."""
        raise NotImplementedError


class Worker:
    """A process with one submission, asked one question. Use it in a `with`, which bounds that."""

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
        self.gone: Observation | None = None
        self.received = 0
        self.printed = ""
        self.nonce = ""
        self.open = contextlib.ExitStack()
        self.exchange = Exchange(self._send, self._receive, self._answered)
        if lender:
            lender.lend_over(self.exchange)

    def __enter__(self):
        self.open.enter_context(own_limits())
        return self

    def __exit__(self, *_):
        self.open.close()

    def load(self, module: str) -> Observation:
        """What happens when a file of the submission is imported."""
        return self.step("load", module)

    def find(self, name: str) -> Observation:
        """The value of "module.NAME", which must be plain data."""
        return self.step("find", name)

    def step(self, verb: str, *operands) -> Observation:
        """What comes of one step."""
        return self._try(lambda: self._measured(lambda: (self.exchange.now(verb, *operands), [])))

    def observe(self, asked: Ask) -> Observation:
        """What the submission does when it is asked. A worker that is gone stays gone."""
        (observation,) = self.observe_each([asked])
        return observation

    def observe_each(self, asks: Iterable[Ask]) -> Iterator[Observation]:
        """The same for several asks, one after the other. Neighbours travel together."""
        for group in _groups(asks):
            if group[0].timed:
                yield self._try(lambda asked=group[0]: self._scripted(asked))
            else:
                yield from (self._scripts if group[0].script else self._calls)(group)

    def _calls(self, group):
        calls = [(one.function, dict(one.inputs), one.layout) for one in group]
        self._try(lambda: self.exchange.send({"calls": calls, "steps": self.exchange.waiting()}))
        for asked in group:
            yield self._try(lambda asked=asked: self._result_of_call(asked))

    def _result_of_call(self, asked):
        try:
            self.received = 0
            answer = self._answer(self.exchange.response())
            changed = [name for name in asked.inputs if name in answer.changed]
            value = plain(answer.value)
        except NotReturned as ended:
            return ended.observation._replace(size=self.received)
        except NotPlain as other:
            return Observation("refused", reason=str(other), printed=answer.printed)
        return answer._replace(value=value, changed=tuple(changed), size=self.received)

    def _scripts(self, group):
        """One after the other. Those that need no answer on their way travel together."""
        recorded: list[Recorded] = []
        for asked in group:
            one = RemotePackage(self.exchange, asked.inputs, asked.layout).recorded(asked)
            if one:
                recorded.append(one)
                continue
            yield from self._answers(recorded)
            recorded = []
            yield self._try(lambda asked=asked: self._scripted(asked))
        yield from self._answers(recorded)

    def _answers(self, recorded):
        if recorded:
            self._try(lambda: self.exchange.send({"runs": [one.steps for one in recorded]}))
        for one in recorded:
            yield self._try(lambda one=one: self._measured(lambda: one.end(self.exchange.answer())))

    def _scripted(self, asked):
        def run():
            package = RemotePackage(self.exchange, asked.inputs, asked.layout)
            return package.finished(asked.run(package, asked.inputs))

        return self._measured(run)

    def _measured(self, run):
        """What comes of a run, (value, changed inputs), the processor time and size included."""
        before, self.received, self.printed = self.used(), 0, ""
        try:
            value, changed = run()
            observation = Observation("returned", value=plain(value), changed=tuple(changed))
        except NotReturned as ended:
            observation = ended.observation
        except NotPlain as other:
            observation = Observation("refused", reason=str(other))
        except (Late, Closed, Refused):
            raise
        except MemoryError:
            observation = Observation("refused", reason=TOO_MUCH)
        except Exception as error:  # The answer is not of the form that the script expects.
            observation = Observation("raised", raised=Raised(type(error).__name__, str(error)))
        finally:
            self.exchange.steps.clear()
        spent = self.used() - before
        return observation._replace(
            cpu_seconds=spent, size=self.received, printed=self.printed[:MAX_SHOWN]
        )

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
            self.gone = _end_of(self.started.status())
        except Exception as problem:
            # Whatever goes wrong with what a worker sent is the worker's doing.
            told = f" ({problem})" if isinstance(problem, Refused) else ""
            reason = f"its process answered with something that is no answer{told}"
            self.gone = Observation("died", reason=reason)
            self.started.end()
        return self.gone

    def _send(self, message):
        if not self.exchange.evaluating:
            self.nonce = secrets.token_hex(16)
            message = {**message, "nonce": self.nonce}
        data = pack(message, self.exchange.refer)
        self.started.channel.send(framed(data), self.deadline)

    def _receive(self):
        header = self.started.channel.receive(FRAME_HEADER.size, self.deadline)
        (length,) = FRAME_HEADER.unpack(header)
        if length > MAX_ANSWER_BYTES + MAX_AROUND:
            raise Refused("more data than is allowed")
        self.received += length
        data = self.started.channel.receive(length, self.deadline)
        return decode(data, find=self.exchange.find)

    def _answered(self, response):
        """The value of a whole answer; NotReturned where there is none."""
        answer = self._answer(response)
        self.printed += answer.printed
        return answer.value

    def _answer(self, response):
        answer = observation_of(response, self.nonce)
        if answer.kind != "returned":
            raise not_returned(answer)
        return answer


def _groups(asks: Iterable[Ask]) -> Iterator[list[Ask]]:
    """Neighbours of one kind together, calls or scripts, within bounds; what is timed, alone."""
    for _, alike in itertools.groupby(asks, lambda one: id(one) if one.timed else bool(one.script)):
        group: list[Ask] = []
        size = 0
        for asked in alike:
            size += sum(map(_size, asked.inputs.values()))
            if group and size > MAX_GROUP_BYTES:
                yield group
                group, size = [], 0
            group.append(asked)
        yield group


def _size(value):
    """About how many bytes a value takes on the wire."""
    if isinstance(value, (list, tuple)):
        return 16 + sum(map(_size, value))
    return 16 + getattr(value, "nbytes", 0)


def _end_of(wait_status):
    """What is observed of a worker that has ended before it answered."""
    if wait_status >> 8 == OUT_OF_MEMORY:
        return Observation("raised", raised=Raised("MemoryError", ""))
    return Observation("died", reason=_cause_of_death(wait_status))


def _cause_of_death(wait_status):
    if os.name == "posix" and os.WIFSIGNALED(wait_status):
        number = os.WTERMSIG(wait_status)
        if number == signal.SIGKILL:
            return "its process was killed: most often, it used too much memory"
        known = {one.value: one.name for one in signal.Signals}
        return f"its process was ended by {known.get(number, f'signal {number}')}"
    return f"its process ended itself (exit code {wait_status >> 8})"
