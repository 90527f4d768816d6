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
    ran = run(tiny, "build", "--check")
    said = "Nothing is stale or amiss, and the solution passes the students' tests.\n"
    assert (ran.returncode, ran.stdout) == (0, said)


@pytest.fixture
def built(tiny, tmp_path):
    """A copy of the second assignment with what was built of it, to be changed."""
    return shutil.copytree(tiny, tmp_path / "convolution")


def zips(folder):
    return sorted(path.name for path in (folder / "dist").glob("*.zip"))


def test_a_public_test_that_the_reference_fails_is_named_and_nothing_is_built(built):
    """`build --check` says which and how; `build` says the same, and leaves no zip, old or new."""
    assert zips(built) == ["autograder.zip", "stencil.zip"]
    change(built / "solution/tests/test_1_conv.py", "[21, 32]", "[21, thirty_two]")
    said = (
        "the reference fails solution/tests/test_1_conv.py::test_convolve: "
        "NameError: name 'thirty_two' is not defined\n"
    )
    ran = run(built, "build", "--check")
    assert ran.returncode == 1 and ran.stdout.startswith(said)
    ran = run(built, "build")
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", f"autograder: {said}")
    assert zips(built) == []


def test_a_zip_that_is_older_than_a_change_is_named(built):
    """From other settings, with another secret, from other files; `rehearse` says it, too."""
    with (built / "assignment/settings.toml").open("a") as settings:
        settings.write('[visibility]\n"1.1" = "hidden"\n')
    ran = run(built, "build", "--check")
    assert ran.returncode == 1
    assert (
        ran.stdout == "dist/autograder.zip was built from other settings: run `autograder build`\n"
    )
    change(built / "solution/conv1d/conv.py", "Slide the filter", "Move the filter")
    (built / "dist/autograder.secret").unlink()
    for name in ("autograder", "stencil"):
        with zipfile.ZipFile(built / f"dist/{name}.zip", "a") as archive:
            archive.writestr("old.py", "")
    said = run(built, "build", "--check").stdout
    assert "dist/autograder.zip was built from other files (.secret, autograder/assig" in said
    assert "dist/stencil.zip was built from other files (convolution-homework/conv1d/c" in said
    with zipfile.ZipFile(built / "dist/autograder.zip", "w") as archive:
        archive.writestr("setup.sh", "exit 7")
        archive.writestr("run_autograder", "")
    assert run(built, "rehearse").stdout.startswith(
        "dist/autograder.zip was built from other files"
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("assignment/part_1_conv/questions.py", "n, k)", "n k)", "SyntaxError: invalid syntax"),
        ("assignment/part_1_conv/mistakes.py", ".edit(", ".edt(",
         "line 6: AttributeError: 'mistakes_in' object has no attribute 'edt'"),
        ("assignment/part_1_conv/mistakes.py", "# fmt: off", "return", "line 5: SyntaxError: 'ret"),
        ("solution/conv1d/conv.py", "numpy", "nunpy",
         "line 3: ModuleNotFoundError: No module named 'nunpy'"),
        ("solution/tests/points.py", "{1:", "{1::", "line 3: SyntaxError: invalid syntax"),
    ],
    ids=["a comma", "a name", "a return", "an import", "points.py"],
)  # fmt: skip
def test_a_slip_in_what_staff_write_is_named_by_file_and_line(tmp_path, file, old, new, words):
    """In one line, without a traceback: nobody has handed in anything."""
    kit = shutil.copytree(TINY, tmp_path / "convolution")
    change(kit / file, old, new)
    ran = run(kit, "build", "--check")
    assert ran.returncode == 1 and ran.stderr.startswith(f"autograder: {file}, line ")
    assert words in ran.stderr and ran.stderr.count("\n") == 1


def test_a_slip_of_staff_is_no_fault_of_a_submission(tmp_path):
    """`grade` names it as well, and says that the submission is not to blame."""
    kit = shutil.copytree(TINY, tmp_path / "convolution")
    change(kit / "assignment/part_1_conv/questions.py", "n, k)", "n k)")
    ran = run(kit, "grade", str(kit / "solution"))
    assert ran.returncode == 3 and "Traceback" not in ran.stderr
    assert "questions.py, line" in ran.stderr and "nothing is wrong with the sub" in ran.stderr


def change(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


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
