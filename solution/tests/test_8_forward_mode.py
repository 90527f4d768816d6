"""Public tests of part 8: the same code runs on plain numbers, measured, and on Duals."""

import numpy as np
import pytest
from checking import call, check, check_array, load, numeric_derivative

A = np.array([[1.0, -2.0, 0.5], [0.3, 1.0, 2.0]])

ARITHMETIC = {
    "x + x * x": lambda x: x + x * x,
    "3 * x - x * 2": lambda x: 3 * x - x * 2,
    "2 - x": lambda x: 2 - x,
    "2 / x": lambda x: 2 / x,
    "x / 4": lambda x: x / 4,
    "x / x": lambda x: x / x,
    "(x + 1) / (x * x + 2)": lambda x: (x + 1) / (x * x + 2),
    "-x": lambda x: -x,
    "x ** 3": lambda x: x**3,
    "x ** -2": lambda x: x**-2,
    "x ** 0.5": lambda x: x**0.5,
    "(2 * x ** 2 + 1) ** 2": lambda x: (2 * x**2 + 1) ** 2,
    "abs(x)": lambda x: abs(x),
    "abs(x - 5)": lambda x: abs(x - 5),
}
FUNCTIONS = {
    f"np.{f.__name__}(x + x)": lambda x, f=f: f(x + x)
    for f in (np.sin, np.cos, np.exp, np.log, np.sqrt, np.tanh)
}
ON_ARRAYS = {
    "np.sum(array * array)": lambda x: np.sum(x * x),
    "np.exp(2 - array)[1]": lambda x: np.exp(2 - x)[1],
    "np.tanh(A @ array).sum()": lambda x: np.tanh(A @ x).sum(),
    "(1 / array).mean()": lambda x: (1 / x).mean(),
}


for table in (ARITHMETIC, FUNCTIONS, ON_ARRAYS):
    for text, function in table.items():
        function.__name__ = text  # messages show it in place of <lambda>


def comparisons(x, y, two=2, three=3):
    return [x < y, x <= two, three > x, x >= two, y < x, two > x, y <= two, x >= 2.5]


def pair(dual):
    """Value and tangent of what came back."""
    if not isinstance(dual, load("forward_mode.Dual")):
        raise TypeError(f"a {type(dual).__name__} was returned, where a Dual is expected")
    return np.array([dual.value, dual.tangent], dtype=float)


def check_dual(f, text, x=0.7, tangent=1.5, hint=""):
    """f(Dual) has the value of f on plain numbers, and the measured slope times the tangent."""
    dual = load("forward_mode.Dual")(x, tangent)
    want = [f(x), numeric_derivative(f, x) * tangent]
    shown = f"{text} with x = Dual({x}, {tangent}): [value, tangent]"
    check_array(call(f, dual, show_as=shown, then=pair, hint=hint), want)


@pytest.mark.question("8.1")
@pytest.mark.parametrize("text", ARITHMETIC)
def test_arithmetic(text):
    """Operators give value and tangent, with plain numbers on either side."""
    check_dual(ARITHMETIC[text], text, hint="Which rule does it need? Does the tangent go along?")


@pytest.mark.question("8.1")
@pytest.mark.parametrize("text", FUNCTIONS)
def test_functions(text):
    """NumPy's functions of a Dual give value and tangent."""
    check_dual(FUNCTIONS[text], text, hint="f'(u) times the tangent of u, with f' at the value u.")


@pytest.mark.question("8.1")
def test_integer_value():
    """A Dual made of integers counts in floats."""
    hint = "Is the slope of x ** -1 right? And does nothing cut fractions off, as // does?"
    check_dual(lambda x: x**-1 + x / 2, "x ** -1 + x / 2", x=3, tangent=1, hint=hint)


AT_ZERO = {
    "x ** 0": (lambda x: x**0, 1.0, 0.0, "0 ** -1 does not exist, but a constant has a slope."),
    "x ** 1": (lambda x: x**1, 0.0, 1.0, "The slope of x is 1, at 0 as elsewhere."),
    "abs(x)": (abs, 0.0, 0.0, "At the kink the slope is taken as 0: x / |x| does not know that."),
}


@pytest.mark.question("8.1")
@pytest.mark.parametrize("text", AT_ZERO)
def test_at_zero(text):
    """At x = 0, x ** 0 is 1 and abs(x) is 0, both with the tangent 0; x ** 1 has 1."""
    f, value, slope, hint = AT_ZERO[text]
    zero = load("forward_mode.Dual")(0.0, 1.0)
    shown = f"{text} with x = Dual(0.0, 1.0): [value, tangent]"
    check_array(call(f, zero, show_as=shown, then=pair, hint=hint), [value, slope])


NEAR_ZERO = {
    "x * 3 at 0": (lambda x: x * 3, 0.0, 0.0, 3.0),
    "x / 4 at 0": (lambda x: x / 4, 0.0, 0.0, 0.25),
    "abs(x) at 1e-7": (abs, 1e-7, 1e-7, 1.0),
}


@pytest.mark.question("8.1")
@pytest.mark.parametrize("text", NEAR_ZERO)
def test_near_zero(text):
    """Where x is 0 or nearly 0, its tangent still counts."""
    f, x, value, slope = NEAR_ZERO[text]
    shown = f"{text}, with x = Dual({x}, 1.0): [value, tangent]"
    hint = "Is something small taken for 0, or 0 for a constant?"
    dual = load("forward_mode.Dual")(x, 1.0)
    check_array(call(f, dual, show_as=shown, then=pair, hint=hint), [value, slope])


@pytest.mark.question("8.1")
def test_negative_side_of_abs():
    """Left of 0, abs turns the tangent around."""
    check_dual(abs, "abs(x)", x=-0.7, hint="What is the slope of |x| left of 0?")


@pytest.mark.question("8.1")
def test_comparisons():
    """Comparisons look at the value only, with plain numbers on either side."""
    x, y = load("forward_mode.Dual")(2.0, 7.0), load("forward_mode.Dual")(3.0, -7.0)
    result = call(
        comparisons,
        x,
        y,
        show_as="[x < y, x <= 2, 3 > x, x >= 2, y < x, 2 > x, y <= 2, x >= 2.5] at x = 2, y = 3",
    )
    check_array(result, [1, 1, 1, 1, 0, 0, 0, 0])


@pytest.mark.question("8.1")
@pytest.mark.parametrize("text", ON_ARRAYS)
def test_arrays(text):
    """NumPy's arithmetic on an array of Duals works as it stands."""
    f, Dual = ON_ARRAYS[text], load("forward_mode.Dual")
    x, v = np.array([0.4, 1.2, -0.9]), np.array([1.0, -2.0, 0.5])
    duals = np.array([Dual(a, b) for a, b in zip(x, v, strict=True)], dtype=object)
    shown = f"{text} with an array of three Duals: [value, tangent]"
    want = [f(x), numeric_derivative(f, x) @ v]
    hint = "NumPy uses your operators for each entry: does each work with numbers on either side?"
    check_array(call(f, duals, show_as=shown, then=pair, hint=hint), want)


def halve(x):
    """The lecture's loop."""
    while abs(x) > 5:
        x = x / 2
    return x


def sine_and_cosine(x):
    return np.sin(x) ** 2 + np.cos(x) ** 2


def composition(x):
    return (2 * x**2 + 1) ** 2


def branches(x):
    if x < 0:
        return x * x
    return 3 * x if x <= 1 else 4 - x


def tiny(x):
    return 3e-12 * x


@pytest.mark.question("8.2")
@pytest.mark.parametrize("f", [composition, np.sin, np.sqrt, branches, tiny])
def test_derivative(f):
    """f'(x) is the measured slope."""
    want = numeric_derivative(f, 0.7)
    check_array(
        call("forward_mode.derivative", f, 0.7, hint="If 8.1 passes: x moves at the speed 1."), want
    )


@pytest.mark.question("8.2")
@pytest.mark.parametrize("x, want", [(3.0, 1.0), (7, 0.5), (-37.0, 1 / 8), (1000, 1 / 256)])
def test_loop(x, want):
    """The loop `while abs(x) > 5: x = x / 2` has the slope 1/2 for each time it halved."""
    hint = "The tangent goes through every turn of the loop."
    check_array(call("forward_mode.derivative", halve, x, hint=hint), want)


@pytest.mark.question("8.2")
def test_slope_zero():
    """sin(x)^2 + cos(x)^2 has the slope 0, and so has a constant."""
    for f, hint in [
        (sine_and_cosine, "Two slopes cancel here. Are sin, cos and ** right?"),
        (lambda x: 3.0, "f may return a plain number."),
        (lambda x: 3, "f may return a plain number, also an integer."),
    ]:
        result = call("forward_mode.derivative", f, 0.7, hint=hint)
        check_array(result, 0.0, np.inf)
        check(result, abs(result.value) <= 1e-12, "The slope of a constant is 0.")


def program(x):
    total = 0
    for i in range(len(x) - 1):
        total = total + np.sin(x[i]) * x[i + 1] / (2 + x[i] ** 2)
    return total


@pytest.mark.question("8.3")
@pytest.mark.parametrize("f", [program, *ON_ARRAYS.values()], ids=["program", *ON_ARRAYS])
def test_jvp(f):
    """The directional derivative is the measured gradient, times v."""
    x, v = np.array([0.4, 1.2, -0.9]), np.array([1.0, -2.0, 0.5])
    hint = "If 8.1 passes: x_i moves at the speed v_i, whatever the length of v."
    check_array(call("forward_mode.jvp", f, x, v, hint=hint), numeric_derivative(f, x) @ v)


@pytest.mark.question("8.3")
def test_jvp_of_equal_inputs():
    """Inputs of one value are still two inputs."""
    x, v = np.array([2.0, 2.0]), np.array([1.0, 0.0])
    hint = "Make a Dual for each place in x, also where two numbers are equal."
    check_array(call("forward_mode.jvp", lambda x: x[0] / x[1], x, v, hint=hint), 0.5)


@pytest.mark.question("8.3")
def test_jvp_of_integers_and_constants():
    """Integers count as floats, and a constant does not move."""
    x, v = np.array([1, 2]), np.array([1, 0])
    hint = "A Dual turns its value and its tangent into floats. f may return a plain number."
    check_array(call("forward_mode.jvp", lambda x: x[0] / x[1], x, v, hint=hint), 0.5)
    check_array(call("forward_mode.jvp", lambda x: 5, x, v, hint=hint), 0.0)


@pytest.mark.question("8.3")
def test_one_pass():
    """f is called once, however many inputs there are."""
    calls = []

    def counted(x):
        calls.append(x)
        return np.sum(x * x)

    hint = "All inputs can move in the same pass."
    result = call("forward_mode.jvp", counted, np.arange(20.0), np.ones(20), hint=hint)
    check_array(result, 380.0)
    check(result, len(calls) == 1, f"f was called {len(calls)} times.")
