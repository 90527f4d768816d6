"""A submission goes in, rows come out: points, statuses, words."""

import re

import pytest

from autograder.assignment.part_2_jacobians import questions as part_2
from autograder.build.markers import cut, find_regions
from autograder.core.homework import PACKAGE_FOLDER, package_files
from autograder.grading.questions import all_questions

from .conftest import TOTAL, statuses

REGIONS = {
    name: find_regions(data.decode(), name)
    for name, data in package_files(PACKAGE_FOLDER).items()
    if name.endswith(".py")
}
STENCIL = {
    f"backprop/{name}": cut(data.decode(), name).encode() if REGIONS.get(name) else data
    for name, data in package_files(PACKAGE_FOLDER).items()
}
QUESTIONS = [case.number for case in all_questions(session=None)]


def replace_region(files, question, body):
    """The files with the body of each function of a question replaced."""
    changed = dict(files)
    for name, regions in REGIONS.items():
        for region in reversed(regions):
            if region.question == question:
                path = f"backprop/{name}"
                lines = changed[path].decode().splitlines()
                indent = lines[region.begin - 1].partition("#")[0]
                lines[region.begin - 1 : region.end] = [indent + line for line in body.split("\n")]
                changed[path] = "\n".join(lines).encode() + b"\n"
    return changed


def stub(files, question):
    names = [r.function for regions in REGIONS.values() for r in regions if r.question == question]
    message = f"{question} {names[0].partition('.')[0]} is yours to write"
    return replace_region(files, question, f'raise NotImplementedError("{message}")')


def test_the_solution_scores_full_points(grade_files, solution_files):
    """Every question passes, and the points are those of the assignment."""
    rows = grade_files(solution_files)
    assert set(statuses(rows).values()) == {"passed"}
    assert sum(row["score"] for row in rows.values()) == TOTAL


@pytest.mark.parametrize("seed", [32, 52, 4364608861332425602])
def test_no_slope_that_is_0_costs_the_solution_points(grade_files, solution_files, seed):
    """These seeds once drew x = -1 for x e^x, where any rounding is an error of 100 %."""
    rows = grade_files(solution_files, only=["6.1"], seed=seed)
    assert statuses(rows) == {"6.1": "passed"}


def test_the_stencil_scores_nothing_and_says_what_to_write(grade_files):
    """Every row of the stencil is todo or blocked, without points, and names a function."""
    rows = grade_files(STENCIL)
    assert set(statuses(rows).values()) <= {"todo", "blocked"}
    assert sum(row["score"] for row in rows.values()) == 0
    for number, row in rows.items():
        names = "|".join(row["name"].split(", "))
        assert re.search(rf"{number} ({names})[\w.]* is yours to write|waits for", row["output"])
        assert "hint" not in row["extra_data"]  # There is no answer to look at.


@pytest.mark.parametrize("question", QUESTIONS[::5])
def test_a_stub_costs_its_own_question_only(grade_files, solution_files, question):
    """With one question stubbed, all others score in full, and name the stub where they wait.

    `autograder verify` tries it with every question.
    """
    rows = grade_files(stub(solution_files, question))
    own = rows.pop(question)
    assert own["score"] == 0 and own["extra_data"]["status"] == "todo"
    for row in rows.values():
        assert row["score"] == row["max_score"], row["output"]
        assert row["output"].startswith("All ") or f"({question})" in row["output"]


def test_one_wrong_gradient_is_charged_once(grade_files, solution_files):
    """A wrong loss gradient costs its question; network and SGD are in full, and say why."""
    wrong = "return softmax(logits) / len(labels)"
    rows = grade_files(replace_region(solution_files, "2.7", wrong))
    lost = {number for number, row in rows.items() if row["score"] < row["max_score"]}
    assert lost == {"2.7"}
    for number in ("4.3", "5.3"):
        assert rows[number]["output"] == (
            "full points: the bug is in your own `softmax_cross_entropy_gradient` (2.7)"
        )


def test_of_the_functions_of_a_question_only_the_broken_one_is_named(grade_files, solution_files):
    """Whoever uses one of three is told of that one, and of it only if it is broken."""
    files = dict(solution_files)
    files["backprop/jacobians.py"] += b"\n\ndef sigmoid_jacobian(z):\n    return np.diag(z)\n"
    files["backprop/network.py"] += (
        b"\n\nown = backward\n\n\ndef backward(*arguments):\n"
        b"    from .jacobians import sigmoid_jacobian, tanh_jacobian\n"
        b"    factor = 4 * sigmoid_jacobian(np.zeros(1))[0, 0] * tanh_jacobian(np.zeros(1))[0, 0]\n"
        b"    return [(factor * dW, factor * db) for dW, db in own(*arguments)]\n"
    )
    rows = grade_files(files, only=["2.4", "4.2", "4.3"])
    words = "full points: the bug is in your own `sigmoid_jacobian` (2.4)"
    assert [rows[number]["output"] for number in ("4.2", "4.3")] == [words, words]


def test_who_returns_nothing_is_asked_for_a_return(grade_files, solution_files):
    """That comes before what the family asks about numbers that are not there."""
    files = replace_region(solution_files, "2.1", "np.array(W)")
    row = grade_files(files, only=["2.1"])["2.1"]
    assert "a function without a `return` gives" in row["extra_data"]["hint"]


@pytest.mark.parametrize(
    ("network", "only", "words"),
    [
        (None, ["4", "5.3"], "`forward` (4.1) and `loss_and_gradients` (4.3) were not handed in"),
        ("the stub", ["4", "5.3"],
         "`forward` (4.1) and `loss_and_gradients` (4.3) are still to be written"),
        (None, ["5.3"], "with correct `forward` and `loss_and_gradients`"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_said_to_have_a_bug(
    grade_files, solution_files, network, only, words
):
    """A file handed in alone is graded with correct functions for the others, and says why."""
    files = {"backprop/sgd.py": solution_files["backprop/sgd.py"]}
    if network:
        files["backprop/network.py"] = STENCIL["backprop/network.py"]
        files["backprop/jacobians.py"] = STENCIL["backprop/jacobians.py"]
    row = grade_files(files, only=only)["5.3"]
    assert row["score"] == row["max_score"] and row["output"].startswith(f"full points: {words}")


def test_a_file_that_was_not_handed_in_is_waited_for(grade_files):
    """A function that imports from a file which is not there is told which, and has no bug."""
    row = grade_files({"backprop/network.py": STENCIL["backprop/network.py"]}, only=["4.3"])["4.3"]
    assert row["extra_data"]["status"] == "blocked"
    assert "waits for backprop/jacobians.py, which was not handed in" in row["output"]


def test_a_broken_file_costs_its_own_questions_only(grade_files, solution_files):
    """With a syntax error in jacobians.py, what builds on it is graded with the reference's."""
    files = solution_files | {"backprop/jacobians.py": b"def f(:\n"}
    rows = grade_files(files, only=["2", "4", "5"])
    lost = {number for number, row in rows.items() if row["score"] < row["max_score"]}
    assert lost == {number for number in rows if number.startswith("2.")}
    assert "(2.7)" in rows["4.3"]["output"] and "(2.7)" in rows["5.3"]["output"]


def test_a_failed_answer_is_not_saved_by_lent_functions(grade_files, solution_files):
    """Functions that are lent do not help a question that is wrong itself."""
    wrong = "return 0.0, [(0 * W, 0 * b) for W, b in params]"
    rows = grade_files(replace_region(solution_files, "4.3", wrong), only=["4.3"])
    assert rows["4.3"]["score"] == 0


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ("import os; os._exit(0)", "died", "ended itself"),
        ("raise SystemExit(0)", "raised", "SystemExit"),
        ("while True: pass", "timeout", "took too long"),
        ("x = [0]\nwhile True: x = x + x", "raised", "MemoryError"),
        ("import ctypes; ctypes.string_at(0)", "died", "SIGSEGV"),
        ("return object()", "refused", "type object"),
        ("return lambda: 0", "refused", "type function"),
        ("return None", "wrong", "wrong type"),
        ("return 'text'", "wrong", "wrong type"),
        ("return float('nan')", "wrong", "shape"),
        ("return np.full((z.size, z.size), np.nan)", "wrong", "not all finite"),
        ("return np.empty((0, 0))", "wrong", "shape"),
        ("return 1 / 0", "raised", "division by zero"),
        ("def f(n): return f(n + 1)\nreturn f(0)", "raised", "RecursionError"),
    ],
)
def test_what_goes_wrong_costs_its_own_question_only(
    grade_files, solution_files, monkeypatch, body, status, words
):
    """A crash, a hang, an exit or nonsense has its status, and the next question passes."""
    monkeypatch.setattr(part_2.SoftmaxJacobian, "deadline", 1.5)
    rows = grade_files(replace_region(solution_files, "2.5", body), only=["2.5", "2.6"])
    assert rows["2.5"]["score"] == 0
    assert statuses(rows) == {"2.5": status, "2.6": "passed"}
    assert words in rows["2.5"]["output"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"def f(:\n", "backprop/jacobians.py, line 1"),
        (b"import numpy as np\nx = 1 / 0\n", "backprop/jacobians.py, line 2: x = 1 / 0"),
        (b"import torch_is_not_here\n", "No module named 'torch_is_not_here'"),
        (b"import torch_is_not_here\n", "Hint: while it is graded, only Python's own modules"),
        (b"name = input()\n", "Hint: while it is graded, nobody is there to type"),
        (b"open('data.csv')\n", "Hint: while it is graded, your code can open no files"),
        (b"x = \0 1", "cannot be imported"),
        (b"import os\nos._exit(1)\n", "ended itself"),
        (b"while True: pass\n", "importing backprop/jacobians.py took too long"),
    ],
)
def test_a_file_that_cannot_be_imported_says_where(
    grade_files, solution_files, monkeypatch, source, words
):
    """A file that fails when it is imported costs its own questions, with file and line."""
    for name in ("LayerJacobians", "ActivationJacobians", "SoftmaxJacobian", "LossGradients"):
        monkeypatch.setattr(getattr(part_2, name), "deadline", 1.5)
    files = solution_files | {"backprop/jacobians.py": source}
    rows = grade_files(files, only=["1.1", "2", "3.1"])
    assert statuses(rows)["1.1"] == statuses(rows)["3.1"] == "passed"
    for number in ("2.1", "2.5", "2.7"):
        assert rows[number]["score"] == 0
        assert words in rows[number]["output"]


def test_a_missing_file_costs_its_own_questions(grade_files, solution_files):
    """A file that was not handed in is still to be written; the rest is graded."""
    del solution_files["backprop/chain_rule.py"]
    rows = grade_files(solution_files, only=["2.1", "3"])
    assert statuses(rows) == {"2.1": "passed", "3.1": "todo", "3.2": "todo", "3.3": "todo",
                              "3.4": "todo"}  # fmt: skip
    assert rows["3.1"]["extra_data"]["missing_file"] == "backprop/chain_rule.py"
    assert "there is no backprop/chain_rule.py" in rows["3.1"]["output"]


def test_a_renamed_function_is_named(grade_files, solution_files):
    """A function that is not there is missed by name."""
    path = "backprop/jacobians.py"
    solution_files[path] = solution_files[path].replace(b"def softmax_jacobian", b"def softmax_jac")
    rows = grade_files(solution_files, only=["2.5"])
    assert "jacobians.py defines no softmax_jacobian" in rows["2.5"]["output"]


def test_windows_line_ends_and_byte_order_marks_change_nothing(grade_files, solution_files):
    """Sources saved by a Windows editor score as they do elsewhere."""
    files = {
        path: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") if path.endswith(".py") else data
        for path, data in solution_files.items()
    }
    assert set(statuses(grade_files(files, only=["1", "2", "3"])).values()) == {"passed"}


def test_the_same_submission_gets_the_same_words(grade_files, solution_files):
    """The seed comes from the submission, so a verdict can be reproduced."""
    files = replace_region(solution_files, "2.6", "return 3 * (y_hat - y) / y.size")
    first, second = (grade_files(files, only=["2.6"]) for _ in range(2))
    assert first == second
    assert grade_files(files, only=["2.6"], seed=1) != first


def test_a_fault_of_the_grader_costs_no_points(grade_files, solution_files, monkeypatch, capsys):
    """Where a question itself fails, the row says so, counts in full, and staff see why."""

    def fail(self):
        raise RuntimeError("a bug of ours")

    monkeypatch.setattr("autograder.grading.case.QuestionCase.setUp", fail)
    rows = grade_files(solution_files, only=["2.5"])
    assert statuses(rows) == {"2.5": "grader_error"} and rows["2.5"]["score"] == 3
    assert "a bug of ours" not in rows["2.5"]["output"]
    assert "a bug of ours" in capsys.readouterr().err


def test_a_fault_of_the_diagnosis_gives_no_points(grade_files, solution_files, monkeypatch, capsys):
    """Where looking for the mistake fails, the verdict stands, and staff see why."""

    def fail(judged, reference, at_once):
        raise RuntimeError("a bug of ours")

    monkeypatch.setattr("autograder.grading.diagnosis.diagnose", fail)
    rows = grade_files(replace_region(solution_files, "2.6", "return y"), only=["2.6"])
    assert statuses(rows) == {"2.6": "wrong"} and rows["2.6"]["score"] == 0
    assert "a bug of ours" in capsys.readouterr().err


def test_the_words_of_a_wrong_answer(grade_files, solution_files):
    """A hint, then what was called, returned and expected."""
    files = replace_region(solution_files, "2.6", "return (y_hat - y) / y.size")
    output = grade_files(files, only=["2.6"], seed=7)["2.6"]["output"]
    lines = output.splitlines()
    assert lines[0].startswith("Hint: your answer is half of what is expected")
    assert lines[1] == 'failed     "several examples and outputs": the values are wrong'
    assert any(line.startswith("called     mse_gradient(y_hat, y)") for line in lines)
    assert any(line.startswith("returned   ") for line in lines)
    assert any("expected   " in line for line in lines)
    assert sum(line.startswith("Hint: ") for line in lines) == 1


def test_a_hidden_question_speaks_in_fixed_words(grade_files, solution_files, monkeypatch):
    """A question that is not visible shows no number, no exception and nothing printed."""
    monkeypatch.setattr("autograder.grading.case.QuestionCase.visibility", "after_published")
    body = "print('SECRET', z)\nraise ValueError(f'SECRET {z}')"
    row = grade_files(replace_region(solution_files, "2.5", body), only=["2.5"])["2.5"]
    assert row["output"] == "it raised an exception"
    row = grade_files(replace_region(solution_files, "2.6", "return y"), only=["2.6"])["2.6"]
    assert row["output"] == "the answer is wrong"
    assert row["visibility"] == "after_published"


def test_what_is_printed_is_cut_and_harmless(grade_files, solution_files):
    """Prints are shown for a failed visible question, without control characters, cut."""
    body = "print('\\x1b[31m<b>mine</b>\\x00' + 'x' * 50_000)\nreturn z"
    output = grade_files(replace_region(solution_files, "2.5", body), only=["2.5"])["2.5"]["output"]
    assert "printed    ?[31m<b>mine</b>?" in output
    assert len(output) < 5_000


def picture_in(grade_files, solution_files, number, body):
    files = replace_region(solution_files, number, body)
    return grade_files(files, only=[number])[number]["extra_data"].get("picture")


def test_a_wrong_path_is_drawn_beside_the_expected_one(grade_files, solution_files):
    """In the plane, from the same start, a few finite numbers; of a question that says so."""
    body = "return np.array([theta0 + 0.1 * k * np.ones(len(theta0)) for k in range(5)])"
    drawn = picture_in(grade_files, solution_files, "1.1", body)
    assert drawn["name"] == "the path" and drawn["returned"][0] == drawn["expected"][0]
    assert len(drawn["returned"][0]) in (1, 2) and 2 <= len(drawn["expected"]) <= 100
    assert picture_in(grade_files, solution_files, "2.6", "return y_hat * np.nan") is None


@pytest.mark.parametrize(
    "value",
    ["np.full((99, 2), np.nan)", "np.full((99, 2), 1e308)", "np.zeros((10**5, 2))", "['x', 'y']",
     "[[0.0], [0.0, 1.0]]", "{}", "np.zeros((3, 0))", "np.zeros((3, 2, 1))"],
)  # fmt: skip
def test_what_is_no_path_is_not_drawn(grade_files, solution_files, value, capfd):
    """Neither what is not finite, nor too much, nor another thing; and nothing fails by it."""
    assert picture_in(grade_files, solution_files, "1.1", f"return {value}") is None
    assert "Traceback" not in capfd.readouterr().err


def test_a_hidden_question_is_not_drawn(grade_files, solution_files, monkeypatch):
    """Its numbers would tell what it asks."""
    monkeypatch.setattr("autograder.grading.case.QuestionCase.visibility", "hidden")
    body = "return np.array([theta0 + 0.1 * k * np.ones(len(theta0)) for k in range(5)])"
    assert picture_in(grade_files, solution_files, "1.1", body) is None
