"""What the grader does with untrusted data has bounds, and past them a verdict all the same."""

import json
import os
import pathlib
import select
import signal
import subprocess
import sys
import zipfile

import pytest

from autograder import intake
from autograder.core.homework import ROOT
from autograder.core.records import REFUSED, Observation, Verdict
from autograder.grading import case, known, runs, session, verdicts
from autograder.intake import handed_in, read_submission
from autograder.sandbox.bounded import Budget, Exceeded, Failed, exceeds

from .conftest import statuses
from .test_grading import replace_region

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only here work is handed over")
PATIENCE_MS = 120_000


@pytest.fixture
def judged_by(monkeypatch):
    """Have every answer judged by a function of the answer's value, whatever its family is."""

    def replace_judges(judge_value):
        def judge(observation: Observation):
            return judge_value(observation.value)

        def grade(self, set_score, families):
            own_grade(self, set_score, [judging(family, judge) for family in families])

        monkeypatch.setattr(case.QuestionCase, "grade", grade)

    own_grade = case.QuestionCase.grade
    return replace_judges


def judging(family, judge):
    return family._replace(cases=tuple(one._replace(judge=judge) for one in family.cases))


def endless():
    while True:
        pass


def endless_in_c():
    return sum(range(10**12))


def gigabytes():
    return len(bytearray(2 * 2**30))


def ends_its_process():
    os.kill(os.getpid(), signal.SIGKILL)


def test_work_within_its_budget_comes_back_as_plain_data():
    """Whatever plain data it returns; the time that it took is taken from the budget."""
    budget = Budget(5.0)
    assert budget.run(lambda: {"a": (1, [b"x", None, 2.5])}) == {"a": (1, [b"x", None, 2.5])}
    assert 0 < budget.seconds < 5


@pytest.mark.parametrize("work", [endless, endless_in_c, gigabytes, ends_its_process])
def test_work_beyond_its_budget_ends_and_the_grader_does_not(work):
    """Time, also in C where no exception gets in, memory, and a death."""
    with pytest.raises(Exceeded):
        Budget(1.0).run(work)


def test_a_spent_budget_does_no_work():
    """Many calls together cost no more than the budget, each no more than its share."""
    budget = Budget(1.5, each=1.0)
    for _ in range(3):
        with pytest.raises(Exceeded):
            budget.run(endless)
    assert budget.seconds <= 0
    with pytest.raises(Exceeded):
        budget.run(lambda: 1)


def test_an_exception_comes_back_as_its_traceback():
    """So that staff can read it where they read all others."""
    with pytest.raises(Failed, match="ZeroDivisionError"):
        Budget(5.0).run(lambda: 1 / 0)


def test_work_leaves_no_process_and_no_descriptor():
    """Neither where it ends well nor where it is ended."""
    before = held()
    Budget(5.0).run(lambda: 1)
    for work in (ends_its_process, gigabytes, lambda: 1 / 0):
        with pytest.raises((Exceeded, Failed)):
            Budget(5.0).run(work)
    assert held() <= before


def held():
    """The descriptors and the children of this process, those that nobody waits for as well."""
    children = pathlib.Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    return {("descriptor", fd) for fd in os.listdir("/proc/self/fd")} | {
        ("child", pid) for pid in children.split()
    }


def test_work_ends_with_the_grader(tmp_path):
    """A grader that is killed leaves no child, whatever that one is busy with."""
    code = (
        "import os, sys\n"
        "from autograder.sandbox.bounded import Budget\n"
        "from autograder.tests.test_bounded import endless_in_c\n"
        "def work():\n"
        "    print(os.getpid(), flush=True)\n"
        "    return endless_in_c()\n"
        "Budget(1000.0).run(work)\n"
    )
    grader = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    child = os.pidfd_open(int(grader.stdout.readline()))
    grader.kill()
    grader.wait()
    grader.stdout.close()
    assert ends(child)


def ends(pidfd):
    """Whether the process behind a descriptor ends; waits for that."""
    try:
        poll = select.poll()
        poll.register(pidfd, select.POLLIN)
        return bool(poll.poll(PATIENCE_MS))
    finally:
        os.close(pidfd)


@pytest.mark.parametrize("work", [endless, endless_in_c, gigabytes, ends_its_process])
def test_a_submission_that_cannot_be_read_in_time_is_refused_by_name(monkeypatch, tmp_path, work):
    """Whatever its bytes do to intake, there is a submission, and a sentence on what to do."""
    monkeypatch.setattr(intake, "SECONDS", 1.0)
    monkeypatch.setattr(handed_in, "_read", lambda path: work())
    submission = read_submission(tmp_path)
    assert submission.empty and "takes more time or memory" in submission.notes[0]


@pytest.mark.parametrize("work", [endless, endless_in_c, gigabytes, ends_its_process])
def test_past_the_budget_of_the_diagnosis_the_verdict_stands(
    grade_files, solution_files, monkeypatch, work
):
    """Looking for the mistake may cost so much; the points and the words are there without it."""
    monkeypatch.setattr(known, "DIAGNOSIS_SECONDS", 1.0)
    monkeypatch.setattr("autograder.grading.diagnosis.diagnose", lambda *_: work())
    files = replace_region(solution_files, "2.6", "return y")
    row = grade_files(files, only=["2.6"])["2.6"]
    assert (row["extra_data"]["status"], row["score"]) == ("wrong", 0)
    assert "mistake" not in row["extra_data"] and "returned" in row["output"]


def test_a_diagnosis_changes_nothing_for_the_next_question(grade_files, solution_files):
    """Mistakes are put into the reference of the child alone."""
    files = replace_region(solution_files, "2.6", "return (y_hat - y) / y.size")
    files = replace_region(files, "2.1", "return W.T")
    rows = grade_files(files, only=["2.1", "2.2", "2.6", "2.7"])
    assert diagnosed(rows) == {"2.1", "2.6"}
    assert {number for number, one in statuses(rows).items() if one == "passed"} == {"2.2", "2.7"}


def diagnosed(rows):
    return {number for number, row in rows.items() if "mistake" in row["extra_data"]}


@pytest.mark.parametrize("work", [endless, endless_in_c, gigabytes, ends_its_process])
def test_past_the_budget_of_the_judges_an_answer_is_wrong(
    grade_files, solution_files, monkeypatch, judged_by, work
):
    """Only an answer larger than any correct one gets there."""

    def judge(value):
        if exceeds(value, verdicts.MANY_VALUES):
            work()
        return Verdict("passed")

    judged_by(judge)
    monkeypatch.setattr(verdicts, "JUDGING_SECONDS", 1.0)
    body = f"return [0.5] * {2 * verdicts.MANY_VALUES}"
    row = grade_files(replace_region(solution_files, "2.5", body), only=["2.5"])["2.5"]
    assert (row["extra_data"]["status"], row["score"]) == (REFUSED, 0)
    assert "larger than any correct one" in row["output"]


def test_large_wrong_answers_are_not_compared_number_by_number(
    grade_files, solution_files, monkeypatch
):
    """They are judged, and let go: the diagnosis never sees them."""
    seen = []
    monkeypatch.setattr(
        "autograder.grading.diagnosis.diagnose", lambda judged, *_: seen.append(judged)
    )
    monkeypatch.setattr(known.Budget, "run", lambda self, work: work())
    body = f"return [0.5] * {2 * verdicts.MANY_VALUES}"
    row = grade_files(replace_region(solution_files, "2.5", body), only=["2.5"])["2.5"]
    assert row["score"] == 0
    assert {one.observation.value for one in seen[0]} == {session.NOT_KEPT}


def test_correct_answers_in_lists_are_correct(grade_files, solution_files):
    """A hundred thousand numbers outside of arrays are right where so many are asked for."""
    source = solution_files["backprop/network.py"] + (
        b"\n\nown_backward = backward\n\n\ndef backward(*arguments):\n"
        b"    return [(W.tolist(), b.tolist()) for W, b in own_backward(*arguments)]\n"
    )
    rows = grade_files(solution_files | {"backprop/network.py": source}, only=["4.2"])
    assert rows["4.2"]["score"] == rows["4.2"]["max_score"], rows["4.2"]["output"]


def test_a_second_end_of_a_zip_is_believed_as_zipfile_believes_it(tmp_path):
    """Where a comment poses as the end of an empty zip, the zip is empty, and nothing is read."""
    path = tmp_path / "work.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("backprop/sgd.py", b"x = 1")
        archive.comment = b"PK\5\6" + bytes(18)
    assert read_submission(path).empty


def test_an_offset_may_look_like_the_end_of_a_zip(tmp_path):
    """Also where the second end stands in the first one's own fields."""
    path = tmp_path / "work.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(60_000):
            archive.writestr(zipfile.ZipInfo(f"{number:060}.py"), b"")
    data = path.read_bytes()
    offset = int.from_bytes(b"PK\5\6", "little")
    moved = bytearray(data)
    moved[-6:-2] = offset.to_bytes(4, "little")
    path.write_bytes(moved)
    assert "holds too many files" in read_submission(path).notes[0]


def test_grade_leaves_results_while_a_submission_is_read(tmp_path):
    """results.json is there before anything of it is looked at, and says whose fault it is."""
    ran = grading(tmp_path, "intake.start_reading = lambda path: lambda: os._exit(9)")
    assert ran.returncode == 9
    document = json.loads((tmp_path / "results.json").read_text())
    assert document["score"] == 0 and "a fault of ours" in document["output"]


def test_grade_has_a_deadline_of_its_own(tmp_path):
    """A grader that hangs in Python says so, ends with 3, and has left a results.json."""
    ran = grading(tmp_path, "intake.start_reading = lambda path: endless")
    assert ran.returncode == 3 and "time for a submission is used up" in ran.stderr
    assert json.loads((tmp_path / "results.json").read_text())["tests"] == []


def test_grade_ends_also_while_it_hangs_in_c(tmp_path):
    """Where Python cannot run its own handler any more, it ends all the same, and says where."""
    ran = grading(tmp_path, "intake.start_reading = lambda path: endless_in_c")
    assert ran.returncode == 1 and "endless_in_c" in ran.stderr
    assert json.loads((tmp_path / "results.json").read_text())["tests"] == []


def grading(folder, patch):
    """`autograder grade` with one second for all, and with its reader replaced."""
    code = (
        "import os, sys\n"
        "from autograder.core import deadline, settings\n"
        "deadline.GRACE_SECONDS = 1 - settings.load().run_seconds\n"
        "from autograder.grading import clean_start\n"
        "from autograder.commands.cli import main\n"
        "import contextlib\n"
        "own = clean_start.clean_workers\n"
        "@contextlib.contextmanager\n"
        "def patched():\n"
        "    with own() as workers:\n"
        "        from autograder import intake\n"
        "        def endless():\n"
        "            while True: pass\n"
        "        def endless_in_c():\n"
        "            return sum(range(10**12))\n"
        f"        {patch}\n"
        "        yield workers\n"
        "clean_start.clean_workers = patched\n"
        "sys.argv = ['autograder', 'grade', 'stencil', '--results', sys.argv[1]]\n"
        "main()\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code, str(folder / "results.json")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


# Faults: whose they are.


def test_a_judge_that_fails_on_an_answer_gives_no_points(grade_files, solution_files, judged_by):
    """Whatever it says of the right answer: that it can say something is enough."""

    def judge(value):
        if not isinstance(value, str):
            return Verdict("wrong", "even the right answer is wrong today")
        raise RuntimeError("an answer that the judge trips over")

    judged_by(judge)
    row = grade_files(replace_region(solution_files, "2.5", "return 'trip'"), only=["2.5"])["2.5"]
    assert (row["extra_data"]["status"], row["score"]) == (REFUSED, 0)


def test_a_judge_that_fails_on_the_right_answer_is_our_fault(
    grade_files, solution_files, judged_by, capsys
):
    """No untrusted value had a part in it, so nobody loses points."""

    def judge(value):
        raise RuntimeError("a bug of ours")

    judged_by(judge)
    row = grade_files(replace_region(solution_files, "2.5", "return 'trip'"), only=["2.5"])["2.5"]
    assert (row["extra_data"]["status"], row["score"]) == ("grader_error", 3)
    assert "a bug of ours" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("module", "step"),
    [(runs, "outcome_of"), (runs, "outcome_of_import"), (session, "outcome_with_borrowed")],
)
def test_words_that_fail_on_an_answer_give_no_points(
    grade_files, solution_files, monkeypatch, module, step
):
    """What goes wrong with an answer in hand is the answer's doing, wherever it goes wrong."""

    def fail(*_, **__):
        raise ValueError("an answer that cannot be put into words")

    files = replace_region(solution_files, "2.5", "return 0")
    if step == "outcome_of_import":
        files["backprop/jacobians.py"] += b"\n1 / 0\n"
    if step == "outcome_with_borrowed":
        files["backprop/jacobians.py"] += (
            b"\n\ndef softmax_cross_entropy_gradient(logits, labels):\n"
            b"    return np.stack([softmax_jacobian(z)[0] for z in logits])\n"
        )
    monkeypatch.setattr(module, step, fail)
    rows = grade_files(files, only=["2.5", "2.7"])
    assert all(row["score"] == 0 for row in rows.values()), statuses(rows)


def test_a_sandbox_that_does_not_work_is_our_fault(grade_files, solution_files, monkeypatch):
    """Where no worker can be started, no answer had a part in it."""
    from autograder.sandbox.starters import SandboxFault
    from autograder.sandbox.workers import Workers

    def fail(*_):
        raise SandboxFault("no worker can be started")

    monkeypatch.setattr(Workers, "process", fail)
    row = grade_files(solution_files, only=["2.5"])["2.5"]
    assert (row["extra_data"]["status"], row["score"]) == ("grader_error", 3)


def test_a_deadline_leaves_the_clock_of_judges_as_it_is():
    """Processor time is counted finely beside it: judges compare with a tenth of a millisecond."""
    code = (
        "import time\nfrom autograder.core.deadline import stop_in\nstop_in(1000, 'late')\n"
        "def measured():\n"
        "    start = time.process_time()\n"
        "    sum(range(1000))\n"
        "    return time.process_time() - start\n"
        "assert min(measured() for _ in range(500)) > 0"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
