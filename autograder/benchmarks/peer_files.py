"""The ten checks and the submissions in the forms that other graders ask for."""

from __future__ import annotations

import json
import os
import pathlib
import random
import subprocess
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from .synthetic_class import submission
from .ten_checks import INPUTS, assertions

MODULES = ("jacobians", "chain_rule")
IMPORTS = "".join(f"from backprop import {name}\n" for name in MODULES)
RUN_TESTS = """
import sys, unittest
sys.path.insert(0, sys.argv[1])
from gradescope_utils.autograder_utils.decorators import number, weight
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner
{imports}

class Ten(unittest.TestCase):
{methods}

with open(sys.argv[2], "w") as file:
    JSONTestRunner(stream=file, visibility="visible").run(
        unittest.defaultTestLoader.loadTestsFromTestCase(Ten)
    )
"""


ENVIRONMENT = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def run(arguments: Sequence[object], folder: pathlib.Path | None = None):
    """Run a program of the other graders' environment; RuntimeError with its words if it fails."""
    program, *others = map(str, arguments)
    path = f"{pathlib.Path(program).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        [program, *others],
        cwd=folder, env={**ENVIRONMENT, "PATH": path}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode:
        raise RuntimeError(f"{program} failed:\n{ran.stdout[-1000:]}{ran.stderr[-3000:]}")


@dataclass(frozen=True)
class Course:
    """A folder with submissions, each a folder with the package and a notebook of it."""

    folder: pathlib.Path
    programs: pathlib.Path
    submissions: list[pathlib.Path]


def write_submissions(folder, programs, count: int, rng: random.Random) -> Course:
    """Write so many submissions, none of them hostile: the other graders run them unconfined."""
    paths = []
    for number in range(count):
        path = folder / f"student{number:03}"
        package = path / "backprop"
        package.mkdir(parents=True)
        files = submission(rng, number, size=0)
        for name, data in files.items():
            (package / name).write_bytes(data)
        notebook = _notebook(_code(_writes(files)), _code(IMPORTS))
        (path / "homework.ipynb").write_text(notebook)
        paths.append(path)
    return Course(folder, programs, paths)


def _writes(files) -> str:
    """A cell that writes the modules of the ten checks, and what they need, beside the notebook."""
    needed = ("__init__.py", "functions.py", *(f"{name}.py" for name in MODULES))
    kept = {name: files[name].decode() for name in needed}
    return (
        "import pathlib\npathlib.Path('backprop').mkdir(exist_ok=True)\n"
        f"for name, text in {kept!r}.items():\n    pathlib.Path('backprop', name).write_text(text)"
    )


def _code(source, metadata=None, cell_id=None):
    return {
        "cell_type": "code",
        "id": cell_id or f"cell{abs(hash(source)) % 10**8}",
        "metadata": metadata or {},
        "execution_count": None,
        "outputs": [],
        "source": source,
    }


def _notebook(*cells) -> str:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def write_gradescope_utils(course: Course) -> pathlib.Path:
    """A script that grades one folder with gradescope-utils."""
    methods = "".join(
        f"    @number('{n}')\n    @weight(1)\n    def test_{n}(self):\n"
        f"{textwrap.indent(INPUTS + line, ' ' * 8)}\n"
        for n, line in enumerate(assertions(), start=1)
    )
    script = course.folder / "run_tests.py"
    script.write_text(RUN_TESTS.format(imports=IMPORTS, methods=methods))
    return script


def write_otter(course: Course) -> pathlib.Path:
    """otter's autograder.zip, made by `otter generate` from ten test files."""
    tests = course.folder / "tests"
    tests.mkdir()
    for n, line in enumerate(assertions(), start=1):
        setup = [f">>> {text}" for text in INPUTS.strip().splitlines()]
        case = {"code": "\n".join([*setup, f">>> {line}"]), "hidden": False, "locked": False}
        suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
        test = {"name": f"q{n}", "points": 1, "suites": [suite]}
        (tests / f"q{n}.py").write_text(f"OK_FORMAT = True\ntest = {test!r}\n")
    target = course.folder / "autograder.zip"
    run([course.programs / "otter", "generate", "-t", tests, "-o", target])
    return target


def write_nbgrader(course: Course, number: int, paths: Sequence[pathlib.Path]) -> pathlib.Path:
    """A course of nbgrader's with the assignment `ten`, handed in by these students."""
    folder = course.folder / f"nbgrader{number}"
    source = folder / "source" / "ten" / "homework.ipynb"
    source.parent.mkdir(parents=True)
    source.write_text(_graded_notebook("# yours"))
    programs = course.programs
    run([programs / "nbgrader", "generate_assignment", "ten", "--course-dir", folder], folder)
    for path in paths:
        cells = json.loads((path / "homework.ipynb").read_text())["cells"]
        target = folder / "submitted" / path.name / "ten" / "homework.ipynb"
        target.parent.mkdir(parents=True)
        target.write_text(_graded_notebook(cells[0]["source"]))
    return folder


def _graded_notebook(solution: str) -> str:
    """The assignment's notebook with this text in the one cell in which students write."""
    cells = [_code(solution, _role("yours", solution=True), "yours")]
    cells.append(_code(IMPORTS, _role("imports", locked=True), "imports"))
    for n, line in enumerate(assertions(), start=1):
        role = _role(f"t{n}", grade=True, locked=True, points=1)
        cells.append(_code(INPUTS + line, role, f"t{n}"))
    return _notebook(*cells)


def _role(grade_id, **more):
    role = {
        "grade_id": grade_id, "grade": False, "solution": False, "locked": False, "task": False,
        "schema_version": 3,
    } | more  # fmt: skip
    return {"nbgrader": role}
