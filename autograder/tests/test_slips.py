"""What a slip costs: at least a tenth, once, and no more for what is right beside it."""

import numpy as np
import pytest

from autograder.core.records import PASSED, WRONG, Ask, Case, Family, Judged, Observation, Verdict
from autograder.grading.judging.outcome import outcome_of
from autograder.verify.bench import Bench

BENCH = Bench()
BACKPROP = BENCH.reference.functions


def earned(number, target, function):
    """The part of a question's points that a function earns in the reference's place."""
    outcome = BENCH.grade({target: function}, 1, [number])[number].outcome
    return outcome.score / outcome.max_score, outcome.output


def test_a_wrong_number_is_charged_once():
    """With a factor too many integers are still welcome, and arguments still left alone."""
    right = BACKPROP("jacobians.mse_gradient")
    part, words = earned("2.6", "jacobians.mse_gradient", lambda y_hat, y: 3 * right(y_hat, y))
    assert part == pytest.approx(0.7)
    assert "integers are welcome; arguments are left alone" in words


def test_manners_cost_points_where_the_numbers_are_wrong_as_well():
    """A function that is wrong by a factor, and truncates integers, loses for both."""
    right = BACKPROP("jacobians.mse_gradient")

    def truncated(y_hat, y):
        return (3 * right(y_hat, y)).astype(np.asarray(y_hat).dtype)

    assert earned("2.6", "jacobians.mse_gradient", truncated)[0] == pytest.approx(0.6)


def test_manners_alone_earn_nothing():
    """A function that answers 0 to everything has them, and nothing else."""
    part, words = earned("2.6", "jacobians.mse_gradient", lambda y_hat, y: 0.0)
    assert part == 0 and "integers are welcome" not in words.partition("passed")[2]


def test_parts_at_the_wrong_place_are_paid_but_for_the_form():
    """(A, Z) for (Z, A) costs the family that is about the form, and no other."""
    forward = BACKPROP("network.forward")
    part, words = earned("4.1", "network.forward", lambda *arguments: forward(*arguments)[::-1])
    assert 0.5 <= part <= 0.9 and words.count("failed ") == 1


@pytest.mark.parametrize("share", [0.5, 0.01])
def test_a_slip_costs_a_tenth_at_least(share):
    """However small the share of the one family is that fails."""
    case = Case(Ask("a.b", {}), lambda observation: Verdict(PASSED))
    judged = [
        Judged(Family(status, (case,), part), case, Observation("returned"), Verdict(status))
        for status, part in ((PASSED, 1 - share), (WRONG, share))
    ]
    assert outcome_of(judged, 10).score == min(9, 10 * (1 - share))
