"""A homework of one question that needs no NumPy: the stencil's own tests' files around it."""

from autograder.build.stencil import read_tree
from autograder.core.homework import SOLUTION

SAME = ("homework.py", "pytest.ini", "tests/conftest.py", "tests/loading.py", "tests/watching.py")
POINTS = """
PARTS = {1: "Sums"}
MODULES = {1: "sums"}
QUESTIONS = {"1.1": (("triangle",), 5)}
EXAMPLES = ()
EXACT_QUESTIONS = ()
GRADED_WITH = {"Python": "3.10", "NumPy": "2.2"}


def part_of(question):
    return 1


def file_of(question):
    return "backprop/sums.py"
"""
SUMS = '''"""Part 1. Sums."""


def triangle(n):
    """1 + 2 + ... + n."""
    # TODO(1.1): Add them up.
    raise NotImplementedError("1.1 triangle is yours to write")
'''
TEST = '''
import pytest
from loading import CheckFailed, load
from watching import time_limit


@pytest.mark.question("1.1")
@pytest.mark.parametrize("n, want", [(1, 1), (3, 6)])
def test_triangle(n, want):
    """The sum of the first numbers."""
    triangle = load("sums.triangle")
    with time_limit("sums.triangle"):
        value = triangle(n)
    if value != want:
        raise CheckFailed(f"  called    triangle({n})\\n  returned  {value}, expected {want}")
'''
# What the stencil's conftest.py asks of modules that need NumPy, which a browser may not have.
WITHOUT_NUMPY = {
    "tests/numpy.py": '__version__ = "2.2.0"\n',
    "tests/answers.py": "EXACT, TOLERANCE = 1e-9, 1e-6\n",
    "tests/checking.py": "class usual:\n    tolerance = 1e-6\n",
}
TINY_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sums</title>
<link rel="icon" href="data:,"></head>
<body><header><h1>Sums</h1></header>
<main><section class="question"><h2 id="question-1-1">Question 1.1</h2></section></main>
</body></html>
"""


def tiny_stencil():
    """Its files by their path."""
    files = read_tree(SOLUTION)
    texts = {
        "backprop/__init__.py": "",
        "backprop/sums.py": SUMS,
        "requirements.txt": "pytest>=7.0\n",
        "tests/points.py": POINTS,
        "tests/test_1_sums.py": TEST,
        **WITHOUT_NUMPY,
    }
    return {**{path: files[path] for path in SAME}, **{p: t.encode() for p, t in texts.items()}}
