"""Public tests of part 3: chains that are known by hand, or measured."""

import re
import tracemalloc
from functools import partial

import numpy as np
import pytest
from checking import call, check, check_array, check_raises, numeric_derivative

# The Jacobians of three linear functions, from 2 numbers to 3, to 4, to 1.
J1 = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5]])
J2 = np.array([[1.0, 0.0, 2.0], [-1.0, 1.0, 0.0], [0.5, 2.0, 1.0], [0.0, 3.0, -2.0]])
J3 = np.array([[2.0, -1.0, 0.5, 1.0]])


@pytest.mark.question("3.1")
@pytest.mark.parametrize("x", [1.0, -0.5, 3])
def test_lecture_example(x):
    """F(x) = (2 x^2 + 1)^2 has the slope 16 x^3 + 8 x."""

    def f_prime(u):
        return 2 * u

    def g(x):
        return 2 * x**2 + 1

    def g_prime(x):
        return 4 * x

    hint = "Where do you evaluate the outer slope: at x, or at what comes out of g?"
    check_array(call("chain_rule.chain_rule", f_prime, g, g_prime, x, hint=hint), 16 * x**3 + 8 * x)


@pytest.mark.question("3.1")
def test_sine_of_a_square():
    """The slope of sin(x^2) is measured at x = 0.7."""

    def square(x):
        return x**2

    def slope_of_square(x):
        return 2 * x

    want = numeric_derivative(lambda x: np.sin(square(x)), 0.7)
    hint = "Is the inner slope there, and the outer one taken at what comes out of g?"
    result = call("chain_rule.chain_rule", np.cos, square, slope_of_square, 0.7)
    check_array(result, want, hint=hint)


@pytest.mark.question("3.2")
def test_chain_of_three():
    """Three Jacobians in a chain give that of the composition, (outputs, inputs)."""
    want = [[10.75, 4.75]]
    hint = "J1 acts first, on x. A matrix product (@) is needed, not a product entry by entry."
    check_array(call("chain_rule.chain_jacobians", [J1, J2, J3], hint=hint), want)


@pytest.mark.question("3.2")
def test_order_of_the_chain():
    """Two square matrices fit in either order: the one that acts first decides."""
    first, swap = np.array([[2, 1], [0, 1]]), np.array([[0, 1], [1, 0]])
    hint = "Both orders fit, so shapes do not help: which matrix touches x first?"
    want = [[0, 1], [2, 1]]
    check_array(call("chain_rule.chain_jacobians", [first, swap], hint=hint), want)


@pytest.mark.question("3.2")
def test_chain_of_one():
    """A chain of one Jacobian is that Jacobian."""
    check_array(call("chain_rule.chain_jacobians", [J1]), J1)


# Chains in which a J gives more or fewer numbers than the next one takes, and which J that is.
DO_NOT_MEET = {
    "in the middle": (2, [(16, 15), (17, 16), (19, 18), (14, 19), (13, 14)]),
    "at the end": (4, [(16, 15), (17, 16), (18, 17), (14, 18), (13, 12)]),
    "one number": (2, [(16, 15), (1, 16), (19, 18), (14, 19), (13, 14)]),
    "a fit if it is turned": (2, [(16, 15), (17, 16), (17, 18), (14, 17), (13, 14)]),
}


@pytest.mark.question("3.2")
@pytest.mark.parametrize("where", DO_NOT_MEET)
def test_pair_that_does_not_meet(where):
    """Where two shapes do not meet, a ValueError names the pair, by numbers or by both shapes."""
    first, sizes = DO_NOT_MEET[where]
    (gives, _), (_, takes) = sizes[first - 1], sizes[first]
    hint = f"J{first} gives {gives} and J{first + 1} takes {takes}: a ValueError is to name them."
    jacobians = [np.ones(size) for size in sizes]
    names = partial(_names_pair, first, sizes)
    check_raises(ValueError, "chain_rule.chain_jacobians", jacobians, names=names, hint=hint)


def _names_pair(first, sizes, text):
    """By their numbers, counted from 1 or from 0, or by both shapes, but not by those of all."""
    said = set(map(int, re.findall(r"\d+", text)))
    shapes = {*sizes[first - 1], *sizes[first]}
    others = set(np.ravel(sizes[1:])) - shapes
    by_numbers = {first, first + 1} <= said or {first - 1, first} <= said
    all_numbers = len(said & {*range(6)}) >= 5
    return (by_numbers and not all_numbers) or (shapes <= said and not others & said)


@pytest.mark.question("3.3")
def test_jvp():
    """J v, for v = (2, -1), is known by hand; of integers, too."""
    hint = "J1 acts first, on v. Each product is a matrix times a vector."
    check_array(call("chain_rule.jvp", [J1, J2, J3], np.array([2, -1]), hint=hint), [16.75])
    check_array(call("chain_rule.jvp", [J1], np.array([2.0, -1.0]), hint=hint), [0.0, 1.0, 5.5])
    check_array(
        call("chain_rule.jvp", [J1, J2], np.array([2.0, -1.0]), hint=hint), [11.0, 1.0, 7.5, -8.0]
    )  # fmt: skip
    square = np.array([[2.0, 1.0], [0.0, 1.0]])
    check_array(call("chain_rule.jvp", [square], np.array([2.0, -1.0]), hint=hint), [3.0, -1.0])


@pytest.mark.question("3.4")
def test_vjp():
    """u^T J is known by hand; of integers, too."""
    hint = "u belongs to the outputs, so it meets the last Jacobian first."
    check_array(call("chain_rule.vjp", [J1, J2, J3], np.array([2]), hint=hint), [21.5, 9.5])
    check_array(
        call("chain_rule.vjp", [J1], np.array([2.0, 1.0, -1.0]), hint=hint), [-1.0, 2.5]
    )  # fmt: skip
    check_array(
        call("chain_rule.vjp", [J1, J2], np.array([1.0, 0.0, 2.0, -1.0]), hint=hint), [20.0, 6.0]
    )  # fmt: skip
    square = np.array([[2.0, 1.0], [0.0, 1.0]])
    check_array(call("chain_rule.vjp", [square], np.array([2.0, -1.0]), hint=hint), [4.0, 1.0])


@pytest.mark.question("3.3")
def test_jvp_forms_no_matrix():
    """From 1000 numbers to 1, and to 1000 again: J has a million entries, and J v needs none."""
    _check_small("chain_rule.jvp", np.ones(1000), 1000.0 * np.ones(1000))


@pytest.mark.question("3.4")
def test_vjp_forms_no_matrix():
    """From 1000 numbers to 1, and to 1000 again: J has a million entries, and u^T J needs none."""
    _check_small("chain_rule.vjp", np.ones(1000), 1000.0 * np.ones(1000))


def _check_small(function, vector, want):
    jacobians = [np.ones((1, 1000)), np.ones((1000, 1))]
    call(function, [J1], np.ones(J1.shape[1 if function.endswith("jvp") else 0]))  # warm up
    tracemalloc.start()
    result = call(function, jacobians, vector)
    megabytes = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    check_array(result, want)
    problem = f"It took {megabytes:.0f} MB on the way: J itself was formed, which has 8 MB."
    hint = "Let a vector run through the chain, from the end at which it stands."
    check(result, megabytes <= 3, problem, hint)
