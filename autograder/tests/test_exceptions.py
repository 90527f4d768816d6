"""What an exception in a student's line means is said first; of others nothing is said."""

import math

import numpy as np
import pytest

from autograder.core.records import Raised
from autograder.grading.judging.exceptions import MEANINGS, meaning_of

SEEN = {
    "np.ones(3) + np.ones(2)": "the arrays' shapes",
    "np.ones((2, 3)) @ np.ones(2)": "the arrays' shapes",
    "np.dot(np.ones((2, 3)), np.ones(2))": "the arrays' shapes",
    "np.ones(6).reshape(4, 2)": "the arrays' shapes",
    "np.array([[1.0], [1.0, 2.0]])": "one array of several",
    "np.vstack([np.ones(2), np.ones(3)])": "one array of several",
    "np.stack([np.ones(2), np.ones(3)])": "one array of several",
    "np.concatenate([])": "an empty list",
    "x = np.array([1]); x *= 0.5": "into an array that holds integers",
    "(lambda pair: [a for a, b in pair])([(1, 2, 3)])": "more or fewer pieces",
    "a, b = [1]": "more or fewer pieces",
    "math.log(-1.0)": "a number that has none",
    "math.sqrt(-1.0)": "a number that has none",
    "np.ones(3)[0, 0]": "as many axes",
    "np.ones(3)[3]": "counts beyond an end",
    "[1][2]": "counts beyond an end",
    "{'mse': 1}[0.5]": "a key that is not there",
    "(3).tangent": "before the dot",
    "np.ones(3).size_of": "before the dot",
    "None * 2.0": "the type of each thing",
    "nothing[0]": "the type of each thing",
    "for x in 3: pass": "the type of each thing",
    "three(4)": "the type of each thing",
    "[1] * [2]": "the type of each thing",
    "np.sin([None])": "the type of each thing",
    "len(3)": "the type of each thing",
    "(lambda x: x)(1, 2)": "other arguments than it takes",
    "(lambda x: x)(y=1)": "other arguments than it takes",
    "undefined + 1": "has no value there",
    "1 / 0": "divides by 0",
    "raise NotImplementedError('tomorrow')": "still to be written",
}


def raised_by(statement):
    """What Python and NumPy raise, as it is told of a line of a submission."""
    try:
        exec(statement, {"np": np, "math": math, "nothing": None, "three": 3})
    except Exception as error:
        return Raised(type(error).__name__, str(error), "backprop/sgd.py", 7, statement)
    raise AssertionError(f"nothing is raised by {statement}")


@pytest.mark.parametrize("statement", SEEN)
def test_what_an_exception_means_is_said(statement):
    """In the words of Python and of NumPy that are installed here."""
    assert SEEN[statement] in meaning_of(raised_by(statement))


def test_every_meaning_is_that_of_an_exception_that_was_seen():
    """None is left over."""
    said = " ".join(meaning_of(raised_by(statement)) for statement in SEEN)
    assert [words for _, words in MEANINGS if words not in said] == []


@pytest.mark.parametrize(
    "raised",
    [
        None,
        Raised("ValueError", "two neighbours", "backprop/chain_rule.py", 7),
        Raised("ValueError", "assignment destination is read-only", "backprop/sgd.py", 7),
        Raised("RecursionError", "maximum recursion depth exceeded", "backprop/sgd.py", 7),
        Raised("KeyError", "'x'"),
    ],
    ids=str,
)
def test_nothing_is_said_of_another_exception(raised):
    """Nor of one that no line of the student's raised."""
    assert meaning_of(raised) == ""


def test_a_line_of_a_given_file_is_not_to_be_changed():
    """The student looks for the call that leads there."""
    raised = Raised("ZeroDivisionError", "division by zero", "backprop/expressions.py", 12)
    assert meaning_of(raised).startswith(
        "the line that fails is in a file that is given: which call"
    )


LOSS = b"""

_train = train
def train(params, activations, X, y, loss, *others):
    losses = {"mse": 1.0, "softmax_cross_entropy": 1.0}
    loss = losses[loss]
    return _train(params, activations, X, y, losses[loss], *others)
"""


def test_it_comes_before_the_family_s_hint(grade_files, solution_files):
    """The line that it speaks of is below it."""
    path = "backprop/sgd.py"
    files = solution_files | {path: solution_files[path] + LOSS}
    first, *lines = grade_files(files, only=["5.3"])["5.3"]["output"].splitlines()
    assert first.startswith("Hint: the line that fails looks for a key that is not there")
    assert " And then: here an epoch is one step" in first
    assert any("losses[loss], *others)" in line for line in lines)
