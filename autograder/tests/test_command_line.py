"""The command, as it is typed: exit codes, sentences, files."""

import json
import pathlib
import signal
import subprocess
import sys
import zipfile

import jsonschema
import pytest

from autograder.core.homework import PACKAGE_FOLDER, ROOT, package_files

from .conftest import FULL, TESTS, TOTAL
from .sampled import every

SCHEMA = json.loads((TESTS / "gradescope_schema.json").read_text())
QUICK = ["--only", "2.5", "--only", "2.6"]


def autograder(*arguments, **more):
    return subprocess.run(
        [sys.executable, "-m", "autograder", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        **more,
    )


def read_results(path):
    text = path.read_text()
    assert "NaN" not in text and "Infinity" not in text
    document = json.loads(text)
    jsonschema.validate(document, SCHEMA)
    return document


def write_submission(folder, **changed):
    package = folder / "backprop"
    package.mkdir(parents=True)
    for name, data in package_files(PACKAGE_FOLDER).items():
        (package / name).write_bytes(changed.get(name.removesuffix(".py"), data))
    return folder


def test_the_solution_scores_in_full(tmp_path):
    """`autograder grade solution` prints a table and the total, and writes full results."""
    ran = autograder("grade", ROOT / "solution", "--results", tmp_path / "results.json")
    assert ran.returncode == 0, ran.stderr
    assert FULL in ran.stdout and "2.5   softmax_jacobian" in ran.stdout
    document = read_results(tmp_path / "results.json")
    assert document["score"] == TOTAL
    assert {test["status"] for test in document["tests"]} == {"passed"}


def test_full_points_with_a_borrowed_function_say_what_is_broken(tmp_path):
    """Who reads the table sees why 4.3 passes although 2.6, which it calls, is wrong."""
    right = (PACKAGE_FOLDER / "jacobians.py").read_bytes()
    wrong = right + b"\n\ndef mse_gradient(y_hat, y):\n    return y_hat - y\n"
    submission = write_submission(tmp_path, jacobians=wrong)
    table = autograder("grade", submission, "--only", "2.6", "--only", "4.3").stdout
    assert "full points: the bug" in " ".join(table.split())


def test_this_folder_is_called_by_its_name(tmp_path):
    """`autograder grade .` says whose points these are."""
    folder = write_submission(tmp_path / "ada")
    assert "\nada: 3 / 3 points" in autograder("grade", ".", "--only", "2.5", cwd=folder).stdout


def test_the_stencil_scores_0(tmp_path):
    """`autograder grade stencil` scores nothing and ends with exit 0."""
    ran = autograder("grade", ROOT / "stencil", "--results", tmp_path / "results.json")
    assert ran.returncode == 0, ran.stderr
    document = read_results(tmp_path / "results.json")
    assert document["score"] == 0
    assert {t["extra_data"]["status"] for t in document["tests"]} <= {"todo", "blocked"}


@pytest.mark.parametrize(
    "source",
    every(
        3,
        [
            b"import os\nos._exit(0)\n",
            b"while True: pass\n",
            b"x = 'a' * 10**12\n",
            b"def f(:\n",
            b"raise SystemExit\n",
            b"import sys\nsys.exit(3)\n",
            b"import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\n",
            b"import sys\nsys.stdout = sys.stderr = None\nimport os\nos.closerange(0, 50)\n",
            b"print('x' * 10**7)\nraise ValueError('\\x00\\ud800' + 'y' * 10**7)\n",
        ],
        "further hostile submissions",
    ),
    ids=[
        "exits",
        "hangs",
        "memory",
        "syntax",
        "SystemExit",
        "sys.exit",
        "stops",
        "closes",
        "shouts",
    ],
)
def test_a_hostile_file_leaves_whole_results(tmp_path, source):
    """Whatever one file does at import, results.json is valid and the other file is graded."""
    submission = write_submission(tmp_path / "work", descent=source)
    results = tmp_path / "results.json"
    ran = autograder("grade", submission, "--results", results, "--only", "1.1", "--only", "2.5")
    assert ran.returncode == 0, ran.stderr
    scores = {test["number"]: test["score"] for test in read_results(results)["tests"]}
    assert scores == {"1.1": 0, "2.5": 3}


def test_a_nested_zip_grades_as_the_folder_does(tmp_path):
    """Two folders deep, with __MACOSX, a byte order mark and Windows line ends."""
    path = tmp_path / "homework.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in package_files(PACKAGE_FOLDER).items():
            source = b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
            archive.writestr(
                f"my homework/final/backprop/{name}", source if name.endswith(".py") else data
            )
            archive.writestr(f"__MACOSX/my homework/final/backprop/._{name}", b"\0\x05\x16\x07")
    ran = autograder("grade", path, "--results", tmp_path / "results.json", "--seed", 3)
    assert ran.returncode == 0, ran.stderr
    assert read_results(tmp_path / "results.json")["score"] == TOTAL


@pytest.mark.parametrize("content", [None, b"this is no zip"])
def test_nothing_to_grade_is_said_in_one_sentence(tmp_path, content):
    """An empty folder, and a zip that is none: exit 0, score 0, and what to hand in."""
    submission = tmp_path / "work.zip"
    submission.mkdir() if content is None else submission.write_bytes(content)
    ran = autograder("grade", submission, "--results", tmp_path / "results.json", *QUICK)
    assert ran.returncode == 0, ran.stderr
    document = read_results(tmp_path / "results.json")
    assert document["score"] == 0
    assert "the folder `backprop`" in document["output"] or "folder" in document["output"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["grade", "nowhere"], "no file or folder nowhere"),
        (["grade"], "Missing argument 'SUBMISSION'. See `autograder grade --help`."),
        (["verify", "--only", "7.9"], "there is no question 7.9"),
        (["verify", "--seeds", "0"], "'0' is not a whole number from 1 up"),
        (["batch", ".", "--output", "../out"], "give an export, or a folder"),
        (["grade", ".", "--only", "7.9"], "there is no question 7.9"),
        (["grade", ".", "--seed", "minus one"], "'minus one' is not a whole number from 0 to"),
        (["grade", ".", "--seed", str(2**64)], "is not a whole number from 0 to"),
        (["grade", ".", "--results", "no/such/folder/results.json"], "make it first"),
        (["grade", ".", "--results", "."], "--results takes a file"),
        (["grade", ".", "--results", "/proc/results.json"], "cannot be written into /proc"),
        (["grade", ""], "a path is empty"),
        (["grade", ".", "--results", ""], "a path is empty"),
        (["grade", ".", "--colour"], "No such option"),
        (["glade"], "No such command"),
    ],
)
def test_unusable_arguments_end_with_2_and_one_sentence(tmp_path, arguments, words):
    """What cannot be used is said in one line, without a traceback."""
    ran = autograder(*arguments, cwd=tmp_path)
    assert ran.returncode == 2
    assert words in ran.stderr and len(ran.stderr.strip().splitlines()) == 1


def test_a_grader_without_its_solution_ends_with_3(tmp_path):
    """Where the grader itself is broken, it says so, and exits with 3."""
    code = (
        "import pathlib, autograder.core.homework as h; h.PACKAGE_FOLDER = pathlib.Path('nowhere');"
        "import sys; sys.argv = ['autograder', 'grade', sys.argv[1]];"
        "from autograder.commands.cli import main; main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 3
    assert "the grader itself failed" in ran.stderr


def test_results_are_whole_when_the_grader_is_stopped(tmp_path):
    """Stopped in the middle, the file holds what was graded, and the rest as not reached."""
    loop = b"def gradient_descent(*arguments):\n    while True: pass\n"
    submission = write_submission(tmp_path / "work", descent=loop)
    results = tmp_path / "results.json"
    process = subprocess.Popen(
        [sys.executable, "-m", "autograder", "grade", submission, "--results", results,
         "--only", "1.1", "--only", "2.5"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while not results.exists() or not read_results(results)["tests"]:
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    rows = read_results(results)["tests"]
    assert [row["score"] for row in rows] == [0, 0]
    assert all("Not graded" in row["output"] for row in rows)
    assert not list(pathlib.Path(tmp_path).glob(".results*"))


def test_build_check_says_that_nothing_is_stale():
    """It ends with 0 where all is fresh, and says so."""
    pytest.importorskip("matplotlib", reason="the extra [handout] is not installed")
    ran = autograder("build", "--check")
    said = "Nothing is stale or amiss, and the solution passes the students' tests."
    lines = ran.stdout.splitlines()
    # Who has built here, and changed something since, has old zips: that is no fault of the kit's.
    if not any(line.startswith("dist/") for line in lines):
        assert (ran.returncode, lines) == (0, [said]), ran.stdout
    else:
        assert all(line.startswith("dist/") for line in lines), ran.stdout
