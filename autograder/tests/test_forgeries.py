"""Nothing that is patched in a worker earns points; `autograder verify` tries all ways."""

import pytest

from autograder.verify import gates
from autograder.verify.forgeries import FORGERS, earned_by


@pytest.mark.parametrize("forger", list(FORGERS)[::4])
def test_a_patched_worker_earns_nothing(workers, forger):
    """Whatever the worker's own code is made to answer, at most one point comes of it."""
    assert sum(earned_by(forger, workers).values()) <= 1


def test_a_forgery_that_earns_points_is_a_fault(monkeypatch):
    """The gate says which one, in which questions, how much, and what to do."""
    monkeypatch.setattr(gates, "earned_by", lambda forger, workers: {"2.5": 3.0, "2.6": 0.5})
    gate = gates.forgeries_earn_nothing(lambda: None)
    assert len(gate.faults) == len(FORGERS)
    said = "'the first argument' earns 3.5 points, in 2.5, 2.6: merge each family"
    assert gate.faults[0].startswith(said)
