"""Part 4: the forward pass, backprop, and both together."""

from dataclasses import replace

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ..judging.judges import (
    agrees,
    cheap,
    gradient_place,
    item,
    keeps_arguments,
)
from ..records import single_case
from .case import QuestionCase, calls, with_integers
from .networks import (
    Network,
    as_integers,
    backward_ask,
    far_out,
    forward_ask,
    forward_place,
    loss_ask,
    pair_place,
    processor_time,
    random_network,
    relu_network_at_zero,
    rows_of_last_layer,
)

ACTIVATION_JACOBIANS = (
    "jacobians.sigmoid_jacobian",
    "jacobians.tanh_jacobian",
    "jacobians.relu_jacobian",
)
LOSS_GRADIENTS = ("jacobians.mse_gradient", "jacobians.softmax_cross_entropy_gradient")

TANH = ["tanh", "identity"]
DEEP = ["relu", "sigmoid", "tanh", "identity"]
TWICE = ["tanh", "tanh", "identity"]
ENDS = ["identity", "relu", "sigmoid", "tanh"]
LOSSES = {"mse": "mse", "softmax_cross_entropy": "cross-entropy"}

# A network of 100,000 weights. Backprop costs two or three forward passes, pure
# Python loops some 4,000 (measured); finite differences 25,000 at their cleverest, and
# 100,000 as they are mostly written.
WIDE = (200, 400, 50)
FORWARD_PASSES_ALLOWED = 12_000
NOT_BACKPROP = (
    "a network of 100,000 weights takes backprop about as long as two forward passes. "
    "Does your code run the network again for each weight?"
)

EXACT = "exact, also where outputs differ much in size"


class Networks(QuestionCase):
    deadline = 20.0

    @number("4.1")
    @partial_credit(6)
    @tags("forward")
    def test_forward(self, set_score=None):
        """forward"""
        deep = self.forward((3, 5, 4, 6, 2), DEEP, n=7)
        self.grade(
            set_score,
            [
                self.passes("one layer", (3, 2), ["identity"], n=7),
                self.passes("two layers", (3, 5, 2), TANH, n=7, share=2),
                self.same("four layers, all activations", deep, 2, place=forward_place),
                self.passes("one example", (4, 3, 2), ["relu", "tanh"], n=1),
                self.passes("4 examples, 4 wide", (3, 4, 4), ["tanh", "relu"], n=4),
                self.passes("it ends in a sigmoid", (2, 3, 1), ["tanh", "sigmoid"], n=5),
                self.passes("the same activation twice", (3, 4, 5, 2), TWICE, n=7),
                self.same("tanh and sigmoid far out", self.far_out(), 0.5, place=forward_place),
                *self.manners(deep, forward_place),
            ],
        )

    def network(self, sizes, activations, n):
        return random_network(self.session, self.rng, sizes, activations, n)

    def passes(self, title, sizes, activations, n, share=1.0):
        asked = self.forward(sizes, activations, n)
        return self.same(title, asked, share, place=forward_place)

    def forward(self, sizes, activations, n):
        network = self.network(sizes, activations, n)
        return forward_ask(network.params, activations, network.X)

    def far_out(self):
        """Weights so large that e^z and e^-z overflow in both layers."""
        params, activations, X = self.forward((3, 5, 6), ["tanh", "sigmoid"], n=7).inputs.values()
        return forward_ask([(4000 * W, 4000 * b) for W, b in params], activations, X)

    @number("4.2")
    @partial_credit(9)
    @tags("backprop")
    @calls(*ACTIVATION_JACOBIANS)
    def test_backward(self, set_score=None):
        """backward"""
        deep = self.backward((3, 5, 4, 6, 2), DEEP, n=7)
        squashed = self.backward((3, 5, 2), ["relu", "tanh"], n=7)
        cases = [
            ("one layer", self.backward((3, 2), ["identity"], n=7), 1),
            ("two layers", self.backward((3, 5, 2), TANH, n=7), 2),
            ("four layers, all activations", deep, 2),
            ("square layers", self.backward((4, 4, 4), ["sigmoid", "tanh"], n=4), 1),
            ("one example", self.backward((4, 3, 2), ["relu", "tanh"], n=1), 1),
            ("many examples", self.backward((2, 3, 1), ["sigmoid", "relu"], n=40), 1),
            ("the same activation twice", self.backward((3, 4, 5, 2), TWICE, n=7), 1),
            ("a sigmoid far out", self.backward_far_out(), 0.5),
        ]
        self.grade(
            set_score,
            [
                *(self.same(*case, place=gradient_place) for case in cases),
                self.same("ReLU at z = 0", self.relu_at_zero(), place=gradient_place),
                *self.manners(squashed, gradient_place, self.integer_backward()),
                *self.integers_beside_floats(),
                *(self.keeps_dL_dyhat(last) for last in ENDS),
                self.exact_backward(),
                self.cheap_backward(),
            ],
        )

    def backward(self, sizes, activations, n):
        network = self.network(sizes, activations, n)
        return backward_ask(network, self.rng.normal(size=network.y_hat.shape))

    def backward_far_out(self):
        """A first layer of sigmoids at |z| of 900 and more, where e^z or e^-z overflows."""
        network = self.network((1, 5, 2), ["sigmoid", "tanh"], n=7)
        far = far_out(self.session, network)
        return backward_ask(far, self.rng.normal(size=network.y_hat.shape))

    def integer_backward(self):
        """A network whose weights, Z and A are integers that belong together, and no z is 0."""
        while True:
            network = self.network((3, 5, 2), ["relu", "identity"], n=4)
            forward = with_integers(forward_ask(network.params, network.activations, network.X))
            Z, A = self.expected(forward)
            if np.all(Z[0] != 0):
                break
        params, activations, X = forward.inputs.values()
        whole = Network(params, activations, X, as_integers(Z), as_integers(A))
        return backward_ask(whole, self.rng.integers(-5, 6, size=(4, 2)))

    def integers_beside_floats(self):
        """What belongs together is of one kind: the network, or dL_dyhat."""
        whole = self.integer_backward()
        fractions = {"dL_dyhat": self.rng.normal(size=(4, 2))}
        network = replace(whole, inputs={**whole.inputs, **fractions})
        floats = self.backward((3, 5, 2), ["relu", "tanh"], n=7)
        integers = {"dL_dyhat": self.rng.integers(-5, 6, size=(7, 2))}
        upstream = replace(floats, inputs={**floats.inputs, **integers})
        return [
            self.same("a network of integers", network, 0.5, place=gradient_place),
            self.same("dL_dyhat of integers", upstream, 0.5, place=gradient_place),
        ]

    def keeps_dL_dyhat(self, last):
        asked = self.backward((3, 4, 2), ["tanh", last], n=7)
        while np.all(asked.inputs["Z"][-1] > 0):  # A ReLU that is off nowhere changes nothing.
            asked = self.backward((3, 4, 2), ["tanh", last], n=7)
        kept = keeps_arguments(asked, agrees(asked, self.expected(asked), gradient_place))
        return single_case(f"its arguments stay as they were: it ends in {last}", asked, kept, 0.25)

    def relu_at_zero(self):
        return backward_ask(relu_network_at_zero(), self.rng.normal(size=(2, 2)))

    def exact_backward(self):
        network = self.network((3, 4, 2), TANH, n=7)
        asked = backward_ask(network, self.rng.normal(size=(7, 2)) * [1e7, 1e-3])
        judge = agrees(asked, rows_of_last_layer(self.expected(asked)), gradient_place)
        return single_case(EXACT, asked, judge, gate=True)

    def cheap_backward(self):
        network = self.network(WIDE, TANH, n=1)
        asked = backward_ask(network, self.rng.normal(size=network.y_hat.shape))
        return self.affordable(asked, network, gradient_place)

    def affordable(self, asked, network, place):
        forward = forward_ask(network.params, network.activations, network.X)
        allowed = FORWARD_PASSES_ALLOWED * processor_time(lambda: self.expected(forward))
        judge = cheap(asked, self.expected(asked), allowed, NOT_BACKPROP, place)
        title = "backprop, not finite differences: 100,000 weights"
        return single_case(title, replace(asked, timed=True), judge, gate=True)

    @number("4.3")
    @partial_credit(5)
    @tags("backprop", "losses")
    @calls(*LOSS_GRADIENTS, "network.forward", "network.backward", *ACTIVATION_JACOBIANS)
    def test_loss_and_gradients(self, set_score=None):
        """loss_and_gradients"""
        network = self.network((3, 5, 4), TANH, n=7)
        regression = loss_ask(network, self.rng.normal(size=(7, 4)), "mse")
        classes = loss_ask(network, self.rng.integers(4, size=7), "softmax_cross_entropy")
        self.grade(
            set_score,
            [
                *self.loss_and_gradients("mse", regression),
                *self.loss_and_gradients("cross-entropy", classes),
                self.same("one example", self.one_example(), place=pair_place),
                *self.other_depths(),
                self.same("logits of some thousands", self.far_logits(), 0.5, place=pair_place),
                *(self.ending_in(last, loss) for last in ENDS[1:] for loss in LOSSES),
                self.same("mse: integers", with_integers(regression), 0.5, place=pair_place),
                *self.manners(classes, pair_place),
                self.exact_loss(),
                self.cheap_loss(),
            ],
        )

    def loss_and_gradients(self, title, asked):
        loss, grads = self.expected(asked)
        return [
            single_case(f"{title}: the loss", asked, item(asked, 0, loss)),
            single_case(f"{title}: the gradients", asked, item(asked, 1, grads, gradient_place), 2),
        ]

    def one_example(self):
        network = self.network((4, 3, 2), ["relu", "identity"], n=1)
        return loss_ask(network, self.rng.integers(2, size=1), "softmax_cross_entropy")

    def other_depths(self):
        one = self.network((3, 2), ["identity"], n=7)
        three = self.network((3, 4, 5, 2), TWICE, n=7)
        regression = loss_ask(one, self.rng.normal(size=(7, 2)), "mse")
        classes = loss_ask(three, self.rng.integers(2, size=7), "softmax_cross_entropy")
        return [
            self.same("one layer", regression, place=pair_place),
            self.same("three layers", classes, place=pair_place),
        ]

    def far_logits(self):
        """The right class is the least likely one, so that its probability rounds to 0."""
        network = self.network((3, 4), ["identity"], n=7)
        far = replace(network, X=4000 * network.X)
        return loss_ask(far, np.argmin(network.y_hat, axis=1), "softmax_cross_entropy")

    def ending_in(self, last, loss):
        network = self.network((3, 5, 4), ["tanh", last], n=7)
        y = self.rng.normal(size=(7, 4)) if loss == "mse" else self.rng.integers(4, size=7)
        title = f"{LOSSES[loss]}: it ends in {last}"
        return self.same(title, loss_ask(network, y, loss), 0.5, place=pair_place)

    def exact_loss(self):
        network = self.network((3, 4, 2), TANH, n=7)
        asked = loss_ask(network, self.rng.normal(size=(7, 2)) * [1e8, 1], "mse")
        _, grads = self.expected(asked)
        judge = item(asked, 1, rows_of_last_layer(grads), gradient_place)
        return single_case(EXACT, asked, judge, gate=True)

    def cheap_loss(self):
        network = self.network(WIDE, TANH, n=1)
        asked = loss_ask(network, self.rng.normal(size=network.y_hat.shape), "mse")
        return self.affordable(asked, network, pair_place)
