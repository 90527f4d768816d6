"""Gradescope's results.json, written before the first question and after each one.

The graded questions run through gradescope-utils' JSON runner. Here it is
extended: a row for every question is there from the start, every row carries
its status, and the file is replaced atomically, so that it is whole whenever
the grader is stopped.
"""

from __future__ import annotations

import io
import pathlib
import time
import traceback
import unittest
from collections.abc import Callable, Sequence
from typing import Any

from gradescope_utils.autograder_utils.json_test_runner import JSONTestResult, JSONTestRunner

from ..core.documents import write_document
from ..core.records import GRADER_ERROR, PASSED, PENDING
from ..core.untrusted import complain
from .case import QuestionCase

NOT_REACHED = "Not graded: the autograder was stopped before it reached this question."
OUR_FAULT = (
    "The autograder failed here: a fault of ours, not of yours. "
    "The question counts in full until staff have looked at it."
)

Row = dict[str, Any]


def pending_row(case: QuestionCase) -> Row:
    """The row of a question that has not been graded yet: no points."""
    return _row(case, score=0.0, output=NOT_REACHED, status=PENDING)


def _row(case, score, output, status) -> Row:
    return {
        "name": case.shortDescription(),
        "number": case.number,
        "score": score,
        "max_score": float(case.max_score),
        "status": "passed" if status in (PASSED, GRADER_ERROR) else "failed",
        "output": output,
        "output_format": "text",
        "visibility": case.visibility,
        "extra_data": {"status": status},
    }


class QuestionResult(JSONTestResult):
    """Collects one row for each question, and reports each as soon as it is there."""

    on_row: Callable[[Row], None]

    def buildResult(self, test, err=None):
        row = super().buildResult(test)
        if err is not None:
            complain("".join(traceback.format_exception(*err)))
            row |= _row(test, float(test.max_score), OUR_FAULT, GRADER_ERROR)
        else:
            outcome = test.outcome
            row |= _row(test, outcome.score, outcome.words, outcome.status)
            for name in ("hint", "picture", "mistake", "missing_file"):
                if told := getattr(outcome, name):
                    row["extra_data"][name] = told
        return row

    def processResult(self, test, err=None):
        super().processResult(test, err)
        self.on_row(self.results[-1])


class QuestionRunner(JSONTestRunner):
    """gradescope-utils' runner, which calls `on_row` after every question."""

    resultclass = QuestionResult

    def __init__(self, on_row: Callable[[Row], None]):
        super().__init__(stream=io.StringIO(), buffer=False)
        self.on_row = on_row

    def _makeResult(self):
        result = super()._makeResult()
        result.on_row = self.on_row
        return result


class ResultsFile:
    """The document of one submission; `path` None keeps it in memory only."""

    def __init__(
        self,
        path: pathlib.Path | None,
        cases: Sequence[QuestionCase],
        summary: Callable[[list[Row]], str],
        extra_data: dict[str, Any],
    ):
        self.path = path
        self.rows = {case.number: pending_row(case) for case in cases}
        self.summary = summary
        self.extra_data = extra_data
        self.started = time.monotonic()
        self._write()

    def add(self, row: Row):
        """Put a graded row in the place of the pending one."""
        self.rows[row["number"]] = row
        self._write()

    def document(self) -> dict[str, Any]:
        """The document as Gradescope takes it."""
        rows = list(self.rows.values())
        return {
            "score": round(sum(row["score"] for row in rows), 2),
            "execution_time": round(time.monotonic() - self.started, 3),
            "output": self.summary(rows),
            "output_format": "text",
            "test_output_format": "text",
            "test_name_format": "text",
            "stdout_visibility": "hidden",
            "extra_data": self.extra_data,
            "tests": rows,
        }

    def _write(self):
        if self.path is not None:
            write_document(self.path, self.document())


def run_questions(cases: Sequence[QuestionCase], on_row: Callable[[Row], None]):
    """Grade the questions one after another."""
    QuestionRunner(on_row).run(unittest.TestSuite(cases))
