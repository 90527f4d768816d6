"""Parts 6 to 9 of the reference are held against PyTorch, SymPy, micrograd and counts."""

import ast
import builtins
import gc
import importlib.util
import operator
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.benchmarks import derivative_costs
from autograder.core.homework import PACKAGE_FOLDER

EXAMPLES = settings(max_examples=200, deadline=None, derandomize=True, database=None)
PACKAGE = "backprop_against_oracles"


def load(name):
    """A module of the solution, under a package name that nothing else uses."""
    if PACKAGE not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            PACKAGE,
            PACKAGE_FOLDER / "__init__.py",
            submodule_search_locations=[str(PACKAGE_FOLDER)],
        )
        sys.modules[PACKAGE] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[PACKAGE])
    return importlib.import_module(f"{PACKAGE}.{name}")


numeric = load("numeric")
symbolic = load("symbolic")
forward_mode = load("forward_mode")
reverse_mode = load("reverse_mode")
Value, Dual = reverse_mode.Value, forward_mode.Dual


# --- Programs that run on Values, on Duals and on torch's tensors alike.

METHODS = ("sin", "cos", "tanh")


def elementary(children):
    """Programs made of smaller ones; each has a value, whatever the smaller ones give."""
    binary = st.builds(
        lambda op, f, g: lambda x: op(f(x), g(x)),
        st.sampled_from([operator.add, operator.sub, operator.mul]),
        children,
        children,
    )
    with_number = st.builds(
        lambda op, f, c, swap: lambda x: op(c, f(x)) if swap else op(f(x), c),
        st.sampled_from([operator.add, operator.sub, operator.mul]),
        children,
        st.sampled_from([-1.5, 0.5, 2, 3]),
        st.booleans(),
    )
    quotient = st.builds(lambda f, g: lambda x: f(x) / (g(x) * g(x) + 1), children, children)
    inverse = st.builds(lambda f: lambda x: 2 / (f(x) ** 2 + 1), children)
    unary = st.builds(
        lambda name, f: lambda x: getattr(f(x), name)(), st.sampled_from(METHODS), children
    )
    bounded_exp = st.builds(lambda f: lambda x: f(x).tanh().exp(), children)
    logarithm = st.builds(lambda f: lambda x: (f(x) * f(x) + 1).log(), children)
    root = st.builds(lambda f: lambda x: (f(x) ** 2 + 1).sqrt(), children)
    power = st.builds(
        lambda f, n: lambda x: (f(x).sin() + 2) ** n, children, st.sampled_from([3, -2, 0.5, 1, 0])
    )
    kinked = st.builds(lambda f: lambda x: abs(f(x)) - (-f(x)), children)
    branch = st.builds(lambda f, g: lambda x: f(x) if g(x) > 0.1 else 2 * g(x), children, children)
    return st.one_of(
        binary, with_number, quotient, inverse, unary, bounded_exp, logarithm, root, power,
        kinked, branch,
    )  # fmt: skip


PROGRAMS = st.recursive(
    st.sampled_from([lambda x, i=i: x[i] for i in range(3)]), elementary, max_leaves=9
)
# Away from 0, where abs has its kink; every digit counts in a comparison to 1e-12.
POINTS = st.tuples(*[st.floats(0.3, 1.7)] * 3)


@pytest.mark.ci("compared with PyTorch")
@EXAMPLES
@given(PROGRAMS, POINTS)
def test_value_agrees_with_torch(program, point):
    """Gradients of 200 random programs agree with PyTorch's to 1e-12."""
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    x = torch.tensor(point, dtype=torch.float64, requires_grad=True)
    y = program(x)
    (want,) = torch.autograd.grad(y, x)
    got = reverse_mode.gradient(program, np.array(point))
    scale = max(1.0, float(torch.linalg.norm(want)), abs(float(y.detach())))
    assert np.linalg.norm(got - want.numpy()) <= 1e-12 * scale


@pytest.mark.ci("compared with PyTorch")
def test_relu_agrees_with_torch():
    """relu has PyTorch's value and slope on both sides of 0, and at 0."""
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    points = [-1.5, 0.0, 2.5]
    x = torch.tensor(points, dtype=torch.float64, requires_grad=True)
    (want,) = torch.autograd.grad((3 * x.relu()).sum(), x)
    got = reverse_mode.gradient(lambda x: sum(3 * node.relu() for node in x), points)
    assert got.tolist() == want.tolist()


@EXAMPLES
@given(PROGRAMS, POINTS)
def test_the_two_modes_agree(program, point):
    """Forward mode along v gives reverse mode's gradient times v."""
    v = np.array([1.0, -2.0, 0.5])
    gradient = reverse_mode.gradient(program, np.array(point))
    tangent = forward_mode.jvp(program, np.array(point), v)
    assert abs(tangent - gradient @ v) <= 1e-11 * max(1.0, np.linalg.norm(gradient))


def test_the_example_of_micrograd():
    """The example that micrograd's README shows comes out with its numbers."""
    a, b = Value(-4.0), Value(2.0)
    c = a + b
    d = a * b + b**3
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    e = c - d
    f = e**2
    g = f / 2.0
    g += 10.0 / f
    g.backward()
    assert f"{g.data:.4f} {a.grad:.4f} {b.grad:.4f}" == "24.7041 138.8338 645.5773"


def test_a_second_backward_gives_the_same():
    """backward sets every grad anew, so a second call leaves all as it was."""
    x = Value(3.0)
    middle = x * x
    y = middle * x + middle
    for _ in range(2):
        y.backward()
        assert (y.grad, middle.grad, x.grad) == (1.0, 4.0, 33.0)


@pytest.mark.parametrize("kind", [Value, Dual])
def test_numpy_uses_the_operators(kind):
    """NumPy's functions and arithmetic work on objects, on arrays of them, and with its scalars."""
    x = np.array([kind(1.5), kind(-2), kind(3)], dtype=object)
    plain = np.array([1.5, -2.0, 3.0])
    number = (lambda node: node.data) if kind is Value else (lambda dual: dual.value)
    results = [
        (np.sin(x), np.sin(plain)),
        (np.abs(x), np.abs(plain)),
        (x[2] * x, 3 * plain),
        (x * plain, plain * plain),
        (np.eye(3) @ x, plain),
        (1 / x, 1 / plain),
        (x**2, plain**2),
        (x[0] ** np.array([1, 2]), 1.5 ** np.array([1, 2])),
    ]
    for got, want in results:
        assert np.allclose([number(entry) for entry in got], want, rtol=1e-15)
    for scalar in (np.float64(2), np.float32(2), np.int64(2), np.array(2.0), True):
        assert number(scalar * x[0]) == number(x[0] * scalar) == 1.5 * float(scalar)
        assert number(scalar - x[0]) == float(scalar) - 1.5


@pytest.mark.parametrize("kind", [Value, Dual])
def test_no_plain_number_can_be_cut_out(kind):
    """float(x) is refused, since it would cut the derivative off."""
    with pytest.raises(TypeError):
        float(kind(1.0))


def halve(x):
    while abs(x) > 5:
        x = x / 2
    return x


@pytest.mark.parametrize("k", range(9))
@pytest.mark.parametrize("sign", [1, -1])
def test_the_loop_of_the_lecture(k, sign):
    """`while abs(x) > 5: x = x / 2` has the slope 2^-k in both modes."""
    x = sign * 3.7 * 2.0**k
    assert forward_mode.derivative(halve, x) == 2.0**-k
    assert reverse_mode.gradient(lambda v: halve(v[0]), [x]).tolist() == [2.0**-k]


def test_one_program_through_all_four_methods():
    """The lecture's example has one slope: measured, derived, forward and reverse."""
    expression = symbolic.parse("2*x + 3*x^2 + x*(6-2)")

    def program(x):
        return symbolic.evaluate(expression, {"x": x})

    for x in (-2.0, 0.3, 4.0):
        derived = symbolic.simplify(symbolic.differentiate(expression, "x"))
        slopes = [
            numeric.central_difference(lambda v: program(v[0]), [x])[0],
            symbolic.evaluate(derived, {"x": x}),
            forward_mode.derivative(program, x),
            reverse_mode.gradient(lambda v: program(v[0]), [x])[0],
        ]
        assert np.allclose(slopes, 6 * (x + 1), rtol=1e-9, atol=0)


@pytest.mark.parametrize("n", derivative_costs.SIZES)
def test_costs_of_the_two_modes(n):
    """Reverse mode costs at most 5 programs whatever n is, forward mode some 3 for each input."""
    program = derivative_costs.cost_of_program(n)
    assert derivative_costs.cost_of_reverse(n) <= 5 * program
    assert 2 * n * program <= derivative_costs.cost_of_forward(n) <= 4 * n * program


def test_a_long_program_has_a_gradient_and_is_freed():
    """100,000 operations: no recursion, neither in backward nor when the graph is given back."""

    def program(x):
        y = x[0]
        for _ in range(100_000):
            y = y * 0.99999
        return y

    gc.disable()
    try:
        got = reverse_mode.gradient(program, [2.0])
        output = program([Value(2.0)])
        del output
    finally:
        gc.enable()
    assert abs(got[0] / 0.99999**100_000 - 1) <= 1e-9


# --- Expressions


NUMBERS = st.sampled_from([-2, -1, 0, 1, 2, 3, 0.5])


def compound(children):
    """Expressions made of smaller ones; each has a value, whatever the smaller ones give."""
    positive = children.map(lambda a: ("+", ("^", a, 2), 1))
    return st.one_of(
        st.tuples(st.sampled_from("+-*"), children, children),
        st.tuples(st.just("/"), children, positive),
        st.tuples(st.just("^"), children, st.sampled_from([0, 1, 2, 3])),
        st.tuples(st.just("^"), positive, st.sampled_from([-1, -2, 0.5])),
        st.tuples(st.sampled_from(["sin", "cos"]), children),
        st.tuples(st.just("exp"), children.map(lambda a: ("sin", a))),
        st.tuples(st.just("log"), positive),
    )


EXPRESSIONS = st.recursive(st.sampled_from(["x", "y"]) | NUMBERS, compound, max_leaves=8)
VALUES = [{"x": 1.3, "y": -0.7}, {"x": -0.4, "y": 2.1}]


def to_sympy(expression):
    sympy = pytest.importorskip("sympy")
    if isinstance(expression, str):
        return sympy.Symbol(expression)
    if not isinstance(expression, tuple):
        return sympy.Rational(expression)
    name, *parts = expression
    parts = [to_sympy(part) for part in parts]
    if len(parts) == 1:
        return getattr(sympy, name)(*parts)
    arithmetic = {"+": "add", "-": "sub", "*": "mul", "/": "truediv", "^": "pow"}
    return getattr(operator, arithmetic[name])(*parts)


def close(got, want):
    want = float(want)
    return abs(got - want) <= 1e-9 * max(1.0, abs(want))


@EXAMPLES
@given(EXPRESSIONS)
def test_differentiate_agrees_with_sympy(expression):
    """The derivatives of 200 random expressions are SymPy's, plain and simplified."""
    for variable in ("x", "y"):
        derivative = symbolic.differentiate(expression, variable)
        want = to_sympy(expression).diff(variable)
        for values in VALUES:
            number = want.evalf(30, subs=values)
            assert close(symbolic.evaluate(derivative, values), number)
            assert close(symbolic.evaluate(symbolic.simplify(derivative), values), number)


@EXAMPLES
@given(EXPRESSIONS)
def test_simplify_agrees_with_sympy(expression):
    """What simplify returns is equal to what came in, no larger, and cannot be simplified again."""
    simpler = symbolic.simplify(expression)
    assert symbolic.size(simpler) <= symbolic.size(expression)
    assert symbolic.simplify(simpler) == simpler
    assert not list(removable(simpler))
    want = to_sympy(expression)
    for values in VALUES:
        assert close(symbolic.evaluate(simpler, values), want.evalf(30, subs=values))


def removable(expression):
    """The places of an expression at which a 0, a 1 or two numbers could be gone."""
    if not isinstance(expression, tuple):
        return
    name, *parts = expression
    numbers = [part for part in parts if symbolic.is_number(part)]
    if len(numbers) == len(parts) and name in "+-*/^":
        yield expression
    zero_is_gone_from = {"+": parts, "-": parts, "*": parts, "/": parts[:1], "^": parts[1:]}
    one_is_gone_from = {"*": parts, "/": parts[1:], "^": parts[1:]}
    if 0 in zero_is_gone_from.get(name, ()) or 1 in one_is_gone_from.get(name, ()):
        yield expression
    for part in parts:
        yield from removable(part)


@EXAMPLES
@given(EXPRESSIONS)
def test_show_and_parse_are_inverse(expression):
    """parse reads back what show wrote, and no pair of parentheses can be left out."""
    text = symbolic.show(expression)
    assert symbolic.parse(text) == expression
    for at, character in enumerate(text):
        if character == "(" and not text[:at].endswith(("sin", "cos", "exp", "log")):
            end = closing(text, at)
            without = text[:at] + text[at + 1 : end] + text[end + 1 :]
            assert symbolic.parse(without) != expression


def closing(text, opening):
    depth = 0
    for at in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return at
    raise AssertionError(text)


@pytest.mark.parametrize(
    "text, expression",
    [
        ("-x^2", ("*", -1, ("^", "x", 2))),
        ("2 - 3 - x", ("-", ("-", 2, 3), "x")),
        ("8/4/x", ("/", ("/", 8, 4), "x")),
        ("x^2^3", ("^", "x", 8)),
        ("x^-1", ("^", "x", -1)),
        ("x^(1/2)", ("^", "x", 0.5)),
        ("-3*x", ("*", -3, "x")),
        ("1.5e-3 + sin ( x )", ("+", 0.0015, ("sin", "x"))),
    ],
)
def test_parse_reads_algebra(text, expression):
    """Operators bind as in algebra: ^ first and from the right, then minus, * and /, + and -."""
    assert symbolic.parse(text) == expression


@pytest.mark.parametrize(
    "text, column, reason",
    [
        ("", 1, "a number, a name or ( is missing here"),
        ("x + ", 4, "a number, a name or ( is missing here"),
        ("2x", 2, "an operator is missing here: write 2*x for 2x"),
        ("x**2", 3, "write ^ for a power, not **"),
        ("x + (y*2", 5, "this ( is never closed"),
        ("x)", 2, "unexpected ')'"),
        ("x + tan(y)", 5, "tan is no function here, only sin, cos, exp, log are"),
        ("sin x", 5, "sin needs its argument in parentheses"),
        ("2*x^y", 5, "an exponent must be a number"),
        ("x^(1/0)", 3, "an exponent must be a number"),
        ("9^9^9^9", 3, "an exponent must be a number"),
        ("1e999", 1, "this number is too large"),
        ("3 $ x", 3, "unexpected '$'"),
        ("(" * 200 + "x" + ")" * 200, 101, "nested more than 100 deep"),
        ("x" + "+x" * 101, 202, "more than 100 operations, one inside the other"),
    ],
)
def test_parse_names_the_column(text, column, reason):
    """A mistake is reported with its column, and a caret stands under it."""
    with pytest.raises(ValueError) as caught:
        symbolic.parse(text)
    said, shown, caret = str(caught.value).split("\n")
    assert said == f"column {column}: {reason}"
    assert shown == "    " + text
    assert caret.index("^") == 4 + column - 1


@EXAMPLES
@given(st.text(max_size=30) | st.text("xy012.+-*/^() sincoexplg\t\n", max_size=30))
def test_parse_reads_or_refuses_any_text(text):
    """Whatever the text, parse returns an expression or raises ValueError with a column."""
    try:
        expression = symbolic.parse(text)
    except ValueError as error:
        assert 1 <= int(str(error).split(":")[0].removeprefix("column ")) <= len(text) + 1
    else:
        assert symbolic.parse(symbolic.show(expression)) == expression


@pytest.mark.parametrize(
    "text",
    ["__import__('os').system('true')", "print(1)", "x if x else y", "x.real", "[x][0]", "x:=2"],
)
def test_parse_never_evaluates(text, monkeypatch):
    """Code is refused as text; neither parse nor its file knows eval, exec or compile."""
    with monkeypatch.context() as patched:
        for name in ("eval", "exec", "compile"):
            patched.delattr(builtins, name)
        with pytest.raises(ValueError):
            symbolic.parse(text)
    source = (PACKAGE_FOLDER / "expressions.py").read_text(encoding="utf-8")
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    names = {function.id for function in calls if isinstance(function, ast.Name)}
    assert not names & {"eval", "exec", "compile", "__import__"}


@pytest.mark.parametrize("step", ["+1", "-x", "*x", "/x"])
def test_the_deepest_expression_can_be_differentiated(step):
    """At the depth that parse allows, nothing runs into Python's recursion limit."""
    expression = symbolic.parse("x" + step * 100)
    derivative = symbolic.simplify(symbolic.differentiate(expression, "x"))
    assert np.isfinite(symbolic.evaluate(derivative, {"x": 1.1}))
    assert symbolic.show(derivative)


# --- Measured slopes


def relu_network(seed):
    """The loss of a random ReLU network as a function of its 32 weights, and its gradient."""
    rng = np.random.default_rng(seed)
    X, Y = rng.normal(size=(7, 3)), rng.normal(size=(7, 2))

    def run(theta):
        W1, b1, W2, b2 = np.split(theta, [15, 20, 30])
        W1, W2 = W1.reshape(5, 3), W2.reshape(2, 5)
        Z = X @ W1.T + b1
        A = np.maximum(Z, 0)
        D = A @ W2.T + b2 - Y
        dA = (2 * D / D.size) @ W2 * (Z > 0)
        dY = 2 * D / D.size
        gradient = [(dA.T @ X).ravel(), dA.sum(axis=0), (dY.T @ A).ravel(), dY.sum(axis=0)]
        return np.mean(D**2), np.concatenate(gradient)

    return (lambda theta: run(theta)[0]), (lambda theta: run(theta)[1]), rng.normal(size=32)


def test_gradient_check_on_relu_networks():
    """On 100 random ReLU networks, right gradients pass and one entry that is off by 5 % fails."""
    for seed in range(100):
        loss, gradient, theta = relu_network(seed)
        largest = np.argmax(np.abs(gradient(theta)))
        factor = np.where(np.arange(32) == largest, 1.05, 1.0)

        def one_wrong(theta, gradient=gradient, factor=factor):
            return factor * gradient(theta)

        assert numeric.gradient_check(loss, gradient, theta) < 1e-6
        assert numeric.gradient_check(loss, one_wrong, theta) > 1e-3


@pytest.mark.parametrize("scale", [1e-6, 1e-3, 1, 1e3, 1e9])
def test_gradient_check_knows_no_scale(scale):
    """Tiny and huge gradients are right or wrong like others."""
    x = np.linspace(-2, 2, 7)

    def f(x):
        return scale * np.sum(np.sin(x))

    assert numeric.gradient_check(f, lambda x: scale * np.cos(x), x) < 1e-7
    assert numeric.gradient_check(f, lambda x: 1.01 * scale * np.cos(x), x) > 1e-3


@pytest.mark.parametrize("claim", [np.nan, np.inf, -np.inf, 1e-6])
def test_gradient_check_of_zeros(claim):
    """Where the gradient is 0, 0 passes; NaN, infinities and small numbers do not."""
    x = np.array([0.1, 0.7, -0.3])

    def bowl(v):
        return np.sum((v - x) ** 2)

    assert numeric.gradient_check(bowl, lambda v: 2 * (v - x), x) < 1e-5
    assert numeric.gradient_check(lambda v: 4.0, np.zeros_like, x) == 0.0
    assert numeric.gradient_check(lambda v: 4.0, lambda v: np.full(3, claim), x) > 1e-3


@pytest.mark.parametrize("name, order", [("forward_difference", 1), ("central_difference", 2)])
def test_order_of_accuracy(name, order):
    """Halving h halves the forward difference's error, and quarters the central one's."""
    difference = getattr(numeric, name)
    x = np.array([[0.3, 0.8], [1.1, -0.4]])
    errors = [
        np.linalg.norm(difference(lambda x: np.sum(np.exp(x)), x, h) - np.exp(x))
        for h in (0.02, 0.01)
    ]
    assert abs(np.log2(errors[0] / errors[1]) - order) <= 0.05
