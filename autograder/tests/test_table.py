"""The table of `autograder grade`, on terminals of several widths."""

import io

import pytest
from rich.console import Console

from autograder.build.stencil import STENCIL, read_tree
from autograder.commands.table import print_report
from autograder.core.homework import PACKAGE_FOLDER
from autograder.grading.grade import grade_submission
from autograder.intake.package import find_package

WIDTHS = (60, 80, 120)
TWICE = b"\n\ndef mse_gradient(y_hat, y):\n    return 2 * (y_hat - y) / len(y_hat)\n"


@pytest.fixture(scope="module")
def report(workers):
    """Part 2 finished with one mistake, everything else still to write."""
    files = {path: data for path, data in read_tree(STENCIL).items() if path.endswith(".py")}
    files["backprop/jacobians.py"] = (PACKAGE_FOLDER / "jacobians.py").read_bytes() + TWICE
    only = ["1", "2.5", "2.6", "4.3", "5"]
    return grade_submission(find_package("ada", files, ()), workers, only=only, seed=1)


def printed(report, width):
    console = Console(file=io.StringIO(), width=width, highlight=False)
    print_report(report, console)
    return console.file.getvalue()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_total_is_the_last_line(report, width):
    """Who scrolls to the end sees the points, whatever stands above."""
    assert printed(report, width).splitlines()[-1] == f"ada: {report.score:g} / 38 points"


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_to_write_is_said_once(report, width):
    """Stubs have a status and no words of their own; their ids are in one list."""
    text = " ".join(printed(report, width).split())
    assert "yours to write" not in text
    assert text.count("to write 1.1, 4.3, 5.1, 5.2, 5.3 seed") == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_a_failed_question_has_its_hint_in_whole_words(report, width):
    """No sentence of the hint is lost or broken within a word, and the table fits."""
    text = printed(report, width)
    (row,) = [row for row in report.rows if row["number"] == "2.6"]
    hint = row["output"].splitlines()[0]
    assert hint.startswith("Hint: ") and hint in " ".join(text.split())
    table, _, _ = text.partition("\n2.6 mse_gradient")
    assert max(map(len, table.splitlines())) <= width and "…" not in table


def test_only_a_wide_terminal_has_hints_in_the_table(report):
    """Below 100 columns a question takes one line of the table."""
    assert "what to look at" in printed(report, 120)
    assert "what to look at" not in printed(report, 80)


@pytest.fixture(scope="module")
def sgd_alone(workers):
    """One file of the homework, and nothing else."""
    files = {"sgd.py": (PACKAGE_FOLDER / "sgd.py").read_bytes()}
    return grade_submission(find_package("ada", files, ()), workers, only=["1", "2", "5.2"], seed=1)


@pytest.mark.parametrize("width", WIDTHS)
def test_files_that_were_not_handed_in_are_a_line_each(sgd_alone, width):
    """Their questions stand beside the file's name, and are not told one by one."""
    text = " ".join(printed(sgd_alone, width).split())
    assert "missing backprop/descent.py: 1.1 missing backprop/jacobians.py: 2.1, 2.2" in text
    assert text.count("jacobians.py") == 1 and "yours to write" not in text


def test_where_nothing_was_found_there_is_no_table(workers):
    """Another course's files: it says once what was seen and what is expected, and nothing else."""
    files = {"week1/lists.py": b"print(1)\n", "week1/trees.py": b"def f(): pass\n"}
    nothing = grade_submission(find_package("ada.zip", files, ()), workers, only=["1"], seed=1)
    text = " ".join(printed(nothing, 80).split())
    assert text.startswith(
        "note Nothing to grade was found: you handed in week1/lists.py, week1/trees.py, and "
        "none of the files chain_rule.py,"
    )
    assert "Hand in the whole folder `backprop`." in text
    assert nothing.document["output"].startswith("Note: Nothing to grade was found")
    assert all(row["output"] == "" for row in nothing.document["tests"])
    assert text.endswith("ada.zip: nothing was graded") and text.count("gradient_descent") == 0
