"""The engine knows no homework: it builds, grades, diagnoses, verifies and bundles another one.

It is in the folder `tiny`, one file with two functions, copied here so that what is built of it
lies in a temporary folder.
"""

import json
import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from autograder.core.homework import KIT

from .conftest import TESTS

TINY = TESTS / "tiny"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A copy of the second assignment, after `autograder build`."""
    folder = tmp_path_factory.mktemp("kit") / "convolution"
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns("__pycache__"))
    ran = run(folder, "build")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder


def run(folder, *arguments):
    """Run the command for the assignment in a folder."""
    environment = {
        **os.environ,
        "AUTOGRADER_ASSIGNMENT": f"{folder.name}.assignment",
        "PYTHONPATH": os.pathsep.join([str(folder.parent), str(KIT.parent)]),
    }
    command = [sys.executable, "-m", "autograder", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def graded(folder, submission):
    """The rows of a submission's results.json, by their number."""
    results = folder / "results.json"
    ran = run(folder, "grade", str(submission), "--results", str(results))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return {row["number"]: row for row in json.loads(results.read_text())["tests"]}


def test_its_solution_is_full_and_its_stencil_is_to_be_written(tiny):
    """100 points for the one; 0 for the other, and what is to be written."""
    assert [row["score"] for row in graded(tiny, tiny / "solution").values()] == [60, 40]
    rows = graded(tiny, tiny / "stencil")
    assert [row["score"] for row in rows.values()] == [0, 0]
    assert "1.1 convolve is yours to write" in rows["1.1"]["output"]


def test_its_mistakes_are_named(tiny, tmp_path):
    """A turned filter loses points in its own question, with its hint, and costs the next none."""
    shutil.copytree(tiny / "solution", tmp_path / "handed_in")
    file = tmp_path / "handed_in" / "conv1d" / "conv.py"
    file.write_text(file.read_text().replace("@ w\n", "@ w[::-1]\n"))
    rows = graded(tiny, tmp_path / "handed_in")
    assert rows["1.1"]["score"] < 60 and rows["1.2"]["score"] == 40
    assert rows["1.1"]["extra_data"]["mistake"] == "the filter is turned round"


def test_its_gates_hold(tiny):
    """Mistakes are caught and hinted, stubs cost their own points, nothing leaks, all is fresh."""
    ran = run(tiny, "verify", "--seeds", "2")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert run(tiny, "build", "--check").returncode == 0


def test_its_bundle_grades_on_gradescope(tiny, tmp_path):
    """Unpacked, the zip grades what was uploaded, with nothing said of which assignment it is."""
    with zipfile.ZipFile(tiny / "dist" / "autograder.zip") as bundle:
        bundle.extractall(tmp_path / "source")
    for folder in ("submission", "results"):
        (tmp_path / folder).mkdir()
    shutil.copy(tiny / "solution" / "conv1d" / "conv.py", tmp_path / "submission")
    grade = (
        "import pathlib, sys; sys.path.insert(0, sys.argv[1] + '/source'); "
        "from autograder.gradescope.run import main; main(pathlib.Path(sys.argv[1]))"
    )
    command = [sys.executable, "-I", "-c", grade, str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    assert json.loads((tmp_path / "results" / "results.json").read_text())["score"] == 100
