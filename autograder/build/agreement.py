"""Solution, public tests and graded questions must speak of the same questions."""

from __future__ import annotations

import ast
import difflib
import inspect
import pathlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ..core.answers import EXACT
from ..core.homework import ROOT
from ..core.settings import Settings
from ..grading.questions import QuestionCase, all_questions
from .markers import Region

POINTS = "tests/points.py"
README = "README.md"
MARKED = re.compile(r'mark\.question\("([\d.]+)"\)')
PART_OF_README = re.compile(r"^\| (\d+) \|.*\| (\d+) \|$", re.MULTILINE)


class AgreementError(ValueError):
    """Two of the homework's halves do not fit; the text names the file and the line."""


def check_agreement(regions: Mapping[str, Sequence[Region]], files: Mapping[str, bytes]):
    """AgreementError where a region has no question, a question no region or no public test,
    or points or tolerances differ."""
    cases = {case.number: case for case in all_questions(session=None)}
    written = {}
    for path, found in regions.items():
        for region in found:
            _check_region(f"solution/{path}, line {region.begin}", region, cases)
            written[region.question] = region
    for number, case in cases.items():
        if number not in written:
            raise AgreementError(
                f"{_place(case)}: question {number} has no solution region in solution/"
            )
    _check_points(files[POINTS], cases)
    _check_tolerances(files[POINTS], cases)
    _check_public_tests(files, cases)
    _check_readme(files[README].decode("utf-8"), cases)


def check_settings(settings: Settings):
    """AgreementError where the visibility of a question is set that does not exist."""
    numbers = [case.number for case in all_questions(session=None)]
    for number in settings.visibilities:
        if number not in numbers:
            near = difflib.get_close_matches(number, numbers, 1)
            meant = f"; did you mean {near[0]!r}?" if near else ""
            raise AgreementError(
                f"settings.toml: visibility.{number}: there is no question {number}{meant}"
            )


def _check_region(place, region, cases):
    case = cases.get(region.question)
    if case is None:
        raise AgreementError(f"{place}: there is no graded question {region.question}")
    function = region.function.partition(".")[0]
    if function not in functions_of(case):
        raise AgreementError(
            f"{place}: {region.function} is marked as {region.question}, "
            f"which is about {case.shortDescription()} ({_place(case)})"
        )


def functions_of(case: QuestionCase) -> list[str]:
    """The names of the functions that a question is about."""
    return (case.shortDescription() or "").split(", ")


def _check_points(source, cases):
    questions = _literal(source, "QUESTIONS")
    graded = {number: (tuple(functions_of(case)), case.max_score) for number, case in cases.items()}
    for number in sorted(questions.keys() | graded.keys()):
        public = questions.get(number)
        public = public and (tuple(public[0]), public[1])
        if public != graded.get(number):
            raise AgreementError(
                f"solution/{POINTS}: question {number} is {public}, but it is graded as "
                f"{graded.get(number)}"
            )


def _check_tolerances(source, cases):
    exact = _literal(source, "EXACT_QUESTIONS")
    for number, case in cases.items():
        if (number in exact) != (case.tolerance == EXACT):
            raise AgreementError(
                f"solution/{POINTS}: EXACT_QUESTIONS {'has' if number in exact else 'lacks'} "
                f"question {number}, which is graded with a tolerance of {case.tolerance:g}"
            )


def _check_public_tests(files, cases):
    """Without a public test, a student's `pytest` never counts the question's points."""
    tests = [data.decode("utf-8") for path, data in files.items() if path.startswith("tests/test_")]
    tested = {number for source in tests for number in MARKED.findall(source)}
    for number, case in cases.items():
        if number not in tested:
            raise AgreementError(
                f"solution/tests/: no test is marked @pytest.mark.question({number!r}), "
                f"and the question is graded ({_place(case)})"
            )


def _check_readme(text, cases):
    points: Counter = Counter()
    for number, case in cases.items():
        points[number.partition(".")[0]] += case.max_score
    for part, said in PART_OF_README.findall(text):
        if float(said) != points[part]:
            raise AgreementError(
                f"solution/{README}: of part {part} its table says {said} points, "
                f"but it is graded with {points[part]:g}"
            )


def _literal(source, name):
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            return ast.literal_eval(node.value)
    raise AgreementError(f"solution/{POINTS} does not define {name}")


def _place(case):
    method = getattr(type(case), case._testMethodName)
    code = inspect.unwrap(method).__code__
    path = pathlib.Path(code.co_filename)
    file = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
    return f"{file}, line {code.co_firstlineno}"
