"""What questions on autodiff share: derivatives are exact, and f is called once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..core.answers import EXACT
from ..core.records import WRONG, Ask, Case, Family, Observation, Verdict
from ..grading.case import QuestionCase
from ..grading.judging.compare import difference
from ..grading.judging.judges import PASS, Judge, agrees, judge_returned, plain_place, wrong
from ..grading.judging.wording import show_call
from .differentiating import field_derivative
from .written import results_of

NO_RESULT = "there is no result"
ONE_PASS = "f is to be called once, however many inputs there are: can all of them move at once?"
NOT_MEASURED = (
    "a plain number carries no derivative: call f once, with a Dual as its x, and measure nothing."
)


class AutodiffCase(QuestionCase):
    """A question on autodiff: answers are exact but for rounding."""

    tolerance = EXACT

    def agrees(self, asked, place=plain_place) -> Judge:
        """As the reference, which calls f once."""
        if asked.script is field_derivative:
            return derivative_of_field(asked, self.expected(asked))
        return super().agrees(asked, place)

    def programs(self, title: str, asks: Iterable[Ask], share: float, hint: str) -> Family:
        """Programs, each of which is asked by itself and leaves several numbers, one array."""
        cases = []
        for one in asks:
            expected, names = np.array(self.expected(one)), results_of(one.inputs)
            judge = agrees(one, expected, tolerance=self.tolerance, names=names)
            cases.append(Case(one, judge))
        return Family(title, tuple(cases), share, hint=hint)


def derivative_of_field(ask: Ask, expected: dict) -> Judge:
    """Of {"result": a number or an array, "calls": of f}: the result is right, of one call."""
    agree = agrees(ask, expected["result"], tolerance=EXACT)

    def judge_value(value) -> Verdict:
        if not _is_like(value, expected):
            return wrong(NO_RESULT, show_call(ask))
        verdict = agree(Observation("returned", value=value["result"]))
        if not verdict.passed or len(value["calls"]) == 1:
            return verdict
        told = f"f was called {_times(len(value['calls']))}, and should be called once"
        return wrong(told, show_call(ask), ONE_PASS)

    return judge_returned(ask, judge_value)


def derivative_of_program(ask: Ask, expected: dict) -> Judge:
    """The derivative, "result", must be that of `expected`, without "calls" on plain numbers.

    A derivative that is 0 comes out as 1e-17: beside the program's "value" that is nothing.
    """
    agree = agrees(ask, expected["result"], tolerance=EXACT)
    wanted = np.array([expected["value"], expected["result"]])

    def judge_value(value) -> Verdict:
        if not _is_like(value, expected):
            return wrong(NO_RESULT, show_call(ask))
        if measured := sum(one is True for one in value["calls"]):
            told = f"f was called {_times(measured)} with a plain number"
            return wrong(told, show_call(ask), NOT_MEASURED)
        verdict = agree(Observation("returned", value=value["result"]))
        if verdict.status != WRONG:
            return verdict
        beside_value = [expected["value"], value["result"]]
        return verdict if difference(beside_value, wanted, EXACT) else PASS

    return judge_returned(ask, judge_value)


def _is_like(value, expected):
    """Whether it is what the script makes: a result, the calls, and what else is expected."""
    return type(value) is dict and value.keys() == expected.keys() and type(value["calls"]) is list


def _times(count):
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")
