"""The student's folder works where Python has neither threads nor processes, as in a browser."""

import subprocess
import sys

import pytest

from autograder.build.stencil import read_tree, stencil_tree, write_tree
from autograder.core.homework import SOLUTION

from .conftest import FULL

DENIED = """
import subprocess, sys, threading

def no_thread(self):
    raise RuntimeError("can't start new thread")

def no_process(*arguments, **options):
    raise OSError(138, "Not supported")

threading.Thread.start, subprocess.Popen = no_thread, no_process
"""
EDITED = """
from homework import check
from pathlib import Path

file = Path("backprop/jacobians.py")
source = file.read_text(encoding="utf-8")
stub = 'raise NotImplementedError("2.5 softmax_jacobian is yours to write")'
for code in (stub, "return np.diag(softmax(z))", "return softmax_jacobian_of(softmax(z))",
             "p = softmax(z); return np.diag(p) - p[:, None] * p"):
    file.write_text(source.replace(stub, code), encoding="utf-8")
    check("2.5")
    print("-----")
"""


@pytest.fixture
def run_denied(tmp_path):
    """Runs code in a folder of these files, in a Python that starts no thread and no process."""

    def run(tree, code):
        write_tree(tree, tmp_path)
        ran = subprocess.run(
            [sys.executable, "-c", DENIED + code],
            cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    return run


def test_all_public_tests_run_in_one_process(run_denied):
    """pytest, called as a function in the student's folder, gives the solution full points."""
    said = run_denied(read_tree(SOLUTION), "import pytest\npytest.main(['--capture=sys'])")
    assert FULL in said


def test_a_check_reads_each_edit_anew(run_denied):
    """A check in the same Python runs the files as they are now, and says what pytest says."""
    todo, wrong, raised, passed, _ = run_denied(stencil_tree(), EDITED).split("-----\n")
    assert todo == "2.5 is yours to write: softmax_jacobian in backprop/jacobians.py\n"
    assert "2.5 wrong      softmax_jacobian: 6 of 6 tests fail" in wrong
    assert "hint      There are two cases, k = i and k != i." in wrong
    assert "raised    NameError" in raised and "at        backprop/jacobians.py, line" in raised
    assert passed == "2.5 passed: softmax_jacobian, 3 points with these tests\n"


def test_a_check_of_no_question_says_so(run_denied):
    """A mistyped id is named in the same words as by a process of its own."""
    said = run_denied(stencil_tree(), "from homework import check\ncheck('2.9')")
    assert said.startswith("there is no question 2.9; there are 1.1, 2.1, ")


def test_whoever_runs_the_tests_can_keep_the_time(run_denied):
    """An alarm put into `watching` is told of each import and call, and can end any of them."""
    alarm = """
class OneStep:
    rang = False

    def start(self, subject):
        if not subject.endswith(".py"):
            raise TimeoutError(f"{subject}: {watching.ENDLESS}")

    def stop(self):
        pass

class Keeper:
    def pytest_collection_finish(self):
        global watching
        import watching
        watching.alarm = OneStep()

from homework import run_here
print(run_here(["--question=1.1"], [Keeper()])[1])
"""
    said = run_denied(read_tree(SOLUTION), alarm)
    assert "TimeoutError: descent.gradient_descent: still running after 10 seconds: can" in said
    assert "1.1 wrong      gradient_descent: 10 of 10 tests fail" in said
