"""The twelve checks and the submissions in the forms that other graders ask for."""

from __future__ import annotations

import ast
import json
import pathlib
import random
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.core.homework import PACKAGE_FOLDER, package_files

from .synthetic_class import submission
from .twelve_checks import INPUTS, MODULES, assertions

IMPORTS = f"from backprop import {', '.join(MODULES)}\n"
ASSIGNMENT = "twelve"

UNITTEST = """
import sys, unittest
sys.path.insert(0, sys.argv[1])
from gradescope_utils.autograder_utils.decorators import number, weight
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner
{imports}

class Twelve(unittest.TestCase):
{methods}

with open(sys.argv[2], "w") as file:
    JSONTestRunner(stream=file, visibility="visible").run(
        unittest.defaultTestLoader.loadTestsFromTestCase(Twelve)
    )
"""

BARE = """
import json, os, sys
{inputs}
CHECKS = {checks!r}

def grade(path):
    sys.path.insert(0, path)
{imports}
    score = 0
    for check in CHECKS:
        try:
            exec(check, {{**globals(), **locals()}})
            score += 1
        except Exception:
            pass
    with open(os.path.join(path, "bare.json"), "w") as file:
        json.dump({{"score": score}}, file)

def fork(path):
    pid = os.fork()
    if pid == 0:
        try:
            grade(path)
        finally:
            os._exit(0)

if sys.argv[1] == "forked":
    running = 0
    for path in sys.argv[2:]:
        if running == 2:
            os.wait()
            running -= 1
        fork(path)
        running += 1
    while running:
        os.wait()
        running -= 1
else:
    grade(sys.argv[1])
"""


@dataclass(frozen=True)
class Course:
    """A folder with submissions, each a folder with the package and a notebook of it.

    `programs` is the bin of the environment in which they are graded.
    """

    folder: pathlib.Path
    programs: pathlib.Path
    submissions: tuple[pathlib.Path, ...]


def right_files(number: int) -> dict[str, bytes]:
    """The solution, as one student among many has it."""
    files = package_files(PACKAGE_FOLDER)
    return files | {"sgd.py": files["sgd.py"] + f"# student {number}\n".encode()}


def mixed_files(count: int, rng: random.Random) -> list[dict[str, bytes]]:
    """So many submissions of a class, none of them hostile: other graders run them unconfined."""
    return [submission(rng, number, size=0) for number in range(count)]


def write_course(
    folder: pathlib.Path, programs: pathlib.Path, files: Sequence[dict[str, bytes]]
) -> Course:
    """Write these submissions, as packages and as notebooks."""
    names = [f"student{number:03}" for number in range(len(files))]
    for name, one in zip(names, files, strict=True):
        package = folder / name / "backprop"
        package.mkdir(parents=True)
        for file, data in one.items():
            (package / file).write_bytes(data)
        notebook = _notebook(_code(_writes(one), "yours"), _code(IMPORTS, "imports"))
        (folder / name / "homework.ipynb").write_text(notebook)
    return Course(folder, programs, tuple(folder / name for name in names))


def _writes(files) -> str:
    """A cell that writes the modules of the checks, and what they need, beside the notebook."""
    needed = ("__init__.py", "functions.py", *(f"{name}.py" for name in MODULES))
    kept = {name: files[name].decode() for name in needed}
    return (
        "import pathlib\npathlib.Path('backprop').mkdir(exist_ok=True)\n"
        f"for name, text in {kept!r}.items():\n    pathlib.Path('backprop', name).write_text(text)"
    )


def _code(source, cell_id, metadata=None):
    return {
        "cell_type": "code", "id": cell_id, "metadata": metadata or {},
        "execution_count": None, "outputs": [], "source": source,
    }  # fmt: skip


def _notebook(*cells) -> str:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def write_unittest(folder: pathlib.Path) -> pathlib.Path:
    """A script that grades one folder with gradescope-utils."""
    methods = "".join(
        f"    @number('{n}')\n    @weight(1)\n    def test_{n}(self):\n{_indented(line, 8)}\n"
        for n, line in enumerate(assertions(), start=1)
    )
    return _written(folder / "run_tests.py", UNITTEST.format(imports=IMPORTS, methods=methods))


def write_pytest(folder: pathlib.Path) -> pathlib.Path:
    """A test file for pytest, which finds the submission on PYTHONPATH."""
    tests = "".join(
        f"\ndef test_{n}():\n{_indented(line, 4)}\n" for n, line in enumerate(assertions(), start=1)
    )
    return _written(folder / "test_twelve.py", IMPORTS + tests)


def write_check50(folder: pathlib.Path) -> pathlib.Path:
    """A folder with the checks for check50."""
    checks = folder / "check50"
    checks.mkdir(exist_ok=True)
    tests = "".join(
        f"\n@check50.check()\ndef check_{n}():\n    'check {n}'\n    sys.path.insert(0, '.')\n"
        f"    {IMPORTS}{_indented(line, 4)}\n"
        for n, line in enumerate(assertions(), start=1)
    )
    _written(
        checks / ".cs50.yml", "check50:\n  checks: __init__.py\n  files:\n    - !include '*'\n"
    )
    _written(checks / "__init__.py", f"import sys\nimport check50\n{tests}")
    return checks


def write_bare(folder: pathlib.Path) -> pathlib.Path:
    """A script with the checks and nothing around them."""
    text = BARE.format(inputs=INPUTS, checks=assertions(), imports=_indented(IMPORTS, 4, ""))
    return _written(folder / "bare.py", text)


def write_otter_tests(folder: pathlib.Path) -> pathlib.Path:
    """A folder of twelve test files for otter-grader."""
    tests = folder / "otter_tests"
    tests.mkdir(exist_ok=True)
    setup = "".join(_doctest(line) for line in _statements(INPUTS))
    for n, line in enumerate(assertions(), start=1):
        case = {"code": f"{setup}>>> {line}", "hidden": False, "locked": False}
        suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
        test = {"name": f"q{n}", "points": 1, "suites": [suite]}
        _written(tests / f"q{n}.py", f"OK_FORMAT = True\ntest = {test!r}\n")
    return tests


def write_nbgrader(folder: pathlib.Path, students: tuple[pathlib.Path, ...]):
    """A course of nbgrader's with the assignment `twelve`, handed in by these students."""
    _nested(folder / "source" / ASSIGNMENT / "homework.ipynb", _graded("# yours"))
    for path in students:
        cells = json.loads((path / "homework.ipynb").read_text())["cells"]
        target = folder / "submitted" / path.name / ASSIGNMENT / "homework.ipynb"
        _nested(target, _graded(cells[0]["source"]))


def _graded(solution: str) -> str:
    """The assignment's notebook with this text in the one cell in which students write."""
    cells = [_code(solution, "yours", _role("yours", solution=True))]
    cells.append(_code(IMPORTS, "imports", _role("imports", locked=True)))
    for n, line in enumerate(assertions(), start=1):
        role = _role(f"t{n}", grade=True, locked=True, points=1)
        cells.append(_code(f"{INPUTS}\n{line}", f"t{n}", role))
    return _notebook(*cells)


def _role(grade_id, **more):
    role = {
        "grade_id": grade_id, "grade": False, "solution": False, "locked": False, "task": False,
        "schema_version": 3,
    } | more  # fmt: skip
    return {"nbgrader": role}


def _indented(line, by, inputs=INPUTS):
    return textwrap.indent(f"{inputs}\n{line}".strip("\n"), " " * by)


def _statements(source):
    """The statements of a source, each with all its lines."""
    lines = source.splitlines()
    for node in ast.parse(source).body:
        yield lines[node.lineno - 1 : node.end_lineno]


def _doctest(lines):
    first, *others = lines
    more = "".join(f"... {line}\n" for line in others)
    return f">>> {first}\n{more}" + ("... \n" if first.startswith("def ") else "")


def _nested(path, text):
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def _written(path, text):
    path.write_text(text, encoding="utf-8")
    return path
