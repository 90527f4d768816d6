"""Part 6. Numeric differentiation: measure derivatives instead of deriving them.

Given: `second_difference`, complete, as an example of how to move one entry of
x at a time. Yours: `forward_difference` and `central_difference` (6.1),
`numeric_jacobian` (6.2) and `gradient_check` (6.3).

A numeric derivative has two errors that pull in opposite directions:
- the step is not infinitely small. This error falls as h falls: like h for the
  forward difference, like h^2 for the central one.
- f is rounded to 16 digits, and the difference of two almost equal numbers
  keeps few of them. This error grows as 1/h.
The defaults of h below are close to the best for float64.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


_SMALLEST_DIFFERENCE = 5e-10  # far above the noise of 1e-11, far below 2 percent of 1e-6
_NOISE_OF_ONE = 4.4e-11  # of a central difference with h = 1e-5, where f is about 1: 2 eps / h


class _Probe:
    """Evaluates f at x and beside it. Each time f gets an array of its own, x moved by one entry."""

    def __init__(self, f: Callable, x) -> None:
        self._f = f
        # A float copy, row by row in memory, so that `_flat` is a view of it, also for x.T.
        self._x = np.array(x, dtype=float, order="C")
        self._flat = self._x.reshape(-1)
        self.size: int = self._x.size
        self.shape: tuple[int, ...] = self._x.shape

    def value_here(self) -> np.ndarray:
        return np.array(self._f(self._x.copy()), dtype=float)

    def value_beside(self, i: int, step: float) -> np.ndarray:
        original = self._flat[i]
        try:
            self._flat[i] = original + step
            return self.value_here()
        finally:
            self._flat[i] = original  # every measurement starts from the same x


class _Recorder:
    """A function that remembers how large the numbers were that it returned."""

    def __init__(self, f: Callable) -> None:
        self._f = f
        self._largest = 0.0

    def __call__(self, x: np.ndarray) -> float:
        value = _as_number(np.array(self._f(x), dtype=float))
        self._largest = max(self._largest, abs(value))
        return value

    def noise(self) -> float:
        """The difference of two slopes that the measurement cannot see: f has 16 digits."""
        return max(_SMALLEST_DIFFERENCE, _NOISE_OF_ONE * self._largest)


def _as_number(value: np.ndarray) -> float:
    """A number as a Python float, also where it came in an array of one."""
    if value.size != 1:
        raise ValueError(f"f must return a number, but it returned an array of shape {value.shape}")
    return float(value.reshape(-1)[0])


def _as_gradient(value) -> np.ndarray | None:
    """What is claimed to be a gradient as a float copy, or None if it has no shape at all."""
    try:
        return np.array(value, dtype=float)
    except (TypeError, ValueError):  # None in a list, rows of different lengths, ...
        return None


def _largest(array: np.ndarray) -> float:
    return float(np.abs(array).max()) if array.size else 0.0


def second_difference(f, x, h=1e-4):
    x = np.array(x, dtype=float)  # a copy in float64: as an integer, 3 + 0.0001 would be cut to 3
    here = f(x)
    curvature = np.zeros_like(x)
    for i in np.ndindex(x.shape):  # every index of x, whatever its shape: (0, 0), (0, 1), ...
        e_i = np.zeros_like(x)
        e_i[i] = 1
        curvature[i] = (f(x + h * e_i) - 2 * here + f(x - h * e_i)) / h**2
    return curvature


def forward_difference(f: Callable, x, h: float = 1e-6) -> np.ndarray:
    probe = _Probe(f, x)
    here = probe.value_here()  # once is enough for all entries
    slopes: list[float] = []
    i = 0
    while i < probe.size:
        slopes.append((_as_number(probe.value_beside(i, h)) - _as_number(here)) / h)
        i += 1
    return np.array(slopes, dtype=float).reshape(probe.shape)


def central_difference(f: Callable, x, h: float = 1e-5) -> np.ndarray:
    probe = _Probe(f, x)
    slopes: list[float] = []
    i = 0
    while i < probe.size:
        right = _as_number(probe.value_beside(i, h))
        left = _as_number(probe.value_beside(i, -h))
        slopes.append((right - left) / (2 * h))
        i += 1
    return np.array(slopes, dtype=float).reshape(probe.shape)


def numeric_jacobian(f: Callable, x, h: float = 1e-5) -> list[list[float]]:
    probe = _Probe(f, x)
    columns: list[list[float]] = []
    i = 0
    while i < probe.size:
        # value_beside copies what f returns: f may hand back the very array that it got, or
        # the same one every time.
        right, left = probe.value_beside(i, h), probe.value_beside(i, -h)
        columns.append(((right - left) / (2 * h)).reshape(-1).tolist())
        i += 1
    if not columns:  # no inputs: then J has rows, but no columns
        return [[] for _ in range(probe.value_here().size)]
    return [list(row) for row in zip(*columns)]


def gradient_check(f: Callable, gradient: Callable, x) -> float:
    """How far gradient(x) is from the numeric derivatives of f: one relative error.

        ||a - b|| / (||a|| + ||b||),  with a = gradient(x) and b = central differences

    where ||.|| is the Euclidean norm over all entries. It is 0 when a and b are
    equal and 1 at most.

    f: a function of one array that returns a number.
    gradient: a function of the same array that returns what is claimed to be
      the gradient of f, an array of the shape of x.
    x: an array with one axis or more. Integers count as floats. It is not changed.

    Returns a float, never NaN:
    - below 1e-5 if the gradient is correct, even if both are 0, or b is rounding
      noise of about 1e-11 instead of 0: what is 0/0?
    - above 1e-3 if it is wrong: in its sign, or by 2 percent, or in one entry of a hundred;
      even if all of its entries are as small as 1e-6;
    - 1 if the shape of gradient(x) is not that of x, or if a number in it is NaN or
      infinite.
    A kink of f nearer to x than h, such as that of |x| at 0, fools the measurement,
    and so the check.
    """
    x = np.array(x, dtype=float)
    claimed = _as_gradient(gradient(x.copy()))
    if claimed is None or claimed.shape != x.shape or not np.isfinite(claimed).all():
        return 1.0
    recorder = _Recorder(f)
    measured = np.array(central_difference(recorder, x), dtype=float)
    if not np.isfinite(measured).all():
        return 1.0  # nothing was measured that could confirm the claim
    # Both by their largest entry, so that no square overflows or vanishes on the way.
    largest = max(_largest(claimed), _largest(measured))
    if largest == 0.0:
        return 0.0  # both are 0, so they are equal
    a, b = claimed / largest, measured / largest
    # What the measurement cannot tell from 0 counts as 0.
    if _largest(a - b) <= recorder.noise() / largest:
        return 0.0
    return float(np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b)))


if __name__ == "__main__":
    print("the slope of x^3 at 1:", central_difference(lambda x: x[0] ** 3, [1]))
    print("gradient_check:", gradient_check(lambda x: np.sum(np.sin(x)), np.cos, [0.5, 1.5]))
