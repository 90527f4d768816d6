"""Public tests of part 2: your Jacobians against slopes measured on the given functions."""

import numpy as np
import pytest
from checking import call, check_array, given, numeric_derivative

W = np.array([[0.5, -1.0, 2.0], [1.5, 0.3, -0.7]])
b = np.array([0.1, -0.4])
x = np.array([1.2, -0.8, 0.6])
SIZES = {
    "two outputs, three inputs": (W, b, x),
    "integers": (np.array([[1, 2, 3], [4, 5, 6]]), np.array([1, 2]), np.array([2, 0, -1])),
    "integers in W alone": (np.array([[1, 2, 3], [4, 5, 6]]), b, x),
    "one output": (W[:1], b[:1], x),
    "as many outputs as inputs, and equal rows": (np.array([[1.0, 2.0], [1.0, 2.0]]), b, x[:2]),
    "one input": (W[:, :1], b, x[:1]),
}
z = np.array([0.5, -1.0, 2.0, 0.1])
VECTORS = {"floats": z, "integers": np.array([1, -2, 3]), "one entry": np.array([0.7])}
VECTORS["equal entries"] = np.array([0.5, -1.0, 0.5])
each_size = pytest.mark.parametrize("size", SIZES)
each_vector = pytest.mark.parametrize("vector", VECTORS)


@pytest.mark.question("2.1")
@each_size
def test_linear_jacobian_x(size):
    """[k, i] is the slope of output k along input i."""
    W, b, x = SIZES[size]
    want = numeric_derivative(lambda x: given("linear")(W, b, x), x)
    hint = "A row for each output, a column for each input."
    check_array(call("jacobians.linear_jacobian_x", W, b, x, hint=hint), want)


@pytest.mark.question("2.2")
@each_size
def test_linear_jacobian_W(size):
    """[k, j, i] is the slope of output k along the weight W[j, i]."""
    W, b, x = SIZES[size]
    want = numeric_derivative(lambda W: given("linear")(W, b, x), W)
    hint = "Three axes: the output first, then the two of W. Most slopes are 0: which are not?"
    check_array(call("jacobians.linear_jacobian_W", W, b, x, hint=hint), want)


@pytest.mark.question("2.3")
@each_size
def test_linear_jacobian_b(size):
    """[k, j] is the slope of output k along the bias b_j."""
    W, b, x = SIZES[size]
    want = numeric_derivative(lambda b: given("linear")(W, b, x), b)
    hint = "To which outputs is b_j added? The result is a matrix, also where it looks simple."
    check_array(call("jacobians.linear_jacobian_b", W, b, x, hint=hint), want)


@pytest.mark.question("2.4")
@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu"])
@each_vector
def test_activation_jacobian(name, vector):
    """[k, i] is the slope of activation k along input i."""
    z = VECTORS[vector]
    hint = "You are given z, before the activation. Is your formula one for z, or for a?"
    want = numeric_derivative(given(name), z)
    check_array(call(f"jacobians.{name}_jacobian", z, hint=hint), want)


@pytest.mark.question("2.4")
def test_relu_at_zero():
    """ReLU's slope at z = 0 is taken as 0, for -0 as well, and is 1 for every z above 0."""
    z = np.array([2.0, 0.0, -3.0, -0.0, 1e-12])
    hint = "Look at the entries that belong to z = 0, and at the last one, just above 0."
    check_array(call("jacobians.relu_jacobian", z, hint=hint), np.diag([1.0, 0.0, 0.0, 0.0, 1.0]))


@pytest.mark.question("2.4")
@pytest.mark.parametrize("name", ["sigmoid", "tanh"])
def test_flat_ends(name):
    """Far from 0 the slope is 0, not nan."""
    z = np.array([1000.0, -1000.0])
    hint = "e^1000 overflows. The given functions do not: can they do the work?"
    check_array(call(f"jacobians.{name}_jacobian", z, hint=hint), np.zeros((2, 2)))


@pytest.mark.question("2.5")
@each_vector
def test_softmax_jacobian(vector):
    """[k, i] is the slope of the probability p_k along the logit z_i."""
    z = VECTORS[vector]
    hint = "There are two cases, k = i and k != i. Is each of them right?"
    want = numeric_derivative(given("softmax"), z)
    check_array(call("jacobians.softmax_jacobian", z, hint=hint), want)


@pytest.mark.question("2.5")
def test_softmax_jacobian_of_large_logits():
    """Logits of 1000 do not overflow; a constant added to all logits changes nothing."""
    want = numeric_derivative(given("softmax"), z)
    hint = "e^1000 overflows. The given softmax does not: can it do the work?"
    check_array(call("jacobians.softmax_jacobian", z + 1000.0, hint=hint), want)


@pytest.mark.question("2.5")
def test_softmax_jacobian_of_logits_far_apart():
    """Where one logit is far above the others, its probability is 1, and all slopes are 0."""
    z = np.array([0.0, 3000.0, 1000.0])
    hint = "Softmax is safe if the largest logit is subtracted first; the given one does that."
    check_array(call("jacobians.softmax_jacobian", z, hint=hint), np.zeros((3, 3)))


@pytest.mark.question("2.6")
@pytest.mark.parametrize("shape", [(5, 3), (1, 4), (4, 1), (3, 3)])
def test_mse_gradient(shape):
    """[i, k] is the slope of the loss along the prediction y_hat[i, k]."""
    rng = np.random.default_rng(26)
    y_hat, y = rng.normal(size=shape), rng.normal(size=shape)
    want = numeric_derivative(lambda y_hat: given("mse")(y_hat, y), y_hat)
    hint = "What is the derivative of u^2, and over how many entries does the mean run?"
    check_array(call("jacobians.mse_gradient", y_hat, y, hint=hint), want)


@pytest.mark.question("2.6")
def test_mse_gradient_of_integers():
    """Integers are promoted: the gradient has fractions."""
    y_hat, y = np.array([[1, 2], [3, 4], [5, 6]]), np.array([[1, 1], [1, 1], [1, 1]])
    want = numeric_derivative(lambda y_hat: given("mse")(y_hat, y), y_hat)
    check_array(call("jacobians.mse_gradient", y_hat, y), want)


CLASSIFIED = {
    "five examples": (np.random.default_rng(27).normal(size=(5, 3)), np.array([2, 0, 1, 1, 0])),
    "one example": (np.array([[0.3, -0.8, 0.4, 1.1]]), np.array([2])),
    "the last class does not occur": (
        np.array([[0.3, -0.8, 0.4], [1.0, 0.2, 0.1]]),
        np.array([0, 1]),
    ),
    "integers": (np.array([[1, 0, -2], [0, 3, 1]]), np.array([1, 0])),
}


@pytest.mark.question("2.7")
@pytest.mark.parametrize("case", CLASSIFIED)
def test_softmax_cross_entropy_gradient(case):
    """[i, k] is the slope of the loss along logit k of example i."""
    logits, labels = CLASSIFIED[case]
    want = numeric_derivative(
        lambda logits: given("softmax_cross_entropy")(logits, labels), logits
    )  # fmt: skip
    hint = "In each row one logit is that of the right class. And the loss is a mean over the rows."
    check_array(call("jacobians.softmax_cross_entropy_gradient", logits, labels, hint=hint), want)


@pytest.mark.question("2.7")
def test_softmax_cross_entropy_gradient_of_large_logits():
    """Logits of 1000 do not overflow; a constant added to all logits changes nothing."""
    logits, labels = CLASSIFIED["five examples"]
    want = numeric_derivative(
        lambda logits: given("softmax_cross_entropy")(logits, labels), logits
    )  # fmt: skip
    hint = "e^1000 overflows. The given softmax does not: can it do the work?"
    result = call("jacobians.softmax_cross_entropy_gradient", logits + 1000.0, labels)
    check_array(result, want, hint=hint)


@pytest.mark.question("2.7")
def test_softmax_cross_entropy_gradient_of_logits_far_apart():
    """Logits far apart, in a row and from row to row, and both examples of one class."""
    # The probabilities are (0, 1, 0) and (1/2, 1/4, 1/4).
    logits, labels = np.array([[0.0, 3000.0, 1000.0], np.log([4.0, 2.0, 2.0])]), np.array([0, 0])
    want = np.array([[-1.0, 1.0, 0.0], [-0.5, 0.25, 0.25]]) / 2
    hint = "Softmax is safe if each row's largest logit is subtracted; the given one does that."
    result = call("jacobians.softmax_cross_entropy_gradient", logits, labels, hint=hint)
    check_array(result, want)
