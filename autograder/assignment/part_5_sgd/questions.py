"""Part 5: minibatches, the SGD step, and training."""

from __future__ import annotations

import itertools

from gradescope_utils.autograder_utils.decorators import number, partial_credit, tags

from ...core.records import Case, Family, ask
from ...grading.case import calls, pictured
from ...grading.judging.judges import PASS, keeps_arguments, refuses
from ...grading.manners import in_integers
from ..drawing import short
from ..part_4_network.families import FORM
from ..part_4_network.questions import LOSS_GRADIENTS
from ..parts import PartsCase, central
from ..picks import second_of_two
from . import batches
from .families import (
    ALONG,
    MANY_EPOCHS,
    MINIBATCH_HINTS,
    MOVES,
    STEP,
    STEP_HINTS,
    TRAIN_HINTS,
    TRAINED,
)
from .scripts import epochs_of_minibatches, minibatches_of_seeds, refused_batch_size
from .trainings import Trainings

MINIBATCHES = "sgd.minibatches"


class Sgd(PartsCase):
    @number("5.1")
    @partial_credit(7)
    @tags("minibatches")
    def test_minibatches(self, set_score=None):
        """minibatches"""
        multiples = [self.epochs(n, size) for n, size in self.multiples()]
        rest = [self.epochs(n, size) for n, size in self.with_a_rest()]
        limits = [self.epochs(n, size) for n, size in self.limits()]
        fresh = [self.epochs(4 * int(n), 4, epochs=8) for n in self.rng.integers(6, 10, size=4)]
        self.grade(
            set_score,
            [
                self.judged("each example once, in full batches", multiples, rows_and_sizes, 1.8),
                self.judged("X and y stay together", multiples, pairs, 1.4),
                self.judged("the last batch is smaller", rest, rows_and_sizes, 1.6),
                self.judged("batches of one, and of all", limits, rows_and_sizes, 1.2),
                central(self.judged("a fresh order in each epoch", fresh, order, 1.2)),
                self.judged("the order is rng's", self.seeds(), from_rng, 1.1),
                self.labels_and_targets(multiples),
                self.bad_sizes(),
                self.leaves_X_and_y(),
            ],
        )

    def multiples(self):
        """Sizes of data and batches that divide it: two small ones, and others."""
        pairs = self.rng.integers(2, 7, size=(6, 2))
        return [(4, 2), (6, 3), *((int(size * times), int(size)) for size, times in pairs)]

    def with_a_rest(self):
        """Sizes of which a smaller batch is left over, of one example and of more."""
        drawn = []
        for size, times in self.rng.integers(3, 7, size=(5, 2)):
            drawn.append((int(size * times + self.rng.integers(1, size)), int(size)))
        n = int(self.rng.integers(8, 20))
        return [(5, 2), (7, 4), *drawn, (n, n - 1)]

    def limits(self):
        n, more = (int(number) for number in self.rng.integers(5, 20, size=2))
        return [(1, 1), (1, 3), (3, 1), (3, 3), (3, 4), (n, 1), (n, n), (n, n + more)]

    def epochs(self, n, batch_size, epochs=2, outputs=None):
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
        """Minibatches of equal generators, and of others."""
        asks = []
        for n in (33, 34, 36):
            X, y = batches.numbered_rows(n)
            first = self.seed()
            seeds = [first, first, first + 1, first + 2]
            asks.append(ask(MINIBATCHES, minibatches_of_seeds, X=X, y=y, batch_size=4, seeds=seeds))
        return asks

    @staticmethod
    def judged(title, asks, judge_of, share) -> Family:
        """Each of the epochs must satisfy the judge that `judge_of` makes for it."""
        cases = (Case(asked, batches.judge_epochs(asked, judge_of(asked))) for asked in asks)
        return Family(title, tuple(cases), share, hint=MINIBATCH_HINTS[title])

    def labels_and_targets(self, multiples):
        """y_b has the shape and, where it holds labels, the type of y."""
        title = "labels and targets"
        labels = [Case(asked, batches.labels_stay_integers(asked)) for asked in multiples]
        asks = [self.epochs(6, 3, outputs=k) for k in (1, 2, 3, 5)]
        targets = [Case(asked, batches.judge_epochs(asked, pairs(asked))) for asked in asks]
        return Family(title, (*labels, *targets), 1.0, hint=MINIBATCH_HINTS[title])

    def bad_sizes(self):
        """Every size below 1 is refused; one is not refused for that."""
        title = "a ValueError for a size below 1"
        n = int(self.rng.integers(5, 9))
        X, y = batches.numbered_rows(n)
        cases = []
        for size in (0, -1, -2, -n, -n - 1, -int(self.rng.integers(20, 99))):
            asked = ask(MINIBATCHES, refused_batch_size, X=X, y=y, batch_size=size)
            good = batches.judge_epoch(asked, batches.every_row_once(n))
            cases.append(Case(asked, refuses(asked, good, lambda message: PASS)))
        return Family(title, tuple(cases), 1.1, hint=MINIBATCH_HINTS[title])

    def leaves_X_and_y(self):
        title = "X and y are left alone"
        cases = []
        for n, size, outputs in ((6, 3, None), (9, 3, 2), (8, 4, None)):
            asked = self.epochs(n, size, outputs=outputs)
            for one in (asked, asked._replace(layout="views")):
                cases.append(Case(one, keeps_arguments(one)))
        return Family(title, tuple(cases), 1.0, hint=MINIBATCH_HINTS[title], manners=True)

    @number("5.2")
    @partial_credit(4)
    @tags("SGD")
    def test_sgd_step(self, set_score=None):
        """sgd_step"""
        several = [
            self.step(layers, rate)
            for layers, rate in zip((2, 3, 4, 5) * 2, self.rates(), strict=True)
        ]
        asks = {
            "one layer": [
                *(self.step(1, rate, whole=True) for rate in (0.5, 0.25)),
                *(self.step(1, rate) for rate in self.rates()),
            ],
            "several layers": several,
            "small and large rates and gradients": [
                self.step(1, 10.0**rate, 10.0**slope)
                for rate, slope in itertools.product((-6, -2, 1, 3), (-5, 0, 6))
            ],
        }
        integers = self.whole_steps([self.step(1, rate) for rate in (0.5, 0.25, 3.0)])
        self.grade(
            set_score,
            [
                *(
                    family
                    for title, each in asks.items()
                    for family in self.in_parts(title, each, STEP, *STEP_HINTS[title])
                ),
                *self.in_parts("along the gradient", asks["one layer"], MOVES, 2.4, ALONG),
                self.form("a pair (W, b) for each layer", several, 1, FORM),
                *self.manners(several[:3], integers=integers, share=0.9),
            ],
        )

    def rates(self):
        return [float(rate) for rate in self.rng.uniform(0.05, 0.95, size=8).round(2)]

    def step(self, layers, learning_rate, slope=3.0, whole=False):
        """A step from params of order 1, by gradients of order `slope`."""
        sizes = self.rng.integers(1, 5, size=layers + 1)
        sizes[-1] = max(2, sizes[-1])
        params, grads = (
            [
                (self.numbers((o, i), scale, whole), self.numbers(o, scale, whole))
                for i, o in itertools.pairwise(sizes)
            ]
            for scale in (1.0, slope)
        )
        return ask("sgd.sgd_step", params=params, grads=grads, learning_rate=learning_rate)

    def numbers(self, shape, scale, whole):
        if whole:
            return self.rng.integers(-4, 5, size=shape).astype(float)
        return short(scale * self.rng.normal(size=shape), 3)

    @staticmethod
    def whole_steps(asks):
        """All in integers; only the params; only the gradients."""
        places = (("params", "grads"), ("params",), ("grads",))
        return [in_integers(one, *names) for one in asks for names in places]


def rows_and_sizes(asked):
    n, size = len(asked.inputs["X"]), asked.inputs["batch_size"]
    once, sizes = batches.every_row_once(n), batches.sizes_are(batches.sizes_of(n, size))
    return lambda epochs: once(epochs) or sizes(epochs)


def pairs(_):
    return batches.pairs_are_intact


def order(_):
    return batches.order_is_fresh


def from_rng(_):
    return batches.follows_generator


class Training(Trainings, PartsCase):
    deadline = 60.0

    @number("5.3")
    @partial_credit(9)
    @tags("SGD", "convergence")
    @pictured("the losses", second_of_two)
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
        line = self.full_line()
        asks = {
            "one layer, one batch an epoch": [*line, *(in_integers(one)[0] for one in line[1:3])],
            "networks, one batch an epoch": self.full_networks(),
            "equal examples, in full batches": self.equal_examples([(4, 2), (6, 2), (6, 3)]),
            "examples that do not disturb each other": self.orthogonal_examples(),
            "the last batch is smaller": self.equal_examples([(3, 2), (5, 2), (7, 3)]),
        }
        epochs = "as many epochs as asked for"
        self.grade(
            set_score,
            [
                *(
                    family
                    for title, each in asks.items()
                    for family in self.in_parts(title, each, TRAINED, *TRAIN_HINTS[title])
                ),
                *self.in_parts(epochs, self.numbers_of_epochs(), MANY_EPOCHS, *TRAIN_HINTS[epochs]),
                *self.orders(),
                self.losses_of_params(),
                self.long_trainings(),
                self.form("params, and then losses", line, 0.9, FORM),
                self.left_alone("arguments are left alone", line[2:4], 3.2),
            ],
        )
