"""Public tests of part 4: small networks by hand, and gradients against measured slopes."""

from itertools import pairwise

import numpy as np
import pytest
from checking import Result, as_numbers, call, check, check_array, given, load, numeric_derivative

# A network by hand, of whole numbers: 2 inputs, 3 hidden ReLUs, 1 output, and 2 examples.
PARAMS = [
    (np.array([[1, -1], [2, 0], [0, 1]]), np.array([0, -3, 1])),
    (np.array([[2, 1, -1]]), np.array([5])),
]
ACTIVATIONS = ["relu", "identity"]
X = np.array([[3, 1], [1, 2]])
Z1, A1 = np.array([[2, 3, 2], [-1, -1, 3]]), np.array([[2, 3, 2], [0, 0, 3]])
Y_HAT = np.array([[10], [2]])


def random_network(activations, sizes=(3, 5, 4, 2), n=7, seed=72):
    """Weights and biases of order 1, and a batch."""
    rng = np.random.default_rng(seed)
    params = [(rng.normal(size=(o, i)), rng.normal(size=o)) for i, o in pairwise(sizes)]
    return params, activations, rng.normal(size=(n, sizes[0])), rng.normal(size=(n, sizes[-1]))


def y_hat_of(params, activations, X):
    """The output of the student's own forward pass."""
    value = load("network.forward")(params, activations, X)
    result = Result(lambda: ("forward(params, activations, X)",), value)
    return as_numbers(result.part("y_hat", 1, -1))


def measured_gradients(function, params):
    """The slopes of function(params), a number, along each entry of params."""

    def along(layer, which):
        def changed(array):
            pair = list(params[layer])
            pair[which] = array
            return function([*params[:layer], tuple(pair), *params[layer + 1 :]])

        return numeric_derivative(changed, params[layer][which])

    return [(along(layer, 0), along(layer, 1)) for layer in range(len(params))]


AT_THE_LAST_LAYER = (
    "It is the last layer. What is delta here, and which A does it meet: what goes into the "
    "layer, or what comes out?"
)
FURTHER_DOWN = (
    "What goes down to this layer from those after it, and what is the slope of its own activation?"
)


def check_gradients(grads, want, hint=""):
    """Compare layer by layer, the last one first: the order in which backprop finds them."""
    problem = f"There are {len(want)} layers; what was returned is not a list of as many pairs."
    check(grads, isinstance(grads.value, (list, tuple)) and len(grads.value) == len(want), problem)
    _check_order(grads, want)
    above = AT_THE_LAST_LAYER
    for layer in reversed(range(len(want))):
        dW, db = want[layer]
        check_array(grads.part(f"dW{layer + 1}", layer, 0), dW, hint=hint or above)
        shared = "Is db made of the same delta as dW? The examples share b, and db has its shape."
        check_array(grads.part(f"db{layer + 1}", layer, 1), db, hint=hint or shared)
        above = FURTHER_DOWN


def _check_order(grads, want):
    shapes = [as_numbers(grads.part(f"dW{i + 1}", i, 0)).shape for i in range(len(want))]
    wanted = [dW.shape for dW, _ in want]
    problem = f"The shapes are {shapes}; expected are {wanted}."
    hint = "Your list begins with the last layer: return it in the order of params."
    check(grads, shapes == wanted or shapes != wanted[::-1], problem, hint)


@pytest.mark.question("4.1")
def test_forward_by_hand():
    """Z and A of a network of whole numbers, known by hand, and in float."""
    hint = "Z is before the activation and A after it; layer 2 takes what layer 1 gave."
    result = call("network.forward", PARAMS, ACTIVATIONS, X, hint=hint)
    _check_lengths(result, 2)
    for name, path, want in [
        ("A[0]", (1, 0), X), ("Z[0]", (0, 0), Z1), ("A[1]", (1, 1), A1),
        ("Z[1]", (0, 1), Y_HAT), ("A[2]", (1, 2), Y_HAT),
    ]:  # fmt: skip
        check_array(result.part(name, *path), want)


def _check_lengths(result, layers):
    for name, at, length in [("Z", 0, layers), ("A", 1, layers + 1)]:
        value = result.part(name, at).value
        problem = f"{name} must be a list of {length} arrays for {layers} layers."
        check(result, isinstance(value, (list, tuple)) and len(value) == length, problem)


@pytest.mark.question("4.1")
@pytest.mark.parametrize("rows", [[0], [0, 1, 0]], ids=["one", "as many as the layer is wide"])
def test_forward_of_other_batches(rows):
    """A batch may have any number of examples: one, of shape (1, d), or as many as b has."""
    hint = "With X of shape (n, d), every Z and A has n rows, and b is added to each of them."
    result = call("network.forward", PARAMS, ACTIVATIONS, X[rows], hint=hint)
    check_array(result.part("Z[0]", 0, 0), Z1[rows])
    check_array(result.part("y_hat, A[-1]", 1, -1), Y_HAT[rows])


@pytest.mark.question("4.1")
@pytest.mark.parametrize("scale", [0.05, 1000.0])
@pytest.mark.parametrize("name", ["identity", "relu", "sigmoid", "tanh"])
def test_forward_takes_each_activation(name, scale):
    """Each layer has the activation that its name says, the last one too, far from 0 as well."""
    hint = f"The second layer is to have the activation {name!r}. The given ones do not overflow."
    result = call("network.forward", PARAMS, ["relu", name], scale * X, hint=hint)
    want = given("linear")(*PARAMS[0], scale * X)
    check_array(result.part("Z[0]", 0, 0), want, hint="Z[0] is what X gives, before relu.")
    Z, A = result.part("Z[1]", 0, 1), result.part("A[2]", 1, 2)
    check_array(A, given(name)(as_numbers(Z)))


def backward(*arguments):
    hint = "Write down the shape of each factor: delta has that of Z[l], (n, out)."
    return call("network.backward", *arguments, hint=hint)


@pytest.mark.question("4.2")
def test_backward_by_hand():
    """The worked example of network.py: one weight, one example, dw = 16 and db = 8."""
    params = [(np.array([[3.0]]), np.array([-1.0]))]
    Z, A = [np.array([[5.0]])], [np.array([[2.0]]), np.array([[5.0]])]
    result = backward(params, ["relu"], Z, A, np.array([[8.0]]))
    check_gradients(result, [(np.array([[16.0]]), np.array([8.0]))])


@pytest.mark.question("4.2")
def test_backward_of_two_layers_by_hand():
    """Two layers of whole numbers, two examples: the slopes are known by hand."""
    Z, A = [Z1, Y_HAT], [X, A1, Y_HAT]
    result = backward(PARAMS, ACTIVATIONS, Z, A, np.array([[1], [10]]))
    want = [
        (np.array([[6, 2], [3, 1], [-13, -21]]), np.array([2, 1, -11])),
        (np.array([[2, 3, 32]]), np.array([11])),
    ]
    check_gradients(result, want)


@pytest.mark.question("4.2")
def test_backward_at_the_kink():
    """ReLU's slope at z = 0 is taken as 0."""
    params = [(np.array([[1.0], [2.0]]), np.array([0.0, -1.0]))]
    Z, A = [np.array([[0.0, -1.0]])], [np.array([[0.0]]), np.array([[0.0, 0.0]])]
    result = backward(params, ["relu"], Z, A, np.array([[3.0, 4.0]]))
    check_gradients(
        result, [(np.zeros((2, 1)), np.zeros(2))], "If the tests above pass: look at z = 0."
    )


@pytest.mark.question("4.2")
@pytest.mark.parametrize("n", [7, 1])
@pytest.mark.parametrize("name", ["identity", "relu", "sigmoid", "tanh"])
def test_backward_against_measured_slopes(name, n):
    """Three layers: each slope is that of your own forward, measured."""
    params, activations, X, upstream = random_network([name, "tanh", name], n=n)
    passed = call("network.forward", params, activations, X)
    Z, A = passed.part("Z", 0).value, passed.part("A", 1).value

    def weighted_sum(params):
        return np.sum(upstream * y_hat_of(params, activations, X))

    result = backward(params, activations, Z, A, upstream)
    check_gradients(result, measured_gradients(weighted_sum, params))


@pytest.mark.question("4.2")
def test_backward_where_all_sizes_are_equal():
    """Layers of one width, and as many examples: no axis can be told by its length."""
    params, activations, X, upstream = random_network(["tanh", "relu", "sigmoid"], [4] * 4, n=4)
    passed = call("network.forward", params, activations, X)

    def weighted_sum(params):
        return np.sum(upstream * y_hat_of(params, activations, X))

    result = backward(params, activations, *passed.value, upstream)
    check_gradients(result, measured_gradients(weighted_sum, params))


@pytest.mark.question("4.2")
@pytest.mark.parametrize("z", [-1000.0, 1000.0])
@pytest.mark.parametrize("name", ["sigmoid", "tanh"])
def test_backward_far_from_zero(name, z):
    """Far from 0 the slopes of sigmoid and tanh are 0, not nan."""
    params, Z = [(np.array([[3.0]]), np.array([-1.0]))], [np.array([[z]])]
    A = [np.array([[2.0]]), given(name)(Z[0])]
    hint = "e^1000 overflows. The given functions do not: can they do the work?"
    result = backward(params, [name], Z, A, np.array([[8.0]]))
    check_gradients(result, [(np.zeros((1, 1)), np.zeros(1))], hint)


WIDE = random_network(["identity", "identity"], (400, 600, 2), n=1)
ONE_PASS = "All slopes come out of one pass forward and one backward, however many weights."


@pytest.mark.question("4.2")
def test_backward_of_many_weights():
    """A network of 240,000 weights takes no time: nothing runs once for each weight."""
    params, activations, X, upstream = WIDE
    Z, A = call("network.forward", params, activations, X).value
    result = call("network.backward", params, activations, Z, A, upstream, hint=ONE_PASS)
    check_array(result.part("dW1", 0, 0), np.outer(upstream @ params[1][0], X))


@pytest.mark.question("4.3")
def test_loss_of_many_weights():
    """A network of 240,000 weights takes no time: nothing runs once for each weight."""
    params, activations, X, y = WIDE
    result = call("network.loss_and_gradients", *WIDE, "mse", hint=ONE_PASS)
    upstream = y_hat_of(params, activations, X) - y
    check_array(result.part("dW1", 1, 0, 0), np.outer(upstream @ params[1][0], X))


@pytest.mark.question("4.3")
def test_loss_of_logits_far_apart():
    """Where the right class has a probability of e^-1000, the loss is 1000: known by hand."""
    params, X = [(np.eye(2), np.zeros(2))], np.array([[0.0, 1000.0]])
    arguments = (params, ["identity"], X, np.array([0]), "softmax_cross_entropy")
    hint = "The logarithm of a probability that is rounded to 0 is lost: the given loss has none."
    result = call("network.loss_and_gradients", *arguments, hint=hint)
    check_array(result.part("L", 0), 1000.0)
    want = [(np.array([[0.0, -1000.0], [0.0, 1000.0]]), np.array([-1.0, 1.0]))]
    check_gradients(result.part("grads", 1), want)


@pytest.mark.question("4.3")
@pytest.mark.parametrize(
    "last, n, seed",
    [("identity", 7, 72), ("identity", 7, 73), ("identity", 1, 72), ("tanh", 7, 72)],
)
@pytest.mark.parametrize("loss", ["mse", "mse of integers", "softmax_cross_entropy"])
def test_loss_and_gradients(loss, last, n, seed):
    """The loss of your own forward, and its slopes, measured, whatever the last activation."""
    params, activations, X, targets = random_network(["tanh", "sigmoid", last], n=n, seed=seed)
    loss, y = {
        "mse": ("mse", targets),
        "mse of integers": ("mse", np.round(targets).astype(int)),
        "softmax_cross_entropy": ("softmax_cross_entropy", (targets[:, 0] > 0).astype(int)),
    }[loss]
    hint = "The loss is that of y_hat, A[-1], taken once: softmax is part of the loss already."
    result = call("network.loss_and_gradients", params, activations, X, y, loss, hint=hint)

    def loss_of(params):
        return given(loss)(y_hat_of(params, activations, X), y)

    check_array(result.part("L", 0), loss_of(params))
    hint = (
        "If 4.2 passes, look at the gradient of the loss for y_hat: is its 1/n there just once, "
        "and does it get logits, not probabilities?"
    )
    check_gradients(result.part("grads", 1), measured_gradients(loss_of, params), hint)
