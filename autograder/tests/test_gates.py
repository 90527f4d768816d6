"""What the gates say of a question that fails by itself, whose row would count in full."""

import pytest

from autograder.questions import part_2_jacobians
from autograder.verify import gates
from autograder.verify.bench import Bench, QuestionFails


@pytest.fixture
def broken(monkeypatch):
    """Question 2.6 asks for what is not there."""

    def raises(self, n, k):
        raise LookupError("no such function")

    monkeypatch.setattr(part_2_jacobians.LossGradients, "predictions", raises)


def test_a_question_that_fails_by_itself_is_named(broken):
    """Staff read which question it is and how to see where, in a sentence."""
    with pytest.raises(QuestionFails, match=r"question 2\.6 .*--only 2\.6.* LookupError"):
        Bench().grade({}, seed=0, numbers=["2.6"])


def test_full_points_by_a_fault_of_ours_do_not_hold(broken):
    """A row that counts in full because the grader failed is no full row of the solution."""
    gate = gates.solution_is_full([], lambda: None)
    assert gate.faults == ("in the sandbox: the grader itself failed, see above",)
