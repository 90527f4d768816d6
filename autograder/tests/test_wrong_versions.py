"""Wrong answers lose points: in their own question, whatever the mistake."""

from collections import Counter

import pytest

from autograder.build.points import part_of
from autograder.grading.questions import all_questions

from .conftest import statuses
from .sampled import every
from .wrong_versions import wrong_versions

VERSIONS = wrong_versions()


@pytest.mark.parametrize(
    "version",
    every(8, VERSIONS, "further wrong versions"),
    ids=lambda version: version.name,
)
def test_a_wrong_version_loses_points(grade_files, solution_files, version):
    """A wrong version of a question's functions loses points; no backprop, all of them."""
    rows = grade_files(version.applied_to(solution_files), only=[version.question])
    row = rows[version.question]
    most = 0 if is_no_backprop(version) else row["max_score"] - 0.01
    assert row["score"] <= most, version.mistake
    assert statuses(rows)[version.question] not in ("grader_error", "todo", "blocked")


def is_no_backprop(version):
    """Whether it finds a network's gradient weight by weight, by differences or a complex step."""
    how = "difference" in version.mistake or "complex step" in version.mistake
    return how and version.question in ("4.2", "4.3")


def test_some_wrong_versions_are_no_backprop():
    """Both ways of getting by without backprop are among them, in both questions."""
    assert len([version for version in VERSIONS if is_no_backprop(version)]) >= 4


def test_parts_1_to_5_have_wrong_versions():
    """Most of their questions are held against at least three; a new one may have none yet."""
    early = [case.number for case in all_questions(session=None) if part_of(case.number) < 6]
    counts = Counter(version.question for version in VERSIONS)
    assert sum(counts[number] >= 3 for number in early) > len(early) * 0.8
