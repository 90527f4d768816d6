"""Grades changed copies of the reference in this process, where no sandbox is needed."""

from __future__ import annotations

import contextlib
import inspect
import pathlib
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..build.agreement import place_of
from ..build.texts import ASSIGNMENT, from_top
from ..core.homework import PACKAGE
from ..core.records import Ask, Outcome
from ..grading.local import LocalWorkers
from ..grading.questions import all_questions
from ..grading.reference import Reference, replaced
from ..grading.runs import asks_of
from ..grading.session import Session
from .written import text_amiss

MOST_SHOWN = 400
BY_PLACE = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
COPY = f"{PACKAGE}_under_test"


class QuestionFails(Exception):
    """A graded question raises by itself; the text names it, says why, and how to see where."""


@dataclass(frozen=True)
class Graded:
    """What became of one question, and what was asked."""

    outcome: Outcome
    asks: tuple[Ask, ...] = ()

    @property
    def full(self) -> bool:
        return self.outcome.score >= self.outcome.max_score


class _Asking(Session):
    """A session that keeps what the last question asked."""

    asked: tuple[Ask, ...] = ()

    def grade(self, families, case):
        self.asked = tuple(asks_of(families))
        return super().grade(families, case)


class Bench:
    """Two packages: the reference that judges, and a copy of it to be spoilt and judged."""

    def __init__(self):
        self.reference = Reference()
        self.copy = Reference(package=COPY)

    def grade(
        self, changes: Mapping[str, Any], seed: int, numbers: Iterable[str] | None = None
    ) -> dict[str, Graded]:
        """Grade the copy with some of its functions replaced, "module.name": function.

        `numbers` are the questions to grade; all of them without it.
        """
        with contextlib.ExitStack() as spoilt:
            for target, wrong in changes.items():
                spoilt.enter_context(replaced(self.copy.functions, target, wrong))
            session = _Asking({}, LocalWorkers(self.copy.functions), self.reference, seed)
            wanted = None if numbers is None else set(numbers)
            return {
                case.number: _graded(case)
                for case in all_questions(session)
                if wanted is None or case.number in wanted
            }

    def callers(self) -> dict[str, set[str]]:
        """For each function that students write, the questions in which it is called."""
        called: dict[str, set[str]] = {name: set() for name in questions_by_function()}
        current = ""

        def counting(name, function):
            def counted(*arguments, **named):
                called[name].add(current)
                return function(*arguments, **named)

            return counted

        watched = {}
        for name, number in questions_by_function().items():
            function = self.copy.functions(name)
            if isinstance(function, type):  # of a class, all questions of its part
                part = number.partition(".")[0]
                called[name] = {
                    n for n in questions_by_function().values() if n.partition(".")[0] == part
                }
            else:
                watched[name] = counting(name, function)
        for current in questions_by_function().values():
            self.grade(watched, seed=0, numbers=[current])
        return called


def _graded(case):
    case.setUp()
    try:
        getattr(case, case._testMethodName)(set_score=lambda score: None)
    except Exception as error:
        raise QuestionFails(
            f"question {case.number} {case.shortDescription()} fails by itself{_where(error)} "
            f"(`autograder grade solution --only {case.number}` shows more): "
            f"{type(error).__name__}: {error}"
        ) from error
    return Graded(case.outcome, case.session.asked)


def _where(error):
    """The last line of the assignment's code that an exception passed; "" if it passed none."""
    for one in filter(None, (error.__cause__, error)):
        for frame in reversed(traceback.extract_tb(one.__traceback__)):
            path = pathlib.Path(frame.filename)
            if path.is_relative_to(ASSIGNMENT):
                return f" in {from_top(path)}, line {frame.lineno}"
    return ""


def questions_amiss(seed: int = 0) -> list[str]:
    """The questions that fail by themselves, in which the reference loses points, which hand over
    other arguments than it has, or show other calls than they make.

    Each is asked once, in this process.
    """
    bench, found = Bench(), []
    for case in all_questions(session=None):
        try:
            graded = bench.grade({}, seed, [case.number])[case.number]
        except QuestionFails as error:
            found.append(str(error))
            continue
        if not graded.full:
            outcome = graded.outcome
            found.append(
                f"question {case.number} {case.shortDescription()} gives the reference "
                f"{outcome.score:g} of {outcome.max_score:g} points: "
                f"{' | '.join(outcome.output.splitlines())[:MOST_SHOWN]}"
            )
        wrong = [_arguments_amiss(bench.reference, asked) for asked in graded.asks]
        texts = (text_amiss(bench.reference, asked) for asked in graded.asks)
        place = f"{place_of(case)}: question {case.number}"
        lines = dict.fromkeys(filter(None, [*wrong, next(filter(None, texts), "")]))
        found += [f"{place} {line}" for line in lines]
    return found


def _arguments_amiss(reference, asked):
    """What differs between the arguments of a call and the function's own; "" where nothing does.

    They are handed over in their order, and students read their names.
    """
    if asked.script is not None and not asked.script.is_call:
        return ""
    try:
        signature = inspect.signature(reference.functions(asked.function))
    except ValueError:  # of a class that is none of Python's own
        return ""
    names = [one.name for one in signature.parameters.values() if one.kind in BY_PLACE]
    if list(asked.inputs) == names[: len(asked.inputs)]:
        return ""
    call = f"{asked.name}({', '.join(asked.inputs)})"
    return f"calls {call}, but the function is {asked.name}{signature}"


def questions_by_function() -> dict[str, str]:
    """The number of the question that is about each function, "module.name"."""
    found = {}
    for case in all_questions(session=None):
        for name in (case.shortDescription() or "").split(", "):
            found[f"{case.module}.{name}"] = case.number
    return found
