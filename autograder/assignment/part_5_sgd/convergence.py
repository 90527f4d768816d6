"""Checks of `train` by where a training ends, with calibrated limits, for question 5.3."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

import numpy as np

from ...core.records import Ask, Case, ask
from ..calibration.cases import digits_case, escape_case, least_squares_case
from . import judges as training
from .scripts import train, train_epoch_by_epoch


@lru_cache(maxsize=1)
def _loaded(load_digits):
    return load_digits()


class Convergence:
    """What 5.3 is built from, beside a QuestionCase."""

    session: Any
    rng: np.random.Generator
    expected: Any

    def loss(self, asked, params):
        """The reference's loss of params on all the data of a question."""
        names = ("activations", "X", "y", "loss")
        loss_asked = ask(
            "network.loss_and_gradients",
            params=params,
            **{name: asked.inputs[name] for name in names},
        )
        return self.expected(loss_asked)[0]

    def train_case(self, case, script=train, **changed):
        inputs = {**case.inputs(), "seed": int(self.rng.integers(2**31)), **changed}
        return Ask("sgd.train", inputs, script)

    def least_squares(self):
        """Every minibatch step comes nearer to the solution, for any order of the examples."""
        case = least_squares_case(self.rng)
        asked = self.train_case(case.training, train_epoch_by_epoch, epochs=case.epochs)
        judge = training.never_farther(asked, case.theta_star, case.rise_tolerance, case.limit)
        return Case(asked, judge)

    def digits(self):
        functions = self.session.reference.functions
        X_train, y_train, *_ = _loaded(functions("data.load_digits"))
        case = digits_case(X_train, y_train)
        params = functions("functions.init_params")(case.layer_sizes, self.rng)
        asked = self.train_case(case.starting_at(params))
        judge = training.ends_between(
            asked,
            partial(self.loss, asked),
            0.0,
            case.limit,
            "the network learns too little",
        )
        return Case(asked, judge)

    def escape(self):
        case = escape_case()
        full, small = self.train_case(case.full), self.train_case(case.small)
        low, high = case.poor_loss - case.poor_tolerance, case.poor_loss + case.poor_tolerance
        stays = training.ends_between(
            full,
            partial(self.loss, full),
            low,
            high,
            "full gradient descent took other steps",
        )
        leaves = training.ends_between(
            small, partial(self.loss, small), 0.0, case.limit, "SGD stays in the poor minimum"
        )
        return [Case(full, stays), Case(small, leaves)]
