"""What the gates say of questions that fail by themselves, and which mistakes they try."""

import ast
import pathlib
import re
import sys
from types import SimpleNamespace

import pytest

from autograder.assignment.part_2_jacobians import questions as part_2_jacobians
from autograder.core.homework import PACKAGE_FOLDER
from autograder.grading.mistakes import Mistake, all_mistakes
from autograder.grading.mistakes.catalogue import mistakes_in
from autograder.verify import gates, kill_matrix, mutants, mutation, public, styles
from autograder.verify.bench import Bench, QuestionFails


@pytest.fixture
def broken(monkeypatch):
    """Question 2.6 asks for what is not there."""

    def raises(self, drawn):
        raise LookupError("no such function")

    monkeypatch.setattr(part_2_jacobians.LossGradients, "of_sizes", raises)


def test_a_question_that_fails_by_itself_is_named(broken):
    """Staff read which question it is and how to see where, in a sentence."""
    with pytest.raises(QuestionFails, match=r"question 2\.6 .*--only 2\.6.* LookupError"):
        Bench().grade({}, seed=0, numbers=["2.6"])


def test_full_points_by_a_fault_of_ours_do_not_hold(broken):
    """A row that counts in full because the grader failed is no full row of the solution."""
    gate = gates.solution_is_full([], lambda: None)
    assert gate.faults == ("in the sandbox: the grader itself failed, see above",)


def test_a_mistake_in_no_question_is_named(monkeypatch):
    """A misspelt function in the catalogue is told in a sentence, with the one that is meant."""
    misspelt = Mistake("jacobians.softmax_jacobin", "the diagonal", "", file="m.py", line=7)
    monkeypatch.setattr(kill_matrix, "all_mistakes", lambda: [misspelt])
    with pytest.raises(
        kill_matrix.UnusableMistake, match=r"^m\.py, line 7: .*mean jacobians\.softmax_jacobian"
    ):
        kill_matrix.check_mistakes()


def test_an_edit_that_does_not_fit_the_reference_is_named_with_its_line(monkeypatch):
    """What it looks for is not there, or twice; what it makes is no Python, or of no function."""
    entries = mistakes_in("jacobians.mse_gradient")
    entered: list[Mistake] = []
    monkeypatch.setattr(mistakes_in, "_enter", lambda self, one: entered.append(one))
    entries.edit("misspelt", {" / len(Y)": ""}, "")
    entries.edit("short", {"y": "x"}, "")
    entries.answer("open", "answer)", "")
    mistakes_in("forward_mode.Dual.__no__").answer("no method", "0", "")
    monkeypatch.setattr(kill_matrix, "all_mistakes", lambda: entered)
    missing, twice, no_python, no_method = kill_matrix.mistakes_amiss()
    assert missing.endswith("'misspelt' edits ' / len(Y)', which is not in the reference")
    assert "times in the reference: quote more of the line" in twice
    assert "make no Python" in no_python and "there is no Dual.__no__ in forw" in no_method
    assert list(kill_matrix.mistakes_in({"2.5"})) == []


def test_a_mistake_knows_where_it_is_entered():
    """Its own line of mistakes.py, and not one of the catalogue."""
    lines = {
        one.file: pathlib.Path(one.file).read_text(encoding="utf-8").splitlines()
        for one in all_mistakes()
    }
    for one in all_mistakes():
        line = lines[one.file][one.line - 1]
        entered = re.search(r"\.(edit|answer|arguments|body)\(", line)
        assert entered or one.name in line, (one.name, line)


def test_the_mistakes_of_a_question_can_be_tried_alone():
    """Those of its functions, and no others; there may be none."""
    catalogue = all_mistakes()
    chosen = {catalogue[place].function for place in kill_matrix.mistakes_in({"2.5"})}
    assert chosen == {"jacobians.softmax_jacobian"}
    assert kill_matrix.mistakes_in({"2.99"}) == []
    assert gates.mistakes_are_killed([], 1).notes == ("no known mistake is entered",)


def test_what_is_listed_as_equivalent_and_is_no_mutant_is_named(monkeypatch):
    """The reference has changed, or the key is misspelt: nothing would be excused by it."""
    assert list(mutation.equivalent_amiss()) == []
    stale = "jacobians.relu_jacobian: np.asarray(z) -> w"
    monkeypatch.setattr(mutation, "current", lambda: SimpleNamespace(equivalent={stale: ""}))
    (line,) = mutation.equivalent_amiss()
    assert line.endswith(f"listed as equivalent, and no mutant: {stale}")


def test_gates_of_one_question_leave_the_others_alone():
    """Its stubs, its styles: a style that does not answer it is not tried."""
    assert list(gates.targets_of_questions(["2.5"])) == ["2.5"]
    chosen = {folder.name for folder in styles.styles(["2.5"])}
    assert "beginner_loops" in chosen and "list_of_pairs" not in chosen
    assert len(chosen) < len(styles.styles())


def a_mutant(question):
    return next(one for one in reversed(mutants.all_mutants()) if one.question == question)


def test_a_mutant_that_keeps_its_points_is_a_fault_unless_it_is_equivalent(monkeypatch):
    """The gate says where it is and what was changed, and counts."""
    killed, kept = a_mutant("2.5"), a_mutant("2.6")
    fates = [mutation.Fate(killed, 0.25, named=True), mutation.Fate(kept, 0.0)]
    gate = gates.mutants_are_killed(fates, 1000)
    caught = "1 caught, 1 hinted, 1 of them as known mistakes"
    assert gate.figures == f"2 of 1000: {caught}, 0 equivalent, 1 escaped"
    assert gate.faults[0].endswith(f'"{kept.key}" keeps its points')
    assert "jacobians.py, line" in gate.faults[0] and "list it as equivalent" in gate.notes[0]
    known = SimpleNamespace(equivalent={kept.key: "a reason"})
    monkeypatch.setattr(mutation, "current", lambda: known)
    assert gates.mutants_are_killed(fates, 1000).holds
    (fault,) = gates.mutants_are_killed([mutation.Fate(kept, 0.1)], 1000).faults
    assert fault.endswith("is listed as equivalent, and loses points")
    (fault,) = gates.mutants_are_killed([mutation.Fate(killed, 0.1, hinted=False)], 1000).faults
    assert fault.endswith("gets no hint")


def test_what_the_public_tests_refuse_may_not_keep_its_points(monkeypatch):
    """A mutant that fails them, and yet has full points, is named; one that lost some is not."""
    monkeypatch.setattr(gates, "styles", lambda numbers: [])
    refused = a_mutant("2.6")
    gate = gates.public_tests_agree([mutation.Fate(refused, 0.0)], lambda: None)
    assert gate.faults == (f"the public tests refuse {refused.key}, which keeps its points",)
    lost = [mutation.Fate(refused, 0.1)]
    assert gates.public_tests_agree(lost, lambda: None).holds
    counted = gates.public_tests_agree(lost, lambda: None, counted=True)
    assert counted.holds and counted.figures.endswith("; 1 of 1 mutants refused")


def test_a_mutant_stands_in_the_place_of_its_function():
    """In the solution's own file, methods included; nothing else of it is changed."""
    for mutant in (a_mutant("2.5"), a_mutant("9.1")):
        ((path, data),) = public.file_with(mutant).items()
        before = (PACKAGE_FOLDER / path.partition("/")[2]).read_text(encoding="utf-8")
        same = [ast.dump(one) for one in ast.parse(before).body]
        changed = [ast.dump(one) for one in ast.parse(data).body]
        assert sum(one != other for one, other in zip(same, changed, strict=True)) == 1


def test_mutants_are_spread_evenly():
    """A few of many: from all over the files, each once."""
    assert mutation.spread(range(10), 3) == [0, 3, 6]
    assert mutation.spread(range(3), None) == mutation.spread(range(3), 9) == [0, 1, 2]


@pytest.mark.skipif(sys.platform == "win32", reason="there, no call can be ended")
def test_after_an_endless_call_all_others_of_a_mutant_end_at_once():
    """Otherwise one that never ends would take a second for each of a question's cases."""
    called = []

    def loops(x):
        called.append(x)
        while x:
            pass

    bounded = mutation.ending(loops)
    for x in (1, 0, 1):
        with pytest.raises(mutation.Endless):
            bounded(x)
    assert called == [1]
