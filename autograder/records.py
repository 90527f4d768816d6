"""What passes from one stage of grading to the next. All of it is frozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

PASSED = "passed"
PARTIAL = "partial"
WRONG = "wrong"
TODO = "todo"
BLOCKED = "blocked"
RAISED = "raised"
TIMEOUT = "timeout"
DIED = "died"
REFUSED = "refused"
GRADER_ERROR = "grader_error"
PENDING = "pending"


@dataclass(frozen=True)
class Ask:
    """What a worker is asked to do: run a probe on one function, with plain inputs.

    `function` is "module.name". The default probe calls the function with the
    values of `inputs`, in their order; their names are for messages.
    """

    function: str
    inputs: Mapping[str, Any]
    probe: str = "call"

    @property
    def module(self) -> str:
        return self.function.partition(".")[0]

    @property
    def name(self) -> str:
        return self.function.partition(".")[2]


def ask(function: str, probe: str = "call", **inputs) -> Ask:
    """An Ask with its inputs as keywords: `ask("jacobians.softmax_jacobian", z=z)`."""
    return Ask(function, MappingProxyType(inputs), probe)


@dataclass(frozen=True)
class Raised:
    """An exception in the submission, and the last line of the submission that it passed.

    `needs` is the Python, "3.12", that would not raise it, where one is known.
    """

    type: str
    message: str
    file: str = ""
    line: int = 0
    code: str = ""
    needs: str = ""


@dataclass(frozen=True)
class Observation:
    """What the worker did when it was asked.

    `kind` is "returned", "missing" (no such module or function: `reason` says
    which), "raised", "refused", "timeout" or "died". `changed` names the inputs
    that the function altered. `cpu_seconds` and `size`, the answer's length in
    bytes, are measured by the grader.
    """

    kind: str
    value: Any = None
    raised: Raised | None = None
    reason: str = ""
    printed: str = ""
    changed: tuple[str, ...] = ()
    cpu_seconds: float = 0.0
    size: int = 0


@dataclass(frozen=True)
class Verdict:
    """What a judge says of one observation.

    `summary` names the kind of failure and its size in a line; `details` shows
    what came back and what was wanted. A hidden question shows neither.
    """

    status: str
    summary: str = ""
    details: str = ""
    hint: str = ""

    @property
    def passed(self) -> bool:
        return self.status == PASSED


@dataclass(frozen=True)
class Check:
    """One named part of a question.

    `share` is its weight among the question's checks. Where an `essential`
    check fails, the whole question earns nothing.
    """

    title: str
    ask: Ask
    judge: Callable[[Observation], Verdict]
    share: float = 1.0
    essential: bool = False


@dataclass(frozen=True)
class Judged:
    """A check and what became of it."""

    check: Check
    observation: Observation
    verdict: Verdict


@dataclass(frozen=True)
class Outcome:
    """What a question came to. `mistake` names the known mistake that it looks like.

    `output` is what was seen, with texts of the student's in it; `hint` is the kit's alone.
    """

    status: str
    score: float
    max_score: float
    output: str
    mistake: str = ""
    hint: str = ""

    @property
    def words(self) -> str:
        """All that a student reads."""
        return f"Hint: {self.hint}\n{self.output}" if self.hint else self.output


@dataclass(frozen=True)
class Cause:
    """A function for which a correct one was borrowed: `name` is "`forward` (4.1)".

    It is empty where students are not shown that question. `why` is BUGGY,
    UNWRITTEN, MISSING, or UNTRIED where its own question was not asked.
    """

    name: str
    why: str


BUGGY = "buggy"
UNWRITTEN = "unwritten"
MISSING = "missing"
UNTRIED = "untried"


@dataclass(frozen=True)
class Submission:
    """A submission as it was read: files by their path inside the package `backprop`.

    `sources` holds the package's files ("jacobians.py": bytes), `beside` the
    modules that stand next to the package. `notes` are sentences for the
    summary: which folder was taken, what was left out, which given file differs.
    Where nothing of the homework was handed in, it is `empty`: all is as given.
    `unread` names files that could not be read and may hold what is missing.
    """

    name: str
    sources: Mapping[str, bytes]
    beside: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    empty: bool = False
    unread: tuple[str, ...] = ()
