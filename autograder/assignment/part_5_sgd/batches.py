"""Judges of minibatches whose rows carry their own numbers: no tolerance, no luck.

Row i of X is [i, 100.5 + i], and its target is i, or [i + 1/4, i + 2/4, ...], so that
every row says where it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ...core.answers import as_real
from ...core.records import Ask, Verdict
from ...core.untrusted import INDENT, in_line
from ...grading.judging.judges import PASS, Judge, judge_returned, wrong
from ...grading.judging.numbers import LINE, indented
from ...grading.judging.wording import show_call

Epoch = list[tuple[np.ndarray, np.ndarray]]
Complaint = Callable[[Sequence[Epoch]], str]
"""What is wrong with epochs of minibatches; an empty text where nothing is."""


MOST_EPOCHS, MOST_ROWS = 4, 50


class NoMinibatch(ValueError):
    """What stands in the place of epochs of minibatches; the text says what it is."""


def numbered_rows(n: int, outputs: int | None = None) -> tuple[np.ndarray, np.ndarray]:
    """X of shape (n, 2) and y of shape (n,) or (n, outputs), whose rows say their number."""
    rows = np.arange(n)
    X = np.stack([rows, 100.5 + rows], axis=1)
    return X, rows if outputs is None else _targets(rows, outputs)


def _targets(rows: np.ndarray, outputs: int) -> np.ndarray:
    return rows[:, np.newaxis] + np.arange(1, outputs + 1) / 4


def judge_epochs(ask: Ask, judge: Complaint) -> Judge:
    """A judge of epochs of minibatches."""

    def judge_value(value) -> Verdict:
        try:
            epochs = _epochs(ask, value)
        except NoMinibatch as problem:
            return wrong(str(problem), show_call(ask))
        complaint = judge(epochs) or _empty(epochs)
        return wrong(complaint, f"{show_call(ask)}\n{_shown(ask, epochs)}") if complaint else PASS

    return judge_returned(ask, judge_value)


def _shown(ask, epochs):
    """The numbers of the rows of X, minibatch by minibatch, in a line for each epoch."""
    seeds = ask.inputs.get("seeds")
    names = (
        [f"epoch {n}" for n in range(1, len(epochs) + 1)]
        if seeds is None
        else ([f"seed {seed}" for seed in seeds])
    )
    lines = [
        in_line(f"{name}: rows {' | '.join(map(_rows, epoch))}", LINE - len(INDENT))
        for name, epoch in zip(names[:MOST_EPOCHS], epochs, strict=False)
    ]
    return "returned   " + indented("\n".join(lines))


def _rows(batch):
    return " ".join(f"{number:g}" for number in batch[0][:MOST_ROWS, 0])


def judge_epoch(ask: Ask, judge: Complaint) -> Judge:
    """The same for one epoch alone."""
    judge_all = judge_epochs(ask._replace(inputs={**ask.inputs, "epochs": 1}), judge)
    return lambda observation: judge_all(observation._replace(value=[observation.value]))


def _epochs(ask: Ask, value) -> list[Epoch]:
    """As many epochs of minibatches as were asked for; NoMinibatch where one holds another thing.

    Of no epochs at all, anything could be said.
    """
    seeds = ask.inputs.get("seeds")
    asked_for = ask.inputs["epochs"] if seeds is None else len(seeds)
    if not isinstance(value, list) or len(value) != asked_for:
        raise NoMinibatch("there are not as many epochs as were asked for")
    return [_epoch(batches, ask.inputs["y"].shape[1:]) for batches in value]


def _empty(epochs: Sequence[Epoch]) -> str:
    return "" if all(epochs) else "an epoch had no minibatches"


def labels_stay_integers(ask: Ask) -> Judge:
    """Labels count the classes, which floats cannot: NumPy takes none for an index."""
    are_minibatches = judge_epochs(ask, lambda epochs: "")

    def judge(observation) -> Verdict:
        verdict = are_minibatches(observation)
        pairs = (
            (pair for batches in observation.value for pair in batches) if verdict.passed else ()
        )
        if any(np.asarray(y_b).dtype.kind == "f" for _, y_b in pairs):
            return wrong("y holds integers, and y_b holds floats", show_call(ask))
        return verdict

    return judge


def _epoch(batches, target) -> Epoch:
    """The minibatches as arrays, whose rows have the right shapes; `target` is y's."""
    if not isinstance(batches, list):
        raise NoMinibatch("what came is no list of minibatches")
    return [_minibatch(one, target) for one in batches]


def _minibatch(one, target):
    if not isinstance(one, (list, tuple)) or len(one) != 2:
        many = f" of {len(one)}" if isinstance(one, (list, tuple)) else ""
        raise NoMinibatch(f"a minibatch is a {type(one).__name__}{many}, and no pair (X_b, y_b)")
    return _rows_of("X_b", one[0], (2,)), _rows_of("y_b", one[1], target)


def _rows_of(name, array, row):
    """X_b or y_b, any number of rows, each of the shape `row`."""
    numbers = as_real(array)
    if numbers is None:
        raise NoMinibatch(f"{name} is no array of numbers")
    if numbers.ndim != 1 + len(row) or numbers.shape[1:] != row:
        expected = f"({', '.join(['rows', *map(str, row)])}{',' * (not row)})"
        raise NoMinibatch(f"the shape of {name} is {numbers.shape}, where {expected} is expected")
    if not np.isfinite(numbers).all():
        raise NoMinibatch(f"{name} holds {'NaN' if np.isnan(numbers).any() else 'infinity'}")
    return numbers


FAR = 2.0**31


def order_of(epoch: Epoch) -> tuple[int, ...]:
    """The rows' numbers in the order in which they came; no row of X has one as large as FAR."""
    return tuple(int(number) for X_b, _ in epoch for number in np.clip(X_b[:, 0], -FAR, FAR))


def sizes_of(n: int, batch_size: int) -> list[int]:
    """The sizes of the minibatches of an epoch: the last takes what is left over."""
    return [min(batch_size, n - start) for start in range(0, n, batch_size)]


def complete(n: int, batch_size: int) -> Complaint:
    """All that must hold of every epoch, whatever its order."""
    parts = (every_row_once(n), sizes_are(sizes_of(n, batch_size)), pairs_are_intact)

    def judge(epochs: Sequence[Epoch]) -> str:
        return next(filter(None, (part(epochs) for part in parts)), "")

    return judge


def every_row_once(n: int) -> Complaint:
    def judge(epochs: Sequence[Epoch]) -> str:
        for epoch in epochs:
            rows = np.array(order_of(epoch), dtype=np.int64)
            counts = np.bincount(np.clip(rows, 0, n - 1), minlength=n)
            if counts.min() < 1:
                return f"of {n} examples, {np.sum(counts == 0)} did not come in an epoch"
            if counts.max() > 1:
                return f"of {n} examples, {np.sum(counts > 1)} came more than once in an epoch"
        return ""

    return judge


def sizes_are(sizes: Sequence[int]) -> Complaint:
    def judge(epochs: Sequence[Epoch]) -> str:
        for epoch in epochs:
            found = [len(X_b) for X_b, _ in epoch]
            if found != list(sizes):
                return f"an epoch had {_listed(found)}, where {_listed(sizes)} were expected"
        return ""

    return judge


def _listed(sizes):
    shown = ", ".join(map(str, sizes[:8])) + (", ..." if len(sizes) > 8 else "")
    many = "batch" if len(sizes) == 1 else "batches"
    return f"{len(sizes)} {many} of {shown or 'no'} {'row' if shown == '1' else 'rows'}"


def pairs_are_intact(epochs: Sequence[Epoch]) -> str:
    for epoch in epochs:
        for X_b, y_b in epoch:
            if len(X_b) != len(y_b):
                return f"a batch has {len(X_b)} rows of X and {len(y_b)} of y"
            rows = X_b[:, 0]
            targets = rows if y_b.ndim == 1 else _targets(rows, y_b.shape[1])
            if not np.array_equal(X_b[:, 1], 100.5 + rows):
                return "the numbers of a row of X are not those that it has in X"
            if not np.array_equal(y_b, targets):
                return "rows of X came with the targets of other rows"
    return ""


def order_is_fresh(epochs: Sequence[Epoch]) -> str:
    orders = [order_of(epoch) for epoch in epochs]
    if any(order == tuple(sorted(order)) for order in orders):
        return "the examples came in the order in which they stand in X"
    # In a random order about two neighbours in X stay neighbours, of n - 1 possible.
    together = sum(int(np.sum(np.abs(np.diff(order)) == 1)) for order in orders)
    if together > sum(len(order) - 1 for order in orders) / 2:
        return "neighbours in X mostly stay neighbours: the order is not random"
    if len(set(orders)) < len(orders):
        return "two epochs had the same order"
    if any(len(set(rows)) == 1 for rows in zip(*orders, strict=False)):
        return "one example comes at the same place in every epoch"
    groups = {frozenset(frozenset(X_b[:, 0]) for X_b, _ in epoch) for epoch in epochs}
    if len(groups) < len(epochs):
        return "the same examples share a minibatch in every epoch"
    return ""


def follows_generator(epochs: Sequence[Epoch]) -> str:
    """The first two epochs come from equal generators, the others from different ones."""
    orders = [order_of(epoch) for epoch in epochs]
    if orders[0] != orders[1]:
        return "two generators with the same seed gave different orders"
    if len(set(orders)) < len(orders) - 1:
        return "generators with different seeds gave the same order"
    return ""
