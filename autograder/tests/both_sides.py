"""What the public tests accept and the grader refuses, and the other way round, as a table.

    python -m autograder.tests.both_sides

It takes the wrong versions, and the variants, which are right.
"""

from __future__ import annotations

import pathlib
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from autograder.core.help import parser
from autograder.core.homework import PACKAGE_FOLDER, SOLUTION, package_files
from autograder.grading.grade import grade_submission
from autograder.grading.questions import all_questions, parts_by_module
from autograder.intake.package import find_package
from autograder.sandbox.workers import Workers
from autograder.verify.public import failed_tests

from .wrong_versions import wrong_versions

SECONDS = 3
PATIENCE = 30  # of the clock: this machine may be busy
VARIANTS = pathlib.Path(__file__).parent / "variants"
WATCHING = (SOLUTION / "tests" / "watching.py").read_bytes()
FILES = {f"backprop/{path}": data for path, data in package_files(PACKAGE_FOLDER).items()}


class Case(NamedTuple):
    name: str
    is_right: bool
    files: dict[str, bytes]
    questions: tuple[str, ...]


def cases():
    for version in wrong_versions():
        yield Case(version.name, False, version.applied_to(FILES), (version.question,))
    for folder in sorted(VARIANTS.iterdir()):
        own = package_files(folder)
        parts = {parts_by_module()[pathlib.PurePath(path).stem] for path in own}
        numbers = tuple(c.number for c in all_questions(None) if c.number.split(".")[0] in parts)
        yield Case(folder.name, True, FILES | own, numbers)


def publicly_right(case: Case) -> dict[str, bool]:
    """For each question whether the tests that students run accept it."""
    seconds = PATIENCE if case.is_right else SECONDS
    watching = WATCHING.replace(b"SECONDS = 10", f"SECONDS = {seconds}".encode())
    files = case.files | {"tests/watching.py": watching}
    return {number: not failed_tests(files, number) for number in case.questions}


def graded_right(workers: Workers, case: Case) -> dict[str, bool]:
    """For each question whether it gets full points."""
    submission = find_package(case.name, case.files, ())
    rows = grade_submission(submission, workers, only=case.questions).rows
    return {row["number"]: row["score"] == row["max_score"] for row in rows}


def main():
    found = list(cases())
    with Workers() as workers:
        graded = [graded_right(workers, case) for case in found]
    with ThreadPoolExecutor(2) as pool:
        public = list(pool.map(publicly_right, found))
    counts, named = {}, []
    for case, one, other in zip(found, public, graded, strict=True):
        for number in case.questions:
            key = (case.is_right, one[number], other[number])
            counts[key] = counts.get(key, 0) + 1
            if one[number] != other[number]:
                who = "the public tests" if one[number] else "the grader"
                named.append(f"{number}  {case.name}: only {who} accept it")
    for (is_right, one, other), count in sorted(counts.items()):
        kind = "right" if is_right else "wrong"
        words = [("refused", "accepted")[verdict] for verdict in (one, other)]
        print(f"{kind}  public tests: {words[0]}  grader: {words[1]}  {count:4}")
    print("\n".join(sorted(named)))


if __name__ == "__main__":
    parser(__doc__).parse_args()
    main()
