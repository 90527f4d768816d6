"""Mistakes of part 4."""

from ...grading.mistakes.catalogue import mistakes_in

# A table, in which ruff's formatter would take five lines for three.
# fmt: off

forward = mistakes_in("network.forward")

forward.edit("Z after the activation", {"return Z, A": "return A[1:], A"},
    "your Z holds what comes out of the activations: Z[l] is the value before, A[l + 1] the one "
    "after.")
forward.edit("X is not in A", {"return Z, A": "return Z, A[1:]"},
    "the list A is as long as Z, and it should be one longer: which array is A[0]?")
forward.edit("A before Z", {"return Z, A": "return A, Z"},
    "your two lists are the other way round: Z comes first, and then A.")
forward.edit("only y_hat", {"return Z, A": "return A[-1]"},
    "you return the output alone: the backward pass needs every layer's values, before and after "
    "its activation.")
forward.edit("the activations are skipped", {"b, A[-1]": "b, Z[-1] if Z else X"},
    "your next layer gets z, before the activation: which array goes into it?")
forward.edit("every layer is fed with X", {"b, A[-1]": "b, X"},
    "each layer takes what the layer before it gave: yours all take X.")
forward.edit("the first activation everywhere", {
    "ACTIVATIONS[activation]": "ACTIVATIONS[activations[0]]"},
    "all your layers have the activation of the first: there is one name for each layer.")
forward.edit("no activation at the output", {"return Z, A": "return Z, [*A[:-1], Z[-1]]"},
    "the last layer has an activation too: it may be the identity, but need not be.")
forward.edit("a softmax at the end", {
    "return Z, A": "from .functions import softmax\n    return Z, [*A[:-1], softmax(A[-1])]"},
    "a softmax stands at the end of your network: here it is part of the loss, and the network "
    "ends with the activation that it was given.")
forward.edit("the biases are missing", {"W, b, A": "W, 0, A"},
    "the biases do not come into your Z: z = W x + b.")
forward.edit("the biases are subtracted", {"W, b, A": "W, -b, A"},
    "look at the sign of b: z = W x + b.")
forward.edit("W for its transpose", {"W, b, A": "W.T, b, A"},
    "here W has shape (out, in) and X has one example a row: write the shapes under X, W and Z, "
    "and see which of them must be turned.")
forward.edit("one example a column", {
    "return Z, A": "return [z.T for z in Z], [A[0], *(a.T for a in A[1:])]"},
    "your Z has one example a column: in this course each row of X, and of Z and A, is one "
    "example.")
forward.edit("the biases down the rows", {"W, b, A": "W, b[:, np.newaxis], A"},
    "b has one entry for each output, so it goes along the columns of Z: does yours go down the "
    "rows, from example to example?")
forward.edit("a ReLU that works in place", {
    "(Z[-1]))": "(Z[-1]))\n        if activation == 'relu': Z[-1] = A[-1]"},
    "some of your Z are no longer what they were before their activation: does your ReLU write "
    "into the array that it gets?")
forward.edit("layers found by their activation", {
    "Z.append": "W, b = dict(zip(activations, params))[activation]; Z.append"},
    "two layers of the same activation are mixed up: does your code tell layers apart by their "
    "place in the list, or by a name?")
forward.edit("tanh overflows", {
    "Z, A = [": "tanh = np.errstate(all='ignore')(lambda z: np.sinh(z) / np.cosh(z))\n    Z, A = [",
    "ACTIVATIONS[activation]": "(tanh if activation == 'tanh' else ACTIVATIONS[activation])"},
    "far from 0 your tanh is NaN: e^z is too large for a float from z = 710 on, so which numbers "
    "reach exp? Look through functions.py.")
forward.edit("the first activation in all hidden layers", {
    "zip(params, activations":
        "zip(params, [*activations[:1] * (len(params) - 1), activations[-1]]"},
    "with three layers and more you are wrong: each layer has an activation of its own, so which "
    "one does yours get in the middle?")

SLOPE = "slopes[activations[layer]](Z[layer], A[layer + 1])"

backward = mistakes_in("network.backward")

backward.edit("the slopes of the activations are left out", {SLOPE: "1.0"},
    "delta is dL/dZ, and what comes from above is dL/dA: between them lies the activation, so what "
    "about its slope?")
backward.edit("the output's slope is left out", {
    "activations[layer]": "[*activations[:-1], 'identity'][layer]"},
    "the last layer has an activation too: dL/dy_hat is not yet dL/dZ there.")
backward.edit("only the output's slope", {
    "activations[layer]": "activations[-1] if layer == len(params) - 1 else 'identity'"},
    "the slopes of the hidden layers' activations are not in your delta: each layer has an "
    "activation, so which of them does your code look up?")
backward.edit("the upstream gradient is ignored", {"np.asarray(dL_dyhat": "np.ones_like(A[-1]"},
    "your gradients do not depend on dL/dy_hat: a backward pass multiplies by what came from "
    "above.")
backward.edit("y_hat for its gradient", {"np.asarray(dL_dyhat": "np.asarray(A[-1]"},
    "you begin with y_hat itself: what goes down is dL/dy_hat, the last argument.")
backward.edit("the same delta for every layer", {"delta @ W": "dL_dyhat"},
    "each of your layers begins with dL/dy_hat again: a hidden layer gets what the layer above it "
    "sends down, through that layer's W.")
backward.edit("dL/dA is handed down", {"delta @ W": "dL_dA @ W"},
    "the gradients below the last layer are wrong: what does a layer pass down through W, dL/dA or "
    "its delta?")
backward.edit("slopes at a for z", {
    "(Z[layer], A[layer + 1])": "(A[layer + 1], ACTIVATIONS[activations[layer]](A[layer + 1]))"},
    "the slopes of your activations are those at A[l + 1], after the activation: does each "
    "function that takes z get Z[l]?")
backward.edit("a(1 - a) with z for a", {"A[layer + 1]": "Z[layer]"},
    "the formulas a (1 - a) and 1 - a^2 want the value after the activation: which value do yours "
    "get?")
backward.edit("the slope of the layer below", {
    "z, a: 1.0,": "z, a: np.ones(z.shape),",
    SLOPE: "slopes[activations[max(layer - 1, 0)]](Z[max(layer - 1, 0)], A[max(layer, 1)])"},
    "your layers have each other's slopes: to get from dL/dA[l + 1] to dL/dZ[l] it takes the "
    "activation of layer l, at Z[l].")
backward.edit("the slope of the layer above", {
    "grads = []": "grads, above = [], [*activations[1:], activations[-1]]",
    SLOPE: "slopes[above[layer]](Z[layer], ACTIVATIONS[above[layer]](Z[layer]))"},
    "your slopes are those of the activation of the layer above, at this layer's Z: Z[l] and "
    "activations[l] belong together.")
backward.edit("the sigmoid's slope for all", {"activations[layer]": "'sigmoid'"},
    "all your activations have the slope of the sigmoid: look up the name of each layer's own.")
backward.edit("a ReLU that lets all through", {"z > 0": "1.0"},
    "where ReLU's z is negative nothing should come through: its output is never negative, so do "
    "you compare z with 0, or a?")
backward.edit("ReLU's slope at 0", {"z > 0": "z >= 0"},
    "at z = 0, at the kink, your slope of ReLU is 1, and 0 is asked for: on which side of 0 does "
    "your code put 0 itself?")
backward.edit("ReLU applied to the gradient", {"z > 0": "dL_dA > 0"},
    "your gradient is cut off where it is negative itself: whether it passes a ReLU is decided by "
    "the sign of z.")
backward.edit("W of the wrong layer", {"params[layer]": "params[layer - 1]"},
    "delta goes down through the W of the layer that it belongs to: yours takes that of the layer "
    "below.")
backward.edit("W turned on the way down", {"layer > 0": "layer >= 0", "delta @ W": "delta @ W.T"},
    "delta has shape (n, out) and W (out, in): write them side by side, and see how (n, in) comes "
    "out.")
backward.edit("X for every layer's input", {"@ A[layer]": "@ A[0]"},
    "the input of layer l is A[l]: only the first layer was fed with X.")
backward.edit("the output for the input", {"@ A[layer]": "@ A[layer + 1]"},
    "for dW you take what comes out of the layer: z = W x + b, so dz/dW is what goes in.")
backward.edit("the input before its activation", {
    "@ A[layer]": "@ (Z[layer - 1] if layer > 0 else A[0])"},
    "the layer was fed with A[l], after the activation of the layer below, and not with the Z of "
    "that layer.")
backward.edit("dW transposed", {"delta.T @ A[layer]": "A[layer].T @ delta"},
    "dW has the shape of W, (out, in): yours is turned.")
backward.edit("db summed over the outputs", {"delta.sum(axis=0)": "delta.sum(axis=1)"},
    "db has the shape of b, one entry for each output: over which axis of delta do the examples "
    "lie?")
backward.edit("db not summed", {"delta.sum(axis=0)": "delta"},
    "db has the shape of b: yours still has a row for each example, and they all share one b.")
backward.edit("db with two axes", {"delta.sum(axis=0)": "delta.sum(axis=0, keepdims=True)"},
    "db has the shape of b, (out,), and yours is (1, out): what shape has a sum over the examples?")
backward.edit("db a single number", {"delta.sum(axis=0)": "delta.sum()"},
    "your db is one number: each output has a bias of its own, so over which axis do you add up "
    "delta?")
backward.edit("db averaged", {"delta.sum(axis=0)": "delta.mean(axis=0)"},
    "your db is 1/n of what is expected: the mean over the examples is already in dL/dy_hat, so do "
    "you add up or average?")
backward.edit("db without the slope", {"delta.sum(axis=0)": "dL_dA.sum(axis=0)"},
    "your db is the sum of what came from above: a bias acts through the activation as well, so "
    "which array is to be summed?")
backward.edit("divided by n", {"dtype=float)": "dtype=float) / len(A[0])"},
    "all your gradients are 1/n of what is expected: the 1/n belongs to the loss, and is in "
    "dL/dy_hat already.")
backward.edit("the last layer first", {"grads[::-1]": "grads"},
    "your list begins with the last layer: what you return must have the order of params, though "
    "the pass goes backwards.")
backward.edit("db before dW", {
    "delta.T @ A[layer], delta.sum(axis=0)": "delta.sum(axis=0), delta.T @ A[layer]"},
    "your pairs are (db, dW): params has W first.")
backward.edit("the first layer is not reached", {"range(len(params))": "range(1, len(params))"},
    "your list has no gradient for the first layer: where does your loop end?")
backward.edit("the first layer's gradient is 0", {
    "grads.append": "delta *= layer > 0; grads.append"},
    "the gradient of the first layer is 0: does your loop go down to layer 0, that one included?")
backward.edit("one pair for all layers", {"grads[::-1]": "[list(grads[-1])] * len(params)"},
    "all your layers hold the same gradient: is one pair, or one array, in the list several times? "
    "[x] * L is a list with one x, L times.")
backward.edit("dL_dyhat is changed", {"delta = dL_dA *": "delta = dL_dA; delta *="},
    "dL_dyhat is not yours to write into: does *=, or another operator, do so?")
backward.edit("a ReLU's mask in dL_dyhat", {
    "return grads": "if activations[-1] == 'relu': dL_dyhat[Z[-1] <= 0] = 0\n    return grads"},
    "where the last layer is a ReLU, your code writes zeros into dL_dyhat: np.asarray makes no "
    "copy, so is it the caller's array that you write them into?")
backward.edit("the slope of the first example", {
    "(Z[layer], A[layer + 1])": "(Z[layer][:1], A[layer + 1][:1])"},
    "each example has a slope of its own, at its own z: from which rows of Z or A is yours taken?")
backward.edit("slopes kept by activation", {
    "grads = []": "grads, kept = [], dict(zip(activations, zip(Z, A[1:])))",
    "(Z[layer], A[layer + 1])":
        "(*(np.resize(one, Z[layer].shape) for one in kept[activations[layer]]))"},
    "two layers of the same activation get each other's slopes: does your code tell layers apart "
    "by their place in the list, or by a name?")
backward.edit("the sigmoid's slope overflows", {
    "lambda z, a: a * (1.0 - a)":
        "np.errstate(all='ignore')(lambda z, a: np.exp(-z) / (1 + np.exp(-z)) ** 2)"},
    "far from 0 your sigmoid's slope is NaN: e^z or e^-z is too large for a float from |z| = 710 "
    "on, so which numbers reach exp? What do you have in A already?")

SOFTMAX = ("from .functions import softmax\n"
           "    y_hat = A[-1] if loss == 'mse' else softmax(A[-1])\n    dL_dyhat =")
GRADIENT, VALUE = "gradients[loss](A[-1], y)", "LOSSES[loss](A[-1], y)"

both = mistakes_in("network.loss_and_gradients")

both.edit("softmax before the loss", {
    "dL_dyhat =": SOFTMAX, GRADIENT: "gradients[loss](y_hat, y)", VALUE: "LOSSES[loss](y_hat, y)"},
    "your loss and gradients are those of softmax(y_hat) as logits: the softmax is part of the "
    "cross-entropy here, so what do you give it?")
both.edit("softmax before the loss's value", {
    "dL_dyhat =": SOFTMAX, VALUE: "LOSSES[loss](y_hat, y)"},
    "your loss is that of softmax(y_hat) as logits: the given cross-entropy applies the softmax "
    "itself, so what do you give it?")
both.edit("the gradients averaged once more", {"A, dL_dyhat)": "A, dL_dyhat / len(X))"},
    "your gradients are 1/n of what is expected: the gradients of part 2 hold the 1/n already, so "
    "where do you divide?")
both.edit("the gradients of a sum", {"A, dL_dyhat)": "A, dL_dyhat * len(X))"},
    "your gradients are n times what is expected: L is a mean over the examples, so its gradient "
    "is one as well.")
both.edit("a sum for the loss", {VALUE: f"len(X) * {VALUE}"},
    "your loss is n times what is expected: it is a mean over the examples.")
both.edit("the loss averaged once more", {VALUE: f"{VALUE} / len(X)"},
    "your loss is 1/n of what is expected: the given losses are means already, so where do you "
    "divide?")
both.edit("only the gradients", {f"{VALUE}, ": ""},
    "two things are to be returned: the loss, a number, and then the list of gradients.")
both.answer("the gradients before the loss", "answer[::-1]",
    "your two results are the other way round: the loss comes first, and then the gradients.")
both.edit("y_hat for the loss", {VALUE: "A[-1]"},
    "instead of the loss you return y_hat: L is one number for the batch.")
both.edit("an upstream gradient of ones", {"A, dL_dyhat)": "A, np.ones_like(A[-1]))"},
    "you begin the backward pass with ones: it begins with dL/dy_hat, the gradient of the loss.")
both.edit("the loss for its gradient", {GRADIENT: f"np.full_like(A[-1], {VALUE})"},
    "you send the loss itself down the network: what goes down is its gradient for y_hat.")
both.edit("the difference for the gradient of mse", {
    ": mse_gradient": ": lambda y_hat, y: y_hat - y"},
    "your gradients begin with y_hat - y: the gradient of the mean squared error has a factor, "
    "which you wrote in part 2.")
both.edit("y for y_hat in the gradient of mse", {
    ": mse_gradient": ": lambda y_hat, y: mse_gradient(y, y_hat)"},
    "with mse your gradients have the opposite sign: mse_gradient takes two arrays of one shape, "
    "so which of them does it want first?")
both.edit("cross-entropy skips the last activation", {
    "backward(params, activations":
        "backward(params, activations if loss == 'mse' else [*activations[:-1], 'identity']"},
    "p - onehot is the slope along the logits, and those are the last activation's output: that "
    "activation has a slope too, if it is not the identity.")
both.edit("the last activation is skipped", {
    "backward(params, activations": "backward(params, [*activations[:-1], 'identity']"},
    "where the last activation is not the identity, your gradients are wrong: the gradient of the "
    "loss is along y_hat, behind that activation, so is its slope in your delta?")
both.answer("only the last two layers",
    "(answer[0], [(0 * dW, 0 * db) for dW, db in answer[1][:-2]] + answer[1][-2:])",
    "with three layers the first one's gradients are 0: does your code count on two layers?")
both.edit("two layers and no other number", {"Z, A = forward": "_, _ = params; Z, A = forward"},
    "with one layer or three your code stops: does it take two layers for granted?")
both.edit("a small number inside the logarithm", {
    "return LOSSES": "from .functions import softmax\n    return LOSSES",
    VALUE: f"{VALUE} if loss == 'mse' else"
           " -np.mean(np.log(softmax(A[-1])[np.arange(len(y)), y] + 1e-12))"},
    "your loss is never more than about 27.63, which is -log(1e-12), however unlikely the label's "
    "class is: is something added to p, or p cut off, before the logarithm? The given loss does "
    "neither.")
both.edit("the logarithm of 0", {
    "return LOSSES":
        "from .functions import softmax\n"
        "    with np.errstate(divide='ignore'): log_p = np.log(softmax(A[-1]))\n    return LOSSES",
    VALUE: f"{VALUE} if loss == 'mse' else -np.mean(log_p[np.arange(len(y)), y])"},
    "where the labelled class is very unlikely, your loss is infinite: its probability rounds to "
    "0, so what do you take the logarithm of? Look through functions.py.")
both.edit("Z for y_hat", {GRADIENT: "gradients[loss](Z[-1], y)", VALUE: "LOSSES[loss](Z[-1], y)"},
    "where the last activation is not the identity you are wrong: y_hat is what the network "
    "returns, so is that before the last activation, or after it?")
both.edit("Z for the logits", {
    GRADIENT: "gradients[loss](Z[-1] if loss != 'mse' else A[-1], y)",
    VALUE: "LOSSES[loss](Z[-1] if loss != 'mse' else A[-1], y)"},
    "the cross-entropy takes y_hat as its logits, whatever the last activation is: does yours get "
    "what the network returns, or what was there before the last activation?")
both.arguments("targets become integers",
    "params, activations, X, np.asarray(y).astype(int), loss",
    "the targets of mse may have fractions, which yours lose: only labels are integers, so is y "
    "converted for both losses?")
