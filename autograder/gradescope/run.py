"""Grades the submission in Gradescope's folders, and leaves a results.json whatever happens."""

from __future__ import annotations

import importlib
import pathlib
from typing import TYPE_CHECKING

from ..core import settings
from ..core.assignment import current
from ..core.deadline import GRACE_SECONDS, stop_in
from ..core.documents import NOTHING_GRADED, message, write_document
from ..core.untrusted import complain
from ..grading.clean_start import clean_workers, load_grader
from .limit import over_limit
from .metadata import read_metadata

if TYPE_CHECKING:
    from ..grading.grade import Report
    from ..sandbox.workers import Workers


def main(root: pathlib.Path):
    """Grade `root`/submission into `root`/results/results.json.

    The file is there from the first moment on, and is replaced as a whole after
    each question: whoever ends this process, the last one stands.
    """
    results_path = root / "results" / "results.json"
    write_document(results_path, message(NOTHING_GRADED))
    try:
        stop_in(settings.load().run_seconds + GRACE_SECONDS)
        _grade(root, results_path)
    except Exception:
        complain()


def _grade(root, results_path):
    with clean_workers() as workers:
        # Read only now: in there are results of earlier submissions, hidden ones too.
        kept = _kept_result(root / "submission_metadata.json")
        if kept is not None:
            write_document(results_path, kept)
            return
        from ..intake import start_reading

        read = start_reading(root / "submission")
        load_grader()
        from ..grading import grade as grading

        report = grading.grade(read, workers, results_path)
        print(f"{report.score:g} of {report.max_score:g} points; sandbox: {report.protections}")
        print(f"the same inputs again: autograder grade SUBMISSION --seed {report.seed}")
        if settings.load().leaderboard:
            add_leaderboard(report, workers, results_path)


def _kept_result(metadata_path):
    """The earlier result of a submission over the limit; where that fails, it is graded."""
    try:
        return over_limit(read_metadata(metadata_path), settings.load())
    except Exception:
        complain()
        return None


def add_leaderboard(report: Report, workers: Workers, results_path: pathlib.Path):
    """Write the results with the entries of Gradescope's table, or why there are none.

    The table must not cost anybody the grade: where it fails, the results stay as they are.
    """
    from ..grading.reference import Reference

    try:
        module = importlib.import_module(current().leaderboard)
        entries, told = module.leaderboard(report, workers, Reference())
    except Exception:
        complain()
        return
    output = "\n\n".join(filter(None, [report.document["output"], told]))
    document = {**report.document, "output": output, "leaderboard": entries}
    write_document(results_path, document)
