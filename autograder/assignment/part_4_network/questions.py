"""Part 4: the forward pass, backprop, and both together."""

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ...grading.case import calls
from ...grading.manners import in_integers
from ..drawing import short
from ..networks import (
    ALL,
    LINEAR,
    MIXED,
    ONE_EXAMPLE,
    ONE_LAYER,
    DrawsNetworks,
    at_zero,
    backward_ask,
    far_out,
    forward_ask,
    loss_ask,
    network_of,
)
from ..parts import PartsCase, central
from . import gates
from .families import (
    AT_THE_KINK,
    BACKWARD,
    BACKWARD_HINTS,
    BOTH,
    FAR,
    FAR_BACKWARD,
    FAR_FORWARD,
    FAR_LOGITS,
    FAR_OUT,
    FORM,
    FORWARD,
    FORWARD_HINTS,
    LAST,
    LOSS_HINTS,
    SIZES,
)

ACTIVATION_JACOBIANS = (
    "jacobians.sigmoid_jacobian",
    "jacobians.tanh_jacobian",
    "jacobians.relu_jacobian",
)
LOSS_GRADIENTS = ("jacobians.mse_gradient", "jacobians.softmax_cross_entropy_gradient")

CROSS_ENTROPY = "softmax_cross_entropy"
CLASSES = ((2, 3), (1, 3), (1, 12), (7, 2), (7, 5), (7, 9), (7, 10), (7, 11), (7, 13), (7, 15))


class Networks(DrawsNetworks, PartsCase):
    @number("4.1")
    @partial_credit(6)
    @tags("forward")
    def test_forward(self, set_score=None):
        """forward"""
        ends = [forward_ask(self.network((3, 3, 3), ["relu", last], n=5)) for last in ALL]
        families = self.of_kinds(
            FORWARD_HINTS, lambda kind: list(map(forward_ask, self.drawn(kind))), lambda _: FORWARD
        )
        far = [forward_ask(one) for one in far_out(self.session, self.rng)]
        self.grade(
            set_score,
            [
                *families,
                *self.in_parts("sigmoid and tanh far out", far, FAR_OUT, 0.97, FAR_FORWARD),
                self.form("Z, and then A, with an array for each layer", ends, 1.1, FORM),
                *self.manners(ends, integers=self.whole_forward(), share=1.1),
            ],
        )

    def whole_forward(self):
        """Networks in integers, or only their params, or only X, or all but the biases."""
        asks = [forward_ask(self.network((3, 3, 3), ["identity"] * 2, n=4)) for _ in range(4)]
        return [
            *map(in_integers, asks),
            *(in_integers(asked, "params") for asked in asks),
            *(in_integers(asked, "X") for asked in asks),
            *(in_integers(asked, "X", "params[0][0]", "params[1][0]") for asked in asks),
        ]

    @number("4.2")
    @partial_credit(9)
    @tags("backprop")
    @calls(*ACTIVATION_JACOBIANS)
    def test_backward(self, set_score=None):
        """backward"""
        ends = [self.ending_in(last) for last in ALL]
        families = self.of_kinds(
            BACKWARD_HINTS, self.backward_asks, lambda kind: LAST if kind.alone else BACKWARD
        )
        kinks = [self.backward_ask(at_zero(self.session, self.rng), True) for _ in range(6)]
        far = [self.backward_ask(one, True) for one in far_out(self.session, self.rng)]
        self.grade(
            set_score,
            [
                *families,
                *self.in_parts("ReLU at z = 0", kinks, LAST, 0.7, AT_THE_KINK),
                *self.in_parts("sigmoid and tanh far out", far, LAST, 0.7, FAR_BACKWARD),
                self.form("(dW, db) for each layer", ends, 0.9, FORM),
                *self.manners(ends, integers=self.whole_backward(), share=1.2),
                *self.backward_gates(),
            ],
        )

    def of_kinds(self, hints, asks, parts):
        """Families of each kind of network; where all goes together is what the part is about."""
        families: list = []
        for kind, (share, hint) in hints.items():
            found = self.in_parts(kind.title, asks(kind), parts(kind), share, hint)
            families += map(central, found) if kind is MIXED else found
        return families

    def backward_asks(self, kind):
        return [
            self.backward_ask(network, whole=place < 2)
            for place, network in enumerate(self.drawn(kind))
        ]

    def backward_ask(self, network, whole=False):
        return backward_ask(network, self.numbers(network.y_hat.shape, whole))

    def ending_in(self, last):
        """A network that ends in this activation; a ReLU is off somewhere, or nothing changes."""
        while True:
            network = self.network((3, 3, 3), ["identity", last], n=5)
            if np.any(network.Z[-1] < 0):
                return self.backward_ask(network)

    def whole_backward(self):
        """All in integers; only the network; only dL_dyhat."""
        asks = []
        for activations in (["identity"], ["identity", "identity"], ["identity", "identity"]):
            sizes = (3, 3, 3)[: len(activations) + 1]
            network = self.network(sizes, activations, n=4, whole=True)
            asked = self.backward_ask(network, True)
            fractions = self.numbers(network.y_hat.shape)
            asks += [
                in_integers(asked),
                in_integers(backward_ask(network, fractions), "params", "Z", "A"),
                in_integers(
                    self.backward_ask(self.network(sizes, [*activations[:-1], "sigmoid"], n=4)),
                    "dL_dyhat",
                ),
            ]
        return asks

    def backward_gates(self):
        exact = []
        for network in gates.exact_networks(self.session, self.rng):
            upstream = short(self.rng.normal(size=network.y_hat.shape) * [1e5, 1e-5], 3)
            exact.append(backward_ask(network, upstream))
        deep = gates.deep_network(self.session, self.rng)
        asked = backward_ask(deep, self.numbers(deep.y_hat.shape))
        return [
            self.of_very_different_sizes(exact, BACKWARD[0].pick),
            gates.exact(exact, self.expected, BACKWARD[0].pick, BACKWARD[0].place),
            gates.affordable(asked, self.session, deep),
        ]

    def of_very_different_sizes(self, asks, pick):
        title, hint = "gradients of very different sizes", SIZES
        return self.part(title, asks, "dW", pick, 0.1, hint, BACKWARD[0].place)

    @number("4.3")
    @partial_credit(5)
    @tags("backprop", "losses")
    @calls(*LOSS_GRADIENTS, "network.forward", "network.backward", *ACTIVATION_JACOBIANS)
    def test_loss_and_gradients(self, set_score=None):
        """loss_and_gradients"""
        several = self.drawn(LINEAR)
        left = self.with_loss(several[1:4], "mse")
        self.grade(
            set_score,
            [
                *(
                    family
                    for title, asks in self.loss_asks(several).items()
                    for family in self.in_parts(title, asks, BOTH, *LOSS_HINTS[title])
                ),
                *self.in_parts("logits of some thousands", self.far_logits(), FAR, 1.0, FAR_LOGITS),
                self.form("L, and then grads", left, 0.95, FORM),
                *self.manners(left, integers=self.whole_losses(), share=0.95),
                *self.loss_gates(),
            ],
        )

    def loss_asks(self, several):
        one, ends = self.drawn(ONE_LAYER), self.drawn(MIXED)
        single = self.with_loss(self.drawn(ONE_EXAMPLE), "mse")
        several_classes = [one for one in ends[1::2] if one.y_hat.shape[1] > 1]
        last = [*self.with_loss(ends[::2], "mse"), *self.with_loss(several_classes, CROSS_ENTROPY)]
        return {
            "mse, one layer": self.with_loss(one, "mse"),
            "mse, several layers": self.with_loss(several, "mse"),
            "mse, one example": single,
            "cross-entropy, one layer": self.with_loss(one, CROSS_ENTROPY),
            "cross-entropy of 2 to 15 classes": [self.classes(*size) for size in CLASSES],
            "all activations, also at the end": last,
        }

    def with_loss(self, drawn, loss):
        return [loss_ask(one, self.targets(one, loss), loss) for one in drawn]

    def targets(self, network, loss):
        n, k = network.y_hat.shape
        if loss == CROSS_ENTROPY:
            labels = self.rng.integers(k, size=n)
            labels[-1] = k - 1 if n > 1 else labels[-1]
            return labels
        whole = bool(np.all(np.round(network.X) == network.X))
        return self.numbers((n, k), whole) + 0.5 * whole

    def classes(self, n, k):
        """n examples of k classes, of some of which there is no example."""
        network = self.network((3, k), ["identity"], n)
        return loss_ask(network, self.rng.integers((k + 1) // 2, size=n), CROSS_ENTROPY)

    def far_logits(self):
        """The right class is the least likely one, so that its probability rounds to 0."""
        return [self._far_logits(n) for n in (1, 2, 3, 4, 4, 5)]

    def _far_logits(self, n):
        network = self.network((3, 4), ["identity"], n)
        far = network_of(
            self.session, network.params, network.activations, (4000 * network.X).round()
        )
        return loss_ask(far, np.argmin(far.y_hat, axis=1), CROSS_ENTROPY)

    def whole_losses(self):
        asks = [
            loss_ask(network, self.targets(network, loss), loss)
            for loss in ("mse", CROSS_ENTROPY)
            for network in (self.network((3, 4), ["identity"], n=5) for _ in range(3))
        ]
        return [
            *map(in_integers, asks),
            *(in_integers(asked, "params") for asked in asks),
            *(in_integers(asked, "X") for asked in asks),
            *(in_integers(asked, "y") for asked in asks[:3]),
        ]

    def loss_gates(self):
        exact = []
        for network in gates.exact_networks(self.session, self.rng):
            y = short(self.rng.normal(size=network.y_hat.shape) * [1e8, 1], 3)
            exact.append(loss_ask(network, y, "mse"))
        deep = gates.deep_network(self.session, self.rng)
        asked = loss_ask(deep, self.numbers(deep.y_hat.shape), "mse")
        return [
            self.of_very_different_sizes(exact, _weights_of),
            gates.exact(exact, self.expected, _weights_of, BACKWARD[0].place),
            gates.affordable(asked, self.session, deep),
        ]


def _weights_of(answer):
    return BACKWARD[0].pick(BOTH[1].pick(answer))
