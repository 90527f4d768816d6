"""Mistakes of part 4."""

import numpy as np

from ...grading.mistakes.catalogue import mistake
from ..given import ACTIVATIONS, LOSSES, linear, relu, right, sigmoid, softmax, tanh

FORWARD = "network.forward"
BACKWARD = "network.backward"
BOTH = "network.loss_and_gradients"


def plain_forward(params, activations, X, layer=linear):
    """The forward pass, with layer(W, b, x) in the place of W x + b."""
    Z, A = [], [np.asarray(X, dtype=float)]
    for (W, b), activation in zip(params, activations, strict=True):
        Z.append(layer(W, b, A[-1]))
        A.append(ACTIVATIONS[activation](Z[-1]))
    return Z, A


@mistake(
    FORWARD,
    "Z after the activation",
    hint="your Z holds what comes out of the activations: Z[l] is the value before, A[l + 1] the "
    "one after.",
)
def Z_after_the_activation(params, activations, X):
    _, A = plain_forward(params, activations, X)
    return A[1:], A


@mistake(
    FORWARD,
    "X is not in A",
    hint="the list A is as long as Z, and it should be one longer: which array is A[0]?",
)
def X_not_in_A(params, activations, X):
    Z, A = plain_forward(params, activations, X)
    return Z, A[1:]


@mistake(
    FORWARD,
    "A before Z",
    hint="both lists are right, and they came back in the wrong order.",
)
def A_before_Z(params, activations, X):
    Z, A = plain_forward(params, activations, X)
    return A, Z


@mistake(
    FORWARD,
    "only y_hat",
    hint="you return the output alone: the backward pass needs every layer's values, before and "
    "after its activation.",
)
def only_y_hat(params, activations, X):
    return plain_forward(params, activations, X)[1][-1]


@mistake(
    FORWARD,
    "the activations are skipped",
    hint="the next layer is fed with z, before the activation: it should get a.",
)
def activations_are_skipped(params, activations, X):
    Z, A = plain_forward(params, ["identity"] * len(params), X)
    return Z, [A[0], *(ACTIVATIONS[name](z) for name, z in zip(activations, Z, strict=True))]


@mistake(
    FORWARD,
    "every layer is fed with X",
    hint="each layer takes what the layer before it gave: yours all take X.",
)
def every_layer_fed_with_X(params, activations, X):
    Z = [linear(W, b, X) for W, b in params]
    return Z, [np.array(X), *(ACTIVATIONS[name](z) for name, z in zip(activations, Z, strict=True))]


@mistake(
    FORWARD,
    "the first activation everywhere",
    hint="all your layers have the activation of the first: there is one name for each layer.",
)
def first_activation_everywhere(params, activations, X):
    return plain_forward(params, activations[:1] * len(params), X)


@mistake(
    FORWARD,
    "no activation at the output",
    hint="the last layer has an activation too: it may be the identity, and need not be.",
)
def no_activation_at_the_output(params, activations, X):
    return plain_forward(params, [*activations[:-1], "identity"], X)


@mistake(
    FORWARD,
    "a softmax at the end",
    hint="a softmax stands at the end of your network: here it is part of the loss, and the "
    "network ends with the activation that it was given.",
)
def softmax_at_the_end(params, activations, X):
    Z, A = plain_forward(params, activations, X)
    return Z, [*A[:-1], softmax(A[-1])]


@mistake(
    FORWARD,
    "the biases are missing",
    hint="the biases do not come into your Z: z = W x + b.",
)
def biases_are_missing(params, activations, X):
    return plain_forward(params, activations, X, lambda W, b, x: x @ np.transpose(W))


@mistake(
    FORWARD,
    "the biases are subtracted",
    hint="look at the sign of b: z = W x + b.",
)
def biases_are_subtracted(params, activations, X):
    return plain_forward(params, activations, X, lambda W, b, x: x @ np.transpose(W) - b)


@mistake(
    FORWARD,
    "W for its transpose",
    hint="here W has shape (out, in) and X has one example a row: write the shapes under X, W and "
    "Z, and see which of them must be turned.",
)
def W_for_its_transpose(params, activations, X):
    return plain_forward(params, activations, X, lambda W, b, x: x @ np.asarray(W) + b)


@mistake(
    FORWARD,
    "one example a column",
    hint="your Z has one example a column: in this course each row of X, and of Z and A, is one "
    "example.",
)
def one_example_a_column(params, activations, X):
    Z, A = plain_forward(params, activations, X)
    return [z.T for z in Z], [np.array(X), *(a.T for a in A[1:])]


@mistake(
    FORWARD,
    "the biases down the rows",
    hint="b has one entry for each output, so it goes along the columns of Z: yours goes down the "
    "rows, from example to example.",
)
def biases_down_the_rows(params, activations, X):
    def layer(W, b, x):
        return x @ np.transpose(W) + np.asarray(b)[:, np.newaxis]

    return plain_forward(params, activations, X, layer)


@mistake(
    FORWARD,
    "a ReLU that works in place",
    hint="some of your Z are no longer what they were before their activation: does your ReLU "
    "write into the array that it gets?",
)
def relu_in_place(params, activations, X):
    Z, A = plain_forward(params, activations, X)
    return [relu(z) if name == "relu" else z for name, z in zip(activations, Z, strict=True)], A


SLOPES = {
    "identity": lambda z: np.ones_like(z, dtype=float),
    "relu": lambda z: (np.asarray(z) > 0).astype(float),
    "sigmoid": lambda z: sigmoid(z) * (1 - sigmoid(z)),
    "tanh": lambda z: 1 - tanh(z) ** 2,
}


def by_activation(params, activations):
    """The params, with the last layer's for all layers of the same activation."""
    layers = dict(zip(activations, params, strict=True))
    return [layers[name] for name in activations]


@mistake(
    FORWARD,
    "layers found by their activation",
    hint="two layers of the same activation are mixed up: a name does not tell a layer, but its "
    "place in the list does.",
)
def layers_by_activation(params, activations, X):
    return plain_forward(by_activation(params, activations), activations, X)


@mistake(
    FORWARD,
    "tanh overflows",
    hint="far from 0, your tanh is NaN: e^z overflows at z = 710. Look through functions.py.",
)
def tanh_overflows(params, activations, X):
    def value(name, z):
        with np.errstate(all="ignore"):
            up, down = np.exp(z), np.exp(-z)
            return (up - down) / (up + down) if name == "tanh" else ACTIVATIONS[name](z)

    Z, A = [], [np.asarray(X, dtype=float)]
    for (W, b), activation in zip(params, activations, strict=True):
        Z.append(linear(W, b, A[-1]))
        A.append(value(activation, Z[-1]))
    return Z, A


def plain_backward(
    params,
    activations,
    Z,
    A,
    dL_dyhat,
    *,
    slope_at=None,
    input_of=None,
    dW_of=lambda delta, layer_input: np.transpose(delta) @ layer_input,
    db_of=lambda delta: np.sum(delta, axis=0),
    below=lambda delta, W: delta @ W,
):
    """The backward pass, made of parts that a mistake can replace.

    slope_at(l): the slopes of layer l's activation, (n, out). input_of(l): what layer l
    was fed with. dW_of(delta, input), db_of(delta): the gradients of one layer.
    below(delta, W): what goes on to the layer below.
    """
    slope_at = slope_at or (lambda layer: SLOPES[activations[layer]](Z[layer]))
    input_of = input_of or (lambda layer: A[layer])
    grads, dL_dA = [], np.asarray(dL_dyhat, dtype=float)
    for layer in reversed(range(len(params))):
        delta = dL_dA * slope_at(layer)
        grads.append((dW_of(delta, input_of(layer)), db_of(delta)))
        dL_dA = below(delta, params[layer][0])
    return grads[::-1]


@mistake(
    BACKWARD,
    "the slopes of the activations are left out",
    hint="delta is dL/dZ, and what comes from above is dL/dA: between them lies the activation, "
    "so what about its slope?",
)
def slopes_left_out(*arguments):
    return plain_backward(*arguments, slope_at=lambda layer: 1.0)


@mistake(
    BACKWARD,
    "the output's slope is left out",
    hint="the last layer has an activation too: dL/dy_hat is not yet dL/dZ there.",
)
def output_slope_left_out(params, activations, Z, A, dL_dyhat):
    activations = [*activations[:-1], "identity"]
    return plain_backward(params, activations, Z, A, dL_dyhat)


@mistake(
    BACKWARD,
    "only the output's slope",
    hint="the output layer's slope is in your delta, and those of the hidden layers are not: each "
    "layer has an activation.",
)
def only_the_output_slope(params, activations, Z, A, dL_dyhat):
    activations = [*["identity"] * (len(params) - 1), activations[-1]]
    return plain_backward(params, activations, Z, A, dL_dyhat)


@mistake(
    BACKWARD,
    "the upstream gradient is ignored",
    hint="your gradients do not depend on dL/dy_hat: a backward pass multiplies by what came from "
    "above.",
)
def upstream_ignored(params, activations, Z, A, dL_dyhat):
    return plain_backward(params, activations, Z, A, np.ones_like(A[-1]))


@mistake(
    BACKWARD,
    "y_hat for its gradient",
    hint="you begin with y_hat itself: what goes down is dL/dy_hat, the last argument.",
)
def y_hat_for_its_gradient(params, activations, Z, A, dL_dyhat):
    return plain_backward(params, activations, Z, A, A[-1])


@mistake(
    BACKWARD,
    "the same delta for every layer",
    hint="each of your layers begins with dL/dy_hat again: a hidden layer gets what the layer "
    "above it sends down, through that layer's W.",
)
def same_delta_for_every_layer(params, activations, Z, A, dL_dyhat):
    return plain_backward(params, activations, Z, A, dL_dyhat, below=lambda delta, W: dL_dyhat)


@mistake(
    BACKWARD,
    "slopes at a for z",
    hint="the slopes of your activations are taken at A[l + 1], after the activation: a function "
    "that takes z must get Z[l].",
)
def slopes_at_a(params, activations, Z, A, dL_dyhat):
    return plain_backward(params, activations, A[1:], A, dL_dyhat)


@mistake(
    BACKWARD,
    "a(1 - a) with z for a",
    hint="the formulas a (1 - a) and 1 - a^2 want the value after the activation: look at what "
    "you hand them.",
)
def slopes_from_z_for_a(params, activations, Z, A, dL_dyhat):
    of_a = {**SLOPES, "sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2}

    def slope_at(layer):
        return of_a[activations[layer]](Z[layer])

    return plain_backward(params, activations, Z, A, dL_dyhat, slope_at=slope_at)


@mistake(
    BACKWARD,
    "the slope of the layer below",
    hint="your layers have each other's slopes: to get from dL/dA[l + 1] to dL/dZ[l] it takes the "
    "activation of layer l, at Z[l].",
)
def slope_of_the_layer_below(params, activations, Z, A, dL_dyhat):
    def slope_at(layer):
        below = max(layer - 1, 0)
        return SLOPES[activations[below]](Z[below])

    return plain_backward(params, activations, Z, A, dL_dyhat, slope_at=slope_at)


@mistake(
    BACKWARD,
    "the slope of the layer above",
    hint="on the way down you take the right Z with the activation of the layer above: Z[l] and "
    "activations[l] belong together.",
)
def slope_of_the_layer_above(params, activations, Z, A, dL_dyhat):
    above = [*activations[1:], activations[-1]]

    def slope_at(layer):
        return SLOPES[above[layer]](Z[layer])

    return plain_backward(params, activations, Z, A, dL_dyhat, slope_at=slope_at)


@mistake(
    BACKWARD,
    "the sigmoid's slope for all",
    hint="all your activations have the slope of the sigmoid: look up the name of each layer's "
    "own.",
)
def sigmoid_slope_for_all(params, activations, Z, A, dL_dyhat):
    def slope_at(layer):
        return A[layer + 1] * (1 - A[layer + 1])

    return plain_backward(params, activations, Z, A, dL_dyhat, slope_at=slope_at)


@mistake(
    BACKWARD,
    "a ReLU that lets all through",
    hint="where ReLU's z is negative nothing should come through: its output is never negative, "
    "so do you compare z with 0, or a?",
)
def relu_lets_all_through(params, activations, Z, A, dL_dyhat):
    activations = ["identity" if name == "relu" else name for name in activations]
    return plain_backward(params, activations, Z, A, dL_dyhat)


@mistake(
    BACKWARD,
    "ReLU's slope at 0",
    hint="at z = 0, at the kink, ReLU's slope is taken as 0: look at the comparison.",
)
def relu_slope_at_0(params, activations, Z, A, dL_dyhat):
    slopes = {**SLOPES, "relu": lambda z: (np.asarray(z) >= 0).astype(float)}

    def slope_at(layer):
        return slopes[activations[layer]](Z[layer])

    return plain_backward(params, activations, Z, A, dL_dyhat, slope_at=slope_at)


@mistake(
    BACKWARD,
    "ReLU applied to the gradient",
    hint="you cut off the gradient where it is negative itself: whether it passes a ReLU is "
    "decided by the sign of z.",
)
def relu_of_the_gradient(params, activations, Z, A, dL_dyhat):
    grads, dL_dA = [], np.asarray(dL_dyhat, dtype=float)
    for (W, _), name, z, a in list(zip(params, activations, Z, A[:-1], strict=True))[::-1]:
        delta = relu(dL_dA) if name == "relu" else dL_dA * SLOPES[name](z)
        grads.append((delta.T @ a, delta.sum(axis=0)))
        dL_dA = delta @ W
    return grads[::-1]


@mistake(
    BACKWARD,
    "W of the wrong layer",
    hint="delta goes down through the W of the layer that it belongs to: yours takes that of the "
    "layer below.",
)
def W_of_the_wrong_layer(params, activations, Z, A, dL_dyhat):
    return plain_backward([params[0], *params[:-1]], activations, Z, A, dL_dyhat)


@mistake(
    BACKWARD,
    "W turned on the way down",
    hint="delta has shape (n, out) and W (out, in): write them side by side, and see how (n, in) "
    "comes out.",
)
def W_turned_on_the_way_down(*arguments):
    return plain_backward(*arguments, below=lambda delta, W: delta @ np.transpose(W))


@mistake(
    BACKWARD,
    "X for every layer's input",
    hint="the input of layer l is A[l]: only the first layer was fed with X.",
)
def X_for_every_input(params, activations, Z, A, dL_dyhat):
    return plain_backward(params, activations, Z, A, dL_dyhat, input_of=lambda layer: A[0])


@mistake(
    BACKWARD,
    "the output for the input",
    hint="for dW you take what comes out of the layer: z = W x + b, so dz/dW is what goes in.",
)
def output_for_the_input(params, activations, Z, A, dL_dyhat):
    return plain_backward(params, activations, Z, A, dL_dyhat, input_of=lambda layer: A[layer + 1])


@mistake(
    BACKWARD,
    "the input before its activation",
    hint="the layer was fed with A[l], after the activation of the layer below, and not with the "
    "Z of that layer.",
)
def input_before_its_activation(params, activations, Z, A, dL_dyhat):
    inputs = [A[0], *Z[:-1]]
    return plain_backward(params, activations, Z, A, dL_dyhat, input_of=lambda layer: inputs[layer])


@mistake(
    BACKWARD,
    "dW transposed",
    hint="dW has the shape of W, (out, in): yours is turned.",
)
def dW_transposed(*arguments):
    return plain_backward(
        *arguments, dW_of=lambda delta, layer_input: np.transpose(layer_input) @ delta
    )


@mistake(
    BACKWARD,
    "db summed over the outputs",
    hint="db has the shape of b, one entry for each output: over which axis of delta do the "
    "examples lie?",
)
def db_summed_over_the_outputs(*arguments):
    return plain_backward(*arguments, db_of=lambda delta: np.sum(delta, axis=1))


@mistake(
    BACKWARD,
    "db not summed",
    hint="db has the shape of b: yours still has a row for each example, and they all share one b.",
)
def db_not_summed(*arguments):
    return plain_backward(*arguments, db_of=lambda delta: delta)


@mistake(
    BACKWARD,
    "db with two axes",
    hint="db has the shape of b, (out,): yours is (1, out), since the sum has kept the axis.",
)
def db_with_two_axes(*arguments):
    return plain_backward(*arguments, db_of=lambda delta: np.sum(delta, axis=0, keepdims=True))


@mistake(
    BACKWARD,
    "db a single number",
    hint="you have added up all of delta: each output has a bias of its own.",
)
def db_single_number(*arguments):
    return plain_backward(*arguments, db_of=np.sum)


@mistake(
    BACKWARD,
    "db averaged",
    hint="your db is n times too small, and dW is right: the mean over the examples is already in "
    "dL/dy_hat.",
)
def db_averaged(*arguments):
    return plain_backward(*arguments, db_of=lambda delta: np.mean(delta, axis=0))


@mistake(
    BACKWARD,
    "db without the slope",
    hint="dW is right and db is not: a bias acts through the activation as well, so sum delta and "
    "not what came from above.",
)
def db_without_the_slope(params, activations, Z, A, dL_dyhat):
    *grads, (dW, _) = plain_backward(params, activations, Z, A, dL_dyhat)
    return [*grads, (dW, np.sum(dL_dyhat, axis=0))]


@mistake(
    BACKWARD,
    "divided by n",
    hint="all your gradients are n times too small: 1/n belongs to the loss, and is in dL/dy_hat "
    "already.",
)
def divided_by_n(params, activations, Z, A, dL_dyhat):
    return plain_backward(params, activations, Z, A, np.asarray(dL_dyhat) / len(A[0]))


@mistake(
    BACKWARD,
    "the last layer first",
    hint="your list begins with the last layer: you work backwards, and what you hand back has "
    "the order of params.",
)
def last_layer_first(*arguments):
    return plain_backward(*arguments)[::-1]


@mistake(
    BACKWARD,
    "db before dW",
    hint="each pair came back as (db, dW): params has W first.",
)
def db_before_dW(*arguments):
    return [(db, dW) for dW, db in plain_backward(*arguments)]


@mistake(
    BACKWARD,
    "the first layer is not reached",
    hint="your list has no gradient for the first layer: where does your loop end?",
)
def first_layer_not_reached(*arguments):
    return plain_backward(*arguments)[1:]


@mistake(
    BACKWARD,
    "the first layer's gradient is 0",
    hint="the gradient of the first layer is 0: does your loop go down to layer 0, that one "
    "included?",
)
def first_gradient_is_zero(*arguments):
    (dW, db), *grads = plain_backward(*arguments)
    return [(0 * dW, 0 * db), *grads]


@mistake(
    BACKWARD,
    "one pair for all layers",
    hint="all your layers hold the same gradient: [x] * L is a list with one x, L times, and not "
    "with L of them.",
)
def one_pair_for_all_layers(*arguments):
    of_layers = plain_backward(*arguments)
    grads = [[None, None]] * len(of_layers)
    for layer in reversed(range(len(of_layers))):
        grads[layer][:] = of_layers[layer]
    return grads


@mistake(
    BACKWARD,
    "dL_dyhat is changed",
    hint="after the call dL_dyhat is no longer what it was: *= writes into the array that the "
    "caller holds.",
)
def upstream_is_changed(params, activations, Z, A, dL_dyhat):
    grads = plain_backward(params, activations, Z, A, dL_dyhat)
    dL_dyhat *= SLOPES[activations[-1]](Z[-1]).astype(dL_dyhat.dtype)
    return grads


@mistake(
    BACKWARD,
    "a ReLU's mask in dL_dyhat",
    hint="where the last layer is a ReLU, dL_dyhat comes back with zeros in it: np.asarray makes "
    "no copy, so what you set to 0 is the caller's.",
)
def relu_mask_in_upstream(params, activations, Z, A, dL_dyhat):
    grads = plain_backward(params, activations, Z, A, dL_dyhat)
    if activations[-1] == "relu":
        dL_dyhat[Z[-1] <= 0] = 0
    return grads


@mistake(
    BACKWARD,
    "slopes kept by activation",
    hint="two layers of the same activation get each other's slopes: a name does not tell a layer, "
    "but its place in the list does.",
)
def slopes_by_activation(params, activations, Z, A, dL_dyhat):
    last = {name: layer for layer, name in enumerate(activations)}

    def slope_at(layer):
        kept = SLOPES[activations[layer]](Z[last[activations[layer]]])
        own = SLOPES[activations[layer]](Z[layer])
        return kept if kept.shape == own.shape else np.resize(kept, own.shape)

    return plain_backward(params, activations, Z, A, dL_dyhat, slope_at=slope_at)


@mistake(
    BACKWARD,
    "the sigmoid's slope overflows",
    hint="far from 0 your sigmoid's slope is NaN: e^z overflows at z = 710. What do you have in A "
    "already?",
)
def sigmoid_slope_overflows(params, activations, Z, A, dL_dyhat):
    def slope_at(layer):
        if activations[layer] != "sigmoid":
            return SLOPES[activations[layer]](Z[layer])
        with np.errstate(all="ignore"):
            up = np.exp(-np.asarray(Z[layer], dtype=float))
            return up / (1 + up) ** 2

    return plain_backward(params, activations, Z, A, dL_dyhat, slope_at=slope_at)


def gradient_of(loss):
    """The function of part 2 that goes with the loss."""
    return right(f"jacobians.{loss}_gradient")


def both(params, activations, X, y, loss):
    """The loss and its gradients as they should be."""
    Z, A = right(FORWARD)(params, activations, X)
    grads = right(BACKWARD)(params, activations, Z, A, gradient_of(loss)(A[-1], y))
    return LOSSES[loss](A[-1], y), grads


def scaled(grads, factor):
    """The gradients, times a number."""
    return [(factor * dW, factor * db) for dW, db in grads]


@mistake(
    BOTH,
    "softmax before the loss",
    hint="the cross-entropy here takes logits, since the softmax is part of it: yours is applied "
    "twice.",
)
def softmax_before_the_loss(params, activations, X, y, loss):
    if loss == "mse":
        return both(params, activations, X, y, loss)
    Z, A = right(FORWARD)(params, activations, X)
    y_hat = softmax(A[-1])
    grads = right(BACKWARD)(params, activations, Z, A, gradient_of(loss)(y_hat, y))
    return LOSSES[loss](y_hat, y), grads


@mistake(
    BOTH,
    "softmax before the loss's value",
    hint="your gradients are right and the loss is not: the given cross-entropy takes logits, and "
    "applies the softmax itself.",
)
def softmax_before_the_value(params, activations, X, y, loss):
    value, grads = both(params, activations, X, y, loss)
    if loss == "softmax_cross_entropy":
        _, A = right(FORWARD)(params, activations, X)
        value = LOSSES[loss](softmax(A[-1]), y)
    return value, grads


@mistake(
    BOTH,
    "the gradients averaged once more",
    hint="your gradients are n times too small: the gradients of part 2 hold the 1/n already.",
)
def gradients_averaged_once_more(params, activations, X, y, loss):
    value, grads = both(params, activations, X, y, loss)
    return value, scaled(grads, 1 / len(X))


@mistake(
    BOTH,
    "the gradients of a sum",
    hint="your gradients are n times too large: L is a mean over the examples, so its gradient is "
    "one as well.",
)
def gradients_of_a_sum(params, activations, X, y, loss):
    value, grads = both(params, activations, X, y, loss)
    return value, scaled(grads, len(X))


@mistake(
    BOTH,
    "a sum for the loss",
    hint="your gradients are right and your loss is n times too large: it is a mean over the "
    "examples.",
)
def sum_for_the_loss(params, activations, X, y, loss):
    value, grads = both(params, activations, X, y, loss)
    return len(X) * value, grads


@mistake(
    BOTH,
    "the loss averaged once more",
    hint="your gradients are right and your loss is n times too small: the given losses are means "
    "already.",
)
def loss_averaged_once_more(params, activations, X, y, loss):
    value, grads = both(params, activations, X, y, loss)
    return value / len(X), grads


@mistake(
    BOTH,
    "only the gradients",
    hint="two things come back: the loss, a number, and then the list of gradients.",
)
def only_the_gradients(params, activations, X, y, loss):
    return both(params, activations, X, y, loss)[1]


@mistake(
    BOTH,
    "the gradients before the loss",
    hint="both are right, and in the wrong order: the loss comes first.",
)
def gradients_before_the_loss(params, activations, X, y, loss):
    return both(params, activations, X, y, loss)[::-1]


@mistake(
    BOTH,
    "y_hat for the loss",
    hint="in the place of the loss you return y_hat: L is one number for the batch.",
)
def y_hat_for_the_loss(params, activations, X, y, loss):
    _, grads = both(params, activations, X, y, loss)
    return right(FORWARD)(params, activations, X)[1][-1], grads


@mistake(
    BOTH,
    "an upstream gradient of ones",
    hint="you begin the backward pass with ones: it begins with dL/dy_hat, the gradient of the "
    "loss.",
)
def upstream_of_ones(params, activations, X, y, loss):
    Z, A = right(FORWARD)(params, activations, X)
    grads = right(BACKWARD)(params, activations, Z, A, np.ones_like(A[-1]))
    return LOSSES[loss](A[-1], y), grads


@mistake(
    BOTH,
    "the loss for its gradient",
    hint="you send the loss itself down the network: what goes down is its gradient for y_hat.",
)
def loss_for_its_gradient(params, activations, X, y, loss):
    Z, A = right(FORWARD)(params, activations, X)
    value = LOSSES[loss](A[-1], y)
    return value, right(BACKWARD)(params, activations, Z, A, np.full_like(A[-1], value))


@mistake(
    BOTH,
    "the difference for the gradient of mse",
    hint="y_hat - y is not yet the gradient of the mean squared error: you wrote it in part 2, "
    "with its factor.",
)
def difference_for_mse(params, activations, X, y, loss):
    value, grads = both(params, activations, X, y, loss)
    return value, scaled(grads, np.size(y) / 2 if loss == "mse" else 1)


@mistake(
    BOTH,
    "cross-entropy skips the last activation",
    hint="p - onehot is the slope along the logits, and those are the last activation's output: "
    "that activation has a slope too, if it is not the identity.",
)
def cross_entropy_skips_the_last_activation(params, activations, X, y, loss):
    value, grads = both(params, activations, X, y, loss)
    if loss == "softmax_cross_entropy":
        Z, A = right(FORWARD)(params, activations, X)
        linear_at_the_end = [*activations[:-1], "identity"]
        upstream = gradient_of(loss)(A[-1], y)
        grads = right(BACKWARD)(params, linear_at_the_end, Z, A, upstream)
    return value, grads


@mistake(
    BOTH,
    "the last activation is skipped",
    hint="all is right where the last activation is the identity: the gradient of the loss is "
    "along y_hat, behind that activation, which has a slope too.",
)
def last_activation_skipped(params, activations, X, y, loss):
    Z, A = right(FORWARD)(params, activations, X)
    upstream = gradient_of(loss)(A[-1], y)
    grads = right(BACKWARD)(params, [*activations[:-1], "identity"], Z, A, upstream)
    return LOSSES[loss](A[-1], y), grads


@mistake(
    BOTH,
    "only the last two layers",
    hint="with three layers the first one's gradients are 0: does your code count on two layers?",
)
def only_the_last_two_layers(params, activations, X, y, loss):
    value, grads = both(params, activations, X, y, loss)
    return value, [*scaled(grads[:-2], 0.0), *grads[-2:]]


@mistake(
    BOTH,
    "two layers and no other number",
    hint="with one layer or three your code stops: it counts on two layers.",
)
def two_layers_alone(params, activations, X, y, loss):
    (_, _), (_, _) = params
    return both(params, activations, X, y, loss)


@mistake(
    BOTH,
    "the logarithm of 0",
    hint="where the right class is a very unlikely one, your loss is infinite: its probability is "
    "rounded to 0. Look through functions.py.",
)
def logarithm_of_zero(params, activations, X, y, loss):
    value, grads = both(params, activations, X, y, loss)
    if loss == "softmax_cross_entropy":
        p = softmax(right(FORWARD)(params, activations, X)[1][-1])
        with np.errstate(divide="ignore"):
            value = -np.mean(np.log(p[np.arange(len(p)), y]))
    return value, grads
