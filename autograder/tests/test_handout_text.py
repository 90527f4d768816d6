"""What the handout says is true: its numbers and formulas, against the reference."""

import itertools
import math

import numpy as np
import pytest

from autograder.assignment.figures import derivatives, surfaces, training
from autograder.build.handout.figures import draw
from autograder.build.handout.source import TEXT
from autograder.grading.reference import Reference


@pytest.fixture(scope="module")
def reference():
    return Reference().functions


def says(chapter, *words):
    """Whether a chapter's text holds all these words, in this order."""
    (path,) = TEXT.glob(f"*_{chapter}.md")
    text, at = " ".join(path.read_text(encoding="utf-8").split()), 0
    for word in words:
        assert word in text[at:], f"{path.name} does not say {word!r}"
        at = text.index(word, at) + len(word)
    return True


def row(numbers):
    """Numbers as the handout's tables write them: (2.5, −0.5, 1.25)."""
    rounded = np.round(numbers, 9) + 0.0
    return "(" + ", ".join(f"{number:.4g}".replace("-", "−") for number in rounded) + ")"


def test_learning_rates(reference):
    """The places after twelve steps on the bowl are those that the text names."""
    descend = reference("descent.gradient_descent")
    ends = {a: descend(surfaces.bowl_gradient, [1.0, 1.0], a, 12)[-1] for a in (0.004, 0.08, 0.102)}
    assert says("gradient_descent", f"$\\theta_1$ is still {ends[0.004][0]:.2f}")
    assert says("gradient_descent", f"({ends[0.08][0]:.2f}, {ends[0.08][1]:.3f})")
    assert abs(ends[0.102][1]) > 1.5
    assert max(abs(1 - 2 / 11), abs(1 - 20 / 11)) == pytest.approx(9 / 11)


def test_the_best_rate_is_so_in_the_long_run_only(reference):
    """After 40 steps 0.09 is nearer than 1/11, 0.05 and 0.099 are; after 200 steps 1/11 is."""
    descend = reference("descent.gradient_descent")

    def distance(rate, steps):
        return np.linalg.norm(descend(surfaces.bowl_gradient, [1.0, 1.0], rate, steps)[-1])

    assert distance(0.09, 40) < min(distance(rate, 40) for rate in (1 / 11, 0.05, 0.099))
    assert distance(1 / 11, 200) < distance(0.09, 200)


def test_the_limit_of_the_learning_rate(reference):
    """Below 0.1 the bowl's steps shrink, at 0.1 they go on for ever, above they grow."""
    descend = reference("descent.gradient_descent")
    ends = [
        abs(descend(surfaces.bowl_gradient, [0.0, 1.0], a, 50)[-1, 1]) for a in (0.099, 0.1, 0.101)
    ]
    assert ends[0] < 0.5 and ends[1] == pytest.approx(1) and ends[2] > 2


def test_the_limit_is_two_over_the_curvature(reference):
    """On θ²/4, whose curvature is 1/2, a rate of 3 halves θ with each step; 4 is too large."""
    descend = reference("descent.gradient_descent")
    path = descend(lambda theta: theta / 2, [8.0], 3, 3)
    assert path.ravel().tolist() == [8, -4, 2, -1]
    assert abs(descend(lambda theta: theta / 2, [8.0], 4, 9)[-1]) == 8
    assert says("gradient_descent", r"f(\theta) = \theta^2 / 4", "the limit is 4", "by −1/2")


def test_a_gradient_holds_locally(reference):
    """L + ∇L · Δθ is off by a hundredth as much where Δθ is a tenth as long."""
    theta, move = np.array([1.0, 1.0]), np.array([0.3, -0.4])

    def off(scale):
        step = scale * move
        linear = surfaces.bowl(theta) + surfaces.bowl_gradient(theta) @ step
        return surfaces.bowl(theta + step) - linear

    assert off(0.1) == pytest.approx(off(1) / 100)


def test_shapes_of_a_layer(reference):
    """Wx + b of one example is a row of X Wᵀ + b, and w_{j,i} leads from input i to output j."""
    rng = np.random.default_rng(0)
    W, b, X = rng.normal(size=(2, 3)), rng.normal(size=2), rng.normal(size=(5, 3))
    assert np.allclose((X @ W.T + b)[4], W @ X[4] + b)
    assert np.allclose(reference("functions.linear")(W, b, X), X @ W.T + b)
    moved = W.copy()
    moved[1, 2] += 1
    assert np.allclose(moved @ X[0] - W @ X[0], [0, X[0, 2]])


def test_numbers_of_chapter_2(reference):
    """Counts of derivatives, that of a flat sigmoid, and the loss of knowing nothing."""
    jacobian = reference("jacobians.linear_jacobian_W")(np.ones((32, 64)), np.ones(32), np.ones(64))
    assert says("jacobians", f"{jacobian.size:,}".replace(",", "{,}"))
    assert says("jacobians", f"at most {np.count_nonzero(jacobian):,} of them")
    slope = reference("jacobians.sigmoid_jacobian")(np.array([10.0]))[0, 0]
    assert says("jacobians", f"derivative of the sigmoid is {slope:.6f}")
    loss = reference("functions.softmax_cross_entropy")(np.zeros((4, 10)), [1, 2, 3, 4])
    assert says("jacobians", f"\\log 10 = {loss:.2f}")
    X, y, _, _ = reference("data.load_digits")()
    for seed in range(20):
        params = reference("functions.init_params")([64, 32, 10], np.random.default_rng(seed))
        logits = reference("network.forward")(params, ["relu", "identity"], X)[1][-1]
        assert 2.2 < reference("functions.softmax_cross_entropy")(logits, y) < 3


def test_the_lectures_example_of_the_chain_rule(reference):
    """(2x² + 1)² has the slope 24 at x = 1, and 8 with the slip that the text warns of."""
    slope = reference("chain_rule.chain_rule")(
        lambda u: 2 * u, lambda x: 2 * x**2 + 1, lambda x: 4 * x, 1.0
    )
    assert slope == 24 == 16 + 8
    assert says("chain_rule", "$F'(1) = 24$", "the result 8") and (2 * 1) * 4 == 8


def test_the_order_of_a_product(reference):
    """The counts of multiplications are those of the two orders, and the product is the same."""
    rng = np.random.default_rng(1)
    J1, J2, J3 = rng.normal(size=(32, 64)), rng.normal(size=(10, 32)), rng.normal(size=(1, 10))
    right = 10 * 32 * 64 + 1 * 10 * 64
    left = 1 * 10 * 32 + 1 * 32 * 64
    assert says("chain_rule", f"{right:,}", f"{left:,}")
    assert np.allclose((J3 @ J2) @ J1, J3 @ (J2 @ J1))
    assert np.allclose(reference("chain_rule.chain_jacobians")([J1, J2, J3]), J3 @ J2 @ J1)


BY_HAND = [
    (np.array([[0.5, 1.0], [1.0, -1.0], [-0.5, 0.75]]), np.array([0.0, 0.5, 0.25])),
    (np.array([[1.0, -2.0, 0.4], [-0.4, 1.0, 0.8]]), np.array([0.5, 0.0])),
]


def test_the_network_by_hand(reference):
    """Every number of the 2-3-2 network's two tables is the reference's."""
    activations, x, y = ["relu", "identity"], [[1.0, 2.0]], [[3.0, 1.0]]
    Z, A = reference("network.forward")(BY_HAND, activations, x)
    L, grads = reference("network.loss_and_gradients")(BY_HAND, activations, x, y, "mse")
    (dW1, db1), (dW2, db2) = grads
    upstream = reference("jacobians.mse_gradient")(A[-1], y)
    assert says("backprop", row(Z[0][0]), row(A[1][0]), row(A[2][0]), f"= {L:.4g}")
    assert says(
        "backprop", row(upstream[0]), row(db2), row(dW2[0]), row(dW2[1]),
        row(db2 @ BY_HAND[1][0]), row(db1), row(dW1[0]), row(dW1[1]), row(dW1[2]),
    )  # fmt: skip


def test_the_steps_of_the_network_by_hand(reference):
    """The sums and products below the live network come out as they say."""
    assert 0.5 * 1 + 1 * 2 + 0 == 2.5 and says("backprop", r"0.5 \cdot 1 + 1 \cdot 2 + 0 = 2.5")
    assert 1 * 2.5 - 2 * 0 + 0.4 * 1.25 + 0.5 == 3.5 and says("backprop", "+ 0.5 = 3.5$")
    assert 0.5 * 2.5 == 1.25 and says("backprop", r"$0.5 \cdot 2.5 = 1.25$")
    assert 0.5 * 1 + (-1) * (-0.4) == 0.9 and says("backprop", r"(-1) \cdot (-0.4) = 0.9$")
    assert 0.9 * 2 == 1.8 and says("backprop", r"$0.9 \cdot 2 = 1.8$")
    other, _ = reference("network.loss_and_gradients")(
        BY_HAND, ["relu", "identity"], [[1.0, 2.0]], [[3.5, 1.0]], "mse"
    )
    assert says("backprop", f"$L$ falls to {other:.1f}")


def test_the_trained_network_reads_nine_of_ten(reference):
    """On twenty seeds between 89 and 92 % of the test digits are read correctly."""
    _, _, _, y = reference("data.load_digits")()
    for seed in range(20):
        answers = training.trained_on_digits(reference, seed).argmax(axis=1)
        assert 0.89 < np.mean(answers == y) < 0.93


def test_the_first_fifteen_digits_are_read_correctly(reference):
    """As the words for the drawing say."""
    _, _, _, labels = reference("data.load_digits")()
    answers = training.trained_on_digits(reference).argmax(axis=1)
    assert (answers[:15] == labels[:15]).all() and (answers != labels).sum() >= 5


def test_unit_2_stays_switched_off_for_another_target(reference):
    """With y = (3.5, 1) its δ and its row of weights stay 0; units 1 and 3 receive other values."""
    rows = []
    for target in ([[3.0, 1.0]], [[3.5, 1.0]]):
        _, grads = reference("network.loss_and_gradients")(
            BY_HAND, ["relu", "identity"], [[1.0, 2.0]], target, "mse"
        )
        rows.append(np.column_stack(grads[0]))  # a row for each hidden unit: dW and db
    assert not rows[0][1].any() and not rows[1][1].any()
    assert (rows[0][[0, 2]] != rows[1][[0, 2]]).all()


def test_a_large_rate_teaches_the_digits_nothing(reference):
    """With α = 3 the loss of the ReLU network is near 2.3 after five epochs, on twenty seeds."""
    X, y, _, _ = reference("data.load_digits")()
    for seed in range(20):
        rng = np.random.default_rng(seed)
        params = reference("functions.init_params")([64, 32, 10], rng)
        _, losses = reference("sgd.train")(
            params, ["relu", "identity"], X, y, "softmax_cross_entropy", 3.0, 32, 5, rng
        )
        assert losses[-1] == pytest.approx(2.3, abs=0.1)


def test_the_measured_slope_of_the_network_by_hand(reference):
    """Raising one weight by 0.001 raises the loss by what the text says."""
    (W1, b1), (W2, b2) = BY_HAND
    raised = W2.copy()
    raised[0, 0] += 0.001
    _, A = reference("network.forward")(
        [(W1, b1), (raised, b2)], ["relu", "identity"], [[1.0, 2.0]]
    )
    loss = reference("functions.mse")(A[-1], [[3.0, 1.0]])
    assert says("backprop", f"{A[-1][0, 0]:.4f}", f"{loss:.6f}", f"{loss - 0.625:.6f}")


def test_each_step_of_the_derivation(reference):
    """Steps 1 to 4, from Jacobians, give the reference's gradients, layer by layer."""
    rng = np.random.default_rng(2)
    params = reference("functions.init_params")([4, 5, 3, 2], rng)
    params = [(W, rng.normal(size=b.shape)) for W, b in params]
    x, y, net = rng.normal(size=(1, 4)), rng.normal(size=(1, 2)), ["tanh", "sigmoid", "identity"]
    Z, A = reference("network.forward")(params, net, x)
    _, grads = reference("network.loss_and_gradients")(params, net, x, y, "mse")
    dL_da = reference("jacobians.mse_gradient")(A[-1], y)[0]
    for layer in (2, 1, 0):
        W, b = params[layer]
        z, a_below = Z[layer][0], A[layer][0]
        J = np.eye(2) if layer == 2 else reference(f"jacobians.{net[layer]}_jacobian")(z)
        delta = dL_da @ J
        assert np.allclose(delta, dL_da * np.diag(J))
        by_jacobian = np.einsum(
            "k,kji->ji", delta, reference("jacobians.linear_jacobian_W")(W, b, a_below)
        )
        assert np.allclose(by_jacobian, np.outer(delta, a_below))
        assert np.allclose(grads[layer][0], np.outer(delta, a_below))
        assert np.allclose(grads[layer][1], delta)
        dL_da = delta @ reference("jacobians.linear_jacobian_x")(W, b, a_below)
        assert np.allclose(dL_da, delta @ W)


def test_parameters_of_the_digits_network(reference):
    """64-32-10 has as many parameters as the text says, and twice as many central evaluations."""
    params = reference("functions.init_params")([64, 32, 10], np.random.default_rng(0))
    count = sum(W.size + b.size for W, b in params)
    assert says("backprop", f"{count:,} parameters", f"{2 * count:,} forward passes")
    assert says("forward_mode", f"{count:,} parameters")


def test_batches_of_the_digits(reference):
    """1,437 digits are 44 batches of 32 and one of 29."""
    X, y, X_test, _ = reference("data.load_digits")()
    batches = reference("sgd.minibatches")(X, y, 32, np.random.default_rng(0))
    sizes = [len(y_b) for _, y_b in batches]
    assert sizes == [32] * 44 + [29] and len(X) + len(X_test) == 1797
    assert says("sgd", "we take 45 steps", "1,437 examples make 44 batches of 32, and one of 29")
    assert says("sgd", f"{10 * len(X):,} gradients")


def test_the_smallest_network_is_not_convex(reference):
    """(w₁w₂ − 1)² is 0 at (1, 1) and (−1, −1), 1 between them, and has a saddle there."""

    def loss(w):
        return (w[0] * w[1] - 1) ** 2

    assert loss([1, 1]) == loss([-1, -1]) == 0 and loss([0, 0]) == 1
    slope = reference("numeric.central_difference")(loss, [0.0, 0.0])
    assert np.allclose(slope, 0)
    t = 0.1
    assert loss([t, t]) < 1 > loss([-t, -t]) and loss([t, -t]) > 1 < loss([-t, t])
    assert math.factorial(32) > 10**35


def curvatures(f, point, h=1e-4):
    """The eigenvalues of the Hessian of a function of two numbers, smallest first."""
    moves = h * np.eye(2)
    hessian = [
        [
            (f(point + a + b) - f(point + a - b) - f(point - a + b) + f(point - a - b))
            / (4 * h * h)
            for b in moves
        ]
        for a in moves
    ]
    return np.linalg.eigvalsh(hessian)


def test_curvature_tells_a_minimum_from_a_saddle():
    """Of the smallest network: up and flat along its valley at (1, 1), up and down at (0, 0)."""

    def loss(w):
        return (w[0] * w[1] - 1) ** 2

    assert np.allclose(curvatures(loss, np.array([1.0, 1.0])), [0, 4], atol=1e-5)
    assert np.allclose(curvatures(loss, np.array([0.0, 0.0])), [-2, 2], atol=1e-5)
    assert [loss([w, 1 / w]) for w in (0.5, 1, 2)] == [0, 0, 0]


def test_gradient_descent_stays_at_a_saddle_only_from_its_axis(reference):
    """From θ₂ = 0 it ends in the saddle, from the slightest offset far below it."""
    descend = reference("descent.gradient_descent")
    onto, past = (
        descend(lambda t: np.array([2 * t[0], -2 * t[1]]), [1.0, offset], 0.1, 250)[-1]
        for offset in (0.0, 1e-12)
    )
    assert np.allclose(onto, 0) and abs(past[1]) > 1e6


def test_a_minibatch_is_right_on_average():
    """Over all batches the mean of g_B is the gradient, its noise that of the formula."""
    gradients = np.random.default_rng(3).normal(size=(7, 4))
    exact, n = gradients.mean(axis=0), 7
    spread = np.mean(np.sum((gradients - exact) ** 2, axis=1))
    for B in (1, 2, 3, 6, 7):
        means = [gradients[list(b)].mean(axis=0) for b in itertools.combinations(range(n), B)]
        assert np.allclose(np.mean(means, axis=0), exact)
        noise = np.mean(np.sum((np.array(means) - exact) ** 2, axis=1))
        assert noise == pytest.approx(spread / B * (n - B) / (n - 1))
    assert says("sgd", r"\frac{s^2}{B} \cdot \frac{n - B}{n - 1}")


def test_the_path_past_the_saddle(reference):
    """The steps are shortest at step 18, and longer before and after."""
    path = reference("descent.gradient_descent")(
        lambda t: np.array([2 * t[0], -2 * t[1]]), [1.0, 0.001], 0.1, 40
    )
    lengths = np.linalg.norm(np.diff(path, axis=0), axis=1)
    assert abs(int(np.argmin(lengths)) + 1 - 18) <= 1 and lengths.min() < 0.01
    assert says("sgd", "Around step 18", f"stopped at step {int(np.argmax(lengths < 0.01)) + 1}")


def test_gradient_descent_stays_and_sgd_escapes(reference):
    """From the figure's start, all examples end in the poor minimum, single ones in the good."""
    stayed = reference("descent.gradient_descent")(
        surfaces.hilly_slope, [surfaces.START], surfaces.RATE, 500
    )[-1]
    assert stayed == pytest.approx(0.93, abs=0.01)
    ends = [surfaces.stochastic_path(reference, 1, seed)[-1] for seed in range(100)]
    assert np.allclose(ends, surfaces.DEEP, atol=1e-3)
    assert surfaces.hilly_slope(surfaces.DEEP) == pytest.approx(0, abs=1e-12)
    assert surfaces.hilly(surfaces.DEEP) < surfaces.hilly(0.93) < surfaces.hilly(0.127)


def test_two_runs_of_a_convex_loss_do_not_part(reference):
    """A step on the same example brings no two runs apart, one on the exchanged by 2αG at most."""
    rng = np.random.default_rng(4)
    gradients = reference("network.loss_and_gradients")

    def step(W, x, label, rate):
        params = [(W, np.zeros(3))]
        return (
            W - rate * gradients(params, ["identity"], x, [label], "softmax_cross_entropy")[1][0][0]
        )

    for _ in range(50):
        one, two = rng.normal(size=(2, 3, 4))
        x, other = rng.normal(size=(2, 1, 4))
        # Softmax cross-entropy has curvature at most |x|²/2, and gradients of at most √2 |x|.
        rate = 2 / (max(np.sum(x**2), np.sum(other**2)) / 2)
        G = np.sqrt(2) * max(np.linalg.norm(x), np.linalg.norm(other))
        before = np.linalg.norm(one - two)
        same = np.linalg.norm(step(one, x, 1, rate) - step(two, x, 1, rate))
        exchanged = np.linalg.norm(step(one, x, 1, rate) - step(one, other, 2, rate))
        assert same <= before * (1 + 1e-12)
        assert exchanged <= 2 * rate * G


def test_errors_of_differences():
    """Halving h halves the forward error and quarters the central one."""
    (f1, c1, _), (f2, c2, _) = (derivatives.difference_errors(h) for h in (1e-3, 5e-4))
    assert f1 / f2 == pytest.approx(2, rel=0.01) and c1 / c2 == pytest.approx(4, rel=0.01)


def test_the_valley():
    """The best steps, and the errors there, are those that the text names."""
    steps = [10 ** (-quarter / 4) for quarter in range(2, 61)]
    forward, central, _ = np.array([derivatives.difference_errors(h) for h in steps]).T
    assert 1e-9 <= steps[forward.argmin()] <= 1e-8 and 1e-8 < forward.min() < 3e-8
    at, good = derivatives.difference_errors(1e-5)[1], derivatives.difference_errors(10**-5.75)[1]
    assert says("numeric", f"at $10^{{-5}}$ the relative error is {at:.1e}")
    assert says("numeric", f"at $10^{{-5.75}}$ it is {good:.1e}")
    assert good < at < 1e-9 and all(central[12:18] >= 1.7e-11)
    assert max(derivatives.difference_errors(h)[2] for h in (1e-10, 1e-20, 1e-30)) < 1e-15


def test_a_lucky_step_of_the_valley():
    """A few steps of the central difference are better than any that the text recommends."""
    errors = [derivatives.difference_errors(h)[1] for h in derivatives.STEPS]
    assert 1 <= sum(error < 1e-12 for error in errors) <= 2 and min(errors) > 1e-13


def test_a_swelling_expression(reference):
    """E₅ has the size that the text says; it more than doubles, its derivative grows faster."""
    differentiate, simplify = (reference(f"symbolic.{n}") for n in ("differentiate", "simplify"))
    size, u, sizes = reference("symbolic.size"), "x", []
    for _ in range(6):
        sizes.append((size(u), size(simplify(differentiate(u, "x")))))
        u = ("*", ("*", 4, u), ("-", 1, u))
    assert says("symbolic", f"$E_5$ consists of {sizes[4][0]} numbers")
    assert says("symbolic", f"{sizes[4][1]}, if the simplifier applies just the rules")
    for (before, slope_before), (after, slope_after) in itertools.pairwise(sizes):
        assert after > 2 * before
        assert before == 1 or slope_after / slope_before > after / before


def test_what_wolfram_alpha_was_asked(reference):
    """The reference's answer is the text's, and is 6(x + 1)."""
    parse, show = reference("symbolic.parse"), reference("symbolic.show")
    slope = reference("symbolic.simplify")(
        reference("symbolic.differentiate")(parse("2*x + 3*x^2 + x*(6 - 2)"), "x")
    )
    assert says("symbolic", "Wolfram Alpha", "6(x + 1)", f"`{show(slope)}`")
    for x in (-1.0, 0.0, 2.5):
        assert reference("symbolic.evaluate")(slope, {"x": x}) == 6 * (x + 1)


def test_the_worked_dual_number(reference):
    """x sin(x) at 2: the values and tangents of the table."""
    x = reference("forward_mode.Dual")(2.0, 1.0)
    s = x.sin()
    y = x * s
    minus = f"{s.tangent:.4f}".replace("-", "−")
    assert says("forward_mode", f"{s.value:.4f}", minus, f"{y.value:.4f}", f"{y.tangent:.4f}")


def test_slopes_of_the_lectures_programs(reference):
    """Halving from 12 gives 3 with the slope 1/4; sin² + cos² has the slope 0."""
    derivative = reference("forward_mode.derivative")
    assert derivatives.halved(12.0) == 3 and derivative(derivatives.halved, 12.0) == 1 / 4
    assert derivative(derivatives.halved, 10.0) == 1 / 2
    assert derivative(lambda x: np.sin(x) ** 2 + np.cos(x) ** 2, 0.7) == 0
    assert [derivative(derivatives.halved, x) for x in (3.0, 7.0, 15.0, 30.0)] == [
        1, 1 / 2, 1 / 4, 1 / 8,
    ]  # fmt: skip


def test_the_worked_graph(reference):
    """f = x y + x at (2, 3): the derivatives 4 and 2 of the figure."""
    assert list(reference("reverse_mode.gradient")(lambda v: v[0] * v[1] + v[0], [2, 3])) == [4, 2]
    words = "".join(panel.body for panel in draw("reverse_graph", Reference()))
    assert all(f">{text}<" in words for text in ("x  4", "y  2", "q  1", "f = 8"))
