"""The trainings of question 5.3, most of which end alike in every order of the examples."""

from __future__ import annotations

import itertools
from functools import partial
from typing import Any

import numpy as np

from ...core.records import Ask, Case, Family
from ..calibration.cases import Training as Data
from ..networks import random_network
from . import judges as training
from .convergence import Convergence
from .families import ENDS, FRESH, FROM_RNG, OF_THE_PARAMS
from .scripts import train_with_seeds

CROSS_ENTROPY = "softmax_cross_entropy"


class Trainings(Convergence):
    """What 5.3 is built from, beside a QuestionCase."""

    session: Any

    def network(self, sizes, activations, n, whole=False):
        return random_network(self.session, self.rng, sizes, activations, n, whole)

    def train(self, network, y, loss, rate, batch_size, epochs, X=None) -> Ask:
        X = network.X if X is None else X
        data = Data(network.params, network.activations, X, y, loss, rate, batch_size, epochs)
        return self.train_case(data)

    def targets(self, network, loss, whole=False):
        n, k = network.y_hat.shape
        if loss == CROSS_ENTROPY:
            return self.rng.integers(k, size=n)
        if whole:
            return self.rng.integers(-3, 4, size=(n, k)).astype(float)
        return self.rng.normal(size=(n, k)).round(2)

    def full_line(self) -> list[Ask]:
        """One linear layer in whole numbers, by full gradient descent."""
        asks = []
        for (n, inputs, outputs), epochs in zip(
            ((1, 1, 1), (2, 1, 1), (3, 2, 2), (4, 3, 2)), (1, 2, 3, 4), strict=True
        ):
            network = self.network((inputs, outputs), ["identity"], n, whole=True)
            y = self.targets(network, "mse", whole=True)
            asks.append(self.train(network, y, "mse", 0.125, n, epochs))
        return asks

    def full_networks(self) -> list[Ask]:
        """Networks by full gradient descent, with a batch_size of n and above."""
        asks = []
        for place, name in enumerate(("identity", "relu", "sigmoid", "tanh") * 2):
            network = self.network((4, 3, 2)[place % 2 :], [name, "identity"][place % 2 :], n=5)
            loss = CROSS_ENTROPY if place % 3 else "mse"
            size = 5 + int(self.rng.integers(1, 9)) * (place // 2 % 2)
            y = self.targets(network, loss)
            asks.append(self.train(network, y, loss, 0.2, size, epochs=1 + place % 4))
        return asks

    def equal_examples(self, sizes) -> list[Ask]:
        """Where all examples are equal, every order of them gives the same run."""
        asks = []
        for place, (n, batch_size) in enumerate(sizes * 2):
            network = self.network((2, 3), ["identity"], n=1, whole=place == 0)
            loss = CROSS_ENTROPY if place % 2 else "mse"
            y = np.repeat(self.targets(network, loss, whole=place == 0), n, axis=0)
            X = np.repeat(network.X, n, axis=0)
            asks.append(self.train(network, y, loss, 0.0625, batch_size, 1, X))
        return asks

    def orthogonal_examples(self) -> list[Ask]:
        """Rows of which [x, 1] are orthogonal: a step for one leaves the others' errors alone.

        Where batches are full, every order gives the same run: each step halves an error.
        """
        asks = []
        sizes = ((2, 1), (4, 2), (4, 1), (8, 4), (8, 2), (4, 1))
        for place, (n, batch_size) in enumerate(sizes):
            outputs = 1 + place % 2
            X = _orthogonal(n)[:, 1:]
            network = self.network((n - 1, outputs), ["identity"], 1, whole=True)
            y = np.array(self.rng.permutation(2 * n * outputs)[: n * outputs], dtype=float)
            rate = batch_size * outputs / (4 * n)
            y = y.reshape(n, outputs) - n
            asks.append(self.train(network, y, "mse", rate, batch_size, 1, X))
        return asks

    def numbers_of_epochs(self) -> list[Ask]:
        """None, and many; also from a minimum, and where the loss rises in each epoch."""
        asks = []
        for epochs in (0, 1, 9, 25):
            network = self.network((2, 1), ["identity"], 3)
            asks.append(self.train(network, self.targets(network, "mse"), "mse", 0.05, 3, epochs))
        network = self.network((2, 1), ["identity"], 2, whole=True)
        asks.append(self.train(network, network.y_hat, "mse", 0.125, 2, epochs=20))
        rising = self.train(network, network.y_hat + 1, "mse", 1.25, 2, epochs=9)
        slow = self.train(network, network.y_hat + 1, "mse", 1e-9, 2, epochs=9)
        return [*asks, rising, slow]

    def orders(self) -> list[Family]:
        """Whether the order of the examples is fresh in each epoch, and rng's, as losses tell."""
        asked = self.telling_the_order()
        fresh = (Case(asked, training.order_is_fresh(asked)),)
        follows = (Case(asked, training.order_is_from_rng(asked)),)
        return [
            Family("a fresh order in each epoch", fresh, 2.4, hint=FRESH),
            Family("the order is rng's, in each epoch", follows, 2.4, hint=FROM_RNG),
        ]

    def telling_the_order(self) -> Ask:
        """X is 0, and each step moves b by four fifths of the way to its example's target.

        So the end of an epoch tells in which order the targets came. In the two generators'
        first orders no example is at the same place, and after the second the loss has risen.
        """
        network = self.network((1, 1), ["identity"], 16)
        y = self.rng.uniform(-1, 1, size=(16, 1)).round(4)
        asked = self.train(network, y, "mse", 0.4, 1, epochs=4, X=np.zeros((16, 1)))
        rising = (one for one in itertools.count(asked.inputs["seed"]) if _rises(one, y[:, 0]))
        seed = next(rising)
        other = next(one for one in rising if np.all(_order(one) != _order(seed)))
        inputs = {**asked.inputs, "seed": seed, "seeds": [seed, seed, other]}
        return asked._replace(inputs=inputs, script=train_with_seeds)

    def losses_of_params(self) -> Family:
        """Whatever the order is, the last loss is that of the params."""
        cases = []
        for n, batch_size in ((5, 2), (7, 3), (8, 4), (11, 4)):
            network = self.network((3, 4, 2), ["tanh", "identity"], n)
            y = self.targets(network, "mse")
            asked = self.train(network, y, "mse", 0.02, batch_size, epochs=2)
            judge = training.losses_belong_to_params(asked, partial(self.loss, asked))
            cases.append(Case(asked, judge))
        return Family("losses are those of the params", tuple(cases), 1.2, hint=OF_THE_PARAMS)

    def long_trainings(self) -> Family:
        """Trainings whose end is known within limits, whatever the order is."""
        cases = (self.least_squares(), self.digits(), *self.escape())
        return Family("where longer trainings end", cases, 0.4, hint=ENDS)


def _rises(seed, y):
    """Whether the loss is larger after the second epoch than after the first."""
    rng, b, distances = np.random.default_rng(seed), 0.0, []
    for _ in range(2):
        for target in y[rng.permutation(len(y))]:
            b += 0.8 * (target - b)
        distances.append(abs(b - y.mean()))
    return distances[1] > distances[0]


def _order(seed):
    """The order of 16 examples that a generator gives first."""
    return np.random.default_rng(seed).permutation(16)


def _orthogonal(n):
    """A matrix of 1 and -1 with orthogonal rows, and ones in its first column."""
    matrix: np.ndarray = np.ones((1, 1))
    while len(matrix) < n:
        matrix = np.block([[matrix, matrix], [matrix, -matrix]])
    return matrix
