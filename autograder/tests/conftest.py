import os
import pathlib

import pytest

from autograder.grading.clean_start import ONE_THREAD

# Before NumPy is loaded: tests that run side by side would otherwise wait for one another.
os.environ.update(ONE_THREAD)

from autograder.core.homework import PACKAGE_FOLDER, package_files
from autograder.grading.grade import grade_submission
from autograder.grading.questions import all_questions
from autograder.intake.package import find_package
from autograder.sandbox.workers import Workers
from autograder.tests.browser import chromium

TOTAL = sum(case.max_score for case in all_questions(session=None))
"""Points of the homework, however many questions it has."""
FULL = f"{TOTAL:g} / {TOTAL:g}"

TESTS = pathlib.Path(__file__).parent
# A homework of its own, with its own public tests.
collect_ignore = ["tiny"]


@pytest.fixture(scope="session")
def workers():
    with Workers() as started:
        yield started


@pytest.fixture(scope="module")
def browser():
    """Chromium, for the tests of one file: a thread of it must not be there when others fork."""
    with chromium() as started:
        yield started


@pytest.fixture
def solution_files():
    """The solution's package by path, to be changed and graded."""
    return {f"backprop/{path}": data for path, data in package_files(PACKAGE_FOLDER).items()}


@pytest.fixture
def grade_files(workers):
    """Grade a submission that is given as files; the rows by their number."""

    def grade(files, only=(), seed=None):
        submission = find_package("submission", files, ())
        report = grade_submission(submission, workers, only=only, seed=seed)
        return {row["number"]: row for row in report.rows}

    return grade


def statuses(rows):
    return {number: row["extra_data"]["status"] for number, row in rows.items()}
