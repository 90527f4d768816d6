"""What passes from one stage of grading to the next. All of it is frozen.

Named tuples, since each is made in a sixth of the time of a dataclass, whenever a grader starts.
Their annotations are no texts here, which would be compiled one by one: half a millisecond.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

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

Written = Callable[[str, Mapping[str, Any]], tuple[str, Sequence[str]]]
"""Of the name of a function and inputs: the call, and the statements that it needs."""


class Script(NamedTuple):
    """What is done with a function where it is not just called: `run(package, name, inputs)`.

    It runs in the grader, on the submission's package and the reference's, and knows no answers.
    `chance` says why right answers may differ: "order", where all draw at random, or "rounding".
    If it `is_call`, inputs are arguments; of others `written` makes what a student would write.
    """

    run: Callable[[Any, str, Mapping[str, Any]], Any]
    chance: str = ""
    is_call: bool = False
    written: Written | None = None


class Ask(NamedTuple):
    """What is asked of a submission: one `function`, "module.name", with plain inputs.

    Without a `script` it is called with the values of `inputs`; messages show them by their
    names, or as `assigned` writes them. Arrays are handed over in a `layout`: "plain",
    "read-only", or as "views" of others. Of a `timed` ask the processor time is measured.
    """

    function: str
    inputs: Mapping[str, Any]
    script: Script | None = None
    layout: str = "plain"
    timed: bool = False
    assigned: Callable[[Mapping[str, Any]], Sequence[str]] | None = None

    @property
    def module(self) -> str:
        return self.function.partition(".")[0]

    @property
    def name(self) -> str:
        return self.function.partition(".")[2]

    def run(self, package: Any, inputs: Mapping[str, Any]) -> Any:
        """What comes of it with a package, whose functions `package("module.name")` finds."""
        if self.script is None:
            return package(self.function)(*inputs.values())
        return self.script.run(package, self.function, inputs)


def ask(
    function: str,
    script: Script | None = None,
    layout: str = "plain",
    timed: bool = False,
    **inputs,
) -> Ask:
    """An Ask with its inputs as keywords: `ask("jacobians.softmax_jacobian", z=z)`."""
    return Ask(function, MappingProxyType(inputs), script, layout, timed)


class Raised(NamedTuple):
    """An exception in the submission, and the last line of the submission that it passed.

    `needs` is the Python, "3.12", that would not raise it, where one is known.
    """

    type: str
    message: str
    file: str = ""
    line: int = 0
    code: str = ""
    needs: str = ""


class Observation(NamedTuple):
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


class Verdict(NamedTuple):
    """What a judge says of one observation.

    `summary` names the kind of failure and its size in a line; `details` shows
    what came back and what was wanted, or makes that text: of many failures one is shown.
    A hidden question shows neither. `hint` is better
    than the family's; `general` is true of any answer of this kind, and says less.
    """

    status: str
    summary: str = ""
    details: str | Callable[[], str] = ""
    hint: str = ""
    decisive: bool = False
    general: str = ""

    @property
    def passed(self) -> bool:
        return self.status == PASSED

    @property
    def shown(self) -> str:
        """The details as a text."""
        return self.details() if callable(self.details) else self.details


class Case(NamedTuple):
    """One input out of a question's domain, and the judge of the answer to it.

    Cases of several families may share one Ask: it is asked once. Where one answer has many
    forms, `alike` says of two answers whether they are the same. `beside` is the same question
    in another form: who answers both alike passes, since what is wrong with the answer itself
    is charged elsewhere. `brief` is a short ask of the kind of a long one, which earns nothing:
    where the long one fails, known mistakes are held against the short one first.
    """

    ask: Ask
    judge: Callable[[Observation], Verdict]
    alike: Callable[[Any, Any], bool] | None = None
    beside: Ask | None = None
    brief: Ask | None = None


class Family(NamedTuple):
    """Cases of one kind, the smallest first. It passes where all of them do.

    `share` is its weight among the question's families. `hint` says what to look at if this
    is the first that fails: it is true of every mistake that gets so far, known or not. A `gate`
    has no points of its own: where it fails and the answers are otherwise right, the question
    earns nothing. Beside many other failures it counts for nothing: wrong answers fail it too.
    A family of `manners` may pass with wrong answers: it earns its share beside another one.
    Where it fails, the question loses `least` of its points at least, however small its share.
    """

    title: str
    cases: tuple[Case, ...]
    share: float = 1.0
    gate: bool = False
    hint: str = ""
    manners: bool = False
    least: float = 0.1


def single_case(
    title: str,
    asked: Ask,
    judge: Callable[[Observation], Verdict],
    share: float = 1.0,
    gate: bool = False,
    hint: str = "",
) -> Family:
    """A family of a single case."""
    return Family(title, (Case(asked, judge),), share, gate, hint)


class Judged(NamedTuple):
    """A case of a family and what became of it."""

    family: Family
    case: Case
    observation: Observation
    verdict: Verdict


HINT = "Hint: "
"""How the line with the hint begins, the first of a row's text."""


class Outcome(NamedTuple):
    """What a question came to. `mistake` names the known mistake that it looks like.

    `output` is what was seen, with texts of the student's in it; `hint` is the kit's alone.
    `picture` has the numbers of a curve or path, `returned` and `expected`, and its `name`;
    `missing_file` is what was not handed in, where that is all.
    """

    status: str
    score: float
    max_score: float
    output: str
    mistake: str = ""
    hint: str = ""
    picture: Mapping[str, Any] | None = None
    missing_file: str = ""

    @property
    def words(self) -> str:
        """All that a student reads."""
        return f"{HINT}{self.hint}\n{self.output}" if self.hint else self.output


class Cause(NamedTuple):
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


class Submission(NamedTuple):
    """A submission as it was read: files by their path inside the package `backprop`.

    `sources` holds the package's files ("jacobians.py": bytes), `beside` the modules next to it.
    `notes` are sentences on what was taken or left out, and which given file differs. It is
    `empty`, and says what was handed in, where that is no homework. `unread` could not be read.
    """

    name: str
    sources: Mapping[str, bytes]
    beside: Mapping[str, bytes] = MappingProxyType({})
    notes: tuple[str, ...] = ()
    empty: str = ""
    unread: tuple[str, ...] = ()
