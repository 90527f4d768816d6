"""A class is graded once, whatever is ended in the middle, and nothing spoils the rest."""

import contextlib
import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import threading

import pytest
from click.testing import CliRunner

from autograder.batch import provenance
from autograder.batch.graders import CannotGrade, Failed, Fresh, Graded, Graders, Lost
from autograder.batch.provenance import grader_fingerprint
from autograder.commands.cli import cli
from autograder.core.homework import ROOT

from .small_class import STUDENTS, entry, write_class, write_submission
from .standings import document, row

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends processes by signals")


def command(submissions, output, *more):
    return [sys.executable, "-m", "autograder", "batch", str(submissions), "--output", str(output),
            "--jobs", "2", *map(str, more)]  # fmt: skip


def batch(submissions, output, *more):
    return subprocess.run(
        command(submissions, output, *more), capture_output=True, text=True, check=False
    )


@contextlib.contextmanager
def running_batch(submissions, output, *more):
    """A batch in a process group of its own, which is ended with all that is in it."""
    # Where the tests run in the background of a shell, it has them ignore Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        command(submissions, output, *more),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    signal.signal(signal.SIGINT, before)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def results_in(folder):
    return {path.parent.name: path for path in folder.glob("*/results.json")}


def wait_for_results(process, folder, count):
    while len(results_in(folder)) < count:
        assert process.poll() is None, "the batch ended early"


def identity(path):
    """A results.json that is written again is another file."""
    return path.stat().st_ino, path.stat().st_mtime_ns


def lines_of(folder):
    text = (folder / "grades.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


@pytest.fixture(scope="module")
def small_class(tmp_path_factory):
    return write_class(tmp_path_factory.mktemp("class"))


@pytest.fixture(scope="module")
def graded(small_class, tmp_path_factory):
    """The folder of an undisturbed run."""
    folder = tmp_path_factory.mktemp("graded")
    ran = batch(small_class, folder)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder


def test_a_class_has_results_a_csv_and_pages(graded):
    """Each submission has its results and its page, each student a line with all questions."""
    assert set(results_in(graded)) == set(STUDENTS)
    assert all((path.parent / "report.html").is_file() for path in results_in(graded).values())
    lines = lines_of(graded)
    assert len(lines) == 9, "a group of two has two lines"
    ada = next(line for line in lines if line["name"] == "Ada Lovelace")
    assert ada["sid"] == "101" and ada["email"] == "ada@example.edu" and ada["status"] == "graded"
    assert float(ada["points"]) == 28 and ada["2.5 (of 3)"] == "3" and ada["max points"] == "100"
    document = json.loads(results_in(graded)["submission_2"].read_text())
    mistakes = [row["extra_data"].get("mistake") for row in document["tests"]]
    assert "only the diagonal" in mistakes
    written = document["extra_data"]["written"]
    assert written["2.5"]["text"].endswith("return np.diag(p * (1 - p))") and "2.1" not in written
    canvas = (graded / "canvas.csv").read_text(encoding="utf-8")
    assert "Ada Lovelace,,101,ada@example.edu,,28" in canvas
    assert "ada@example.edu,Ada Lovelace,28,100," in (graded / "moodle.csv").read_text("utf-8")


@pytest.mark.ci("classes that are ended in the middle")
def test_ended_twice_in_the_middle_it_finishes_as_if_undisturbed(small_class, graded, tmp_path):
    """After two kills the CSV is that of an undisturbed run, and no result was made twice."""
    kept = {}
    for count in (2, 5):
        with running_batch(small_class, tmp_path) as process:
            wait_for_results(process, tmp_path, count)
            os.killpg(process.pid, signal.SIGKILL)
            assert process.wait() == -signal.SIGKILL
        for path in kept:
            assert identity(path) == kept[path]
        kept |= {path: identity(path) for path in results_in(tmp_path).values()}
        for path in kept:
            assert json.loads(path.read_text())["tests"], "a result is whole or not there"
    assert batch(small_class, tmp_path).returncode == 0
    assert {path: identity(path) for path in kept} == kept
    assert (tmp_path / "grades.csv").read_bytes() == (graded / "grades.csv").read_bytes()


def test_ctrl_c_leaves_all_readable(small_class, tmp_path):
    """Stopped from the keyboard it ends with 130, and says what is not graded yet."""
    with running_batch(small_class, tmp_path) as process:
        wait_for_results(process, tmp_path, 1)
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
    statuses = [line["status"] for line in lines_of(tmp_path)]
    assert "graded" in statuses and "NOT GRADED YET" in statuses
    assert all(not line["points"] for line in lines_of(tmp_path) if line["status"] != "graded")
    assert "NOT GRADED YET" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_only_a_changed_submission_is_graded_anew(graded, small_class, tmp_path):
    """A submission whose bytes changed is graded again, and no other is."""
    export, output = tmp_path / "export", tmp_path / "output"
    shutil.copytree(small_class, export)
    shutil.copytree(graded, output)
    before = {name: identity(path) for name, path in results_in(output).items()}
    changed = export / "submission_1" / "backprop" / "descent.py"
    changed.write_bytes(changed.read_bytes() + b"\nx = 1\n")
    assert batch(export, output).returncode == 0
    after = {name: identity(path) for name, path in results_in(output).items()}
    assert {name for name in after if after[name] != before[name]} == {"submission_1"}


def test_a_result_of_another_grader_or_with_our_fault_is_made_anew(small_class, graded, tmp_path):
    """Another grader's result, one with a fault of ours and a broken one are not taken over."""
    output = tmp_path / "output"
    shutil.copytree(graded, output)
    paths = results_in(output)
    other = json.loads(paths["submission_1"].read_text())
    other["extra_data"]["made_from"]["grader"] = "another"
    other["score"] = 99
    paths["submission_1"].write_text(json.dumps(other))
    fault = json.loads(paths["submission_2"].read_text())
    fault["tests"][0]["extra_data"]["status"] = "grader_error"
    paths["submission_2"].write_text(json.dumps(fault))
    paths["submission_3"].write_text('{"score": 3, "te')
    assert batch(small_class, output).returncode == 0
    assert (output / "grades.csv").read_bytes() == (graded / "grades.csv").read_bytes()


def regraded(folder):
    text = (folder / "regrade.csv").read_text(encoding="utf-8-sig")
    return [
        (line["submission"], line["question"], line["change"])
        for line in csv.DictReader(text.splitlines())
    ]


def test_a_regrade_is_compared_with_an_earlier_run(small_class, graded, tmp_path):
    """Against an earlier run only what differs is reported; the terminal names it too."""
    earlier, output = tmp_path / "earlier", tmp_path / "output"
    shutil.copytree(graded, earlier)
    shutil.copytree(graded, output)
    path = results_in(earlier)["submission_1"]
    document = json.loads(path.read_text())
    row = next(row for row in document["tests"] if row["number"] == "2.5")
    row["score"], document["score"] = 1, document["score"] - 2
    path.write_text(json.dumps(document))
    shutil.copytree(earlier / "submission_8", earlier / "submission_9")
    ran = batch(small_class, output, "--compare", earlier)
    assert ran.returncode == 0, ran.stderr
    assert regraded(output) == [
        ("submission_1", "all", "2"), ("submission_1", "2.5", "2"), ("submission_8", "all", ""),
    ]  # fmt: skip
    assert "8 submissions graded both times: 1 with other points" in ran.stdout
    assert "submission_1 (Ada Lovelace)" in ran.stdout and "2.5 +2" in ran.stdout
    assert "graded only before: submission_9" in ran.stdout


def test_a_regrade_is_compared_with_the_recorded_scores(graded, tmp_path):
    """Against the export's own scores: rows where it has them, totals where it has only those."""
    ada = json.loads(results_in(graded)["submission_1"].read_text())
    ada["tests"][0]["score"], ada["score"] = 0, ada["score"] - ada["tests"][0]["score"]
    grace = {"score": 0.5, "tests": None}
    students = {name: STUDENTS[name] for name in ("submission_1", "submission_2")}
    recorded = {"submission_1": ada, "submission_2": grace}
    entries = {name: entry(students[name], recorded[name]) for name in students}
    export = write_class(tmp_path, entries)
    shutil.copytree(graded, tmp_path / "output")
    ran = batch(export, tmp_path / "output", "--compare", "recorded")
    assert ran.returncode == 0, ran.stderr
    changes = regraded(tmp_path / "output")
    assert changes[:2] == [("submission_1", "all", "8"), ("submission_1", "1.1", "8")]
    assert changes[2][:2] == ("submission_2", "all") and float(changes[2][2]) > 0
    assert {change for _, _, change in changes[3:]} == {""}, "the others were not graded before"
    assert "2 submissions graded both times: 2 with other points than before" in ran.stdout
    assert "graded only now: submission_3 (" in ran.stdout


def test_grading_one_submission_loads_nothing_that_only_a_class_needs():
    """`autograder grade` imports neither YAML nor templates nor Dask."""
    code = (
        "import sys\nsys.argv = ['autograder', 'grade', 'stencil', '--only', '2.6']\n"
        "from autograder.core import deadline; deadline.leave = sys.exit\n"
        "try:\n    from autograder.commands.cli import main; main()\n"
        "except SystemExit:\n    pass\n"
        "print(sorted({'yaml', 'jinja2', 'distributed'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.stdout.splitlines()[-1] == "[]", ran.stdout + ran.stderr


FOLDERS = (("KIT", "autograder"), ("CODE", "autograder/assignment"), ("SOLUTION", "solution"))


def test_the_fingerprint_follows_what_decides_a_verdict(tmp_path, monkeypatch):
    """A changed question, mistake or solution changes it, a changed report or test does not."""
    for name in ("autograder", "solution"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name, folder in FOLDERS:
        monkeypatch.setattr(provenance, name, tmp_path / folder)

    def after(path):
        with open(tmp_path / path, "a", encoding="utf-8") as file:
            file.write("\n")
        return grader_fingerprint.__wrapped__()

    first = grader_fingerprint.__wrapped__()
    assert after("autograder/batch/reports/page.py") == first
    assert after("autograder/tests/test_batch.py") == first
    seen = {first, *map(after, ["autograder/assignment/part_2_jacobians/questions.py",
                                "autograder/assignment/part_2_jacobians/mistakes.py",
                                "solution/backprop/jacobians.py",
                                "autograder/sandbox/limits.py"])}  # fmt: skip
    assert len(seen) == 5


def test_one_submission_that_breaks_never_stops_the_rest(tmp_path):
    """Unreadable, empty and hostile ones each have a line; what was not judged has no points."""
    folder = tmp_path / "class"
    write_submission(folder / "right", ("jacobians.py",))
    (folder / "empty").mkdir()
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    write_submission(folder / "exits")
    (folder / "exits" / "backprop" / "jacobians.py").write_text("import os\nos._exit(0)\n")
    ran = batch(folder, tmp_path / "out")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    lines = {line["submission"]: line for line in lines_of(tmp_path / "out")}
    points = {name: line["points"] for name, line in lines.items()}
    assert points == {"right": "20", "empty": "", "broken.zip": "", "exits": "0"}
    assert lines["empty"]["status"].startswith("NOTHING FOUND: ")
    assert lines["broken.zip"]["status"].startswith("NOT GRADED: could not be read: broken.zip")
    assert "2 submissions graded: mean 10.0 of" in ran.stdout


def a_document(status="passed", **found):
    return document(row("2.5", 3.0, 3.0, status=status)) | {
        "extra_data": {"protections": "none", **found}
    }


@pytest.mark.parametrize(
    ("reply", "code", "said"),
    [
        (Graded(a_document()), 0, "1 submission graded"),
        (
            Graded(a_document(nothing_found="hw1.py")),
            0,
            "NOTHING FOUND: none of the homework's files",
        ),
        (Graded(a_document(unread=["a.rar"])), 0, "NOT GRADED: could not be read: a.rar"),
        (Graded(a_document(status="grader_error")), 3, "LOOK AT 2.5: the grader failed there"),
        (Failed("it died"), 3, "NOT GRADED: it died"),
    ],
    ids=["graded", "nothing found", "unread", "our fault", "the grader failed"],
)
def test_the_exit_code_says_whether_to_run_it_again(monkeypatch, tmp_path, reply, code, said):
    """3 where the grader failed; 0 where there was nothing to grade, which the status says."""
    write_submission(tmp_path / "class" / "ada")
    monkeypatch.setattr(
        "autograder.batch.command._replies",
        lambda plan, jobs, store: (one for one in [(jobs[0].entry, reply)]),
    )
    arguments = ["batch", str(tmp_path / "class"), "--output", str(tmp_path / "out")]
    ran = CliRunner().invoke(cli, arguments)
    assert (ran.exit_code, said in ran.output) == (code, True), ran.output


@pytest.fixture
def graders(tmp_path):
    with Graders(tmp_path, grader_fingerprint()) as started:
        yield started


@pytest.fixture
def looping(tmp_path):
    """A submission on which a grading process is busy for long."""
    write_submission(tmp_path / "looping")
    for path in (tmp_path / "looping" / "backprop").glob("*.py"):
        path.write_text("while True: pass\n")
    return tmp_path / "looping"


@contextlib.contextmanager
def killing(graders, processes):
    """End so many grading processes, one after another, each while it grades."""
    killed, over = [], threading.Event()

    def kill():
        while len(killed) < processes and not over.is_set():
            for one in list(graders.running):
                if one not in killed and one.introduced:
                    one.process.kill()
                    killed.append(one)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield killed
    finally:
        over.set()
        killer.join()


def test_a_grading_process_that_dies_is_replaced(graders, looping, tmp_path):
    """Killed once, the submission is tried again; killed twice, it has failed, and others go on."""
    with killing(graders, 2) as killed:
        reply = graders.grade(looping, None)
    assert len(killed) == 2
    assert reply == Failed("the process that graded it was killed by signal 9")
    write_submission(tmp_path / "stub")
    reply = graders.grade(tmp_path / "stub", None)
    assert isinstance(reply, Graded) and reply.document["score"] == 0
    assert graders.grade(tmp_path / "stub", reply.document["extra_data"]["made_from"]) == Fresh()


def test_a_grading_process_that_hangs_is_ended(graders, looping):
    """What takes longer than grading ever takes is ended, and not tried a second time."""
    graders.hanging_seconds = 0.5
    assert graders.grade(looping, None) == Failed("the process that graded it hung, and was ended")
    assert not graders.running


def test_a_grader_that_differs_grades_nothing(tmp_path):
    """A grading process with other sources than its parent's is refused."""
    with Graders(tmp_path, "another") as graders, pytest.raises(CannotGrade, match="differs"):
        graders.grade(tmp_path, None)


def test_a_failure_inside_the_grader_is_a_failure_of_one(graders, tmp_path):
    """An exception in the grader names itself, and the same process grades the next one."""
    reply = graders.grade(tmp_path / "nowhere", None)
    assert isinstance(reply, Failed) and "NoSubmission" in reply.details
    (process,) = graders.running
    write_submission(tmp_path / "stub")
    assert isinstance(graders.grade(tmp_path / "stub", None), Graded)
    assert graders.running == {process}


def test_lost_is_said_where_nobody_asks(graders, tmp_path):
    """Closed graders end their processes, and start no others."""
    with pytest.raises(Lost):
        graders._process().process.kill()
        graders._process().introduce()
    graders.close()
    assert isinstance(graders.grade(tmp_path, None), Failed)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere", "--output", "out"], "does not exist"),
        (["class", "--output", "class/out"], "--output must not be in"),
        (["class", "--output", "file"], "--output takes a folder"),
        (["class", "--output", "file/out"], "--output file/out cannot be made"),
        (["class", "--output", "/proc"], "--output /proc cannot be written into"),
        (["class", "--output", ""], "a path is empty"),
        (["", "--output", "out"], "a path is empty"),
        (["class", "--output", "out", "--cluster", "nonsense"], "an address such as tcp://"),
        (["class", "--output", "out", "--compare", "nowhere"], "--compare takes that"),
        (["class", "--output", "out", "--compare", "out"], "other than --output"),
        (["class", "--output", "out", "--compare", "empty"], "empty holds no results"),
        (["class", "--output", "out", "--compare", "recorded"], "class records no scores"),
        (["empty", "--output", "out"], "no submissions in empty"),
    ],
)
def test_unusable_arguments_are_said_in_a_sentence(tmp_path, arguments, words):
    """What cannot be used ends with 2 and one line, before anything is graded."""
    write_submission(tmp_path / "class" / "ada")
    for name in ("empty", "out"):
        (tmp_path / name).mkdir()
    (tmp_path / "file").write_text("")
    ran = subprocess.run(
        [sys.executable, "-m", "autograder", "batch", *arguments],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 2
    assert words in ran.stderr and len(ran.stderr.strip().splitlines()) == 1
