"""Solution, public tests and graded questions must speak of the same questions."""

from __future__ import annotations

import importlib
import inspect
import pathlib
import re
from collections.abc import Iterator, Mapping, Sequence

from ..core.answers import EXACT
from ..core.assignment import current
from ..core.homework import ROOT
from ..core.settings import Settings
from ..grading.questions import QuestionCase, all_questions
from .markers import Region
from .points import POINTS, constant, line_of, part_of

MARKED = re.compile(r'mark\.question\("([\d.]+)"\)')

Files = Mapping[str, bytes]


class AgreementError(ValueError):
    """The homework's halves do not fit; the text names each file and line, one on a line."""


def check_agreement(regions: Mapping[str, Sequence[Region]], files: Files):
    """AgreementError where a region has no question, a question no region or no public test,
    a public test no question, or names, points or tolerances differ."""
    try:
        cases = all_questions(session=None)
        faults = [*_twice(cases), *_faults(regions, files, {case.number: case for case in cases})]
    except KeyError as error:  # points.py lacks a table
        raise AgreementError(error.args[0]) from error
    if faults:
        raise AgreementError("\n".join(faults))


def _twice(cases):
    first: dict[str, QuestionCase] = {}
    for case in cases:
        if first.setdefault(case.number, case) is not case:
            yield f"{place_of(case)}: question {case.number} is in {place_of(first[case.number])}"


def _faults(regions, files, cases) -> Iterator[str]:
    written = set()
    for path, found in regions.items():
        for region in found:
            yield from _of_region(f"solution/{path}, line {region.begin}", region, cases)
            written.add(region.question)
    for number, case in cases.items():
        if not case.max_score > 0:
            yield f"{place_of(case)}: question {number} is worth {case.max_score:g} points"
        if number not in written:
            yield f"{place_of(case)}: question {number} has no solution region in solution/"
    yield from _of_points(files, cases)
    yield from _of_parts(files, cases)
    yield from _of_tolerances(files, cases)
    yield from _of_public_tests(files, cases)


def check_settings(settings: Settings):
    """AgreementError where a question does not exist whose visibility is set, or nobody could be
    on the leaderboard."""
    numbers = [case.number for case in all_questions(session=None)]
    for number in settings.visibilities:
        if number not in numbers:
            part = f"{number.partition('.')[0]}."
            same_part = [one for one in numbers if one.startswith(part)]
            raise AgreementError(
                f"settings.toml: visibility.{number}: there is no question {number}; there are "
                f"{', '.join(same_part or numbers)}"
            )
    if settings.leaderboard and current().leaderboard:
        number = importlib.import_module(current().leaderboard).TAKES_PART_WITH
        if (seen := settings.visibility(number)) != "visible":
            raise AgreementError(
                f"settings.toml: leaderboard.shown = true, and {number} is {seen}: nobody would be "
                f"on it, since an entry tells that {number} has full points. Make {number} "
                "visible, or show no leaderboard"
            )


def _of_region(place, region, cases):
    case = cases.get(region.question)
    if case is None:
        yield f"{place}: there is no graded question {region.question}"
    elif region.function.partition(".")[0] not in functions_of(case):
        yield (
            f"{place}: {region.function} is marked as {region.question}, "
            f"which is about {case.shortDescription()} ({place_of(case)})"
        )


def functions_of(case: QuestionCase) -> list[str]:
    """The names of the functions that a question is about."""
    return (case.shortDescription() or "").split(", ")


def _of_points(files, cases):
    public = constant(files, "QUESTIONS")
    for number, case in cases.items():
        graded = (tuple(functions_of(case)), case.max_score)
        if number not in public:
            yield (
                f"solution/{POINTS}, line {line_of(files, 'QUESTIONS')}: question {number} is "
                f"missing, which is graded ({place_of(case)})"
            )
        elif (tuple(public[number][0]), public[number][1]) != graded:
            yield (
                f"solution/{POINTS}, line {line_of(files, 'QUESTIONS', number)}: question {number} "
                f"is {_told(public[number])}, but it is graded as {_told(graded)} "
                f"({place_of(case)})"
            )
    for number in sorted(public.keys() - cases.keys()):
        yield _not_graded(f"solution/{POINTS}, line {line_of(files, 'QUESTIONS', number)}", number)


def _not_graded(place, number):
    return f"{place}: there is no graded question {number}"


def _told(entry):
    names, points = entry
    return f"{', '.join(names)} for {points:g} points"


def _of_parts(files, cases):
    """Titles and files of the parts; the file is that of the folder with the questions."""
    modules = {part.number: part.module for part in current().parts}
    asked = {part_of(number) for number in cases}
    for name in ("PARTS", "MODULES"):
        public = constant(files, name)
        for part in sorted(public.keys() | asked):
            place = f"solution/{POINTS}, line {line_of(files, name, part)}: {name}"
            if part not in public:
                yield f"{place} lacks part {part}, of which questions are graded"
            elif part not in asked:
                yield f"{place} has part {part}, of which no question is graded"
            elif name == "MODULES" and public[part] != modules.get(part):
                yield f"{place} has {public[part]} for part {part}, which is {modules.get(part)}"


def _of_tolerances(files, cases):
    exact = constant(files, "EXACT_QUESTIONS")
    for number, case in cases.items():
        if (number in exact) != (case.tolerance == EXACT):
            place = f"solution/{POINTS}, line {line_of(files, 'EXACT_QUESTIONS', number)}"
            yield (
                f"{place}: EXACT_QUESTIONS {'has' if number in exact else 'lacks'} "
                f"question {number}, which is graded with a tolerance of {case.tolerance:g}"
            )
    for number in sorted(set(exact) - cases.keys()):
        yield _not_graded(
            f"solution/{POINTS}, line {line_of(files, 'EXACT_QUESTIONS', number)}", number
        )


def _of_public_tests(files, cases):
    """Without a public test, a student's `pytest` never counts the question's points."""
    tested = set()
    for path, line, number in marks(files):
        tested.add(number)
        if number not in cases:
            yield _not_graded(f"solution/{path}, line {line}", number)
    for number, case in cases.items():
        if number not in tested:
            yield (
                f"solution/tests/: no test is marked @pytest.mark.question({number!r}), "
                f"and the question is graded ({place_of(case)})"
            )


def marks(files: Files) -> Iterator[tuple[str, int, str]]:
    """The questions that public tests are marked with: file, line and number of each."""
    for path, data in files.items():
        if path.startswith("tests/test_"):
            for line, text in enumerate(data.decode("utf-8").splitlines(), 1):
                for number in MARKED.findall(text):
                    yield path, line, number


def place_of(case: QuestionCase) -> str:
    """The file and line of a graded question."""
    method = getattr(type(case), case._testMethodName)
    code = inspect.unwrap(method).__code__
    path = pathlib.Path(code.co_filename)
    file = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
    return f"{file}, line {code.co_firstlineno}"
