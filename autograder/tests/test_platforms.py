"""What other systems do differently, played on this one: coarse clocks, and consoles' Ctrl-C."""

import math
import os
import sys
import time

import pytest

from autograder.questions.backprop_gates import processor_time
from autograder.sandbox import deadlines
from autograder.sandbox.self_test import self_test

from .conftest import statuses
from .wrong_versions import wrong_versions

TICK = 1 / 64
"""Of the clock that counts processor time on Windows, in seconds."""


@pytest.fixture
def coarse_clocks(monkeypatch):
    """All counts of processor time proceed in steps of 15.6 ms, but for this one."""
    precise, count = time.process_time, deadlines.processor_clock

    def coarse(pid):
        used = count(pid)
        return lambda: in_steps(used())

    monkeypatch.setattr(time, "process_time", lambda: in_steps(precise()))
    monkeypatch.setattr("autograder.sandbox.workers.processor_clock", coarse)
    return precise


def in_steps(seconds):
    return math.floor(seconds / TICK) * TICK


def test_processor_time_is_told_by_a_coarse_clock(coarse_clocks):
    """What takes a fraction of a tick is measured to a quarter, and is never 0."""

    def takes_a_millisecond():
        end = coarse_clocks() + 0.001
        while coarse_clocks() < end:
            pass

    assert processor_time(takes_a_millisecond) == pytest.approx(0.001, rel=0.25)


@pytest.mark.parametrize("number", ["4.2", "4.3"])
def test_a_coarse_clock_tells_backprop_from_differences(
    coarse_clocks, monkeypatch, grade_files, solution_files, number
):
    """The solution has full points, and a gradient by finite differences none."""
    assert set(statuses(grade_files(solution_files, only=[number])).values()) == {"passed"}
    monkeypatch.setattr("autograder.questions.part_4_network.Networks.deadline", 1.0)
    wrong = next(
        one
        for one in wrong_versions()
        if one.question == number and one.name.endswith("by_finite_differences")
    )
    (row,) = grade_files(wrong.applied_to(solution_files), only=[number]).values()
    assert row["score"] == 0 and row["extra_data"]["status"] != "grader_error"


def test_no_console_is_sent_ctrl_c(monkeypatch):
    """On Windows, signal 0 is Ctrl-C for all who share the console: the self-test sends none."""
    sent = []
    monkeypatch.setattr(os, "kill", lambda *signal: sent.append(signal))
    found = self_test([], [])
    assert "a worker can send signals" in found and len(sent) == 1
    monkeypatch.setattr(sys, "platform", "win32")
    assert "a worker can send signals" not in self_test([], [])
    assert len(sent) == 1
