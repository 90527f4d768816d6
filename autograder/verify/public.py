"""The tests that students have, run on changed copies of the solution."""

from __future__ import annotations

import ast
import os
import pathlib
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Collection, Mapping

from ..build.stencil import read_tree, write_tree
from ..core.homework import PACKAGE, PACKAGE_FOLDER, SOLUTION
from .mutants import Mutant


def failed_tests(
    files: Mapping[str, bytes], question: str = "", without: Collection[str] = ()
) -> str:
    """What the public tests say where they fail for the solution with these files; "" else.

    With a question, only its tests are run; those `without` which they are run are left out.
    RuntimeError where pytest is not installed.
    """
    asked = ["--question", question] if question else []
    asked += [f"--deselect={test}" for number in without for test in _tests_of(number)]
    with tempfile.TemporaryDirectory() as folder:
        write_tree(read_tree(SOLUTION) | dict(files), pathlib.Path(folder))
        ran = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *asked],
            cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8",
            env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
    if "No module named pytest" in ran.stderr:
        raise RuntimeError("the public tests need pytest: pip install pytest")
    return "" if ran.returncode == 0 else ran.stdout + ran.stderr


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
