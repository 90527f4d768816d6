"""With this file you can load data to train on. It is given complete: read it, do not change it."""

import io
import pkgutil

import numpy as np

TEST_IMAGES = 360


def load_digits():
    """1,797 real handwritten digits of 8 x 8 pixels (DIGITS.md says where they come from).

    Returns X_train (1437, 64), y_train (1437,), X_test (360, 64), y_test (360,).
    X holds pixels as floats from 0 (blank) to 1 (full ink), one image per row:
    X[i].reshape(8, 8) is image i. y holds the digits as integers, 0 to 9.
    The test set is always the last 360 images.
    """
    text = pkgutil.get_data(__package__, "digits.csv").decode("ascii")
    table = np.loadtxt(io.StringIO(text), delimiter=",", skiprows=1, dtype=np.int64)
    X, y = table[:, :64] / 16.0, table[:, 64]
    return X[:-TEST_IMAGES], y[:-TEST_IMAGES], X[-TEST_IMAGES:], y[-TEST_IMAGES:]


def make_spirals(n, rng):
    """Points on two spirals that wind around each other: no straight line separates them.

    n: the number of points. rng: a numpy.random.Generator.
    Returns X (n, 2) and y (n,), the class of each point, 0 or 1, in random order.
    """
    y = rng.permutation(np.arange(n) % 2)
    radius = rng.uniform(0.1, 1.0, size=n)
    angle = 2.0 * np.pi * radius + np.pi * y
    X = radius[:, np.newaxis] * np.column_stack([np.cos(angle), np.sin(angle)])
    return X + rng.normal(0.0, 0.02, size=(n, 2)), y
