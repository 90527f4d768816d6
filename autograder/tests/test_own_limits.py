"""What the grader does for a worker has an end, whatever the worker sends."""

import sys

import pytest

from autograder.core.records import ask
from autograder.grading.scripts import script
from autograder.sandbox import asking
from autograder.sandbox.own_limits import own_limits, size
from autograder.sandbox.workers import Workers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process so")
SOURCE = b"""
import numpy as np
def infinity(): return float("inf")
def call(f): return f(float("inf"))
"""


def halved(x):
    while abs(x) > 1:
        x = x / 2
    return x


def doubled(x):
    values = [x]
    while abs(x) > 1:
        values += values
    return values


@script()
def halving(package, name, inputs):
    return halved(package(name)())


@script()
def doubling(package, name, inputs):
    return doubled(package(name)())


@script()
def calling(package, name, inputs):
    return package(name)(inputs["f"])


@pytest.fixture
def seen(monkeypatch):
    """What comes of asking a worker that may have the grader work for 0.2 s; and then of 1 + 1."""
    monkeypatch.setattr(asking, "own_limits", lambda: own_limits(seconds=0.2, megabytes=64))

    def seen(asked):
        files = {"backprop/__init__.py": b"", "backprop/work.py": SOURCE}
        with Workers() as workers, workers.start(files, 5.0) as worker:
            return worker.observe(asked)

    return seen


def test_a_script_that_never_ends_is_ended(seen):
    """The question is late, as if its worker had not come to an end."""
    assert seen(ask("work.infinity", script=halving)).kind == "timeout"


def test_a_function_that_never_ends_for_what_it_is_called_with_is_ended(seen):
    """Evaluated here for a worker: the same."""
    assert seen(ask("work.call", script=calling, f=halved)).kind == "timeout"


def test_a_script_gets_no_more_memory_than_it_needs(seen):
    """The answer is refused, in words on memory."""
    refused = seen(ask("work.infinity", script=doubling))
    assert (refused.kind, refused.reason) == ("refused", asking.TOO_MUCH)


def test_a_function_gets_no_more_memory_than_it_needs(seen):
    """The worker is told that its call has failed."""
    raised = seen(ask("work.call", script=calling, f=doubled))
    assert raised.kind == "raised" and "MemoryError" in raised.raised.type


def test_the_limits_end_with_the_worker(seen):
    """Afterwards this process may have as much memory, and as much time, as before."""
    import resource
    import signal

    before = resource.getrlimit(resource.RLIMIT_AS)
    seen(ask("work.infinity", script=doubling))
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert len(bytearray(100 * 2**20)) < size()
