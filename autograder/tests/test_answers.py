"""The public tests and the grader call the same answers right."""

import os
import subprocess
import sys

import numpy as np
import pytest

from autograder.build.stencil import read_tree, write_tree
from autograder.core.answers import EXACT, TOLERANCE, agree, as_real
from autograder.core.homework import KIT, SOLUTION
from autograder.grading.judging.compare import Difference
from autograder.grading.judging.fingerprints import fingerprint
from autograder.grading.judging.wording import summarize_difference
from autograder.grading.questions import all_questions

from .conftest import statuses
from .sampled import every

# What becomes of each answer of part 2: an array `a` of floats.
RIGHT = {
    "lists": "a.tolist()",
    "tuples": "tuple(map(tuple, a.tolist())) if a.ndim == 2 else tuple(a.tolist())",
    "lists of NumPy's numbers": "[list(row) for row in a] if a.ndim == 2 else list(a)",
    "a list of arrays": "list(a)",
    "a list of 0-d arrays": "[[np.array(x) for x in row] for row in np.atleast_2d(a)] "
    "if a.ndim == 2 else [np.array(x) for x in a]",
    "a matrix": "a.view(np.matrix) if a.ndim == 2 else a",
    "an array with nothing masked": "np.ma.masked_array(a)",
    "an array with a mask of no entry": "np.ma.masked_array(a, np.zeros(a.shape, bool))",
    "an array of records": "a.view(np.recarray)",
    "objects": "a.astype(object)",
    "fractions": "np.vectorize(Fraction, otypes=[object])(a)",
    "lists of decimals": "np.vectorize(Decimal, otypes=[object])(a).tolist()",
    "long doubles": "a.astype(np.longdouble)",
    "a list of long doubles": "list(a.astype(np.longdouble))",
    "single precision": "a.astype(np.float32)",
    "single precision, in columns": "np.asfortranarray(a.astype('>f4'))",
    "6 digits": "a * (1 + 1e-6)",
    "a class of one's own": "a.view(Own)",
}
WRONG = {
    "complex numbers": "a + 0j",
    "texts": "a.astype(str)",
    "texts in lists": "a.astype(str).tolist()",
    "texts among objects": "a.astype(str).astype(object)",
    "a dict": "dict(enumerate(a.tolist()))",
    "nothing": "None",
    "a text": "str(a)",
    "bytes": "a.tobytes()",
    "a set": "set(a.ravel().tolist())",
    "an iterator": "iter(a.tolist())",
    "masked entries": "np.ma.masked_array(a, np.ones(a.shape, bool))",
    "masked in a list": "[np.ma.masked_array(row, True) for row in a]",
    "None among objects": "np.full(a.shape, None)",
    "lists of different lengths": "[[1.0], [1.0, 2.0]]",
    "nan": "a * np.nan",
    "one nan": "np.where(np.arange(a.size).reshape(a.shape) == 0, np.nan, a)",
    "infinity": "a + np.inf",
    "dates": "a.astype(int).astype('datetime64[D]')",
    "an axis too many": "a[np.newaxis]",
    "half precision": "a.astype(np.float16)",
    "5 digits": "a * (1 + 1e-5)",
    "numbers in a function": "lambda: a",
    "no entries": "a[:0]",
}
CHANGED = """

from decimal import Decimal
from fractions import Fraction
import numpy as np

class Own(np.ndarray):
    pass

def _changed(function):
    def wrapped(*arguments):
        a = function(*arguments)
        return {}
    return wrapped

for _name in [_name for _name in globals() if _name.endswith(("_jacobian_x", "mse_gradient"))]:
    globals()[_name] = _changed(globals()[_name])
"""
QUESTIONS = ("2.1", "2.6")


def public_verdicts(folder, source):
    """Which of the two questions the tests that students run call passed."""
    write_tree(read_tree(SOLUTION), folder)
    with open(folder / "backprop" / "jacobians.py", "a", encoding="utf-8") as file:
        file.write(source)
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/test_2_jacobians.py"],
        cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )  # fmt: skip
    assert "points so far" in ran.stdout, ran.stdout + ran.stderr
    return {q: f"{q} wrong" not in ran.stdout for q in QUESTIONS}


def graded_verdicts(grade_files, files, source):
    path = "backprop/jacobians.py"
    rows = grade_files(files | {path: files[path] + source.encode()}, only=QUESTIONS)
    return {q: status == "passed" for q, status in statuses(rows).items()}


@pytest.mark.parametrize("kind", every(4, [*RIGHT, *WRONG], "further kinds of numbers"))
def test_public_tests_and_grader_agree_on(grade_files, solution_files, tmp_path, kind):
    """Numbers of this kind are right for both, or wrong for both."""
    source = CHANGED.format({**RIGHT, **WRONG}[kind])
    expected = dict.fromkeys(QUESTIONS, kind in RIGHT)
    assert graded_verdicts(grade_files, solution_files, source) == expected
    assert public_verdicts(tmp_path, source) == expected


def test_both_sides_have_one_definition():
    """The file that students have says the same as the grader's, to the letter."""
    own = (KIT / "core" / "answers.py").read_bytes()
    assert (SOLUTION / "tests" / "answers.py").read_bytes() == own


def test_parts_that_measure_nothing_are_exact():
    """In parts 8 and 9 nine digits count, elsewhere six."""
    for case in all_questions(session=None):
        assert case.tolerance == (EXACT if case.number.startswith(("8.", "9.")) else TOLERANCE)


@pytest.mark.parametrize(
    "value", [10**400, [[]] * 2 + [[1.0]], np.array(None, dtype=object), object(), 1j, b"12"]
)
def test_what_is_no_array_of_numbers_is_none(value):
    """What NumPy cannot make real numbers of is no answer."""
    assert as_real(value) is None


@pytest.mark.parametrize("size", [1, 1000])
def test_zero_is_met_but_for_rounding(size):
    """Where the answer is 0, rounding is allowed, and more is not."""
    zero = np.zeros(size)
    assert agree(zero + 1e-15 / size, zero) and not agree(zero + 1e-12, zero)
    assert not agree(zero * np.nan, zero)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("a * (1 + 1e-5)", "expected to about 5 digits"),
        ("a + 1e-4 * np.sin(a)", "expected to about"),
        ("np.round(a, 3)", "expected to about"),
        ("(a * (1 + 2e-6)).astype(np.float32)", "the precision of float32"),
        ("a / 3", "exactly 1/3 times the right one"),
        ("-a", "right but for its sign"),
    ],
)
def test_an_answer_that_is_nearly_right_is_not_said_to_lack_a_factor(
    grade_files, solution_files, change, said
):
    """Few right digits are told as that, and only a factor that is not 1 as a factor."""
    path = "backprop/jacobians.py"
    files = solution_files | {path: solution_files[path] + CHANGED.format(change).encode()}
    output = grade_files(files, only=["2.1"], seed=3)["2.1"]["output"]
    assert said in output and "1/1 times" not in output


def test_what_holds_of_one_array_is_not_said_of_the_whole_answer():
    """Where an answer has several arrays, its loss may be right where its gradients are not."""
    difference = Difference("value", (1, 0), np.array([-1.0, -2.5]), np.array([1.0, 2.5]))
    assert fingerprint(difference, {}) == "a part of your answer is right but for its sign."
    alone = difference._replace(path=())
    assert fingerprint(alone, {}) == "your answer is right but for its sign."


@pytest.mark.parametrize(
    ("got", "want", "words"),
    [
        ((2,), (1, 2), "of the shape (1, 2) an axis of length 1 is lost"),
        ((), (1, 1), "of the shape (1, 1) an axis of length 1 is lost"),
        ((3, 1), (3,), "your shape (3, 1) has an axis of length 1 too many"),
        ((1, 3, 2), (3, 2), "your shape (1, 3, 2) has an axis of length 1 too many"),
        ((6,), (2, 3), ""),
        ((2, 2), (2,), ""),
    ],
)
def test_an_axis_of_length_1_that_is_lost_or_too_many_is_named(got, want, words):
    """What removes or adds such an axis is another thing than what the numbers are."""
    hint = fingerprint(Difference("shape", (0,), np.zeros(got), np.zeros(want)), {})
    assert hint.startswith(words) and bool(hint) == bool(words)


def test_digits_agree_only_where_those_of_each_number_do():
    """A small number far off is no rounding, however large the one beside it is."""
    want = np.array([1e-14, 0.1, 0.0])
    for got, told in ((want * (1 + 1e-5), True), (np.array([3e-7, 0.1, 0.0]), False)):
        difference = Difference("value", (), got, want, 1e-6)
        assert ("digits" in fingerprint(difference, {})) == told
        assert ("th digit on" in summarize_difference(difference, "")) == told


POWER = b"""

_simplify = simplify
def simplify(expression):
    match expression:
        case ("^", ("-", 2, 10), 0.5):
            return (2 - 10) ** 0.5
        case (name, *parts):
            return _simplify((name, *map(simplify, parts)))
    return expression
"""


def test_a_complex_number_is_called_one(grade_files, solution_files):
    """Python makes it of (-8) ** 0.5, and whoever does not know that learns it from the hint."""
    path = "backprop/symbolic.py"
    files = solution_files | {path: solution_files[path] + POWER}
    row = grade_files(files, only=["7.2"])["7.2"]
    assert row["score"] < row["max_score"] and "(-8) ** 0.5" in row["output"]
