"""Wrong answers lose points: in their own question, whatever the mistake."""

import pytest

from autograder.questions import all_questions

from .conftest import statuses
from .wrong_versions import wrong_versions

VERSIONS = wrong_versions()


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.name)
def test_a_wrong_version_loses_points(grade_files, solution_files, monkeypatch, version):
    """A wrong version of a question's functions does not score in full."""
    # Finite differences would run for minutes; they have earned nothing long before.
    monkeypatch.setattr("autograder.questions.part_4_network.Networks.deadline", 4.0)
    rows = grade_files(version.applied_to(solution_files), only=[version.question])
    row = rows[version.question]
    assert row["score"] < row["max_score"], version.mistake
    assert statuses(rows)[version.question] not in ("grader_error", "todo", "blocked")


@pytest.mark.parametrize(
    "version",
    [v for v in VERSIONS if "difference" in v.mistake or "complex step" in v.mistake],
    ids=lambda version: version.name,
)
def test_numeric_gradients_are_no_backprop(grade_files, solution_files, monkeypatch, version):
    """A gradient by differences or by the complex step, weight by weight, earns nothing."""
    if version.question not in ("4.2", "4.3"):
        pytest.skip("differences are no fault in this question")
    monkeypatch.setattr("autograder.questions.part_4_network.Networks.deadline", 6.0)
    rows = grade_files(version.applied_to(solution_files), only=[version.question])
    assert rows[version.question]["score"] == 0


def test_every_question_of_parts_1_to_5_has_wrong_versions():
    """Each question has at least three wrong versions that it is held against."""
    numbers = [version.question for version in VERSIONS]
    for case in all_questions(session=None):
        if case.number < "6":
            assert numbers.count(case.number) >= 3
