"""What the grader does with bytes that nobody has read grows no faster than they do.

Work is counted, not timed. Inputs are doubled, and so may the work.
"""

import ast
import itertools
import json
import re
import zipfile

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.assignment.part_7_symbolic.expressions import equals, simplified
from autograder.batch.roster.export import _read
from autograder.batch.roster.names import folder_names, readable
from autograder.core import homework
from autograder.core.records import Observation, ask
from autograder.core.untrusted import cell_text, in_line, shown
from autograder.grading.judging.compare import difference
from autograder.grading.judging.judges import agrees
from autograder.intake.handed_in import submission_at
from autograder.sandbox.bounded import exceeds
from autograder.wire import Refused, decode, encode

from .counted_work import lines_run, nested_repetition, parsed, steps_of_search
from .test_structure import PACKAGE, name_of, sources

DOUBLE = 2.4
"""A little more than 2: what is done once counts as well."""

BESIDE_THE_SUBMISSION = {"sandbox"}
"""Rooms whose code runs in workers, where the processor time of a question is bounded."""

STAFF_ONLY = {"build", "bundle", "verify", "calibration", "figures", "mistakes"}
READERS = {"compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "split"}


def patterns():
    """Every regular expression in code that sees what students send, with its place."""
    for path in (*sources(), *sources("assignment")):
        if not (BESIDE_THE_SUBMISSION | STAFF_ONLY).isdisjoint(name_of(path)):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if is_call_of_re(node) and isinstance(node.args[0], ast.Constant):
                flags = [one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)]
                known = [getattr(re, name) for name in flags if name in ("MULTILINE", "ASCII")]
                place = f"{path.relative_to(PACKAGE)}:{node.lineno}"
                text = node.args[0].value
                if node.func.attr in ("match", "fullmatch"):
                    at_start = r"\A(?:%s)" if isinstance(text, str) else rb"\A(?:%s)"
                    text = at_start % text
                yield pytest.param(re.compile(text, sum(known)), id=place)


def is_call_of_re(node):
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in READERS
    )


PATTERNS = list(patterns())


def grows(pattern, unit, times=40):
    """How much more work twice as much of a text is."""
    return steps_of_search(pattern, unit * 2 * times) / steps_of_search(pattern, unit * times)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_expression_repeats_a_repetition(pattern):
    """Of those, the work may double with each character."""
    assert not nested_repetition(parsed(pattern))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_expressions_are_linear_in_runs_of_what_they_look_for(pattern):
    """Runs of each character that a pattern names, of two in turn, and of one behind the other."""
    for one, other in itertools.product(characters(pattern), repeat=2):
        assert grows(pattern, one + other) < DOUBLE, (one, other)
        few, many = (one * n + other * n for n in (60, 120))
        assert steps_of_search(pattern, many) < DOUBLE * steps_of_search(pattern, few), (one, other)


def characters(pattern):
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode()
    named = {c for c in source if c.isalnum() or c in "=()%.,;-"}
    return [*sorted(named)[:8], " ", "\n", "\t", "7"]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    which=st.integers(0, 10**6), unit=st.text("\n\t def=clas(1)._-+e\r\0", min_size=1, max_size=6)
)
def test_expressions_are_linear_in_what_is_repeated(which, unit):
    """Any few characters, over and over."""
    assert grows(PATTERNS[which % len(PATTERNS)].values[0], unit) < DOUBLE


def test_the_counter_finds_what_is_quadratic():
    """An expression that crosses lines looks at every blank one from every other."""
    assert grows(re.compile(r"^\s*(?:def|class)\s", re.MULTILINE), "\n") > 3
    assert nested_repetition(parsed(re.compile(r"(?:a+b?)+c")))


def test_there_are_expressions_of_every_room_that_reads_what_students_send():
    """So the tests above are about something."""
    rooms = {pattern.id.partition("/")[0].partition(".")[0] for pattern in PATTERNS}
    assert {"core", "intake", "grading", "batch"} <= rooms


# Whole steps: intake, wire, judges, roster, words.


def doubled(step, make, size=40):
    """How much more work a step has on an input of twice the size."""
    few, many = make(size), make(2 * size)
    step(few)  # what is loaded or kept is so now
    return lines_run(lambda: step(many)) / lines_run(lambda: step(few))


def write(path, entries):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


HANDED_IN = {
    "sources of other names": lambda n: [(f"{i}.py", "x = 1\n" * 9) for i in range(n)],
    "packages": lambda n: [(f"{i}/backprop/sgd.py", "def f(): 1\n") for i in range(n)],
    "virtual environments": lambda n: (
        [(f"{i}/pyvenv.cfg", "") for i in range(n)] + [(f"{i}/sgd.py", "") for i in range(n)]
    ),
    "one long name": lambda n: [("a/" * 50 * n + "sgd.py", "x = 1")],
    "second downloads": lambda n: [(f"sgd ({i}).py", "x = 1") for i in range(n)],
    "blank lines": lambda n: [("sgd.py", "\n" * 100 * n)],
    "notebooks": lambda n: [(f"{i}.ipynb", notebook(3)) for i in range(n)],
    "cells": lambda n: [("a.ipynb", notebook(n))],
    "lines of a cell": lambda n: [("a.ipynb", notebook(1, ["def train(): pass\n"] * n))],
    "archives of other kinds": lambda n: [(f"{i}.rar", "") for i in range(n)],
}


def notebook(cells, lines=("def train(): pass\n",)):
    cell = {"cell_type": "code", "source": list(lines)}
    return json.dumps({"cells": [cell] * cells})


@pytest.mark.parametrize("form", ["folder", "zip"])
@pytest.mark.parametrize("kind", HANDED_IN)
def test_intake_is_linear(tmp_path, kind, form):
    """Twice as many files, folders, lines or cells are twice as much work."""
    homework.prepare()

    def make(n):
        path = write(tmp_path / f"{n}.zip", HANDED_IN[kind](n))
        if form == "folder":
            if kind == "one long name":
                pytest.skip("no disk holds such names")
            with zipfile.ZipFile(path) as archive:
                archive.extractall(tmp_path / str(n))
            return tmp_path / str(n)
        return path

    assert doubled(submission_at, make) < DOUBLE


ANSWERS = {
    "numbers": lambda n: [0.5] * 50 * n,
    "arrays": lambda n: [np.ones(2)] * 20 * n,
    "pairs": lambda n: [(np.ones((2, 2)), np.ones(2))] * 20 * n,
    "lists of lists": lambda n: [[0.5]] * 20 * n,
    "a long text": lambda n: "x" * 100 * n,
    "a dict": lambda n: {str(i): 0.5 for i in range(20 * n)},
    "an expression": lambda n: ("+", *(["x"] * 50 * n)),
    "a deep expression": lambda n: deep(n),
    "bits": lambda n: [True, None, ""] * 20 * n,
}


def deep(n):
    return "x" if n == 0 else ("+", "x", deep(n - 1))


@pytest.mark.parametrize("kind", ANSWERS)
def test_the_wire_is_linear(kind):
    """So are bytes and values."""
    assert doubled(lambda value: decode(encode(value)), ANSWERS[kind]) < DOUBLE
    assert doubled(lambda value: exceeds(value, 10**9), ANSWERS[kind]) < DOUBLE


POINTS = [{"x": 0.5}]
JUDGES = {
    "an array": lambda: agrees(ask("a.f", x=1.0), np.ones((3, 3))),
    "params": lambda: agrees(ask("a.f", x=1.0), [(np.ones((2, 2)), np.ones(2))] * 3),
    "a number": lambda: agrees(ask("a.f", x=1.0), 1.0),
    "an equal expression": lambda: equals(
        ask("symbolic.f", expression="x"), ("+", "x", 1.0), POINTS
    ),
    "a simple expression": lambda: simplified(ask("symbolic.f", expression="x"), "x", POINTS),
}


@pytest.mark.parametrize("kind", ANSWERS)
@pytest.mark.parametrize("judge", JUDGES)
def test_judges_are_linear(judge, kind):
    """Twice as long an answer is at most twice as long judged, and worded."""

    def judged(value):
        return JUDGES[judge]()(Observation("returned", value=value))

    assert doubled(judged, ANSWERS[kind]) < DOUBLE


def test_values_that_differ_at_the_end_are_compared_once():
    """A right answer is no more than walked through."""
    assert doubled(lambda n: difference([0.5] * n + [1], [0.5] * n + [2]), lambda n: 9 * n) < DOUBLE


TEXTS = {
    "formulas": "=;+,\t-",
    "quotes": '"' * 3,
    "lines": "\nHint: x",
    "blanks": " \t",
    "directions": "\u202e\u200b",
}


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("step", [cell_text, shown, in_line, readable], ids=lambda f: f.__name__)
def test_texts_are_shown_in_linear_time(kind, step):
    """Names, messages and cells, however long."""
    assert doubled(step, lambda n: TEXTS[kind] * n) < DOUBLE


def test_a_class_has_its_names_in_linear_time():
    """However many are called alike."""
    assert doubled(folder_names, lambda n: [f"ada{' ' * i}" for i in range(n)]) < DOUBLE


METADATA = {
    "entries": lambda n: "".join(f"s{i}:\n  :score: 1\n" for i in range(n)),
    "aliases": lambda n: "a: &a\n  :score: 1\n" + "".join(f"s{i}: *a\n" for i in range(n)),
    "digits": lambda n: f"a:\n  :score: {'9' * 100 * n}\n",
    "submitters": lambda n: "a:\n  :submitters:\n" + "  - :name: b\n" * n,
}


@pytest.mark.parametrize("kind", METADATA)
def test_metadata_is_read_in_linear_time(kind):
    """Whatever an export says of its submissions."""
    assert doubled(lambda text: _read(text.encode()), METADATA[kind]) < DOUBLE


def test_what_is_too_long_is_refused_before_it_is_read():
    """An answer of more values than any correct one is no list in the grader's memory."""
    frame = b"l" + (300_000).to_bytes(4, "little") + b"N" * 300_000
    with pytest.raises(Refused, match="too many"):
        decode(frame)
    with pytest.raises(Refused, match="more than 5"):
        encode([0.5] * 6, most_parts=5)
    with pytest.raises(Refused, match="bytes"):
        encode(b"x" * 10, most_bytes=9)
