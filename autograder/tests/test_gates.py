"""What the gates say of questions that fail by themselves, and which mistakes they try."""

from types import SimpleNamespace

import pytest

from autograder.assignment.part_2_jacobians import questions as part_2_jacobians
from autograder.grading.mistakes import all_mistakes
from autograder.verify import gates, kill_matrix
from autograder.verify.bench import Bench, QuestionFails


@pytest.fixture
def broken(monkeypatch):
    """Question 2.6 asks for what is not there."""

    def raises(self, drawn):
        raise LookupError("no such function")

    monkeypatch.setattr(part_2_jacobians.LossGradients, "of_sizes", raises)


def test_a_question_that_fails_by_itself_is_named(broken):
    """Staff read which question it is and how to see where, in a sentence."""
    with pytest.raises(QuestionFails, match=r"question 2\.6 .*--only 2\.6.* LookupError"):
        Bench().grade({}, seed=0, numbers=["2.6"])


def test_full_points_by_a_fault_of_ours_do_not_hold(broken):
    """A row that counts in full because the grader failed is no full row of the solution."""
    gate = gates.solution_is_full([], lambda: None)
    assert gate.faults == ("in the sandbox: the grader itself failed, see above",)


def test_a_mistake_in_no_question_is_named(monkeypatch):
    """A misspelt function in the catalogue is told in a sentence, with the one that is meant."""
    misspelt = SimpleNamespace(name="the diagonal", function="jacobians.softmax_jacobin")
    monkeypatch.setattr(kill_matrix, "all_mistakes", lambda: [misspelt])
    with pytest.raises(
        kill_matrix.UnknownFunction, match=r"did you mean jacobians\.softmax_jacobian"
    ):
        kill_matrix.check_functions()


def test_the_mistakes_of_a_question_can_be_tried_alone():
    """By its number or its part's; one without a mistake is said to have none."""
    catalogue = all_mistakes()
    chosen = {catalogue[place].function for place in kill_matrix.mistakes_in(["2.5", "8"])}
    assert {name for name in chosen if not name.startswith("forward_mode.")} == {
        "jacobians.softmax_jacobian"
    }
    assert {"forward_mode.Dual", "forward_mode.jvp"} <= chosen
    assert len(kill_matrix.mistakes_in([])) == len(catalogue)
    with pytest.raises(kill_matrix.UnknownFunction, match=r"no mistake in question 2\.99"):
        kill_matrix.mistakes_in(["2.99"])
