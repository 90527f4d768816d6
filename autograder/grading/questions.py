"""The graded questions of the assignment."""

from __future__ import annotations

import functools
import importlib
import re
import unittest

from ..core.assignment import current
from .case import QuestionCase, UnusableQuestion

NUMBER = re.compile(r"^[1-9]\d*\.[1-9]\d*$")


def question_classes() -> list[type[QuestionCase]]:
    """The classes of graded questions, in the order of the parts."""
    modules = [importlib.import_module(name) for name in current().questions]
    return [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, QuestionCase)
        and value.__module__ == module.__name__
    ]


def all_questions(session) -> list[QuestionCase]:
    """Every graded question as a unittest case for one session, by its number."""
    cases = [question_class(method, session) for question_class, method in _methods()]
    return sorted(cases, key=_order)


def _order(case):
    if not NUMBER.fullmatch(case.number):
        raise UnusableQuestion(
            f"{type(case).__module__}: {case._testMethodName} has the number {case.number!r}, "
            "which must be of a part and a question, as 2.5 is"
        )
    return tuple(map(int, case.number.split(".")))


@functools.lru_cache(maxsize=1)
def _methods():
    loader = unittest.TestLoader()
    return [
        (question_class, method)
        for question_class in question_classes()
        for method in loader.getTestCaseNames(question_class)
    ]


def parts_by_module() -> dict[str, str]:
    """The number of the part that each of the students' files is about: {"descent": "1", …}."""
    return {case.module: case.number.partition(".")[0] for case in all_questions(session=None)}
