"""Two known mistakes at once are told as the two that they are."""

import pytest

from autograder.grading.mistakes import EditFails, mistakes_of, wrong_version
from autograder.verify.bench import Bench, questions_by_function

PAIRS = {
    "descent.gradient_descent": ("uphill", "theta0 is missing"),
    "jacobians.softmax_cross_entropy_gradient": ("a sum for the mean", "softmax twice"),
    "network.forward": ("X is not in A", "the first activation everywhere"),
    "reverse_mode.Value": ("2 - x as x - 2", "grads are overwritten"),
}


@pytest.fixture(scope="module")
def bench():
    return Bench()


def graded(bench, function, names):
    known = {mistake.name: mistake for mistake in mistakes_of(function)}
    both = [known[name] for name in names]
    number = questions_by_function()[function]
    by_target: dict[str, list] = {}
    for one in both:
        by_target.setdefault(one.target, []).append(one)
    functions = bench.copy.functions
    changes = {target: wrong_version(own, functions) for target, own in by_target.items()}
    return both, bench.grade(changes, 1, [number])[number].outcome


@pytest.mark.parametrize("function", PAIRS)
def test_both_are_named_with_their_hints(bench, function):
    """The row names both mistakes, and its hint holds the hints of both."""
    both, outcome = graded(bench, function, PAIRS[function])
    assert outcome.mistake == " + ".join(one.name for one in both)
    assert all(one.hint in outcome.hint for one in both)


def test_two_edits_of_the_same_text_are_no_pair(bench):
    """What cannot be put into the reference together is refused by name."""
    with pytest.raises(EditFails, match="edits '-learning_rate'"):
        graded(bench, "descent.gradient_descent", ("uphill", "a learning rate of 0.1"))


def test_an_exception_in_every_case_is_no_pair(bench):
    """Two mistakes that only together stop with an exception of its type say nothing true of it."""

    def stopping(*arguments):
        raise TypeError("of some other reason")

    outcome = bench.grade({"network.loss_and_gradients": stopping}, 1, ["4.3"])["4.3"].outcome
    assert outcome.status == "raised" and not outcome.mistake
