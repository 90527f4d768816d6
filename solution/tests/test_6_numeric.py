"""Public tests of part 6: measured slopes of functions whose slopes are known by hand."""

import numpy as np
import pytest
from checking import CheckFailed, Todo, call, check, check_array

X = np.array([0.5, -2.0, 1.5])
TABLE = np.array([[0.5, -1.0, 2.0], [1.5, 0.3, -0.7]])
# How near a measured slope comes to the true one, with the step that is yours.
ACCURACY = {"forward_difference": 1e-4, "central_difference": 1e-7}
BOTH = pytest.mark.parametrize("name", ACCURACY)


def product_and_sine(x):
    return x[0] ** 2 * x[1] + np.sin(x[2])


def sum_of_cubes(x):
    return np.sum(x**3)


def slope_of_cubes(x):
    return 3 * x**2


def sum_of_logs(x):
    return np.sum(np.log(x))


def sum_of_sines(x):
    return np.sum(np.sin(x))


def named(name, function):
    """The function, under a name that messages show."""
    function.__name__ = name
    return function


@BOTH
@pytest.mark.question("6.1")
def test_gradient(name):
    """The gradient of x_0^2 x_1 + sin(x_2) is (2 x_0 x_1, x_0^2, cos(x_2)), a tiny one too."""
    tiny = named("1e-9 * product_and_sine", lambda x: 1e-9 * product_and_sine(x))
    for f, size in [(product_and_sine, 1), (tiny, 1e-9)]:
        hint = "Move one entry at a time, start from the same x each time, and round nothing."
        want = size * np.array([-2.0, 0.25, np.cos(1.5)])
        check_array(call(f"numeric.{name}", f, X, hint=hint), want, ACCURACY[name])


@BOTH
@pytest.mark.question("6.1")
def test_shape(name):
    """The gradient has the shape of x: (2, 3), (1, 1), (3, 2), a transpose, and (2, 1, 2)."""
    for x in (TABLE, TABLE[:1, :1], TABLE.T, TABLE[:, None, :2]):
        hint = "The step along one entry is an array of the shape of x, too."
        check_array(call(f"numeric.{name}", sum_of_sines, x, hint=hint), np.cos(x), ACCURACY[name])


@BOTH
@pytest.mark.question("6.1")
def test_equal_entries(name):
    """Entries are told apart by their places: equal ones have different slopes."""
    hint = "Move one entry at a time, also where another one has the same value."
    x, want = np.array([2.0, 2.0, 1.5]), [8.0, 4.0, np.cos(1.5)]
    check_array(call(f"numeric.{name}", product_and_sine, x, hint=hint), want, ACCURACY[name])


@BOTH
@pytest.mark.question("6.1")
def test_integers(name):
    """An x of integers is promoted to floats."""
    hint = "An array of integers cuts 3.000001 to 3. Where do you make a float copy of x?"
    x = np.array([1, 2, -3])
    check_array(call(f"numeric.{name}", sum_of_sines, x, hint=hint), np.cos(x), ACCURACY[name])


@pytest.mark.question("6.1")
def test_step_of_forward_difference():
    """With h = 0.1, the forward difference of x^3 at 1 is (1.1^3 - 1) / 0.1 = 3.31."""
    hint = "From x to x + h, with the h that was passed in, however large x is."
    for x, want in [(1.0, 3.31), (2.0, 12.61), (-0.5, 0.61)]:
        result = call("numeric.forward_difference", sum_of_cubes, np.array([x]), 0.1, hint=hint)
        check_array(result, [want])


@pytest.mark.question("6.1")
def test_step_of_central_difference():
    """With h = 0.1, the central difference of x^3 at 1 is (1.1^3 - 0.9^3) / 0.2 = 3.01."""
    hint = "From x - h to x + h, however large x is: how far is that?"
    for x, want in [(1.0, 3.01), (2.0, 12.01), (-0.5, 0.76)]:
        result = call("numeric.central_difference", sum_of_cubes, np.array([x]), 0.1, hint=hint)
        check_array(result, [want])


@pytest.mark.question("6.2")
@pytest.mark.parametrize("x", [np.array([0.5, -2.0]), np.array([3, 2]), np.array([1.5, 1.5])])
def test_jacobian(x):
    """Three outputs of two inputs: a Jacobian of shape (3, 2)."""

    def f(x):
        return np.array([x[0] * x[1], x[1] ** 2, 5 * x[0]])

    want = [[x[1], x[0]], [0, 2 * x[1]], [5, 0]]
    hint = "A row for each output, a column for each input. Is x an array of floats?"
    check_array(call("numeric.numeric_jacobian", f, x, hint=hint), want)


@pytest.mark.question("6.2")
def test_jacobian_of_x_itself():
    """The Jacobian of f(x) = x is the identity, also where f hands back the very array x."""
    hint = "Is what f gave for one side still the same when you measure the other?"
    result = call("numeric.numeric_jacobian", named("f(x) = x", lambda x: x), X, hint=hint)
    check_array(result, np.eye(3))


@pytest.mark.question("6.2")
def test_one_output_and_one_input():
    """With one output or one input, the Jacobian still has two axes."""

    def one_output(x):
        return np.array([x[0] * x[1]])

    def one_input(x):
        return np.array([x[0], x[0] ** 2, 7.0])

    hint = "A row for each output, a column for each input, also where there is only one."
    for f, x, want in [
        (named("1e-9 * x", lambda x: 1e-9 * x), np.array([4.0]), [[1e-9]]),
        (one_output, np.array([2.0, 3.0]), [[3.0, 2.0]]),
        (one_input, np.array([4.0]), [[1], [8], [0]]),
    ]:
        check_array(call("numeric.numeric_jacobian", f, x, hint=hint), want)


@pytest.mark.question("6.2")
def test_step_of_jacobian():
    """The h that is passed in is used: with h = 0.1, the slope of x^3 at 1 is measured as 3.01."""
    hint = "Use central differences, and the h that was passed in."
    cube = named("x**3", lambda x: x**3)
    result = call("numeric.numeric_jacobian", cube, np.array([1.0]), 0.1, hint=hint)
    check_array(result, [[3.01]])


def zeros(x):
    return np.zeros(x.shape)


def number_seven(x):
    return 7.0


def tiny_sum(x):
    return 1e-6 * np.sum(np.sin(x))


def tiny_slopes(x):
    return 1e-6 * np.cos(x)


def half_the_squares(x):
    return 0.5 * np.vdot(x, x)


MANY = np.linspace(-1, 1, 100)
RIGHT = {
    "cubes": (sum_of_cubes, slope_of_cubes, X, "Compare by a relative error."),
    "table": (sum_of_sines, np.cos, TABLE, "x may have any shape."),
    "integers": (sum_of_logs, np.reciprocal, np.array([1, 2]), "Do f and gradient get floats?"),
    "one entry 0": (sum_of_cubes, slope_of_cubes, np.array([0.0, 1, 2]), "Norms are compared."),
    "zero": (number_seven, zeros, X, "Both gradients are 0 here: what does your check divide by?"),
    "zero, and noise": (
        sum_of_sines,
        np.cos,
        np.full(3, np.pi / 2),
        "The measured slopes are rounding noise here, of about 1e-11: what is it divided by?",
    ),
    "tiny": (tiny_sum, tiny_slopes, X, "Small gradients are right or wrong like others."),
}
WRONG = {
    "factor": (
        sum_of_cubes,
        named("x**2", lambda x: x**2),
        X,
        "A factor is lost in this gradient.",
    ),
    "sign": (sum_of_cubes, named("-3 * x**2", lambda x: -3 * x**2), X, "The sign counts."),
    "one of a hundred": (
        half_the_squares,
        named("x, 5 % off at entry 30", lambda x: x * np.where(np.arange(100) == 30, 1.05, 1)),
        MANY,
        "One entry of 100 is 5 % too large: do the others hide it?",
    ),
    "tiny": (
        tiny_sum,
        named("2 * tiny_slopes", lambda x: 2 * tiny_slopes(x)),
        X,
        "Small gradients are right or wrong like others: the error is a relative one.",
    ),
    "zero": (sum_of_sines, zeros, X, "This gradient is all zeros, and should not be."),
    "shape": (
        sum_of_cubes,
        named("3 * x**2 of shape (1, 3)", lambda x: 3 * x.reshape(1, 3) ** 2),
        X,
        "A gradient has the shape of x, (3,). This one is (1, 3), and NumPy stretches silently.",
    ),
    "number": (
        np.sum,
        named("1, for each entry", lambda x: np.ones(())),
        X,
        "A gradient has the shape of x, (3,). This one is a number, and NumPy stretches silently.",
    ),
    "infinite": (
        sum_of_sines,
        named("cos, but inf at entry 0", lambda x: np.array([np.inf, *np.cos(x)[1:]])),
        X,
        "Infinity divided by infinity is NaN: look at the gradient's numbers first.",
    ),
    "nan": (
        sum_of_sines,
        named("cos, but nan at entry 0", lambda x: np.array([np.nan, *np.cos(x)[1:]])),
        X,
        "Comparisons with NaN are False, and np.nanmax looks away.",
    ),
}


def error_of(f, gradient, x, hint):
    result = call("numeric.gradient_check", f, gradient, x, hint=_dependency() or hint)
    check_array(result, np.zeros(()), np.inf)
    problem = "A relative error is never negative."
    check(result, float(result.value) >= 0, problem, "Is there an np.abs, or a norm, around it?")
    return result, float(result.value)


def _dependency():
    """A hint, where gradient_check measures with a function that is wrong itself."""
    try:
        check_array(call("numeric.central_difference", sum_of_sines, X), np.cos(X), 1e-5)
    except CheckFailed:
        return "If it calls your central_difference: that one fails 6.1, mend it first."
    except Todo:
        pass
    return ""


@pytest.mark.question("6.3")
@pytest.mark.parametrize("case", RIGHT)
def test_right_gradients(case):
    """gradient_check is below 1e-5 for a right gradient."""
    result, error = error_of(*RIGHT[case])
    check(result, error <= 1e-5, "This gradient is correct: below 1e-5 is expected.")


@pytest.mark.question("6.3")
@pytest.mark.parametrize("case", WRONG)
def test_wrong_gradients(case):
    """gradient_check is above 1e-3 for a wrong gradient."""
    result, error = error_of(*WRONG[case])
    check(result, error >= 1e-3, "This gradient is wrong: above 1e-3 is expected.")
