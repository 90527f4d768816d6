"""Grade one submission, from its bytes to its results."""

from __future__ import annotations

import contextlib
import os
import pathlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..core import settings
from ..core.documents import NOTHING_GRADED, message, write_document
from ..core.homework import PACKAGE_FOLDER
from ..core.records import GRADER_ERROR, Submission
from ..core.seeds import SECRET_FILE, installation_secret, seed_of
from ..sandbox.confinement import why_no_other_user
from ..sandbox.starters import SandboxFault
from ..sandbox.workers import Workers, worker_files
from .questions import QuestionCase, all_questions

if TYPE_CHECKING:
    from .results import Row
    from .session import Session

__all__ = [
    "NoSuchQuestion",
    "Report",
    "Unconfined",
    "grade",
    "grade_submission",
    "require_confinement",
    "selected",
]


UNSAFE = (
    "Nothing was graded yet: the autograder is not set up safely. "
    "This is a fault of ours. Your submission is kept, and will be graded."
)


class NoSuchQuestion(ValueError):
    """`--only` names a question that does not exist."""


class Unconfined(RuntimeError):
    """No submission is graded here: as root it could do harm, or none can be run. The text says."""


class Report(NamedTuple):
    """What grading a submission came to."""

    submission: Submission
    seed: int
    protections: str
    rows: tuple[Row, ...]
    document: dict[str, Any]

    @property
    def score(self) -> float:
        return self.document["score"]

    @property
    def max_score(self) -> float:
        return sum(row["max_score"] for row in self.rows)

    @property
    def grader_failed(self) -> bool:
        return any(row["extra_data"]["status"] == GRADER_ERROR for row in self.rows)


def grade(
    read: Callable[[], Submission],
    workers: Workers,
    results_path: pathlib.Path | None = None,
    only: Sequence[str] = (),
    seed: int | None = None,
    on_row=lambda row: None,
) -> Report:
    """Grade what `read` returns, and write results.json to `results_path` as it goes.

    It is there before the reading is waited for, whatever that comes to.
    `only` names questions ("2.5") or parts ("2"); without it all are graded.
    `seed` draws the inputs; without it, it is made from the submission's bytes and a secret.
    Raises NoSuchQuestion, and Unconfined, as root, where a worker could read answers or write
    results.
    """
    selected(all_questions(None), only)
    if results_path:
        write_document(results_path, message(NOTHING_GRADED))
    folder = results_path.absolute().parent if results_path else PACKAGE_FOLDER
    try:
        problems = require_confinement(workers, folder)
    except Unconfined:
        if results_path:
            write_document(results_path, message(UNSAFE))
        raise
    report = grade_submission(read(), workers, results_path, only, seed, on_row)
    return report._replace(protections="; but ".join([report.protections, *problems]))


def require_confinement(workers: Workers, results_folder: pathlib.Path) -> list[str]:
    """What a worker can do and must not, a sentence each.

    Unconfined if it can do so as root, or if no worker can be started.
    """
    secret = [SECRET_FILE] if SECRET_FILE.exists() else []
    unreadable = [*list(PACKAGE_FOLDER.glob("*.py"))[:3], *secret]
    try:
        problems = workers.self_test([*map(str, unreadable)], [str(results_folder)])
    except SandboxFault as error:
        raise Unconfined(f"nothing was graded, since {error}") from error
    if problems and hasattr(os, "geteuid") and os.geteuid() == 0:
        why = [*problems, *filter(None, [why_no_other_user()])]
        raise Unconfined(
            f"nothing was graded, since submissions cannot be confined here: {'; '.join(why)}"
        )
    return problems


def grade_submission(
    submission: Submission,
    workers: Workers,
    results_path: pathlib.Path | None = None,
    only: Sequence[str] = (),
    seed: int | None = None,
    on_row=lambda row: None,
    questions: Callable[[Session], list[QuestionCase]] = all_questions,
) -> Report:
    """Grade a submission that has been read."""
    seed = seed_of(submission, installation_secret()) if seed is None else seed
    files = worker_files(submission.sources, submission.beside)
    workers.expect(files)
    # Loaded while the first worker gets ready.
    from .reference import Reference
    from .results import ResultsFile, run_questions
    from .session import Session
    from .summary import summary

    session = Session(files, workers, Reference(), seed, settings.load().run_seconds)
    cases = selected(questions(session), only)
    protections = workers.protections().described()
    results = ResultsFile(
        results_path,
        cases,
        lambda rows: summary(rows, submission.notes, bool(submission.empty)),
        {"seed": seed, "protections": protections, "nothing_found": submission.empty},
    )

    def add(row):
        if submission.empty:  # The summary says so once, for all questions.
            row["output"] = ""
        results.add(row)
        on_row(row)

    with contextlib.closing(session):
        run_questions(cases, add)
    return Report(submission, seed, protections, tuple(results.rows.values()), results.document())


def selected(cases: Sequence[QuestionCase], only: Sequence[str]) -> list[QuestionCase]:
    """Those that `only` names ("2.5", or part "2"), or all; NoSuchQuestion where it names none."""
    for name in only:
        if not any(_named(case, name) for case in cases):
            numbers = ", ".join(case.number for case in cases)
            raise NoSuchQuestion(f"there is no question {name}; there are {numbers}")
    return [case for case in cases if not only or any(_named(case, name) for name in only)]


def _named(case, name):
    return case.number == name or case.number.partition(".")[0] == name
