"""One process answers one question after another; what fails is asked again in a new one."""

from textwrap import indent

import pytest

from autograder.core import settings
from autograder.core.records import ask
from autograder.grading import case
from autograder.sandbox.workers import Workers
from autograder.wire import Reference

from .test_grading import replace_region, statuses, stub

FILES = {
    "backprop/__init__.py": b"",
    "backprop/work.py": b"def f(x):\n    return x + 1\n\n\n"
    b"def busy(rounds):\n    return sum(k % 7 for k in range(rounds))\n",
}
JACOBIANS = "backprop/jacobians.py"


@pytest.fixture
def processes(monkeypatch):
    """The processes that are started from now on."""
    started, start = [], Workers.process

    def process(self, files):
        started.append(start(self, files))
        return started[-1]

    monkeypatch.setattr(Workers, "process", process)
    return started


def test_a_correct_submission_takes_one_process(grade_files, solution_files, processes):
    """So its files are imported once."""
    rows = grade_files(solution_files, only=["1", "2", "6"])
    assert set(statuses(rows).values()) == {"passed"} and len(processes) == 1


def test_a_question_that_is_wrong_takes_one_process_more(grade_files, solution_files, processes):
    """Those behind it go on in the new one: so its files are imported twice in all."""
    files = replace_region(solution_files, "2.3", "return np.ones((len(b), len(b)))")
    rows = grade_files(files, only=["2.1", "2.2", "2.3", "2.4", "2.6"])
    assert [row["score"] == row["max_score"] for row in rows.values()].count(False) == 1
    assert len(processes) == 2


def test_what_is_still_to_be_written_takes_no_process_more(grade_files, solution_files, processes):
    """Nothing of an earlier question has a part in a stub, wherever it stands."""
    files = stub(stub(solution_files, "2.3"), "1.1")
    rows = grade_files(files, only=["1.1", "2.2", "2.3", "2.4"])
    assert list(statuses(rows).values()).count("todo") == 2
    assert len(processes) == 1


def test_what_only_misses_an_earlier_function_is_not_asked_whole_without_it(
    grade_files, solution_files, processes
):
    """The case that fails is asked alone, and then all with the correct function lent."""
    files = replace_region(solution_files, "4.1", "return [], []")
    grade_files(files, only=["4.1"])
    for_the_first = len(processes)
    processes.clear()
    rows = grade_files(files, only=["4.1", "4.3"])
    assert statuses(rows) == {"4.1": "wrong", "4.3": "passed"}
    assert "the bug is in your own `forward` (4.1)" in rows["4.3"]["output"]
    assert len(processes) == for_the_first + 2


def test_a_stub_that_is_left_in_a_branch_costs_as_much_as_any_exception(
    grade_files, solution_files
):
    """Of what may be a stub less is asked at first; the points are those of all that is asked."""

    def points(message):
        body = f'if len(z) < 3:\n    raise NotImplementedError("{message}")\n{P}'
        files = replace_region(solution_files, "2.5", f"{body}\nreturn np.diag(p) - np.outer(p, p)")
        return grade_files(files, only=["2.4", "2.5"])["2.5"]["score"]

    stub = points("2.5 softmax_jacobian is yours to write")
    assert 0 < stub < 3 and stub == points("large ones come later")


def test_an_endless_loop_costs_as_much_as_a_wrong_answer(grade_files, solution_files, monkeypatch):
    """What comes behind it in the question, and is correct, is asked in a new process."""
    monkeypatch.setattr(case.QuestionCase, "deadline", 2.0)

    def points(otherwise):
        body = f"if np.any(np.asarray(z) == 0):\n    {otherwise}\nreturn np.diag(z > 0) * 1.0"
        files = dict(solution_files)
        files[JACOBIANS] += f"\n\ndef relu_jacobian(z):\n{indent(body, '    ')}\n".encode()
        return grade_files(files, only=["2.4"])["2.4"]["score"]

    assert 0 < points("while True: pass") == points("return np.eye(len(z))") < 4


def test_what_one_question_breaks_costs_the_others_nothing(grade_files, solution_files):
    """A function that spoils its own module, NumPy and the limit of recursion while it is right."""
    files = dict(solution_files)
    files[JACOBIANS] += (
        b"\n\nown = linear_jacobian_x\n\n\ndef linear_jacobian_x(W, b, x):\n"
        b"    import sys\n    global softmax_jacobian\n    answer = own(W, b, x)\n"
        b"    softmax_jacobian = None\n    np.exp = np.tanh = np.zeros = None\n"
        b"    sys.setrecursionlimit(40)\n    return answer\n"
    )
    rows = grade_files(files, only=["2"])
    assert set(statuses(rows).values()) == {"passed"}


P = "p = np.exp(z - np.max(z)) / np.sum(np.exp(z - np.max(z)))"


@pytest.mark.parametrize(
    "body",
    ["return 2 * np.outer(z, z)", "1 / 0", f"{P}\nreturn np.diag(p) - np.outer(p, p) * (z[0] < 9)"],
    ids=["all wrong", "an exception", "some of it right"],
)
def test_a_wrong_question_has_the_same_row_whatever_was_asked_before(
    grade_files, solution_files, body
):
    """Points and words, though what fails after others is looked at no further at first."""
    files = replace_region(solution_files, "2.5", body)
    after = grade_files(files, only=["2.1", "2.2", "2.5"], seed=1)["2.5"]
    alone = grade_files(files, only=["2.5"], seed=1)["2.5"]
    assert after == alone and alone["score"] < alone["max_score"]


def test_what_a_hidden_question_asks_reaches_no_visible_one(
    grade_files, solution_files, monkeypatch
):
    """A visible question that is right only where the hidden one's inputs are known is wrong."""
    chosen = settings.parse('title = "x"\n[visibility]\n"2.5" = "hidden"')
    monkeypatch.setattr(settings, "load", lambda: chosen)
    files = dict(solution_files)
    files[JACOBIANS] += (
        b"\n\nseen = []\nown = softmax_jacobian, mse_gradient\n\n\n"
        b"def softmax_jacobian(z):\n    seen.append(z)\n    return own[0](z)\n\n\n"
        b"def mse_gradient(y_hat, y):\n    return own[1](y_hat, y) if seen else 0 * y\n"
    )
    rows = grade_files(files, only=["2.5", "2.6"])
    assert statuses(rows) == {"2.5": "passed", "2.6": "wrong"}


def test_nothing_is_kept_for_the_next_question(workers):
    """What a worker kept under a number is gone."""
    with workers.process(FILES) as process:
        with process.asked(5.0) as worker:
            assert worker.find("work.f").kind == "refused"  # It is kept, as object -1.
            assert worker.step("value", Reference("object", -1)).kind == "refused"
        with process.asked(5.0) as worker:
            assert worker.step("value", Reference("object", -1)).raised.type == "KeyError"
            assert worker.observe(ask("work.f", x=1)).value == 2


def test_each_question_has_its_own_time(workers):
    """What the questions before have used does not count."""
    with workers.process(FILES) as process:
        with process.asked(60.0) as worker:
            used = worker.observe(ask("work.busy", rounds=15_000_000))
            assert used.kind == "returned"
            spent = worker.used()
        with process.asked(spent / 2) as worker:
            assert worker.observe(ask("work.f", x=1)).value == 2


def test_a_slow_import_has_all_the_time_of_a_question(grade_files, solution_files, monkeypatch):
    """In a process that was asked before there is less: that costs no points."""
    monkeypatch.setattr("autograder.grading.case.QuestionCase.deadline", 4.0)
    files = dict(solution_files)
    files[JACOBIANS] += (
        b"\n\nimport time\nend = time.process_time() + 2.4\n"
        b"while time.process_time() < end:\n    pass\n"
    )
    rows = grade_files(files, only=["1.1", "2.1"])
    assert set(statuses(rows).values()) == {"passed"}


SLOW = b"""

def softmax_cross_entropy_gradient(logits, labels, own=softmax_cross_entropy_gradient):
    import time
    start = time.process_time()
    while time.process_time() - start < 0.1:
        pass
    softmax_jacobian(logits[0])
    return own(logits, labels)
"""
KEEPS = b"""

seen = []


def mse_gradient(y_hat, y, own=mse_gradient):
    seen.append(y)
    return own(y_hat, y)


def softmax_cross_entropy_gradient(logits, labels, own=softmax_cross_entropy_gradient):
    softmax_jacobian(logits[0])
    return own(logits, labels) * (2 if seen else 1)
"""


@pytest.mark.parametrize("end", [SLOW, KEEPS], ids=["slow", "wrong after another question"])
def test_who_is_right_alone_is_not_told_of_another_functions_bug(grade_files, solution_files, end):
    """Though it calls that function, and falls short where others were asked before."""
    files = replace_region(solution_files, "2.5", "return np.diag(z)")
    files[JACOBIANS] += end
    rows = grade_files(files, only=["2.5", "2.6", "2.7"])
    assert statuses(rows) == {"2.5": "wrong", "2.6": "passed", "2.7": "passed"}
    assert "bug" not in rows["2.7"]["output"]
