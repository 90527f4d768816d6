"""A question or a part that goes, counts that are off, slips in a question's own code."""

import re
import shutil
from types import SimpleNamespace

import numpy as np
import pytest

from autograder.assignment.part_2_jacobians import questions as part_2_jacobians
from autograder.build import leftovers
from autograder.build.leftovers import code_left_over
from autograder.build.mentions import Known, announced, mentions_amiss
from autograder.build.remarks import not_announced, remarks, total_amiss
from autograder.build.texts import Text
from autograder.core.assignment import current
from autograder.core.records import Verdict, ask, single_case
from autograder.grading.case import UnusableQuestion
from autograder.grading.judging.wording import assigned
from autograder.grading.questions import all_questions
from autograder.grading.scripts import script
from autograder.verify.bench import questions_amiss

from .test_second_assignment import TINY, run

THERE = Known(
    parts=frozenset("1234568"),
    questions=frozenset({"2.5", "2.6", "2.10", "8.1"}),
    modules=frozenset({"sgd"}),
    files=frozenset({"sgd.py"}),
    counts={"parts": 7, "questions": 28, "points": 96},
)


def test_nothing_is_amiss_in_the_homework():
    """What is committed has no leftovers, and asks no question that fails."""
    assert remarks() == [] and questions_amiss() == []


def test_all_that_a_question_leaves_behind_is_named_at_once(tmp_path):
    """With file and line: region, points, public test, mistakes; and a given file nobody uses."""
    kit = tmp_path / "convolution"
    shutil.copytree(TINY, kit, ignore=shutil.ignore_patterns("__pycache__", "dist", "stencil"))
    questions = kit / "assignment/part_1_conv/questions.py"
    questions.write_text(questions.read_text().partition('    @number("1.2")')[0])
    (kit / "solution/conv1d/padding.py").write_text("def pad(x):\n    return x\n")
    with (kit / "solution/README.md").open("a") as readme:
        readme.write("\nAll 2 questions are in part 1; question 1.2 is the last.\n")
    ran = run(kit, "build", "--check")
    assert ran.returncode == 1
    for line in (
        r"solution/conv1d/conv.py, line \d+: there is no graded question 1\.2",
        r"solution/tests/points.py, line \d+: there is no graded question 1\.2",
        r"solution/tests/test_1_conv.py, line 13: there is no graded question 1\.2",
        r"assignment/part_1_conv/mistakes.py, line 8: no question is about conv.convolve_gradient",
        r"solution/conv1d/padding.py: no other file of the homework uses it",
        r"solution/README.md, line \d+: there is no question 1\.2",
        r"solution/README.md, line \d+: there is 1 question, not 2",
        r"all questions together are worth 60 points, .*: part 1 has 60",
    ):
        assert re.search(rf"^(?:autograder: )?{line}$", ran.stderr, re.M), (line, ran.stderr)


def test_what_stands_outside_of_the_parts_is_named(monkeypatch, tmp_path):
    """Equivalent mutants, styles, guessable questions and tests of what no longer is there."""
    style = tmp_path / "loops" / "backprop" / "integrals.py"
    style.parent.mkdir(parents=True)
    style.touch()
    (tmp_path / "test_integrals.py").write_text(
        f"from autograder.assignment.{'part'}_77_integrals import questions\n"
    )
    (tmp_path / "wrong.py").write_text('"""question: 77.1\nmistake: none\n"""\n')
    changed = current()._replace(
        variants=tmp_path,
        equivalent={"integrals.area: 1 -> 2": "none"},
        guessable=("77.1",),
        squaring=("integrals.",),
    )
    monkeypatch.setattr(leftovers, "current", lambda: changed)
    monkeypatch.setattr(leftovers, "TESTS", tmp_path)
    said = "\n".join(code_left_over(all_questions(session=None)))
    for words in (
        "no question is about integrals.area",
        "integrals.py: students write no integrals.py",
        "guessable has 77.1, which is no question",
        "squaring has integrals., in which students write nothing",
        "test_integrals.py: there is no part_77_integrals",
        "wrong.py: there is no question 77.1",
    ):
        assert words in said


def test_helpers_that_no_question_uses_are_named(monkeypatch, tmp_path):
    """By file and line, where nothing else in the assignment or in the tests has their name."""
    path = "autograder/assignment/part_2_jacobians/hints.py"
    hints = Text(path, 'KINK = "at 0"\nFORGOTTEN = "before"\n')
    user = Text("autograder/assignment/part_2_jacobians/questions.py", "KINK")
    monkeypatch.setattr(leftovers, "TESTS", tmp_path)
    monkeypatch.setattr(leftovers, "texts_in", lambda folder: [hints, user])
    assert list(leftovers._unused_helpers()) == [f"{path}, line 2: nothing uses FORGOTTEN"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("as in part 7", ["there is no part 7"]),
        ("parts 6, 7 and 8", ["there is no part 7"]),
        ("parts 6 to 9", ["there is no part 9"]),
        ("```{part} 10 45", ["there is no part 10"]),
        ("```{question} 7.1", ["there is no question 7.1"]),
        ("questions 2.5, 2.6 and 2.7", ["there is no question 2.7"]),
        ("pytest --question 7.1", ["there is no question 7.1"]),
        ("# TODO(7.1): Add.", ["there is no question 7.1"]),
        ("`expressions.py` is given", ["there is no expressions.py in solution/"]),
        ("from backprop.symbolic import size", ["there is no symbolic in solution/backprop/"]),
        ("There are nine parts.", ["there are 7 parts, not nine"]),
        ("a table of 29 questions", ["there are 28 questions, not 29"]),
        ("20 of 100 points", ["there are 96 points, not 100"]),
        ("part 6, question 2.10, `sgd.py`, backprop.sgd, 28 of 96 points", []),
        ("All seven parts. Python 3.10 asks two questions; both points are 0.7 apart.", []),
        ("autograder new-question 7.1 area", []),
    ],
)
def test_what_texts_say_is_held_against_what_there_is(line, said):
    """Parts, questions, files and counts; not numbers of other things."""
    found = list(mentions_amiss([Text("handout/text/x.md", f"First.\n{line}")], THERE))
    assert found == [f"handout/text/x.md, line 2: {words}" for words in said]


def test_a_question_in_brackets_is_one_outside_of_the_handout():
    """There, (3.5) is a number."""
    line = "the losses (2.5, 2.7), f(3.5)"
    assert [*mentions_amiss([Text("solution/x.py", line)], THERE)] == [
        "solution/x.py, line 1: there is no question 2.7"
    ]
    assert [*mentions_amiss([Text("handout/text/x.md", line)], THERE)] == []


def test_a_question_that_the_top_of_its_file_leaves_out_is_named():
    """Where the docstring of a students' file names the others, in brackets, as a range or not."""
    cases = all_questions(session=None)
    new = [
        SimpleNamespace(number=n, module=m) for n, m in (("2.8", "jacobians"), ("6.4", "nowhere"))
    ]
    assert list(not_announced([*cases, *new])) == [
        "solution/backprop/jacobians.py, line 1: the docstring names the others and not 2.8"
    ]
    assert announced("a layer (2.1 to\n2.3), two (2.5, 2.6), f(3.5), (4.2") == {
        "2.1", "2.2", "2.3", "2.5", "2.6",
    }  # fmt: skip


def test_another_total_is_said_with_its_parts(monkeypatch):
    """Which parts come to it; nothing where it is the one in settings.toml."""
    monkeypatch.setattr("autograder.build.remarks.load", lambda: SimpleNamespace(points=100))
    cases = [SimpleNamespace(number=n, max_score=p) for n, p in (("1.1", 60), ("10.1", 42))]
    (line,) = total_amiss(cases)
    assert line.startswith("all questions together are worth 102 points, and settings.toml says")
    assert line.endswith("points = 100: part 1 has 60, part 10 has 42")
    assert list(total_amiss([cases[0], SimpleNamespace(number="2.1", max_score=40)])) == []


@pytest.mark.parametrize(
    ("asks", "words"),
    [
        (lambda: {}["w"], "KeyError: 'w'"),
        (lambda: [ask("jacobians.mse_gradeint", y=1.0)], "defines no mse_gradeint"),
        (lambda: [ask("jacobians.mse_gradient", y=1.0)], "TypeError: mse_gradient"),
        (lambda: [], "' has no case"),
    ],
    ids=["a KeyError", "a wrong name", "a missing argument", "no cases"],
)
def test_a_slip_in_a_questions_own_code_is_noticed(monkeypatch, asks, words):
    """It is named with file and line, and no other question is."""
    monkeypatch.setattr(part_2_jacobians.LossGradients, "of_sizes", lambda self, drawn: asks())
    monkeypatch.setattr(
        "autograder.verify.bench.all_questions",
        lambda session: [one for one in all_questions(session) if one.number in ("2.3", "2.6")],
    )
    (line,) = questions_amiss()
    assert line.startswith("question 2.6 mse_gradient fails by itself in autograder/assignment/")
    assert "part_2_jacobians/questions.py, line" in line and words in line


def only_2_6(monkeypatch):
    """The homework has no other question."""
    monkeypatch.setattr(
        "autograder.verify.bench.all_questions",
        lambda session: [one for one in all_questions(session) if one.number == "2.6"],
    )


def test_a_family_that_earns_nothing_is_named(monkeypatch):
    """Where it fails, nothing would be charged."""

    def free(self, asks, **options):
        return [self.family("for nothing", asks[:1], 0)]

    monkeypatch.setattr(part_2_jacobians.LossGradients, "manners", free)
    only_2_6(monkeypatch)
    (line,) = questions_amiss()
    assert line.endswith("the family 'for nothing' has a share of 0, not more than 0")


@pytest.mark.parametrize(
    ("names", "call"),
    [
        (("y", "y_hat"), "mse_gradient(y, y_hat)"),
        (("prediction", "y"), "mse_gradient(prediction, y)"),
    ],
)
def test_arguments_with_other_names_or_in_another_order_are_named(monkeypatch, names, call):
    """The reference would answer them: students read the names, and take them as they are."""
    given = np.array([[2.0], [1.0]]), np.array([[0.5], [3.0]])
    swapped = [ask("jacobians.mse_gradient", **dict(zip(names, given, strict=True)))]
    monkeypatch.setattr(part_2_jacobians.LossGradients, "few", lambda self: swapped)
    only_2_6(monkeypatch)
    (line,) = questions_amiss()
    assert re.match(r"autograder/assignment/part_2_jacobians/questions\.py, line \d+: ", line)
    assert line.endswith(f"2.6 calls {call}, but the function is mse_gradient(y_hat, y)")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{name}(y_hat, y)", "shows `mse_gradient(y_hat, y)` for its script swapped, which calls "),
        ("{name}(y, y_hat", "which is no Python: '(' was never closed"),
        ("mse_grad(y, y_hat)", "which calls mse_gradient and what is shown does not"),
        (None, "shows mse_gradient(...) to students: give its script `written=`"),
    ],
)
def test_a_script_that_does_other_than_students_read_is_named(monkeypatch, text, words):
    """The reference is asked in the same way, and would answer what nobody sees."""

    def written(name, inputs):
        return text.format(name=name), assigned(inputs)

    @script(written=written if text else None)
    def swapped(package, name, inputs):
        return package.find(name)(inputs["y"], inputs["y_hat"])

    given = {"y_hat": np.array([[2.0], [1.0]]), "y": np.array([[0.5], [3.0]])}
    asks = [ask("jacobians.mse_gradient", swapped, **given)]
    monkeypatch.setattr(part_2_jacobians.LossGradients, "few", lambda self: asks)
    only_2_6(monkeypatch)
    (line,) = questions_amiss()
    assert line.startswith("autograder/assignment/part_2_jacobians/questions.py, line ")
    assert "question 2.6 shows " in line and words in line


def test_a_question_that_the_reference_does_not_pass_is_named(monkeypatch):
    """A judge that refuses the right answer costs every student points."""

    def refusing(self, asks, **options):
        return [single_case("refused", asks[0], lambda seen: Verdict("wrong", "it is refused"))]

    monkeypatch.setattr(part_2_jacobians.LossGradients, "manners", refusing)
    only_2_6(monkeypatch)
    (line,) = questions_amiss()
    assert line.startswith("question 2.6 mse_gradient gives the reference 1.78 of 2 points: ")


def test_a_question_without_a_decorator_is_named(monkeypatch):
    """Its class, its method, and what it lacks."""
    method = part_2_jacobians.LossGradients.test_mse_gradient
    monkeypatch.delattr(method, "__number__")
    with pytest.raises(UnusableQuestion, match=r"part_2.*test_mse_gradient lacks its @number"):
        all_questions(session=None)
