"""Public tests of part 1: gradient descent on bowls whose path is known by hand."""

import numpy as np
import pytest
from checking import call, check_array

pytestmark = pytest.mark.question("1.1")


def bowl(theta):
    """The gradient of f(theta) = theta_1^2 + 10 theta_2^2, the example of descent.py."""
    return np.array([2.0, 20.0]) * theta


def round_bowl(theta):
    """The gradient of f(theta) = ||theta||^2 / 2: each step multiplies theta by 1 - alpha."""
    return theta


def tilted_bowl(theta):
    """The gradient of f(theta) = theta_1^2 + theta_1 theta_2 + theta_2^2."""
    return np.array([[2.0, 1.0], [1.0, 2.0]]) @ theta


def check_path(want, hint, *arguments):
    """Descend with these arguments, and compare the path with the one known by hand."""
    check_array(call("descent.gradient_descent", *arguments, hint=hint), want)


def test_path():
    """The path starts at theta0 and has one more row for each step downhill."""
    steps = np.arange(6)
    want = np.column_stack([0.98**steps, 0.8**steps])
    hint = "Do the steps go downhill? Is the slope a new one at each? N steps make N + 1 points."
    check_path(want, hint, bowl, np.array([1.0, 1.0]), 0.01, 5)


def test_learning_rate():
    """The learning rate that is passed in sets the length of the steps."""
    want = [[1.0, 1.0], [0.78, -1.2], [0.6084, 1.44]]
    hint = "Is the learning rate that you were given used, and nothing else?"
    check_path(want, hint, bowl, np.array([1.0, 1.0]), 0.11, 2)


def test_step_in_all_coordinates():
    """A step changes all coordinates at once, by one gradient."""
    want = [[1.0, 0.0], [0.8, -0.1], [0.65, -0.16]]
    hint = "Is the gradient taken once for each step, before anything of theta has changed?"
    check_path(want, hint, tilted_bowl, np.array([1.0, 0.0]), 0.1, 2)


def test_far_from_the_minimum():
    """A long gradient makes a long step."""
    want = [[1e6, -1e6], [5e5, -5e5], [2.5e5, -2.5e5]]
    hint = "The step is the learning rate times the gradient, however long that is."
    check_path(want, hint, round_bowl, np.array([1e6, -1e6]), 0.5, 2)


def test_no_step():
    """With max_steps = 0 the path is theta0 alone, of shape (1, p)."""
    hint = "No step is taken: only theta0 is left, as a row."
    check_path([[3.0, 4.0]], hint, bowl, np.array([3.0, 4.0]), 0.01, 0)


def test_integer_start():
    """A theta0 of integers is promoted to floats."""
    hint = "An array of integers cuts off every fraction that you store in it."
    want = [[8.0], [4.0], [2.0], [1.0], [0.5], [0.25]]
    check_path(want, hint, round_bowl, np.array([8]), 0.5, 5)


def test_stops_on_a_short_step():
    """It stops after the first step that is shorter than the tolerance, which is included."""
    want = 0.75 ** np.arange(6).reshape(6, 1)
    hint = "Step 5, of length 0.25 * 0.75^4 = 0.079, is the first one below 0.1; the path has it."
    check_path(want, hint, round_bowl, np.array([1.0]), 0.25, 100, 0.1)


def test_stops_on_the_first_step():
    """The first step may be the last one, too."""
    hint = "The first step, of length 0.25, is shorter than 0.5 already."
    check_path([[1.0], [0.75]], hint, round_bowl, np.array([1.0]), 0.25, 100, 0.5)


def test_start_at_the_minimum():
    """With the tolerance 0 all max_steps steps are taken, also where none of them moves."""
    hint = "A step of length 0 is not below 0."
    check_path(np.zeros((5, 2)), hint, bowl, np.zeros(2), 0.01, 4)


def test_length_of_a_step():
    """The length of a step is its Euclidean norm, whatever the signs of its entries."""
    want = np.outer(0.5 ** np.arange(6), [1.0, -1.0, 1.0, -1.0])
    hint = "Step 5 is the first one shorter than 0.1 (the square root of the sum of squares)."
    start = np.array([1.0, -1.0, 1.0, -1.0])
    check_path(want, hint, round_bowl, start, 0.5, 100, 0.1)
