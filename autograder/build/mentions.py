"""What the homework's texts say of parts, questions and files, held against what there is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..core.homework import PACKAGE, PACKAGE_FOLDER, SOLUTION, package_files
from ..grading.questions import QuestionCase
from .counts import WORDS
from .points import part_of
from .texts import Text

NUMBER, ID = r"[1-9]\d*\b(?!\.\d)", r"[1-9]\d*\.[1-9]\d*\b"
LIST = r"(?:, {0})*(?:,? (?:and|to) {0})?"
PART_NAMED = re.compile(rf"\b[Pp]arts? ({NUMBER}{LIST.format(NUMBER)})|\{{part\}} ({NUMBER})")
QUESTION_NAMED = re.compile(
    rf"(?:(?<![-\w])[Qq]uestions? |\{{question\}} |TODO\(|^\s*# |check\(\"|--(?:only|question) )"
    rf"({ID}{LIST.format(ID)})"
)
# In the handout, and in code that is not handed out, numbers in brackets are numbers.
IN_BRACKETS = re.compile(rf"(?<!\S)\(({ID}{LIST.format(ID)})\)")
FILE_NAMED = re.compile(r"[`\"']([a-z_]\w*\.py)[`\"']")
MODULE_NAMED = re.compile(rf"\b{PACKAGE}\.([a-z]\w*)\b(?!/)")
# Only what speaks of the whole: "two questions" and "28 points" may be about some of them.
COUNTED = re.compile(r"\b(?:[Aa]re|[Aa]ll(?: the)?|[Tt]able of) (\w+) (parts|questions)\b(?! of)")
TOTAL = re.compile(r"\bof (\d+) (points)\b|\b\d+ / (\d+)\b(?=.*points)")


@dataclass(frozen=True)
class Known:
    """What there is: parts and questions by number, students' modules, files of solution/."""

    parts: frozenset[str]
    questions: frozenset[str]
    modules: frozenset[str]
    files: frozenset[str]
    counts: Mapping[str, float]


def known(cases: Iterable[QuestionCase]) -> Known:
    """What the graded questions and solution/ say there is."""
    cases = list(cases)
    modules = {path.partition(".")[0].partition("/")[0] for path in package_files(PACKAGE_FOLDER)}
    parts = {str(part_of(case.number)) for case in cases}
    return Known(
        frozenset(parts),
        frozenset(case.number for case in cases),
        frozenset(modules),
        frozenset(path.rpartition("/")[2] for path in package_files(SOLUTION)),
        {
            "parts": len(parts),
            "questions": len(cases),
            "points": sum(case.max_score for case in cases),
        },
    )


def mentions_amiss(texts: Iterable[Text], there: Known) -> Iterator[str]:
    """A line for each part, question, file and module that is named and is not there, and for
    each count that is another."""
    for text in texts:
        for number, line in enumerate(text.lines, 1):
            for words in _amiss(line, text.path, there):
                yield f"{text.path}, line {number}: {words}"


def _amiss(line, path, there) -> Iterator[str]:
    for part in _numbers(PART_NAMED, NUMBER, line):
        if part not in there.parts:
            yield f"there is no part {part}"
    named = [*_numbers(QUESTION_NAMED, ID, line)]
    if path.startswith("solution/") or (path.endswith(".md") and not path.startswith("handout/")):
        named += _numbers(IN_BRACKETS, ID, line)
    for question in named:
        if question not in there.questions:
            yield f"there is no question {question}"
    if path.startswith(("solution/", "handout/")):
        for file in FILE_NAMED.findall(line):
            if file not in there.files:
                yield f"there is no {file} in solution/"
        for module in MODULE_NAMED.findall(line):
            if module not in there.modules:
                yield f"there is no {module} in solution/{PACKAGE}/"
    yield from _counts(line, there)


def _numbers(named, one, line) -> Iterator[str]:
    """Each number that is named, the two ends of "6 to 9" too."""
    for found in named.finditer(line):
        yield from re.findall(one, next(filter(None, found.groups())))


def announced(docstring: str) -> set[str]:
    """The questions that a text names in brackets: (2.1 to 2.3) are three."""
    found: set[str] = set()
    for named in IN_BRACKETS.findall(" ".join(docstring.split())):
        numbers = re.findall(ID, named)
        found.update(numbers)
        for first, last in re.findall(rf"({ID}) to ({ID})", named):
            part, _, low = first.partition(".")
            high = int(last.rpartition(".")[2])
            found.update(f"{part}.{number}" for number in range(int(low), high))
    return found


def _counts(line, there) -> Iterator[str]:
    for said, what in COUNTED.findall(line):
        number = _number(said)
        if number is not None and number != there.counts[what]:
            yield f"{_in_all(there.counts[what], what)}, not {said}"
    for said, _, other in TOTAL.findall(line):
        if float(said or other) != there.counts["points"]:
            yield f"{_in_all(there.counts['points'], 'points')}, not {said or other}"


def _in_all(count, what):
    return f"there is 1 {what[:-1]}" if count == 1 else f"there are {count:g} {what}"


def _number(word):
    if word.isdecimal():
        return int(word)
    return WORDS.index(word) if word in WORDS else None
