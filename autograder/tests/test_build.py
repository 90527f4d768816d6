"""From solution/ to stencil/: what is cut, what is refused, what is stale."""

import io
import re
import subprocess
import sys
import zipfile

import pytest
from rich.console import Console

from autograder.assignment.part_2_jacobians import questions as part_2_jacobians
from autograder.build.agreement import AgreementError
from autograder.build.command import check
from autograder.build.counts import counted, with_leaderboard, with_table
from autograder.build.leaks import leaks
from autograder.build.markers import MarkerError, cut
from autograder.build.points import part_of
from autograder.build.stencil import read_tree, stale, stencil_tree, write_tree, zipped
from autograder.core.homework import ROOT, SOLUTION
from autograder.grading.questions import all_questions
from autograder.verify import public
from autograder.verify.command import verify

from .conftest import FULL, TOTAL

SOURCE = '''\
def softmax_jacobian(z):
    """The question."""
    # 2.5 Every p_k depends
    # on every z_i.
    # BEGIN SOLUTION
    p = softmax(z)
    return p
    # END SOLUTION


class Dual:
    def __mul__(self, other):
        # 8.1 The product rule.
        # BEGIN SOLUTION
        return 1
        # END SOLUTION
'''


def test_students_read_of_a_leaderboard_where_there_is_one():
    """What the README and the last chapter say of it is there, or is not; the rest is the same."""
    for path in (SOLUTION / "README.md", ROOT / "handout" / "text" / "99_next.md"):
        text = path.read_text(encoding="utf-8")
        without, shown = with_leaderboard(text, False), with_leaderboard(text, True)
        assert "LEADERBOARD = {" in shown and "eaderboard" not in without
        assert "```{leaderboard}" not in shown and without.partition("\n\n")[0] in shown


def test_a_region_becomes_a_todo_and_an_error():
    """The comment becomes the TODO, the region an error with id and function."""
    assert (
        cut(SOURCE, "x.py")
        == '''\
def softmax_jacobian(z):
    """The question."""
    # TODO(2.5): Every p_k depends
    # on every z_i.
    raise NotImplementedError("2.5 softmax_jacobian is yours to write")


class Dual:
    def __mul__(self, other):
        # TODO(8.1): The product rule.
        raise NotImplementedError("8.1 Dual.__mul__ is yours to write")
'''
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    # END SOLUTION\n\n", "\n", "line 13: # BEGIN SOLUTION inside the one of line 5"),
        ("        # END SOLUTION\n", "", "line 14: # BEGIN SOLUTION without an # END SOLUTION"),
        ("    # BEGIN SOLUTION\n", "", "line 7: # END SOLUTION without a # BEGIN SOLUTION"),
        ("    # BEGIN SOLUTION\n", "    # BEGIN SOLUTION here\n", "line 5: a marker must be alone"),
        ("    # 2.5 Every", "    # Every", "line 5: above a solution region stands a comment"),
        ("    # 2.5 Every p_k depends\n    # on every z_i.\n", "", "line 3: above a solution"),
        ("    # END SOLUTION\n\n", "    # END SOLUTION\n    # 2.5 More.\n    # BEGIN SOLUTION\n"
         "    x = 1\n    # END SOLUTION\n\n", "softmax_jacobian has a solution region already"),
    ],
)  # fmt: skip
def test_amiss_markers_are_refused_with_file_and_line(old, new, words):
    """Nested, unclosed, stray and nameless regions are refused, saying where."""
    assert old in SOURCE
    with pytest.raises(MarkerError, match=r"x\.py, line") as error:
        cut(SOURCE.replace(old, new, 1), "x.py")
    assert words in str(error.value)


def test_a_region_outside_a_function_is_refused():
    """A stub must be able to raise when it is called, not when it is imported."""
    with pytest.raises(MarkerError, match=r"x.py, line 2: .* inside a function"):
        cut("# 1.1 At the top.\n# BEGIN SOLUTION\nx = 1\n# END SOLUTION\n", "x.py")


def test_the_committed_stencil_is_what_build_makes():
    """stencil/ is derived: nobody has edited it, and nobody forgot to build."""
    assert check() == []


def test_no_line_of_a_solution_is_in_the_stencil():
    """What students get holds no line of a solution region that tells something."""
    assert leaks() == []


def test_a_line_that_leaks_is_named():
    """A solution's line in another file is found, wherever it stands."""
    handed_out = {"README.md": b"Hello\n   return np.diag(p) - np.outer(p, p)\n"}
    (found,) = leaks(handed_out)
    assert found.startswith("README.md, line 2 is solution/backprop/jacobians.py, line ")


def copy_solution(folder, path, old, new):
    files = read_tree(SOLUTION)
    text = files[path].decode("utf-8")
    assert old in text
    write_tree(files | {path: text.replace(old, new, 1).encode("utf-8")}, folder)
    return folder


def test_an_id_without_a_question_is_refused(tmp_path):
    """A region marked with an id that is not graded is refused by name and line."""
    folder = copy_solution(tmp_path, "backprop/jacobians.py", "# 2.5 ", "# 2.55 ")
    with pytest.raises(AgreementError, match=r"jacobians.py, line \d+: .*question 2.55"):
        stencil_tree(folder)


def test_a_question_without_an_id_is_refused(tmp_path):
    """A graded question that nothing in solution/ answers is refused by name and line."""
    files = read_tree(SOLUTION)
    source = files["backprop/descent.py"].decode("utf-8")
    unmarked = source.replace("    # BEGIN SOLUTION\n", "").replace("    # END SOLUTION\n", "")
    write_tree(files | {"backprop/descent.py": unmarked.encode("utf-8")}, tmp_path)
    where = r"part_1_descent/questions.py, line \d+: question 1.1"
    with pytest.raises(AgreementError, match=where):
        stencil_tree(tmp_path)


def test_an_id_of_another_function_is_refused(tmp_path):
    """A region that bears another function's id is refused."""
    folder = copy_solution(tmp_path, "backprop/jacobians.py", "# 2.6 ", "# 2.7 ")
    with pytest.raises(AgreementError, match=r"mse_gradient is marked as 2\.7"):
        stencil_tree(folder)


def test_other_points_than_the_graded_ones_are_refused(tmp_path):
    """The points that students see are those of the autograder."""
    folder = copy_solution(
        tmp_path, "tests/points.py", '("mse_gradient",), 2', '("mse_gradient",), 5'
    )
    with pytest.raises(AgreementError, match=r"question 2\.6"):
        stencil_tree(folder)


def test_a_question_that_is_worth_nothing_is_refused(monkeypatch):
    """Students would do it for 0 points, and nothing in it would be charged."""
    method = part_2_jacobians.LossGradients.test_mse_gradient
    monkeypatch.setattr(method, "__weight__", 0)
    with pytest.raises(AgreementError, match=r"line \d+: question 2\.6 is worth 0 points"):
        stencil_tree()


def test_a_question_without_a_public_test_is_refused(tmp_path):
    """Without one, a student's own `pytest` never comes to full points."""
    marker = '@pytest.mark.question("3.1")\n'
    files = read_tree(SOLUTION)
    path = "tests/test_3_chain_rule.py"
    untested = files[path].replace(marker.encode(), b"")
    write_tree(files | {path: untested}, tmp_path)
    with pytest.raises(AgreementError, match=r"question\('3\.1'\).* line \d+"):
        stencil_tree(tmp_path)


def test_the_students_readme_counts_by_itself():
    """Its table has a row for each part, with the points that are graded, and the total."""
    files = read_tree(SOLUTION)
    one_more = b'"2.99": (("hinge_gradient",), 2),\n    "3.1"'
    files["tests/points.py"] = files["tests/points.py"].replace(b'"3.1"', one_more, 1)
    readme = with_table(files["README.md"].decode(), files)
    points = sum(case.max_score for case in all_questions(None) if part_of(case.number) == 2)
    assert f"\n| 2 | `jacobians.py` | Jacobians | {points + 2:g} |\n" in readme
    assert f"\n| | | Total | {TOTAL + 2:g} |\n" in readme
    counted_words = counted("{count}`parts` parts, {count}`questions` questions", files)
    assert re.fullmatch(r"[a-z]+ parts, \d+ questions", counted_words)


def test_what_is_stale_is_named(tmp_path):
    """Missing, changed and left-over files are named, a line each."""
    tree = stencil_tree()
    write_tree(tree, tmp_path)
    (tmp_path / "README.md").unlink()
    (tmp_path / "backprop" / "sgd.py").write_text("edited")
    (tmp_path / "left_over.txt").write_text("")
    found = read_tree(tmp_path)
    assert stale(tree, found) == [
        "README.md is missing",
        "backprop/sgd.py is not what solution/ and handout/ make",
        "left_over.txt is not in solution/ or handout/",
    ]
    write_tree(tree, tmp_path)
    assert stale(tree, read_tree(tmp_path)) == []


def test_the_zip_is_the_same_bytes_each_time():
    """Two builds agree byte for byte, and the zip unpacks into one folder."""
    tree = stencil_tree()
    first, second = zipped(tree, "top"), zipped(dict(reversed(tree.items())), "top")
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {"top"}
        assert len(archive.namelist()) == len(tree)


def run_pytest(folder):
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_students_tests_pass_on_the_solution(tmp_path):
    """In a finished folder every public test passes, and all points are there."""
    write_tree(read_tree(SOLUTION), tmp_path)
    ran = run_pytest(tmp_path)
    assert ran.returncode == 0, ran.stdout
    assert FULL in ran.stdout


def test_public_tests_that_the_solution_fails_are_named_one_a_line(tmp_path):
    """A wrong expectation, a misspelt name, a wrong sign, a test file that cannot be imported."""
    files = read_tree(SOLUTION)
    tests = files["tests/test_2_jacobians.py"]
    slips = (
        '\n\n@pytest.mark.question("2.6")\ndef test_misspelt():\n    scorse\n'
        '\n\n@pytest.mark.question("2.6")\ndef test_wrong():\n    check_array(2.0, 3.0)\n'
    )
    source = files["backprop/jacobians.py"]
    assert b"np.diag(p) -" in source
    write_tree(
        {
            **{path: data for path, data in files.items() if "tests/test_" not in path},
            "backprop/jacobians.py": source.replace(b"np.diag(p) -", b"np.diag(p) +"),
            "tests/test_2_jacobians.py": tests + slips.encode(),
            "tests/test_3_chain_rule.py": b"import nunpy\n",
        },
        tmp_path,
    )
    with pytest.raises(public.PublicTestsFail) as error:
        public.check_public_tests(tmp_path)
    lines = str(error.value).splitlines()
    two = "the reference fails solution/tests/test_2_jacobians.py::"
    assert all(line.startswith("the reference fails solution/tests/test_") for line in lines)
    assert f"{two}test_misspelt: NameError: name 'scorse' is not defined" in lines
    for words in (f"{two}test_wrong: ", f"{two}test_softmax_jacobian: Question 2.5. "):
        assert sum(line.startswith(words) for line in lines) == 1
    assert any("_3_chain_rule.py: ModuleNotFoundError: No module n" in line for line in lines)


def test_what_runs_the_public_tests_asks_for_pytest_first(monkeypatch):
    """The gates are not begun without it, and the extra that brings it is named."""
    monkeypatch.setitem(sys.modules, "pytest", None)
    monkeypatch.setattr("autograder.verify.command.check_mistakes", lambda: pytest.fail("begun"))
    with pytest.raises(public.PublicTestsFail, match=r"pytest is not .*'\.\[handout\]'"):
        verify(Console(file=io.StringIO()), seeds=1)


def test_the_students_tests_say_what_is_to_write(tmp_path):
    """In a fresh stencil nothing fails: every test says which function is to be written."""
    write_tree(stencil_tree(), tmp_path)
    ran = run_pytest(tmp_path)
    assert f" 0 / {TOTAL:g}" in ran.stdout
    assert "Traceback" not in ran.stdout and "Error" not in ran.stdout
    assert "1.1 to write   gradient_descent" in ran.stdout
