"""Twelve checks that every grader of the comparison runs: the same calls, the same right answers.

They are of parts 2, 4 and 5; the last asks whether a training converges. For the
other graders each is a line of Python; for this kit it is a check of a graded question,
whose worker is confined. No function is lent, so that the scores are those of the other
graders.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from gradescope_utils.autograder_utils.decorators import number, weight

from autograder.assignment.part_5_sgd import batches
from autograder.assignment.part_5_sgd import judges as training
from autograder.assignment.part_5_sgd.scripts import epochs_of_minibatches, train
from autograder.core.records import Case, Family, ask, single_case
from autograder.grading.case import QuestionCase
from autograder.grading.session import Session

MODULES = ("jacobians", "network", "sgd")
INPUTS = """
import numpy as np
rng = np.random.default_rng(0)
W, b, x, z = rng.normal(size=(3, 4)), rng.normal(size=3), rng.normal(size=4), rng.normal(size=5)
y_hat, y = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
labels = np.array([0, 2, 1, 1])
p, s = np.exp(z) / np.exp(z).sum(), 1 / (1 + np.exp(-z))
q = np.exp(y_hat) / np.exp(y_hat).sum(axis=1, keepdims=True)

params = [(rng.normal(size=(5, 3)), rng.normal(size=5)), (rng.normal(size=(2, 5)), rng.normal(size=2))]
activations = ["tanh", "identity"]
X, dL_dyhat = rng.normal(size=(7, 3)), rng.normal(size=(7, 2))
Z = [X @ params[0][0].T + params[0][1]]
A = [X, np.tanh(Z[0])]
Z.append(A[1] @ params[1][0].T + params[1][1])
A.append(Z[1])
delta = dL_dyhat @ params[1][0] * (1 - A[1] ** 2)
grads = [(delta.T @ X, delta.sum(axis=0)), (dL_dyhat.T @ A[1], dL_dyhat.sum(axis=0))]
y_mse = A[-1] - dL_dyhat * A[-1].size / 2
mse, rate = "mse", 0.1
rows = np.arange(23)
numbered = np.stack([rows, 100.0 + rows], axis=1)

clouds = np.repeat(np.arange(3), 200)
points = rng.normal(size=(600, 8)) + 2 * np.eye(8)[clouds]
start = [(rng.normal(size=(16, 8)) / 3, np.zeros(16)), (rng.normal(size=(3, 16)) / 4, np.zeros(3))]

def loss_of(params):
    hidden = np.tanh(points @ params[0][0].T + params[0][1])
    logits = hidden @ params[1][0].T + params[1][1]
    with np.errstate(all="ignore"):
        return np.mean(np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(600), clouds])

def same(one, other):
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    return np.shape(one) == np.shape(other) and np.allclose(one, other, rtol=1e-7)
"""  # noqa: E501  a check's text stays a line
ENDS_BELOW = 0.32


@dataclass(frozen=True)
class PeerCheck:
    """One of the twelve: a line that fails where an answer is wrong, and the kit's own check."""

    function: str
    assertion: str
    own: Callable[[QuestionCase], Family]


def answers(function: str, arguments: str, right: str) -> PeerCheck:
    """A check that a function, called with these inputs by name, returns what `right` is."""

    def own(case):
        inputs = {name: inputs_by_name()[name] for name in arguments.split(", ")}
        return case.same("the same as the reference", ask(function, **inputs))

    return PeerCheck(function, f"assert same({right}, {function}({arguments}))", own)


def _every_row_once(case):
    X, y = batches.numbered_rows(23)
    asked = ask("sgd.minibatches", epochs_of_minibatches, X=X, y=y, batch_size=4, seed=0, epochs=1)
    judge = batches.judge_epochs(asked, batches.every_row_once(23))
    return single_case("each example once", asked, judge)


def _converges(case):
    values = inputs_by_name()
    asked = ask(
        "sgd.train", train,
        params=values["start"], activations=values["activations"], X=values["points"],
        y=values["clouds"], loss="softmax_cross_entropy", learning_rate=0.2, batch_size=10,
        epochs=16, seed=0,
    )  # fmt: skip
    judge = training.ends_between(
        asked, values["loss_of"], 0.0, ENDS_BELOW, "the network learns too little"
    )
    few = {"X": values["points"][::20], "y": values["clouds"][::20], "epochs": 2}
    brief = asked._replace(inputs={**asked.inputs, **few})
    return Family("the training converges", (Case(asked, judge, brief=brief),))


TWELVE = (
    answers("jacobians.linear_jacobian_x", "W, b, x", "W"),
    answers("jacobians.linear_jacobian_W", "W, b, x", "np.einsum('kj,i->kji', np.eye(3), x)"),
    answers("jacobians.sigmoid_jacobian", "z", "np.diag(s * (1 - s))"),
    answers("jacobians.softmax_jacobian", "z", "np.diag(p) - np.outer(p, p)"),
    answers("jacobians.mse_gradient", "y_hat, y", "2 * (y_hat - y) / y.size"),
    answers(
        "jacobians.softmax_cross_entropy_gradient", "y_hat, labels", "(q - np.eye(3)[labels]) / 4"
    ),
    answers("network.forward", "params, activations, X", "(Z, A)"),
    answers("network.backward", "params, activations, Z, A, dL_dyhat", "grads"),
    answers(
        "network.loss_and_gradients", "params, activations, X, y_mse, mse",
        "(np.mean((A[-1] - y_mse) ** 2), grads)",
    ),
    PeerCheck(
        "sgd.minibatches",
        "assert same(rows, np.sort(np.concatenate([y_b for _, y_b in "
        "sgd.minibatches(numbered, rows, 4, np.random.default_rng(0))])))",
        _every_row_once,
    ),
    answers("sgd.sgd_step", "params, grads, rate", "[(W - rate * dW, b - rate * db) "
            "for (W, b), (dW, db) in zip(params, grads)]"),
    PeerCheck(
        "sgd.train",
        "assert 0 < loss_of(sgd.train(start, activations, points, clouds, "
        f"'softmax_cross_entropy', 0.2, 10, 16, np.random.default_rng(0))[0]) < {ENDS_BELOW}",
        _converges,
    ),
)  # fmt: skip


def assertions() -> list[str]:
    """The twelve as lines of Python that fail where an answer is wrong."""
    return [one.assertion for one in TWELVE]


@functools.cache
def inputs_by_name() -> dict[str, Any]:
    """The inputs of all checks."""
    values: dict[str, Any] = {}
    exec(INPUTS, values)
    return values


class PeerQuestion(QuestionCase):
    """A graded question of this kit with some of the twelve checks."""

    visibility = "visible"

    @property
    def module(self) -> str:
        return getattr(self, self._testMethodName).module


def twelve_questions(session: Session) -> list[QuestionCase]:
    """The twelve as questions of one check each."""
    return _cases(tuple((one,) for one in TWELVE), session)


def three_questions(session: Session) -> list[QuestionCase]:
    """The twelve as a question for each part: the checks of a file."""
    return _cases(tuple(tuple(of_file) for _, of_file in groupby(TWELVE, _module)), session)


def _module(one: PeerCheck) -> str:
    return one.function.partition(".")[0]


def _cases(groups, session):
    question_class = _question_class(groups)
    return [question_class(f"test_{place}", session) for place in range(1, len(groups) + 1)]


@functools.cache
def _question_class(groups):
    methods = {f"test_{place}": _method(place, group) for place, group in enumerate(groups, 1)}
    return type("PeerQuestions", (PeerQuestion,), methods)


def _method(place: int, group: Sequence[PeerCheck]):
    @number(str(place))
    @weight(len(group))
    def check(self):
        self.grade(lambda score: None, [one.own(self) for one in group])

    check.__doc__ = ", ".join(one.function for one in group)
    check.module = _module(group[0])
    return check
