"""What became of a question's families when a submission was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from ..core.homework import PACKAGE, stub_lines
from ..core.records import (
    BLOCKED,
    BUGGY,
    MISSING,
    TODO,
    UNTRIED,
    UNWRITTEN,
    WRONG,
    Ask,
    Case,
    Cause,
    Family,
    Judged,
    Observation,
    Outcome,
    Verdict,
)
from .case import QuestionCase
from .judging.compare import difference
from .judging.judges import PASS, Judge
from .judging.outcome import outcome_of, outcome_of_import
from .lending import ReferenceLender


class Run(NamedTuple):
    """A question's families as they were judged; where its file cannot be imported, `loaded`.

    `lender` is who lent functions to it.
    """

    families: Sequence[Family]
    judged: tuple[Judged, ...] = ()
    loaded: Observation | None = None
    lender: ReferenceLender | None = None

    @property
    def passed(self) -> bool:
        """Whether every case has passed, of one at least."""
        return bool(self.judged) and all(one.verdict.passed for one in self.judged)

    @property
    def unwritten(self) -> bool:
        """Whether every case, of one at least, fails since the function is still to be written."""
        return bool(self.judged) and all(one.verdict.status == TODO for one in self.judged)

    @property
    def wrong(self) -> Judged | None:
        """The first case that fails, and not just since the function is still to be written."""
        return next(filter(_is_wrong, self.judged), None)

    def outcome(self, case: QuestionCase, hint: str = "") -> Outcome:
        """What the run comes to for a question."""
        if self.loaded is not None:
            return outcome_of_import(
                asks_of(self.families)[0], self.loaded, case.max_score, case.hidden
            )
        return outcome_of(self.judged, case.max_score, case.hidden, hint)


def asks_of(families) -> list[Ask]:
    """What is asked for families, each once; what a case has beside it comes before its own ask."""
    cases = [case for one in families for case in one.cases]
    asks = [each for case in cases for each in (case.beside, case.ask) if each is not None]
    return list({id(each): each for each in asks}.values())


def first_cases(families: Sequence[Family]) -> list[Family]:
    """The families with their first cases alone: where all of these fail, so do the families."""
    return [one._replace(cases=one.cases[:1]) for one in families]


def may_be_stub(files: Mapping[str, bytes], families, case: QuestionCase) -> bool:
    """Whether its file says that something of a question is still to be written."""
    source = files.get(f"{PACKAGE}/{asks_of(families)[0].module}.py", b"")
    return any(f"{case.number} ".encode() in line for line in stub_lines(source))


Place = tuple[int, int]
"""Of a case: the number of its family, and its own in there."""


def cases_by_ask(families) -> dict[int, list[tuple[Place, Family, Case]]]:
    """The cases of each Ask, with their places."""
    found: dict[int, list[tuple[Place, Family, Case]]] = {}
    for row, family in enumerate(families):
        for column, case in enumerate(family.cases):
            found.setdefault(id(case.ask), []).append(((row, column), family, case))
    return found


def in_order(judged: Iterable[tuple[Place, Judged]]) -> tuple[Judged, ...]:
    """The cases in the order of the families."""
    return tuple(one for _, one in sorted(judged, key=itemgetter(0)))


def up_to_a_failure(judged: Iterable[tuple[Place, Judged]]) -> Iterator[tuple[Place, Judged]]:
    """The cases up to the first that is wrong, with it."""
    for place, one in judged:
        yield place, one
        if _is_wrong(one):
            return


def _is_wrong(judged):
    return not judged.verdict.passed and judged.verdict.status != TODO


def settled(verdict: Verdict, answer: Observation, own: Observation | None) -> Verdict:
    """The verdict on an answer, which passes if it is the submission's `own` one to `beside`."""
    if verdict.passed or own is None or not answer.kind == own.kind == "returned":
        return verdict
    return PASS if _same(answer.value, own.value) else verdict


def _same(one, other):
    try:
        return difference(one, other) is None
    except (TypeError, ValueError):  # It is not made of real numbers.
        return False


Causes = dict[str, tuple[Cause, ...]]
"""Of each function, "module.name", that a question asked: what is broken; () where nothing is."""


def own_causes(run: Run, outcome: Outcome, case: QuestionCase) -> Causes:
    """The functions of a question that did not get full points, and in what state they are.

    Those of which every case has passed are not to blame.
    """
    absent = run.loaded is not None and run.loaded.kind == "missing"
    why = {TODO: MISSING if absent else UNWRITTEN, BLOCKED: UNTRIED}.get(outcome.status, BUGGY)
    wrong = {one.case.ask.function for one in run.judged if not one.verdict.passed}
    return {
        one.function: ()
        if run.judged and one.function not in wrong
        else (Cause("" if case.hidden else f"`{one.name}` ({case.number})", why),)
        for one in asks_of(run.families)
    }


def with_brief(
    run: Run, agrees: Callable[[Ask], Judge], again: Callable[[list[Family]], Run]
) -> tuple[Judged, ...]:
    """What was judged, and what comes of the brief asks of the cases that failed.

    `agrees` makes the judge of one that is the reference's, and `again` asks in a new process.
    Only the same answers are alike there: what chance has a part in does not excuse another one.
    """
    failed = (one.case.brief for one in run.judged if not one.verdict.passed)
    cases = tuple(Case(brief, agrees(brief), alike=_same) for brief in failed if brief)
    return (*run.judged, *again([Family("in brief", cases)]).judged) if cases else run.judged


ALONE = "alone      as the first call in a new Python it returns what is expected"
KEEPS = (
    "asked first, in a new Python, the call that fails gives what is expected: what does your code "
    "keep from earlier calls, in a default argument such as known=[], a global variable or a class?"
)


def asked_alone(run: Run, again: Callable[[list[Family]], Run]) -> tuple[Run, str]:
    """The run, and a hint if its first wrong answer is right where nothing was asked before it.

    `again` asks in a new process. Where chance has a part in an answer it would tell nothing.
    """
    first = next((one for one in run.judged if not one.verdict.passed), None)
    if first is None or first.verdict.status != WRONG or first.family.gate or first.case.beside:
        return run, ""
    asked = first.case.ask
    if asked.timed or "seed" in asked.inputs or (asked.script and asked.script.chance):
        return run, ""
    alone = again([first.family._replace(cases=(first.case,))])
    if not alone.passed:
        return run, ""
    verdict = first.verdict._replace(details=lambda: f"{first.verdict.shown}\n{ALONE}")
    told = first._replace(verdict=verdict)
    return run._replace(judged=tuple(told if one is first else one for one in run.judged)), KEEPS


NOT_REACHED = "not reached, since the process had ended"
MOST_ENDS = 2


def reached(run: Run, again: Callable[[list[Family]], Run]) -> Run:
    """The run, with what no time was left for, in families of which nothing has failed.

    So an endless loop costs the families in which it is, and no more: those of three at most.
    `again` asks in a new process. Whoever ends the process has nothing more to say.
    """
    for _ in range(MOST_ENDS):
        rest = _not_reached(run)
        if not rest or not any(one.observation.kind == "timeout" for one in run.judged):
            break
        asked = again([_of_cases(family, rest) for family in _families(rest)])
        pairs = zip(rest, asked.judged, strict=False)  # none where its file ends the process, too
        found = {id(old): new._replace(family=old.family) for old, new in pairs}
        run = run._replace(judged=tuple(found.get(id(one), one) for one in run.judged))
    return run


def _not_reached(run):
    failed = {id(one.family) for one in run.judged if not one.verdict.passed and _is_reached(one)}
    return [one for one in run.judged if not _is_reached(one) and id(one.family) not in failed]


def _families(judged):
    return list({id(one.family): one.family for one in judged}.values())


def _of_cases(family, judged):
    """The family with its cases among these alone."""
    return family._replace(cases=tuple(one.case for one in judged if one.family is family))


def _is_reached(judged):
    return judged.verdict.summary != NOT_REACHED


def timed_again(run: Run, again: Callable[[list[Family]], Run]) -> Run:
    """The run, with what cost too much asked once more: a machine may halt while it is timed.

    `again` asks in a new process, in which nothing is kept of the first answer. What was asked
    alone is not asked again.
    """
    dear = [
        one for one in run.judged if one.verdict.decisive and one.observation.kind == "returned"
    ]
    if not dear or len(run.judged) == 1:
        return run
    cheap = {id(one) for one in dear if again([one.family._replace(cases=(one.case,))]).passed}
    judged = (one._replace(verdict=PASS) if id(one) in cheap else one for one in run.judged)
    return run._replace(judged=tuple(judged))
