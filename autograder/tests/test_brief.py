"""Where a question asks for one long run, a short one of its kind tells the mistakes apart."""

import pytest

from autograder.benchmarks import twelve_checks
from autograder.core.homework import PACKAGE_FOLDER, package_files
from autograder.grading import diagnosis
from autograder.grading.grade import grade_submission
from autograder.grading.known import Budget
from autograder.grading.mistakes import mistakes_of
from autograder.grading.mistakes.versions import wrong_source
from autograder.grading.reference import Reference
from autograder.intake import read_submission

TRAIN = {one.name: one for one in mistakes_of("sgd.train")}


@pytest.fixture
def row(workers, tmp_path):
    """The row of the training among the twelve checks, where it is made with a known mistake."""

    def graded(name):
        for file, data in package_files(PACKAGE_FOLDER).items():
            (tmp_path / file).write_bytes(data)
        with (tmp_path / "sgd.py").open("a") as file:
            file.write(f"\n\n{wrong_source([TRAIN[name]], Reference().functions)}")
        submission = read_submission(tmp_path)
        questions = twelve_checks.twelve_questions
        return grade_submission(submission, workers, questions=questions, only=["12"]).rows[0]

    return graded


@pytest.mark.parametrize("name", ["uphill", "the step grows with the batch", "one step an epoch"])
def test_a_mistake_in_a_long_training_is_named(row, name):
    """Though all that the long one says of each is that the network learns too little."""
    assert row(name)["extra_data"].get("mistake") == name


def test_the_long_training_is_repeated_for_few_mistakes(row, monkeypatch):
    """Most of them differ from the submission in two epochs of few examples already."""
    epochs = []
    observe = diagnosis.LocalWorker.observe

    def watched(self, asked):
        epochs.append(asked.inputs["epochs"])
        return observe(self, asked)

    monkeypatch.setattr(diagnosis.LocalWorker, "observe", watched)
    monkeypatch.setattr(Budget, "run", lambda self, work: work())
    row("one step an epoch")
    assert epochs.count(2) > 5 > epochs.count(16) > 0
