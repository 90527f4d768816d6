"""Public tests of part 7: derivatives that are known by hand, compared at a few points."""

import math
from dataclasses import replace

import numpy as np
import pytest
from checking import CheckFailed, call, check, check_array, load

POINTS = (0.3, 1.7, 2.5)


def parse(text):
    return load("expressions.parse")(text)


def values(result, variables, points=POINTS):
    """The values of the expression that came back, at each of the points."""
    evaluate = load("expressions.evaluate")
    came = (("returned", ascii(result.value)[:300]),)
    try:
        numbers = [evaluate(result.value, {**variables, "x": x}) for x in points]
    except Exception as error:
        check(result, False, f"That is no expression with a value: {type(error).__name__}: {error}")
    numbers = np.array(numbers, dtype=float)
    return replace(result, value=numbers, name="values", earlier=came)


def size(expression):
    """How many numbers, names and operators an expression has."""
    return 1 + sum(map(size, expression[1:])) if isinstance(expression, tuple) else 1


def check_derivative(text, slope, hint="", points=POINTS, **variables):
    shown = f'differentiate(parse("{text}"), "x")'
    result = call("symbolic.differentiate", parse(text), "x", show_as=shown, hint=hint)
    check_array(values(result, variables, points), [slope(x) for x in points])


@pytest.mark.question("7.1")
@pytest.mark.parametrize(
    "text, want",
    [("3", 0), ("2.5", 0), ("x", 1), ("y", 0), ("x1", 0), ("y*x", 5), ("y - x", -1)],
)
def test_numbers_and_names(text, want):
    """A number and another name are constants, with the derivative 0; that of x is 1."""
    check_derivative(text, lambda x: want, "What is the slope of a constant?", y=5.0, x1=2.0)


@pytest.mark.question("7.1")
def test_powers_at_zero_and_below():
    """The derivative of x^3 has a value at every x."""
    hint = "n a^(n-1) a' as it is: neither a / a nor log(a) has a value everywhere."
    check_derivative("x^3", lambda x: 3 * x**2, hint, points=(-2.0, 0.0, 1.0))


@pytest.mark.question("7.1")
def test_one_variable_after_another():
    """Asked along x and then along y, the same expression has two derivatives."""
    for variable, want in [("x", 5.0), ("y", 3.0)]:
        shown = f'differentiate(parse("5*x + 3*y"), "{variable}")'
        hint = "Is something kept from one call to the next?"
        arguments = (parse("5*x + 3*y"), variable)
        result = call("symbolic.differentiate", *arguments, show_as=shown, hint=hint)
        check_array(values(result, {"y": 2.0}), [want] * len(POINTS))


ARITHMETIC = {
    "x^3 - 4*x": lambda x: 3 * x**2 - 4,
    "x*x*x": lambda x: 3 * x**2,
    "(x + 1)/(x^2 + 2)": lambda x: (2 - 2 * x - x * x) / (x**2 + 2) ** 2,
    "1/x": lambda x: -1 / x**2,
    "x^-2": lambda x: -2 / x**3,
    "x*2 + 3*x": lambda x: 5,
    "2/(x + x)": lambda x: -1 / x**2,
    "x/4 + 2^3": lambda x: 0.25,
    "x^0.5": lambda x: 0.5 / math.sqrt(x),
}


@pytest.mark.question("7.1")
@pytest.mark.parametrize("text", ARITHMETIC)
def test_arithmetic(text):
    """Products, quotients and powers have the slopes of the rules."""
    check_derivative(text, ARITHMETIC[text], "Which of the rules in the docstring does it need?")


COMPOSITIONS = {
    "sin(x)": math.cos,
    "cos(x)": lambda x: -math.sin(x),
    "exp(x)": math.exp,
    "log(x)": lambda x: 1 / x,
    "sin(x^2)": lambda x: 2 * x * math.cos(x**2),
    "cos(3*x)": lambda x: -3 * math.sin(3 * x),
    "exp(x*x)": lambda x: 2 * x * math.exp(x * x),
    "log(x^2 + 1)": lambda x: 2 * x / (x**2 + 1),
    "(2*x^2 + 1)^2": lambda x: 16 * x**3 + 8 * x,
}


@pytest.mark.question("7.1")
@pytest.mark.parametrize("text", COMPOSITIONS)
def test_chain_rule(text):
    """Functions and powers of an inner expression have its slope as a factor."""
    check_derivative(
        text, COMPOSITIONS[text], "Is the slope of the inner expression there, as a factor?"
    )


@pytest.mark.question("7.1")
def test_lecture_example():
    """The derivative of 2x + 3x^2 + x(6 - 2) is 6(x + 1)."""
    hint = "The tests above have each rule alone: which of them fails?"
    check_derivative("2*x + 3*x^2 + x*(6-2)", lambda x: 6 * (x + 1), hint)


def check_simpler(text, largest, hint="", **variables):
    """The result has the same values, and is no larger than the expression `largest`."""
    expression = parse(text) if isinstance(text, str) else text
    shown = f"simplify({expression!r})"
    result = call("symbolic.simplify", expression, show_as=shown, hint=hint)
    evaluate = load("expressions.evaluate")
    want = [evaluate(expression, {**variables, "x": x}) for x in POINTS]
    check_array(values(result, variables), want)
    wanted, came = size(parse(largest)), size(result.value)
    enough = "1 is enough" if wanted == 1 else f"{wanted} are enough"
    problem = f"It has {came} parts; {enough}: {parse(largest)!r}."
    check(result, came <= wanted, problem)


@pytest.mark.question("7.2")
@pytest.mark.parametrize(
    "text, largest",
    [
        ("6 - 2", "4"),
        ("(1 + 2)*(7 - 3)/2", "6"),
        ("2^3", "8"),
        ("1/3", "0"),
        ("x*(6 - 2)", "4*x"),
        ("2*3e-8*x", "6e-8*x"),
        ("sin((1 + 2)*x)", "sin(3*x)"),
    ],
)
def test_constants(text, largest):
    """An operation on two numbers becomes the number, also deep inside."""
    check_simpler(text, largest, "Simplify the parts first: are they two numbers then?")


@pytest.mark.question("7.2")
@pytest.mark.parametrize(
    "text, largest",
    [
        ("x + 0", "x"),
        ("0 + x", "x"),
        ("x - 0", "x"),
        ("1*x", "x"),
        ("x*1", "x"),
        ("x/1", "x"),
        ("x^1", "x"),
        ("0*x", "0"),
        ("x*0", "0"),
        ("0/x", "0"),
        ("x^0", "1"),
        ("exp(0*y + x*1)", "exp(x)"),
        ("(x + 0*y)^(3 - 2) + 0", "x"),
        ("(2 - 1)*x + (y - y*1)*0", "x"),
    ],
)
def test_zeros_and_ones(text, largest):
    """0 and 1 are gone wherever a rule removes them, also where they come to be on the way."""
    hint = "Simplify the parts first, then look at them for a 0 or a 1, on either side."
    check_simpler(text, largest, hint, y=4.0)


@pytest.mark.question("7.2")
@pytest.mark.parametrize(
    "text",
    ["x", "7", "x - y", "sin(x)^2 + cos(x)^2", "0 - x", "2*x + x/y", "x - 2 - 3", "x/2/3", "1 + x"],
)
def test_never_larger(text):
    """What cannot be simplified comes back equal, and no larger."""
    check_simpler(text, text, "Where no rule fits, what came in is the answer.", y=4.0)


@pytest.mark.question("7.2")
@pytest.mark.parametrize(
    "text", ["1/(2 - 2)", "(2 - 2)^-1", "log(2 - 2)", "(1 - 9)^0.5", "0/0", "exp(1000)"]
)
def test_no_such_number(text):
    """Where there is no real number, the expression stays, and nothing is raised."""
    hint = "ZeroDivisionError is one of the errors that `evaluate` may raise."
    expression = parse(text)
    result = call("symbolic.simplify", expression, hint=hint)
    inner = tuple(call("symbolic.simplify", part).value for part in expression[1:])
    problem = "It stands for no number: leave it as it is."
    check(result, result.value in (expression, (expression[0], *inner)), problem)


@pytest.mark.question("7.2")
def test_lecture_example_simplified():
    """The derivative of the lecture's example is simplified, and is 6(x + 1) at each point."""
    derivative = (
        "+",
        ("+", ("+", ("*", 0, "x"), ("*", 2, 1)), ("*", 3, ("*", ("*", 2, ("^", "x", 1)), 1))),
        ("+", ("*", 1, ("-", 6, 2)), ("*", "x", ("-", 0, 0))),
    )
    check_simpler(derivative, "2 + 3*(2*x) + 4", "The tests above have each rule alone.")


@pytest.mark.question("7.1")
def test_given_functions():
    """What was given to you still works: parse, evaluate and show."""
    evaluate, show = load("symbolic.evaluate"), load("symbolic.show")
    if evaluate(load("symbolic.parse")("2*x + 3*x^2"), {"x": 3.0}) != 33.0:
        raise CheckFailed("  2*x + 3*x^2 at x = 3 should be 33: was expressions.py changed?")
    if show(("*", 2, ("+", "x", 1))) != "2*(x + 1)":
        raise CheckFailed('  show(("*", 2, ("+", "x", 1))) is wrong: was expressions.py changed?')
