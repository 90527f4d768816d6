"""What the families of part 4 are worth, and their hints: from plain to special."""

from __future__ import annotations

import numpy as np

from ...grading.judging.judges import gradient_place
from ..networks import (
    LINEAR,
    MIXED,
    ONE_EXAMPLE,
    ONE_LAYER,
    RELU,
    SIGMOID,
    SQUARE,
    TANH,
    layer_place,
)
from ..parts import Part
from ..picks import first_of_two, second_of_two, whole


def _turned_Z(answer):
    """Z where an example is a column."""
    return [np.transpose(z) for z in first_of_two(answer)]


def _turned_A(answer):
    return [np.transpose(a) for a in second_of_two(answer)]


FORWARD = (
    Part("Z", first_of_two, layer_place("Z"), share=0.5, elsewhere=(second_of_two, _turned_Z)),
    Part(
        "A",
        second_of_two,
        layer_place("A"),
        share=0.5,
        hint="A[0] is X, and A[l + 1] is what layer l's activation makes of Z[l]: for which l is "
        "yours another array?",
        elsewhere=(first_of_two, _turned_A),
    ),
)
FORWARD_HINTS = {
    ONE_LAYER: (
        1.3,
        "a single layer: write the shapes of X, W, b and Z[0] side by side, and one "
        "entry of Z[0] by hand. Does your code keep anything from one call to the "
        "next?",
    ),
    LINEAR: (
        1.3,
        "there are several layers here: which array goes into each of them, and does each use the "
        "W and the b at its own place in params?",
    ),
    RELU: (
        0.8,
        "Z[l] is the value before ReLU, A[l + 1] the one after it, which goes into the next layer: "
        "is ReLU applied in the layer that has its name, and does one array serve as both?",
    ),
    SIGMOID: (
        0.5,
        "is sigmoid, by its name, applied to Z[l], and does what comes out go into the next layer?",
    ),
    TANH: (
        0.5,
        "is tanh, by its name, applied to Z[l], and does what comes out go into the next layer?",
    ),
    MIXED: (
        1.8,
        "here networks have up to 8 layers of various activations: does each layer use the name, W "
        "and b at its own place in the lists?",
    ),
    ONE_EXAMPLE: (
        0.8,
        "there is a single example here: X has the shape (1, d), and each Z and A has one row as "
        "well. Is an axis lost?",
    ),
    SQUARE: (
        0.8,
        "here there are as many examples as inputs and outputs: is an axis chosen by its length, "
        "or an array transposed?",
    ),
}
FAR_OUT = tuple(part._replace(hint="") for part in FORWARD)
FAR_FORWARD = (
    "far out, at |z| of 1000 and more, e^z is too large for a float: which numbers reach exp, and "
    "what comes out? The functions in functions.py never overflow."
)

FORM = (
    "the answer as a whole has another form than it should: compare its parts, their order, "
    "lengths and shapes with the docstring."
)


def _weights(grads):
    return [dW for dW, _ in grads]


def _biases(grads):
    return [db for _, db in grads]


def _last(pick):
    return lambda grads: pick(grads)[-1:]


def _first(pick):
    return lambda grads: pick(grads)[:1]


def _of_last(name):
    return lambda path: f"{name} of the last layer"


BACKWARD = (
    Part("dW", _weights, layer_place("dW"), share=0.45, elsewhere=(_biases,)),
    Part(
        "db",
        _biases,
        layer_place("db"),
        share=0.55,
        hint="db has the shape of b, and all examples share it: is it made of the same delta as "
        "dW, and over which axis do you add up?",
        elsewhere=(_weights,),
    ),
)
LAST = tuple(
    part._replace(
        pick=_last(part.pick),
        place=_of_last(part.name),
        elsewhere=tuple(of(pick) for pick in (_weights, _biases) for of in (_first, _last)),
    )
    for part in BACKWARD
)
"""Of the last layer alone, also where it comes first."""
BACKWARD_HINTS = {
    ONE_LAYER: (
        1.4,
        "one layer without an activation: delta is dL_dyhat itself. Write the shapes of delta, "
        "A[0] and dW side by side: over what does the product add up, and does anything scale or "
        "cut it?",
    ),
    LINEAR: (
        1.3,
        "there are several layers here: what does delta become on its way down through W, and "
        "which array of A went into each layer?",
    ),
    ONE_EXAMPLE: (
        0.5,
        "there is a single example here: every array has one row, and the sum over the examples is "
        "still due. Is an axis lost?",
    ),
    SQUARE: (
        0.5,
        "here there are as many examples as inputs and outputs: is an axis chosen by its length, "
        "or an array transposed?",
    ),
    RELU: (
        0.7,
        "between dL/dA and dL/dZ lies the slope of the activation: where is ReLU's 1 and where 0, "
        "and is it taken at the Z of its own layer? Of the two, dL/dZ goes down through W.",
    ),
    SIGMOID: (
        0.6,
        "write down the slope of sigmoid: is your formula one for z or for a, and which of the two "
        "does it get, from which layer?",
    ),
    TANH: (
        0.6,
        "write down the slope of tanh: is your formula one for z or for a, and which of the two "
        "does it get, from which layer?",
    ),
    MIXED: (
        0.9,
        "here networks have up to 8 layers of various activations, and several examples: do the "
        "name, Z, A and W that you use belong to one layer each time, and each slope to one z?",
    ),
}
AT_THE_KINK = (
    "here a ReLU gets exactly 0: which slope does the docstring ask for there, and which one does "
    "your code take?"
)
FAR_BACKWARD = (
    "far out, at |z| of 1000 and more, e^z is too large for a float, and the slope of sigmoid and "
    "tanh is 0: which numbers reach exp, and what do you have in A already?"
)
SIZES = "here gradients are very large or small: is a gradient cut, rounded or scaled on its way?"

BOTH = (
    Part("L", first_of_two, elsewhere=(second_of_two,)),
    Part(
        "grads",
        second_of_two,
        gradient_place,
        hint="what goes into backward is the gradient of this loss for y_hat, whose mean is in it "
        "already: is it what you pass, and what comes out what you return?",
        elsewhere=(first_of_two, whole),
    ),
)
FAR = (BOTH[0]._replace(share=0.95), BOTH[1]._replace(share=0.2))
LOSS_HINTS = {
    "mse, one layer": (
        1.3,
        "mse over one layer: L is what the given loss returns for y_hat = A[-1] and y, both as "
        "they are. Do you call it, or compute L in another way?",
    ),
    "mse, several layers": (
        1.3,
        "there are several layers here: which array of A is y_hat?",
    ),
    "mse, one example": (
        0.8,
        "there is a single example here: is an axis lost?",
    ),
    "cross-entropy, one layer": (
        0.8,
        "cross-entropy takes y_hat for logits, since the softmax is part of it, and y holds "
        "labels, (n,): what, of which shape, do you pass to it, and to its gradient?",
    ),
    "cross-entropy of 2 to 15 classes": (
        0.6,
        "here there are up to 15 classes, or a single example, or classes without one: y_hat says "
        "how many classes there are, and not the labels. Which do you ask?",
    ),
    "all activations, also at the end": (
        1.9,
        "y_hat is what comes out of the last layer's activation: are the loss and its gradient "
        "taken at y_hat, and does backward get that gradient and all the activations?",
    ),
}
FAR_LOGITS = (
    "here the labelled class is so unlikely that its probability is tiny, or rounds to 0: what "
    "does your code do to it before its logarithm, and how does the given loss do without?"
)
