"""What a class has done, in figures. Pure functions of the standings."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...core.records import GRADER_ERROR, PASSED
from ...core.words import many
from .standing import (
    UNWRITTEN,
    Question,
    Row,
    Standing,
    hint_of,
    questions_of,
    status_of,
    told,
    words_of,
)

BINS = 20
KINDS = MISTAKE, NOT_WRITTEN, OUR_FAULT = "mistakes", "not written yet", "our fault"
ENOUGH = 10
"""So many submissions say something of a question's discrimination; of two it is 1 or -1."""


@dataclass(frozen=True)
class Bin:
    """How many submissions scored from `low` up to `high` points; the last bin has both ends."""

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class Group:
    """Submissions that failed a question alike. `students` counts heads, not submissions.

    `kind` is one of KINDS. `anchor` is where the page on the class has it.
    """

    question: Question
    title: str
    hint: str
    kind: str
    standings: tuple[Standing, ...]
    anchor: str = ""

    @property
    def students(self) -> int:
        return sum(max(len(standing.entry.students), 1) for standing in self.standings)

    @property
    def who(self) -> str:
        """How many students, and of how many submissions where some handed in together."""
        one_each = self.students == len(self.standings)
        rest = "" if one_each else f" in {many(len(self.standings), 'submission')}"
        return many(self.students, "student") + rest


@dataclass(frozen=True)
class QuestionFigures:
    """One question over all graded submissions.

    `difficulty` is the mean share of its points, from 0, nobody got any, to 1.
    `discrimination` is the correlation, -1 to 1, of its points with all other
    points; None where one of the two does not vary, or fewer than ENOUGH were graded.
    """

    question: Question
    pass_rate: float
    difficulty: float
    discrimination: float | None
    statuses: Mapping[str, int]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class ClassFigures:
    """The class in figures; quartiles are those of the points."""

    graded: int
    max_score: float
    mean: float
    quartiles: tuple[float, float, float]
    bins: tuple[Bin, ...]
    questions: tuple[QuestionFigures, ...]
    mistakes: tuple[Group, ...]
    unwritten: tuple[Group, ...]

    @property
    def missed(self) -> Mapping[str, Sequence[Group]]:
        """The groups that each submission is in, by its folder, in the order of the questions."""
        found: dict[str, list[Group]] = {}
        for one in self.questions:
            for group in one.groups:
                for standing in group.standings:
                    found.setdefault(standing.entry.folder, []).append(group)
        return found


def class_figures(standings: Sequence[Standing]) -> ClassFigures | None:
    """All figures; None where nothing was graded."""
    graded = [standing for standing in standings if standing.graded]
    if not graded:
        return None
    questions = questions_of(graded)
    max_score = sum(question.max_score for question in questions)
    scores = [standing.score for standing in graded]
    figures = tuple(_question_figures(question, graded) for question in questions)
    return ClassFigures(
        len(graded),
        max_score,
        statistics.fmean(scores),
        _quartiles(scores),
        histogram(scores, max_score),
        figures,
        _ranked(group for one in figures for group in one.groups if group.kind == MISTAKE),
        _ranked(group for one in figures for group in one.groups if group.kind == NOT_WRITTEN),
    )


def _quartiles(scores):
    if len(scores) == 1:
        return (scores[0],) * 3
    return tuple(statistics.quantiles(scores, n=4, method="inclusive"))


def histogram(scores: Sequence[float], max_score: float, bins: int = BINS) -> tuple[Bin, ...]:
    """The scores in bins of equal width from 0 to the full points."""
    width = max_score / bins or 1.0
    counts = Counter(min(int(max(score, 0) / width), bins - 1) for score in scores)
    return tuple(Bin(i * width, (i + 1) * width, counts[i]) for i in range(bins))


def _question_figures(question, graded):
    have = [standing for standing in graded if question.number in standing.rows]
    rows = [standing.rows[question.number] for standing in have]
    points = [row["score"] for row in rows]
    others = [standing.score - score for standing, score in zip(have, points, strict=True)]
    return QuestionFigures(
        question,
        statistics.fmean(score >= question.max_score for score in points),
        statistics.fmean(points) / (question.max_score or 1.0),
        correlation(points, others) if len(points) >= ENOUGH else None,
        Counter(map(status_of, rows)),
        _groups(question, list(zip(have, rows, strict=True))),
    )


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's correlation; None where one of the two does not vary."""
    if len(first) < 2 or _constant(first) or _constant(second):
        return None
    return statistics.correlation(first, second)


def _constant(values):
    return max(values) - min(values) < 1e-9


def _groups(question: Question, pairs: Sequence[tuple[Standing, Row]]) -> tuple[Group, ...]:
    """Those who did not get full points, by what they were told; the largest group first.

    Mistakes come first.
    """
    members: dict[tuple[str, str], list[tuple[Standing, Row]]] = {}
    for standing, row in pairs:
        if status_of(row) != PASSED:
            members.setdefault(_kind_of(row), []).append((standing, row))
    found = (
        Group(
            question,
            title,
            hint_of(alike[0][1]) if kind == MISTAKE else "",
            kind,
            tuple(one for one, _ in alike),
        )
        for (title, kind), alike in members.items()
    )
    ordered = sorted(_ranked(found), key=lambda group: KINDS.index(group.kind))
    return tuple(
        replace(group, anchor=f"g{question.number}-{place}") for place, group in enumerate(ordered)
    )


def _kind_of(row):
    """What a row without full points is called, and of which kind it is.

    A mistake that has no name is called by its hint, and else by its status.
    """
    status = status_of(row)
    if status in UNWRITTEN:
        return words_of(status), NOT_WRITTEN
    if status == GRADER_ERROR:
        return words_of(status), OUR_FAULT
    named = hint_of(row) or (row.get("extra_data") or {}).get("mistake")
    return told(row) if named else words_of(status), MISTAKE


def _ranked(groups) -> tuple[Group, ...]:
    return tuple(sorted(groups, key=lambda group: -group.students))
