"""Probes that hand over arrays laid out in memory as a transpose or a slice lays them out.

The numbers are the same. What hangs on the layout (a ravel that is a copy here
and a view there) shows.
"""

import functools

import numpy as np

from . import probe
from .calls import call
from .descending import descend
from .differentiating import (
    checked_gradient,
    field_derivative,
    measured_gradient,
    measured_jacobian,
)
from .training import epochs_of_minibatches, train


def _on_views(run):
    @functools.wraps(run)
    def run_on_views(functions, name, inputs):
        return run(functions, name, {key: _as_view(value) for key, value in inputs.items()})

    run_on_views.__name__ = f"{run.__name__}_on_views"
    return probe(run_on_views)


def _as_view(value):
    """An equal value: its vectors are every second entry, its matrices transposes."""
    if isinstance(value, np.ndarray):
        return np.repeat(value, 2)[::2] if value.ndim == 1 else np.ascontiguousarray(value.T).T
    if isinstance(value, (list, tuple)):
        return type(value)(map(_as_view, value))
    return value


for _run in (
    call, descend, field_derivative, measured_gradient, measured_jacobian, checked_gradient,
    epochs_of_minibatches, train,
):  # fmt: skip
    _on_views(_run)
