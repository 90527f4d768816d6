"""Every case that the questions of this process's assignment ask."""

import contextlib
import functools

from autograder.grading.questions import all_questions
from autograder.grading.reference import Reference
from autograder.grading.session import Session


@functools.cache
def all_cases():
    """Every case of every question, with its question's number and its family."""
    collected = []

    class Collecting(Session):
        def grade(self, families, case):
            for family in families:
                collected.extend((case.number, family, one) for one in family.cases)
            raise StopIteration

    for case in all_questions(Collecting({}, None, Reference(), seed=1)):
        case.setUp()
        with contextlib.suppress(StopIteration):
            getattr(case, case._testMethodName)()
    return collected
