"""The tests that students have, run on changed copies of the solution."""

from __future__ import annotations

import ast
import importlib.util
import os
import pathlib
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Collection, Iterator, Mapping
from xml.etree import ElementTree

from ..build.command import INSTALL
from ..build.stencil import read_tree, write_tree
from ..core.homework import PACKAGE, PACKAGE_FOLDER, SOLUTION
from .mutants import Mutant

REPORT = "report.xml"
MOST_SHOWN = 400


class PublicTestsFail(RuntimeError):
    """The reference fails public tests, or they cannot be run here; the text says which and why."""


def check_public_tests(solution: pathlib.Path = SOLUTION):
    """PublicTestsFail where the reference fails one, with a line for each that it fails."""
    if importlib.util.find_spec("pytest") is None:
        raise PublicTestsFail(
            "the students' tests are run on the solution, and pytest is not installed: "
            f"it comes with the extra `handout`: {INSTALL}"
        )
    if failed := _failed_by(solution):
        lines = (f"the reference fails {test}: {_in_a_line(failed[test])}" for test in failed)
        raise PublicTestsFail("\n".join(lines))


def _failed_by(solution) -> dict[str, str]:
    """The public tests that a finished folder fails, and how it fails each first."""
    found: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder, REPORT)
        asked = ["--continue-on-collection-errors", f"--junitxml={report}"]
        ran = _run(folder, read_tree(solution), [*asked, "-o", "junit_family=xunit1"])
        for test, text in _failures(report) if report.is_file() else ():
            found.setdefault(test, text)
    if ran.returncode and not found:
        found["solution/tests"] = ran.stdout + ran.stderr
    return {test: text.replace(folder, "solution") for test, text in found.items()}


def _failures(report) -> Iterator[tuple[str, str]]:
    """Each failed test in pytest's report, without its parameters, and what it said."""
    for case in ElementTree.parse(report).iter("testcase"):
        for failure in (*case.iterfind("failure"), *case.iterfind("error")):
            text = failure.text or ""
            raised = [line[2:] for line in text.splitlines() if line.startswith("E ")]
            name = "" if case.get("line") is None else f"::{case.get('name', '').split('[')[0]}"
            yield f"solution/{case.get('file')}{name}", "\n".join(raised) or text


def _in_a_line(text):
    lines = (" ".join(line.split()) for line in text.splitlines())
    return " | ".join(filter(None, lines))[:MOST_SHOWN]


def failed_tests(
    files: Mapping[str, bytes], question: str = "", without: Collection[str] = ()
) -> str:
    """What the public tests say where they fail for the solution with these files; "" else.

    With a question, only its tests are run; those `without` which they are run are left out.
    """
    asked = ["--question", question] if question else []
    asked += [f"--deselect={test}" for number in without for test in _tests_of(number)]
    with tempfile.TemporaryDirectory() as folder:
        ran = _run(folder, read_tree(SOLUTION) | dict(files), asked)
    return "" if ran.returncode == 0 else ran.stdout + ran.stderr


def _run(folder, files, asked):
    write_tree(files, pathlib.Path(folder))
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *asked],
        cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8",
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def _tests_of(question):
    """The tests that are marked with a question, as pytest names them."""
    for path in sorted((SOLUTION / "tests").glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            marks = [ast.unparse(one) for one in getattr(node, "decorator_list", ())]
            if f"pytest.mark.question({question!r})" in marks:
                yield f"tests/{path.name}::{getattr(node, 'name', '')}"


def file_with(mutant: Mutant) -> dict[str, bytes]:
    """The file of the solution in which the mutant stands in its function's place."""
    module, _, name = mutant.target.partition(".")
    source = (PACKAGE_FOLDER / f"{module}.py").read_text(encoding="utf-8")
    node: ast.AST = ast.parse(source)
    for part in name.split("."):
        node = next(one for one in ast.iter_child_nodes(node) if getattr(one, "name", "") == part)
    assert isinstance(node, ast.FunctionDef)
    lines = source.splitlines(keepends=True)
    new = textwrap.indent(mutant.source, " " * node.col_offset) + "\n"
    changed = [*lines[: node.lineno - 1], new, *lines[node.end_lineno :]]
    return {f"{PACKAGE}/{module}.py": "".join(changed).encode()}
