"""Part 5: minibatches, the SGD step, and training."""

import itertools
from dataclasses import replace
from functools import partial

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ..judging import batches, training
from ..judging.judges import PASS, keeps_arguments, parameter_place, plain_place, refuses
from ..records import Ask, ask, single_case
from ..scripts.training import (
    epochs_of_minibatches,
    minibatches_of_seeds,
    refused_batch_size,
    train,
    train_with_seeds,
)
from .case import QuestionCase, calls
from .convergence import Convergence
from .networks import random_network
from .part_4_network import LOSS_GRADIENTS

MINIBATCHES = "sgd.minibatches"


class Sgd(QuestionCase):
    @number("5.1")
    @partial_credit(7)
    @tags("minibatches")
    def test_minibatches(self, set_score=None):
        """minibatches"""
        epochs = self.epochs(n=23, batch_size=4, epochs=8)
        n = int(self.rng.integers(11, 20))
        self.grade(
            set_score,
            [
                self.judge_epochs(
                    "each example once an epoch", epochs, batches.every_row_once(23), 2
                ),
                self.judge_epochs(
                    "the last batch is smaller", epochs, batches.sizes_are(batches.sizes_of(23, 4))
                ),
                self.judge_epochs("X and y stay together", epochs, batches.pairs_are_intact, 2),
                self.judge_epochs("a fresh order each epoch", epochs, batches.order_is_fresh, 2),
                self.judge_epochs("the order is rng's", self.seeds(), batches.follows_generator),
                single_case(
                    "labels stay integers", epochs, batches.labels_stay_integers(epochs), 0.5
                ),
                self.complete("batches of one", n, 1),
                self.complete("one example is left over", n, n - 1),
                self.complete("all in one batch", n, n),
                self.complete("a batch larger than the data", n, n + 5),
                self.complete("a single example", 1, 3),
                *(self.with_targets(n, outputs) for outputs in (1, 3)),
                self.on_view(n),
                *self.bad_sizes(),
                self.keeps_X_and_y(epochs),
            ],
        )

    def with_targets(self, n, outputs):
        title = f"targets of shape (n, {outputs})"
        asked = self.epochs(n, 4, outputs=outputs)
        return self.judge_epochs(title, asked, batches.complete(n, 4), 0.5)

    def on_view(self, n):
        asked = replace(self.epochs(n, 4, outputs=2), layout="views")
        title = "arrays that are views of others"
        return self.judge_epochs(title, asked, batches.complete(n, 4), 0.5)

    def epochs(self, n, batch_size, epochs=1, outputs=None):
        X, y = batches.numbered_rows(n, outputs)
        return ask(
            MINIBATCHES,
            script=epochs_of_minibatches,
            X=X,
            y=y,
            batch_size=batch_size,
            seed=self.seed(),
            epochs=epochs,
        )

    def seed(self):
        return int(self.rng.integers(2**31))

    def seeds(self):
        X, y = batches.numbered_rows(23)
        first = self.seed()
        seeds = [first, first, first + 1, first + 2]
        return ask(MINIBATCHES, script=minibatches_of_seeds, X=X, y=y, batch_size=4, seeds=seeds)

    @staticmethod
    def judge_epochs(title, asked, judge, share=1.0):
        return single_case(title, asked, batches.judge_epochs(asked, judge), share)

    def complete(self, title, n, batch_size):
        complete = batches.complete(n, batch_size)
        return self.judge_epochs(title, self.epochs(n, batch_size), complete, share=0.5)

    def bad_sizes(self):
        for batch_size in (0, -2):
            X, y = batches.numbered_rows(5)
            asked = ask(MINIBATCHES, refused_batch_size, X=X, y=y, batch_size=batch_size)
            complete = batches.judge_epoch(asked, batches.complete(5, 5))
            judge = refuses(asked, complete, lambda message: PASS)
            yield single_case(f"a ValueError for a batch size of {batch_size}", asked, judge, 0.5)

    @staticmethod
    def keeps_X_and_y(epochs):
        whole = batches.judge_epochs(epochs, batches.complete(23, 4))
        return single_case("X and y keep their order", epochs, keeps_arguments(epochs, whole), 0.5)

    @number("5.2")
    @partial_credit(4)
    @tags("SGD")
    def test_sgd_step(self, set_score=None):
        """sgd_step"""
        three = self.step((3, 5, 4, 2), learning_rate=0.3)
        steep = self.step((2, 4, 1), 1e-6, slope=1e6)
        self.grade(
            set_score,
            [
                self.same("one layer", self.step((3, 2), 0.05), place=parameter_place),
                self.same("three layers", three, 2, place=parameter_place),
                self.same("a large step", self.step((2, 4, 1), 7.0), place=parameter_place),
                self.same("large gradients", steep, place=parameter_place),
                *self.manners(three, parameter_place),
            ],
        )

    def step(self, sizes, learning_rate, slope=1.0):
        """A step from params of order 1, by gradients of order `slope`."""
        draw = self.rng.normal
        params, grads = (
            [
                (draw(scale=scale, size=(outputs, inputs)), draw(scale=scale, size=outputs))
                for inputs, outputs in itertools.pairwise(sizes)
            ]
            for scale in (1.0, slope)
        )
        return ask("sgd.sgd_step", params=params, grads=grads, learning_rate=learning_rate)


class Training(Convergence, QuestionCase):
    deadline = 60.0

    @number("5.3")
    @partial_credit(9)
    @tags("SGD", "convergence")
    @calls(
        *LOSS_GRADIENTS,
        "network.forward",
        "network.backward",
        "network.loss_and_gradients",
        "sgd.minibatches",
        "sgd.sgd_step",
    )
    def test_train(self, set_score=None):
        """train"""
        full = self.regression(n=7, batch_size=7, epochs=12)
        larger = self.regression(n=7, batch_size=12, epochs=3)
        small = self.regression(n=11, batch_size=4, epochs=3)
        nothing = self.regression(n=5, batch_size=2, epochs=0)
        self.grade(
            set_score,
            [
                self.same("full gradient descent", full, 3, place=trained_place),
                self.same("a batch size above n", larger, 0.5, place=trained_place),
                self.same("a start at the minimum", self.at_rest(), 0.5, place=trained_place),
                self.same("equal examples", self.equal_examples(), 3, place=trained_place),
                self.same("a rate that is too large", self.too_fast(), place=trained_place),
                self.same("no epochs", nothing, 0.5, place=trained_place),
                single_case("losses are those of the params", small, self.losses_of(small), 2),
                self.order_is_from_rng(small),
                self.fresh_minibatches(),
                self.every_order_is_from_rng(),
                self.least_squares(),
                self.digits(),
                *self.escape(),
                *self.manners(full, trained_place),
            ],
        )

    def network(self, n):
        return random_network(self.session, self.rng, (3, 5, 2), ["tanh", "identity"], n)

    def regression(self, n, batch_size, epochs):
        network = self.network(n)
        y = self.rng.normal(size=network.y_hat.shape)
        return self.train(network, network.X, y, "mse", batch_size, epochs)

    def at_rest(self):
        """Full gradient descent that does not move: there is a loss for each epoch all the same."""
        network = self.network(n=7)
        return self.train(network, network.X, network.y_hat, "mse", 7, epochs=4)

    def too_fast(self):
        """Full gradient descent whose loss rises in every epoch."""
        network = random_network(self.session, self.rng, (3, 2), ["identity"], n=7)
        y = self.rng.normal(size=network.y_hat.shape)
        return self.train(network, network.X, y, "mse", 7, epochs=4, learning_rate=8.0)

    def train(self, network, X, y, loss, batch_size, epochs, learning_rate=0.2):
        return ask(
            "sgd.train",
            script=train,
            params=network.params,
            activations=network.activations,
            X=X,
            y=y,
            loss=loss,
            learning_rate=learning_rate,
            batch_size=batch_size,
            epochs=epochs,
            seed=int(self.rng.integers(2**31)),
        )

    def equal_examples(self):
        """Where all examples are equal, every order of them gives the same run."""
        network = self.network(n=1)
        X, y = np.repeat(network.X, 10, axis=0), np.repeat(self.rng.integers(2, size=1), 10)
        return self.train(network, X, y, "softmax_cross_entropy", batch_size=4, epochs=3)

    def losses_of(self, asked):
        return training.losses_belong_to_params(asked, partial(self.loss, asked))

    def fresh_minibatches(self):
        asked = self.telling_the_last(epochs=8)
        return single_case("fresh minibatches in every epoch", asked, training.losses_vary(asked))

    def telling_the_last(self, epochs):
        """Each step sets b to the example's y, so the losses tell which example came last."""
        y = self.rng.uniform(-1, 1, size=(23, 1))
        network = random_network(self.session, self.rng, (1, 1), ["identity"], 23)
        return self.train(network, np.zeros((23, 1)), y, "mse", 1, epochs, learning_rate=0.5)

    def every_order_is_from_rng(self):
        """Of ten generators, all end an epoch with the same example once in 23^9 times."""
        asked = self.telling_the_last(epochs=3)
        seeds = [int(seed) for seed in self.rng.integers(2**31, size=10)]
        many = Ask(asked.function, {**asked.inputs, "seeds": seeds}, train_with_seeds)
        title = "the order is rng's in every epoch"
        return single_case(title, many, training.every_epoch_follows_generator(many))

    def order_is_from_rng(self, asked):
        first = int(self.rng.integers(2**31))
        inputs = {**asked.inputs, "seeds": [first, first, first + 1]}
        twice = Ask(asked.function, inputs, train_with_seeds)
        return single_case("the order is rng's", twice, training.follows_generator(twice))


def trained_place(path):
    """A path into (params, losses)."""
    if path[:1] == (1,):
        return f"losses{plain_place(path[1:])}"
    return parameter_place(path[1:]) if len(path) > 2 else "params"
