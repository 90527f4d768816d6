"""Public tests of part 9: the same code runs on plain numbers, measured, and on Values."""

import numpy as np
import pytest
from checking import call, check, check_array, load, numeric_derivative
from test_8_forward_mode import (
    ARITHMETIC,
    AT_ZERO,
    FUNCTIONS,
    NEAR_ZERO,
    ON_ARRAYS,
    comparisons,
    halve,
    program,
    sine_and_cosine,
)


def data_and_grad(f, x):
    """f's number at x and its slope there, by a Value."""
    node = load("reverse_mode.Value")(x)
    y = f(node)
    y.backward()
    return np.array([y.data, node.grad], dtype=float)


def check_value(f, text, x=0.7, hint=""):
    want = [f(x), numeric_derivative(f, x)]
    shown = f"y = {text} with x = Value({x}), y.backward(): [y.data, x.grad]"
    check_array(call(data_and_grad, f, x, show_as=shown, hint=hint), want)


@pytest.mark.question("9.1")
@pytest.mark.parametrize("text", ARITHMETIC)
def test_arithmetic(text):
    """Operators give data and slopes, with plain numbers on either side."""
    hint = "By how much does the result grow when x grows by 1? Is x used twice?"
    check_value(ARITHMETIC[text], text, hint=hint)


@pytest.mark.question("9.1")
@pytest.mark.parametrize("text", FUNCTIONS)
def test_functions(text):
    """NumPy's functions of a Value give data and slope."""
    check_value(FUNCTIONS[text], text, hint="f'(u) times the grad from above, with f' at u.")


@pytest.mark.question("9.1")
def test_integer_data():
    """A Value of an integer counts in floats."""
    hint = "Is the slope of x ** -1 right? And does nothing cut fractions off, as // does?"
    check_value(lambda x: x**-1 + x / 2, "x ** -1 + x / 2", x=3, hint=hint)


@pytest.mark.question("9.1")
@pytest.mark.parametrize("text", AT_ZERO)
def test_at_zero(text):
    """At x = 0, x ** 0 is 1 and abs(x) is 0, both with the slope 0; x ** 1 has 1."""
    f, value, slope, hint = AT_ZERO[text]
    shown = f"y = {text} with x = Value(0.0), y.backward(): [y.data, x.grad]"
    check_array(call(data_and_grad, f, 0.0, show_as=shown, hint=hint), [value, slope])


@pytest.mark.question("9.1")
@pytest.mark.parametrize("text", NEAR_ZERO)
def test_near_zero(text):
    """Where x is 0 or nearly 0, its slope still counts."""
    f, x, *want = NEAR_ZERO[text]
    shown = f"y = {text}, with x = Value({x}), y.backward(): [y.data, x.grad]"
    check_array(call(data_and_grad, f, x, show_as=shown, hint="Is 1e-7 taken for 0?"), want)


@pytest.mark.question("9.1")
@pytest.mark.parametrize("x, want", [(2.0, [2.0, 1.0]), (-2.0, [0.0, 0.0]), (0.0, [0.0, 0.0])])
def test_relu(x, want):
    """relu is max(0, x), with the slope 1 above 0, and 0 elsewhere."""
    shown = f"y = x.relu() with x = Value({x}), y.backward(): [y.data, x.grad]"
    hint = "Look at slope: what is relu's on each side of 0, and at 0?"
    check_array(call(data_and_grad, lambda x: x.relu(), x, show_as=shown, hint=hint), want)


@pytest.mark.question("9.1")
def test_negative_side_of_abs():
    """Left of 0, abs has the slope -1."""
    check_value(abs, "abs(x)", x=-0.7, hint="What is the slope of |x| left of 0?")


@pytest.mark.question("9.1")
def test_comparisons():
    """Comparisons look at the data only, with plain numbers on either side."""
    x, y = load("reverse_mode.Value")(2.0), load("reverse_mode.Value")(3.0)
    result = call(
        comparisons,
        x,
        y,
        show_as="[x < y, x <= 2, 3 > x, x >= 2, y < x, 2 > x, y <= 2, x >= 2.5] at x = 2, y = 3",
    )
    check_array(result, [1, 1, 1, 1, 0, 0, 0, 0])


def grads(build, *numbers):
    """The grads of Values of these numbers after build(...).backward()."""
    nodes = [load("reverse_mode.Value")(number) for number in numbers]
    build(*nodes).backward()
    return np.array([node.grad for node in nodes], dtype=float)


@pytest.mark.question("9.1")
def test_used_twice():
    """A node that is used twice receives twice: y = a + a gives 2."""
    shown = "y = a + a, y.backward(): a.grad"
    hint = "Is the second gift added to the first, or does it replace it?"
    check_array(call(grads, lambda a: a + a, 1.5, show_as=shown, hint=hint), [2.0])


@pytest.mark.question("9.1")
def test_diamond():
    """A node gives only after it has received all: p = a b, q = p + 1, y = p q + q."""

    def build(a, b):
        p = a * b
        q = p + 1
        return p * q + q

    shown = "p = a * b, q = p + 1, y = p * q + q at a = 2, b = 3: [a.grad, b.grad]"
    hint = "p must wait for what comes from q. In which order do you go through the nodes?"
    check_array(call(grads, build, 2.0, 3.0, show_as=shown, hint=hint), [42.0, 28.0])


@pytest.mark.question("9.1")
def test_shared_many_times():
    """x doubled 40 times by x + x has the slope 2^40, and each node gives once."""

    def build(x):
        for _ in range(40):
            x = x + x
        return x

    shown = "x = x + x, 40 times: the grad of the first x"
    hint = "2^40 paths lead to x, but there are only 40 nodes: go to each of them once."
    check_array(call(grads, build, 1.0, show_as=shown, hint=hint), [2.0**40])


@pytest.mark.question("9.1")
def test_grad_of_the_output():
    """After y.backward(), y.grad is 1."""
    shown = "y = x * x, y.backward(): y.grad"

    def run():
        x = load("reverse_mode.Value")(3.0)
        y = x * x
        y.backward()
        return y.grad

    check_array(call(run, show_as=shown, hint="By how much does y grow when y grows by 1?"), 1.0)


@pytest.mark.question("9.1")
def test_backward_twice():
    """A second y.backward() gives the same grads: each of them is set anew."""

    def build(x):
        p = x * x
        y = p * p + p
        y.backward()
        return y

    shown = "p = x * x, y = p * p + p at x = 2, y.backward() twice: x.grad"
    hint = "What stands in the grads, of the nodes between x and y too, when a pass begins?"
    check_array(call(grads, build, 2.0, show_as=shown, hint=hint), [36.0])


@pytest.mark.question("9.1")
def test_two_outputs():
    """Of two outputs of one graph, each has its own slopes: p = x * x, y = p * x, z = p + x."""

    def build(x):
        p = x * x
        y, z = p * x, p + x
        y.backward()
        return z

    shown = "p = x * x, y = p * x, z = p + x at x = 2, y.backward(), z.backward(): x.grad"
    hint = "Is all of the graph still there after the first pass, and are the grads set anew?"
    check_array(call(grads, build, 2.0, show_as=shown, hint=hint), [5.0])


@pytest.mark.question("9.2")
@pytest.mark.parametrize("f", [program, *ON_ARRAYS.values()], ids=["program", *ON_ARRAYS])
def test_gradient(f):
    """The gradient is the measured one, also where it is tiny."""
    x = np.array([0.4, 1.2, -0.9])
    hint = "If 9.1 passes: after the pass backward, where does the slope along x_i stand?"
    check_array(call("reverse_mode.gradient", f, x, hint=hint), numeric_derivative(f, x))
    result = call("reverse_mode.gradient", lambda x: 3e-12 * x[0], x, hint="Is anything rounded?")
    check_array(result, [3e-12, 0, 0])


@pytest.mark.question("9.2")
@pytest.mark.parametrize("x, want", [(3.0, 1.0), (7, 0.5), (-37.0, 1 / 8), (1000, 1 / 256)])
def test_loop(x, want):
    """The loop `while abs(x) > 5: x = x / 2` has the slope 1/2 for each time it halved."""

    def lecture_loop(x):
        return halve(x[0])

    hint = "Each turn of the loop makes one more node."
    result = call("reverse_mode.gradient", lecture_loop, np.array([x]), hint=hint)
    check_array(result, [want])


@pytest.mark.question("9.2")
def test_slope_zero():
    """sin(x)^2 + cos(x)^2 has the slope 0; so has a constant, and an input that is not used."""
    for f, hint in [
        (lambda x: sine_and_cosine(x[0]), "Two slopes cancel here. Are sin, cos and ** right?"),
        (lambda x: 3.0, "f may return a plain number."),
        (lambda x: 3, "f may return a plain number, also an integer."),
    ]:
        result = call("reverse_mode.gradient", f, np.array([0.7, 1.0]), hint=hint)
        check_array(result, np.zeros(2), np.inf)
        check(result, np.abs(result.value).max() <= 1e-12, "The slopes are 0 here.")


@pytest.mark.question("9.2")
def test_integers_and_repeated_calls():
    """Integers count as floats, equal ones are two inputs, and a second call gives the same."""
    hint = "Does something of the first call stay behind? Is there a Value for each place in x?"
    for x, want in [([1, 2], [0.5, -0.25]), ([2, 2], [0.5, -0.5]), ([1, 2], [0.5, -0.25])]:
        result = call("reverse_mode.gradient", lambda x: x[0] / x[1], np.array(x), hint=hint)
        check_array(result, want)


@pytest.mark.question("9.2")
def test_one_pass():
    """f is called once, however many inputs there are."""
    calls = []

    def counted(x):
        calls.append(x)
        return np.sum(x * x)

    hint = "One pass backward gives the slopes along all inputs."
    result = call("reverse_mode.gradient", counted, np.arange(20.0), hint=hint)
    check_array(result, 2 * np.arange(20.0))
    check(result, len(calls) == 1, f"f was called {len(calls)} times; once is enough.")


@pytest.mark.question("9.2")
def test_long_program():
    """A program of 20,000 operations has a gradient, too."""

    def long_program(x):
        y = x[0] * 0.5
        for _ in range(20_000):
            y = -y
        return y

    hint = "Python stops a function that calls itself 1000 deep: use a loop and a list."
    result = call("reverse_mode.gradient", long_program, np.array([2.0]), hint=hint)
    check_array(result, [0.5], hint="Do the tests of 9.1 pass?")
