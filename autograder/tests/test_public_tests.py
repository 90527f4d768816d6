"""The tests that students run catch the mistakes that they are there for."""

import os
import re
import subprocess
import sys

import numpy as np
import pytest

from autograder.build.stencil import read_tree, write_tree
from autograder.core.homework import SOLUTION

from .conftest import FULL, TOTAL
from .sampled import every

ENDLESS = """
def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    while True:
        pass
"""

RECURSION = """
def _give(node):
    for parent, slope in zip(node.parents, node.slopes):
        parent.grad += slope * node.grad
        _give(parent)

def _backward(self):
    self.grad = 1.0
    _give(self)

Value.backward = _backward
"""

LIST_OF_VISITED = """
def _backward(self):
    order, stack = [], [self]
    while stack:
        node = stack.pop()
        if not any(node is one for one in order):
            order.append(node)
            stack += node.parents
    self.grad = 1.0
    for node in order:
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.grad

Value.backward = _backward
"""

MEASURES = {
    "mean of the relative errors": "np.mean(difference / np.maximum(both, 1e-300))",
    "mean of the errors": "np.mean(difference)",
}
CHECK = """
def gradient_check(f, gradient, x):
    exact, measured = gradient(x), central_difference(f, x)
    difference, both = np.abs(exact - measured), np.abs(exact) + np.abs(measured)
    return {}
"""


def run_public_tests(folder, name, mistake, seconds=10, before=()):
    """What pytest prints on one part's tests; a call may take so many seconds."""
    write_tree(read_tree(SOLUTION), folder)
    part = next(folder.glob(f"tests/test_*_{name}.py"))
    with open(folder / "backprop" / f"{name}.py", "a", encoding="utf-8") as file:
        file.write(mistake)
    watching = folder / "tests" / "watching.py"
    text = watching.read_text(encoding="utf-8")
    watching.write_text(text.replace("SECONDS = 10", f"SECONDS = {seconds}"), encoding="utf-8")
    ran = subprocess.run(
        [*before, sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-vv", part],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return ran.stdout


def test_an_endless_loop_is_stopped_and_not_run_again(tmp_path):
    """A function that never ends is stopped after the time, once, and its line is named."""
    said = run_public_tests(tmp_path, "descent", ENDLESS, seconds=1)
    assert "still running after 1 seconds" in said
    assert re.search(r"at +backprop/descent.py, line \d+, in gradient_descent", said)
    assert said.count("not run again") == 1, "the second failure, in short; later ones are named"
    assert re.search(r"\b(\d+) of \1 tests fail", said)


@pytest.mark.skipif(os.name != "posix", reason="a shell's & is tried")
def test_an_endless_loop_is_stopped_in_the_background_too(tmp_path):
    """A shell has what it starts with & ignore interrupts: they end the loop all the same."""
    shell = ("sh", "-c", "trap '' INT; exec \"$@\"", "sh")
    said = run_public_tests(tmp_path, "descent", ENDLESS, seconds=1, before=shell)
    assert "still running after 1 seconds" in said
    assert re.search(r"\b(\d+) of \1 tests fail", said)


@pytest.mark.parametrize("mistake", [RECURSION, LIST_OF_VISITED], ids=["recursion", "list"])
def test_a_long_program_finds_what_is_deep_or_slow(tmp_path, mistake):
    """A pass backward that calls itself, or looks through a list at each node, is caught."""
    said = run_public_tests(tmp_path, "reverse_mode", mistake, seconds=1)
    assert "test_long_program FAILED" in said


@pytest.mark.parametrize("measure", MEASURES)
def test_one_wrong_entry_of_a_hundred_is_not_averaged_away(tmp_path, measure):
    """A gradient_check that takes a mean over the entries is caught by one wrong entry."""
    said = run_public_tests(tmp_path, "numeric", CHECK.format(MEASURES[measure]))
    assert "test_wrong_gradients[one of a hundred] FAILED" in said


def pytest_in(folder, *arguments):
    """What pytest prints in a student's folder."""
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("module", "mistake", "line"),
    every(
        3,
        [
            ("descent", "while True:\n    pass\n", "while True:|pass"),
            ("descent", "import time\ntime.sleep(600)\n", r"time.sleep\(600\)"),
            ("reverse_mode", "x = [1]\nfor _ in x:\n    x.append(1)\n", "for _ in x:|x.append"),
        ],
        "further loops in public tests",
    ),
)
def test_an_endless_loop_outside_all_functions_is_stopped(tmp_path, module, mistake, line):
    """A file that never ends is stopped when it is imported, once, and its line is named."""
    said = run_public_tests(tmp_path, module, mistake, seconds=1)
    assert f"Python cannot import backprop/{module}.py" in said
    assert re.search(rf"at +backprop/{module}.py, line \d+, in <module>\n +(?:{line})", said)
    assert len(re.findall(r"still running after \d+ seconds", said)) == 1


@pytest.mark.parametrize(
    ("place", "arguments"),
    every(
        2,
        [
            ("stencil", ["."]),
            ("stencil (1)/stencil", [".", "-n", "2"]),
            ("backprop/old", ["."]),
            ("tests/tests", []),
            ("tests/tests", [".", "--question", "2.5"]),
        ],
        "further folders in one another",
    ),
)
def test_a_copy_of_the_folder_inside_it_changes_nothing(tmp_path, place, arguments):
    """Where the folder was unpacked twice, or copied, its own tests run, each once."""
    tree = read_tree(SOLUTION)
    tests = {path.removeprefix("tests/"): d for path, d in tree.items() if path[:6] == "tests/"}
    write_tree(tree, tmp_path)
    (once,) = re.findall(r"^\d+ passed", pytest_in(tmp_path, *arguments), re.MULTILINE)
    write_tree(tests if place == "tests/tests" else tree, tmp_path / place)
    said = pytest_in(tmp_path, *arguments)
    assert FULL in said or "2.5 passed: softmax_jacobian, 3 points" in said
    assert re.search(rf"^{once}", said, re.MULTILINE)


def points_in(said):
    """The table of points."""
    return said.partition("points so far")[2].partition("The autograder")[0]


def test_points_are_the_same_with_several_processes(tmp_path):
    """With pytest -n 2 the table of points is that of one process, mistakes included."""
    write_tree(read_tree(SOLUTION), tmp_path)
    with open(tmp_path / "backprop" / "jacobians.py", "a", encoding="utf-8") as file:
        file.write("\n\ndef mse_gradient(y_hat, y):\n    return y_hat - y\n")
    alone = points_in(pytest_in(tmp_path))
    assert "2.6 wrong" in alone and f"{TOTAL - 16:g} / {TOTAL:g}" in alone
    assert points_in(pytest_in(tmp_path, "-n", "2")).splitlines()[-2] == alone.splitlines()[-2]
    chosen = ("-k", "softmax and not 1000")
    partly = points_in(pytest_in(tmp_path, "-n", "2", *chosen))
    assert partly == points_in(pytest_in(tmp_path, *chosen)) and "part of its tests" in partly


def test_a_question_that_is_not_there_is_answered_with_those_that_are(tmp_path):
    """`pytest --question 2.99` in the student's folder."""
    write_tree(read_tree(SOLUTION), tmp_path)
    said = pytest_in(tmp_path, "--question", "2.99")
    assert "there is no question 2.99; there are 1.1, 2.1," in said


@pytest.mark.parametrize(
    ("python", "numpy", "told"),
    [(None, None, False), ("3.9", None, True), (None, "1.2", True), ("3.99", "9.9", True)],
)
def test_other_versions_than_the_graders_are_told(tmp_path, python, numpy, told):
    """Whoever has another Python or NumPy than the one that grades is told both."""
    write_tree(read_tree(SOLUTION), tmp_path)
    graded = {
        "Python": python or ".".join(map(str, sys.version_info[:2])),
        "NumPy": numpy or np.__version__.rpartition(".")[0],
    }
    points = tmp_path / "tests" / "points.py"
    text = re.sub("^GRADED_WITH = .*", f"GRADED_WITH = {graded}", points.read_text(), flags=re.M)
    points.write_text(text)
    said = pytest_in(tmp_path, "tests/test_1_descent.py")
    sentence = f"It has Python {graded['Python']} and NumPy {graded['NumPy']}, and you have Python"
    assert (sentence in said) is told
