"""What the families of part 4 are worth, and their hints: from plain to special."""

from __future__ import annotations

from dataclasses import replace

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
        hint="Z is correct here, and A is not: A[0] is X, and A[l + 1] is what layer l's "
        "activation makes of Z[l].",
        elsewhere=(first_of_two, _turned_A),
    ),
)
FORWARD_HINTS = {
    ONE_LAYER: (1.3, "a single layer: write the shapes of X, W, b and Z[0] side by side."),
    LINEAR: (
        1.3,
        "one layer is correct, and several are not: which array goes into the second layer, and "
        "which entry of params is its own?",
    ),
    RELU: (
        0.8,
        "the cases before this, without activations, are correct. Z[l] is the value before ReLU, "
        "A[l + 1] the one after it, which goes into the next layer. Does one array serve as both?",
    ),
    SIGMOID: (0.5, "identity and ReLU are correct: is sigmoid, by its name, applied to Z[l]?"),
    TANH: (0.5, "identity, ReLU and sigmoid are correct: is tanh, by its name, applied to Z[l]?"),
    MIXED: (
        1.8,
        "each activation is correct beside identity, and all of them together are not, in up to "
        "8 layers: does each layer use the name, W and b at its own place in the lists?",
    ),
    ONE_EXAMPLE: (
        0.8,
        "several examples are correct, and a single one is not: X then has the shape (1, d), and "
        "each Z and A has one row as well.",
    ),
    SQUARE: (
        0.8,
        "all is correct but where there are as many examples as inputs and outputs: is an axis "
        "chosen by its length?",
    ),
}
FAR_FORWARD = (
    "all is correct but far out, at |z| of 1000 and more: e^z overflows at z = 710. The functions "
    "in functions.py never do."
)

FORM = (
    "each number is where the function computes it, and the answer as a whole has another form: "
    "compare its parts, their order, lengths and shapes with the docstring."
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
        hint="dW is correct here, and db is not. Both are made of the same delta; db has the "
        "shape of b, and all examples share it.",
        elsewhere=(_weights,),
    ),
)
LAST = tuple(
    replace(
        part,
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
        "A[0] and dW side by side: over what does the product add up?",
    ),
    LINEAR: (
        1.3,
        "one layer is correct, and several are not: what does delta become on its way down "
        "through W, and which array of A went into each layer?",
    ),
    ONE_EXAMPLE: (
        0.5,
        "several examples are correct, and a single one is not: every array then has one row, and "
        "the sum over the examples is still due.",
    ),
    SQUARE: (
        0.5,
        "all is correct but where there are as many examples as inputs and outputs: is an axis "
        "chosen by its length?",
    ),
    RELU: (
        0.7,
        "the cases before this, without activations, are correct. Between dL/dA and dL/dZ lies the "
        "slope of the activation: where is ReLU's 1 and where 0, and is it taken at the Z of its "
        "own layer? Of the two, dL/dZ goes down through W.",
    ),
    SIGMOID: (
        0.6,
        "identity and ReLU are correct, and sigmoid is not: write down its slope, and say whether "
        "your formula is one for z or for a.",
    ),
    TANH: (
        0.6,
        "identity, ReLU and sigmoid are correct, and tanh is not: write down its slope, and say "
        "whether your formula is one for z or for a.",
    ),
    MIXED: (
        0.9,
        "each activation is correct beside identity, and all of them together are not, in up to 8 "
        "layers: do the name, Z, A and W that you use belong to one layer each time?",
    ),
}
AT_THE_KINK = "all is correct but where a ReLU gets exactly 0: its slope there is taken as 0."
FAR_BACKWARD = (
    "all is correct but far out, at |z| of 1000 and more, where e^z overflows: the slope of "
    "sigmoid or tanh there is 0, and A holds what you need for it."
)
SIZES = (
    "ordinary gradients are correct, and very large or small ones are not: nothing cuts or rounds "
    "a gradient on its way."
)

BOTH = (
    Part("L", first_of_two, elsewhere=(second_of_two,)),
    Part(
        "grads",
        second_of_two,
        gradient_place,
        hint="L is correct here, and the gradients are not: what goes into backward is the "
        "gradient of this loss for y_hat, whose mean is in it already.",
        elsewhere=(first_of_two, whole),
    ),
)
FAR = (replace(BOTH[0], share=0.95), replace(BOTH[1], share=0.2))
LOSS_HINTS = {
    "mse, one layer": (
        1.3,
        "mse over one layer: L is what the given loss returns for y_hat = A[-1] and y, both as "
        "they are. Do you call it, or compute L in another way?",
    ),
    "mse, several layers": (
        1.3,
        "one layer is correct, and several are not: which array of A is y_hat?",
    ),
    "mse, one example": (
        0.8,
        "several examples are correct, and a single one is not: is an axis lost?",
    ),
    "cross-entropy, one layer": (
        0.8,
        "mse is correct, and cross-entropy is not: it takes y_hat for logits, since the softmax is "
        "part of it, and y holds labels.",
    ),
    "cross-entropy of 2 to 15 classes": (
        0.6,
        "a few classes are correct. Here are others, or a single example, or classes without one: "
        "y_hat says how many classes there are, and not the labels.",
    ),
    "all activations, also at the end": (
        1.9,
        "the cases before this, without activations, are correct: y_hat is what comes out of the "
        "last layer's activation, and the loss and its gradient are taken at y_hat.",
    ),
}
FAR_LOGITS = (
    "all is correct but where the right class is so unlikely that its probability rounds to 0: the "
    "given loss never takes the logarithm of that."
)
