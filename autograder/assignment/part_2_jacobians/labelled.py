"""Draws logits and labels."""

from __future__ import annotations

import numpy as np

from ...core.records import ask
from ..drawing import draws
from ..picks import of_other_classes, of_right_classes

BY_CLASS = {
    "the slopes of the right classes, up to one factor": of_right_classes,
    "the slopes of the other classes, up to one factor": of_other_classes,
}


def far_apart(rng: np.random.Generator):
    """Logits of which each in turn, also their mean, is too far from the largest for exp."""
    offsets = np.array([-990.0, 990.0, 990.0, 0.0])
    near = rng.normal(size=4).round(2)
    return [(near + np.roll(offsets, places)).round(2) for places in range(4)]


LARGEST = 4.0
"""Of logits no larger than this none has a probability near 0, whatever the seed is."""


def near(draw, shape):
    return np.clip(draw(shape), -LARGEST, LARGEST)


def classified(rng, drawn):
    """Examples of every class, in no order."""
    asks = []
    for draw, (n, k) in zip(draws(rng, len(drawn), 2.0), drawn, strict=True):
        labels = rng.permutation(np.arange(n) % k)
        asks.append(of_labels(near(draw, (n, k)), labels))
    return asks


def some_absent(rng):
    """One example; more classes than examples; neither the first nor the last class."""
    drawn = [(1, 3), (2, 3), (4, 4), (2, 6), (6, 14)]
    asks = []
    for draw, (n, k) in zip(draws(rng, len(drawn), 2.0), drawn, strict=True):
        few = [[0], [k - 1], [1], list(range(1, k)), list(range(k - 1)), [k - 1, k - 2]]
        asks += [of_labels(near(draw, (n, k)), rng.choice(among, n)) for among in few]
    return asks


def large_rows(rng):
    """Rows of logits far from 0, from each other, and with logits that are far apart."""
    rows = far_apart(rng)
    lowest, highest = (np.array([pick(row) for row in rows]) for pick in (np.argmin, np.argmax))
    near = rng.integers(-2, 3, size=(3, 4)).astype(float)
    apart = [near + np.roll([[990.0], [-990.0], [0.0]], places, axis=0) for places in range(3)]
    return [
        *(of_labels(logits, np.array([2, 0, 3])) for logits in (near + 990, near - 990)),
        *(of_labels(logits, np.array([1, 3, 0])) for logits in apart),
        *(of_labels(np.array(rows), labels) for labels in (lowest, highest)),
        of_labels(near * 20, np.array([1, 2, 1])),
    ]


def of_labels(logits, labels):
    return ask("jacobians.softmax_cross_entropy_gradient", logits=logits, labels=np.asarray(labels))
