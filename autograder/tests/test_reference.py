"""The reference is held against oracles that know nothing of it."""

import itertools

import numpy as np
import pytest

from autograder.grading.reference import Reference

NETWORKS = [
    ((3, 5, 2), ["tanh", "identity"], "mse"),
    ((4, 6, 3), ["relu", "identity"], "softmax_cross_entropy"),
    ((3, 5, 4, 6, 2), ["relu", "sigmoid", "tanh", "identity"], "softmax_cross_entropy"),
]


@pytest.fixture(scope="module")
def functions():
    return Reference().functions


def draw(sizes, loss, seed, n=7):
    rng = np.random.default_rng(seed)
    params = [
        (rng.normal(size=(outputs, inputs)), rng.normal(size=outputs))
        for inputs, outputs in itertools.pairwise(sizes)
    ]
    X = rng.normal(size=(n, sizes[0]))
    y = rng.normal(size=(n, sizes[-1])) if loss == "mse" else rng.integers(sizes[-1], size=n)
    return params, X, y


@pytest.mark.ci("compared with PyTorch")
@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize(("sizes", "activations", "loss"), NETWORKS)
def test_gradients_of_networks_agree_with_torch(functions, sizes, activations, loss, seed):
    """Loss and gradients of three networks agree with PyTorch's autograd to 1e-10."""
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    params, X, y = draw(sizes, loss, seed)
    L, grads = functions("network.loss_and_gradients")(params, activations, X, y, loss)

    tensors = [
        tuple(torch.tensor(array, requires_grad=True) for array in layer) for layer in params
    ]
    value = torch.tensor(X)
    for (W, b), name in zip(tensors, activations, strict=True):
        value = value @ W.T + b
        value = value if name == "identity" else getattr(torch, name)(value)
    losses = {
        "mse": torch.nn.functional.mse_loss,
        "softmax_cross_entropy": torch.nn.functional.cross_entropy,
    }
    expected = losses[loss](value, torch.tensor(y))
    expected.backward()

    assert pytest.approx(expected.item(), rel=1e-10) == L
    for (dW, db), (W, b) in zip(grads, tensors, strict=True):
        np.testing.assert_allclose(dW, W.grad.numpy(), rtol=1e-10, atol=1e-12)
        np.testing.assert_allclose(db, b.grad.numpy(), rtol=1e-10, atol=1e-12)


def complex_step_jacobian(f, x, h=1e-30):
    """Columns Im f(x + ih e_i) / h: exact to rounding where f is analytic."""
    columns = []
    for i in range(x.size):
        moved = x.astype(complex)
        moved.flat[i] += 1j * h
        columns.append(np.ravel(f(moved)).imag / h)
    return np.stack(columns, axis=-1)


ANALYTIC = {
    "sigmoid_jacobian": lambda z: 1 / (1 + np.exp(-z)),
    "tanh_jacobian": np.tanh,
    "softmax_jacobian": lambda z: np.exp(z) / np.exp(z).sum(),
}


@pytest.mark.parametrize("name", ANALYTIC)
@pytest.mark.parametrize("seed", range(5))
def test_jacobians_agree_with_the_complex_step(functions, name, seed):
    """The Jacobians of smooth activations agree with complex-step differentiation."""
    z = np.random.default_rng(seed).normal(size=5)
    expected = complex_step_jacobian(ANALYTIC[name], z)
    np.testing.assert_allclose(functions(f"jacobians.{name}")(z), expected, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("seed", range(5))
def test_loss_gradients_agree_with_the_complex_step(functions, seed):
    """The gradients of both losses agree with complex-step differentiation."""
    rng = np.random.default_rng(seed)
    y_hat, y, labels = rng.normal(size=(7, 3)), rng.normal(size=(7, 3)), rng.integers(3, size=7)

    def cross_entropy(logits):
        log_sums = np.log(np.exp(logits).sum(axis=1))
        return np.mean(log_sums - logits[np.arange(7), labels])

    for got, f in (
        (functions("jacobians.mse_gradient")(y_hat, y), lambda z: np.mean((z - y) ** 2)),
        (functions("jacobians.softmax_cross_entropy_gradient")(y_hat, labels), cross_entropy),
    ):
        expected = complex_step_jacobian(f, y_hat).reshape(y_hat.shape)
        np.testing.assert_allclose(got, expected, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("seed", range(5))
def test_linear_jacobians_agree_with_their_definition(functions, seed):
    """dz/dx, dz/dW and dz/db of z = W x + b, entry by entry from differences of a linear map."""
    rng = np.random.default_rng(seed)
    W, b, x = rng.normal(size=(4, 3)), rng.normal(size=4), rng.normal(size=3)
    for name, argument, shape in (("x", x, (4, 3)), ("W", W, (4, 4, 3)), ("b", b, (4, 4))):
        arguments = {"W": W, "b": b, "x": x}

        def layer(moved, name=name, arguments=arguments):
            moved = {**arguments, name: moved}
            return moved["W"] @ moved["x"] + moved["b"]

        expected = complex_step_jacobian(layer, argument).reshape(shape)
        got = functions(f"jacobians.linear_jacobian_{name}")(W, b, x)
        np.testing.assert_allclose(got, expected, rtol=1e-12, atol=1e-14)
