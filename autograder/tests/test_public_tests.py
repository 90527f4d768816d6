"""The tests that students run catch the mistakes that they are there for."""

import re
import subprocess
import sys

import pytest

from autograder.build.stencil import read_tree, write_tree
from autograder.homework import SOLUTION

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


def run_public_tests(folder, name, mistake, seconds=10):
    """What pytest prints on one part's tests; a call may take so many seconds."""
    write_tree(read_tree(SOLUTION), folder)
    part = next(folder.glob(f"tests/test_*_{name}.py"))
    with open(folder / "backprop" / f"{name}.py", "a", encoding="utf-8") as file:
        file.write(mistake)
    watching = folder / "tests" / "watching.py"
    text = watching.read_text(encoding="utf-8")
    watching.write_text(text.replace("SECONDS = 10", f"SECONDS = {seconds}"), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-vv", part],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return ran.stdout


def test_an_endless_loop_is_stopped_and_not_run_again(tmp_path):
    """A function that never ends is stopped after the time, once, and its line is named."""
    said = run_public_tests(tmp_path, "descent", ENDLESS, seconds=1)
    assert "still running after 1 seconds" in said
    assert re.search(r"at +backprop/descent.py, line \d+, in gradient_descent", said)
    assert said.count("not run again") == 1, "the second failure, in short; later ones are named"
    assert "7 of 7 tests fail" in said


@pytest.mark.parametrize("mistake", [RECURSION, LIST_OF_VISITED], ids=["recursion", "list"])
def test_a_long_program_finds_what_is_deep_or_slow(tmp_path, mistake):
    """A pass backward that calls itself, or looks through a list at each node, is caught."""
    said = run_public_tests(tmp_path, "reverse_mode", mistake, seconds=1)
    assert "test_long_program FAILED" in said


@pytest.mark.parametrize("measure", MEASURES)
def test_one_wrong_entry_of_a_thousand_is_not_averaged_away(tmp_path, measure):
    """A gradient_check that takes a mean over the entries is caught by one wrong entry."""
    said = run_public_tests(tmp_path, "numeric", CHECK.format(MEASURES[measure]))
    assert "test_wrong_gradients[one in a thousand] FAILED" in said
