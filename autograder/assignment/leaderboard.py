"""Gradescope's table of all students: who chooses learning rate and batch size best.

A submission names two numbers. The training is the reference's, in the grader,
so that nothing that the submission says of its success is believed.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..core.records import PASSED
from ..grading.grade import Report
from ..grading.reference import Reference
from ..sandbox.workers import Workers, worker_files

CHOICE = "LEADERBOARD"
EXAMPLE = f'{CHOICE} = {{"learning_rate": 0.1, "batch_size": 32}}'
TAKES_PART_WITH = "5.3"

LAYER_SIZES = [64, 32, 10]
ACTIVATIONS = ["relu", "identity"]
LOSS = "softmax_cross_entropy"
EPOCHS = 10
WANTED_LOSS = 0.2
MAX_STEPS = 1500
SEED = 2026
READ_SECONDS = 10.0

Choice = tuple[float, int]


class NoChoice(ValueError):
    """No two numbers can be taken from what a submission names; the text says why."""


def leaderboard(
    report: Report, workers: Workers, reference: Reference
) -> tuple[list[dict[str, Any]], str]:
    """The entries of a submission, and what its student is told where there are none.

    There are none where its own `train` has not all points. An entry tells that, so there is
    none, either, where students are not shown the row. They are told nothing then.
    """
    shown = [row for row in report.rows if row["visibility"] == "visible"]
    passed = {row["number"] for row in shown if row["extra_data"]["status"] == PASSED}
    if TAKES_PART_WITH not in passed:
        return [], ""
    try:
        return _entries(read_choice(named_in(report.submission, workers)), reference), ""
    except NoChoice as error:
        return [], f"You are not on the leaderboard: {error}."


def _entries(choice, reference):
    entries = [_entry("test accuracy, %", accuracy(choice, reference), "desc")]
    steps = steps_to_loss(choice, reference)
    if steps is not None:
        entries.append(_entry(f"steps to a loss of {WANTED_LOSS}", steps, "asc"))
    entries.append(_entry("learning rate", choice[0], "asc"))
    entries.append(_entry("batch size", choice[1], "asc"))
    return entries


def _entry(name, value, order):
    return {"name": name, "value": value, "order": order}


def named_in(submission: Any, workers: Workers) -> Any:
    """What stands in sgd.py as LEADERBOARD: untrusted plain data, or None."""
    files = worker_files(submission.sources, submission.beside)
    with workers.start(files, READ_SECONDS, None) as worker:
        return worker.find(f"sgd.{CHOICE}").value


def read_choice(named: Any) -> Choice:
    """Learning rate and batch size out of a submission's word. Raises NoChoice."""
    if named is None:
        raise NoChoice(f"sgd.py has no {CHOICE}; to take part, write {EXAMPLE}")
    if not isinstance(named, dict) or set(named) != {"learning_rate", "batch_size"}:
        raise NoChoice(f"{CHOICE} has other keys or another form than {EXAMPLE}")
    learning_rate, batch_size = named["learning_rate"], named["batch_size"]
    if type(learning_rate) not in (int, float) or not 0 < learning_rate <= 100:
        raise NoChoice("learning_rate must be a number above 0, and 100 at most")
    if type(batch_size) is not int or not 1 <= batch_size <= 10_000:
        raise NoChoice("batch_size must be a whole number from 1 to 10000")
    return float(learning_rate), batch_size


def accuracy(choice: Choice, reference: Reference) -> float:
    """The percentage of the test digits that a net gets right after the epochs that all have."""
    X, y, X_test, y_test = reference.functions("data.load_digits")()
    params, rng = _start(reference)
    with np.errstate(all="ignore"):
        params, _ = reference.functions("sgd.train")(
            params, ACTIVATIONS, X, y, LOSS, *choice, EPOCHS, rng
        )
        _, A = reference.functions("network.forward")(params, ACTIVATIONS, X_test)
        right = reference.functions("sgd.accuracy")(A[-1], y_test)
    return round(100.0 * float(right), 2)


def steps_to_loss(choice: Choice, reference: Reference) -> int | None:
    """After how many steps the loss on all training digits is low; None if it never is."""
    X, y, _, _ = reference.functions("data.load_digits")()
    loss_and_gradients = reference.functions("network.loss_and_gradients")
    step = reference.functions("sgd.sgd_step")
    learning_rate, batch_size = choice
    params, rng = _start(reference)
    taken = 0
    with np.errstate(all="ignore"):
        while True:
            for X_b, y_b in reference.functions("sgd.minibatches")(X, y, batch_size, rng):
                _, grads = loss_and_gradients(params, ACTIVATIONS, X_b, y_b, LOSS)
                params = step(params, grads, learning_rate)
                taken += 1
                loss, _ = loss_and_gradients(params, ACTIVATIONS, X, y, LOSS)
                if loss <= WANTED_LOSS:
                    return taken
                if taken == MAX_STEPS or not math.isfinite(loss):
                    return None


def _start(reference):
    rng = np.random.default_rng(SEED)
    return reference.functions("functions.init_params")(LAYER_SIZES, rng), rng
