"""What other machines do differently, played on this one: clocks, consoles, root without power."""

import itertools
import math
import os
import shutil
import subprocess
import sys
import time

import pytest

from autograder.core.homework import ROOT
from autograder.grading.judging.costs import processor_time
from autograder.sandbox import confinement, deadlines
from autograder.sandbox.self_test import self_test

from .conftest import statuses
from .sampled import every
from .wrong_versions import wrong_versions

TICK = 1 / 64
"""Of the clock that counts processor time on Windows, in seconds."""


@pytest.fixture
def coarse_clocks(monkeypatch):
    """All counts of processor time proceed in steps of 15.6 ms, but for this one."""
    precise, count = time.thread_time, deadlines.processor_clock

    def coarse(pid):
        used = count(pid)
        return lambda: in_steps(used())

    for clock in ("process_time", "thread_time"):
        monkeypatch.setattr(time, clock, lambda: in_steps(precise()))
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


@pytest.mark.parametrize("number", every(2, ["4.2", "4.3"], "further questions on coarse clocks"))
def test_a_coarse_clock_tells_backprop_from_differences(
    coarse_clocks, grade_files, solution_files, number
):
    """The solution has full points, and a gradient by finite differences none."""
    assert set(statuses(grade_files(solution_files, only=[number])).values()) == {"passed"}
    wrong = next(
        one
        for one in wrong_versions()
        if one.question == number and one.name.endswith("by_finite_differences")
    )
    (row,) = grade_files(wrong.applied_to(solution_files), only=[number]).values()
    assert row["score"] == 0 and row["extra_data"]["status"] != "grader_error"


@pytest.mark.parametrize("number", ["3.3", "3.4"])
def test_a_machine_that_halts_while_an_answer_is_timed_costs_no_points(
    monkeypatch, grade_files, solution_files, number
):
    """What seems to cost too much is asked once more, in a new process."""
    count, processes = deadlines.processor_clock, []

    def halting(pid):
        used, halts = count(pid), itertools.count()
        processes.append(pid)
        return (lambda: used() + 0.2 * next(halts)) if len(processes) == 1 else used

    monkeypatch.setattr("autograder.sandbox.workers.processor_clock", halting)
    rows = grade_files(solution_files, only=[number])
    assert statuses(rows) == {number: "passed"} and len(processes) > 1


def test_no_console_is_sent_ctrl_c(monkeypatch):
    """On Windows, signal 0 is Ctrl-C for all who share the console: the self-test sends none."""
    sent = []
    monkeypatch.setattr(os, "kill", lambda *signal: sent.append(signal))
    found = self_test([], [])
    assert "a worker can send signals" in found and len(sent) == 1
    monkeypatch.setattr(sys, "platform", "win32")
    assert "a worker can send signals" not in self_test([], [])
    assert len(sent) == 1


POWERLESS = {
    "the only user that is mapped": ["unshare", "--user", "--map-root-user"],
    "without capabilities": ["setpriv", "--bounding-set=-all", "--inh-caps=-all"],
}
"""Ways to be a root that cannot become another user."""
WITHOUT_LANDLOCK = """
import sys
sys.path.insert(0, sys.argv[1])
from autograder.sandbox import landlock
landlock.version = lambda: 0
sys.argv = ["autograder", "grade", "solution", "--only", "2.6"]
from autograder.commands.cli import main
main()
"""


def is_root(prefix):
    said = subprocess.run([*prefix, "id", "-u"], capture_output=True, text=True, check=False)
    return said.stdout == "0\n"


@pytest.fixture(params=POWERLESS)
def powerless(request):
    """Runs a Python program as a root that cannot become another user."""
    prefix = POWERLESS[request.param]
    if shutil.which(prefix[0]) is None or not is_root(prefix):
        pytest.skip("this user cannot be a root without power")

    def run(*arguments):
        command = [*prefix, sys.executable, *arguments]
        return subprocess.run(
            command, cwd=ROOT, env={}, capture_output=True, text=True, check=False
        )

    return run


def test_root_without_power_grades_as_another_user_does(powerless):
    """Its workers have all protections but a user of their own."""
    ran = powerless("-m", "autograder", "grade", "solution", "--only", "2.6")
    assert ran.returncode == 0 and "passed" in ran.stdout, ran.stdout + ran.stderr
    assert "seccomp, Landlock (off: a user of its own)" in " ".join(ran.stdout.split())


def test_root_without_power_says_what_it_lacks_where_that_is_not_safe(powerless):
    """On a kernel without Landlock a worker could read the answers: the reason is named."""
    ran = powerless("-c", WITHOUT_LANDLOCK, str(ROOT))
    assert ran.returncode == 3
    (line,) = ran.stderr.splitlines()
    assert line.startswith("autograder: nothing was graded") and "a worker can read" in line
    assert "root lacks CAP_" in line or "there is no other user in this user namespace" in line


@pytest.mark.skipif(sys.platform == "win32", reason="there are no permissions of others")
def test_below_a_closed_folder_nobody_else_runs_python(tmp_path, monkeypatch):
    """A worker gets no user who could not read NumPy, though Python itself is open to all."""
    (tmp_path / "numpy").mkdir()
    tmp_path.chmod(0o700)
    monkeypatch.setattr("sysconfig.get_paths", lambda: {"stdlib": "/"})
    monkeypatch.setattr("numpy.__file__", "/__init__.py")
    assert confinement._others_can_run_python()
    monkeypatch.setattr("numpy.__file__", str(tmp_path / "numpy" / "__init__.py"))
    assert not confinement._others_can_run_python()
