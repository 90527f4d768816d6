"""The gradebook, the figures and the regrade report, from documents made by hand."""

import csv
import io
import json
import math
import pathlib
import re

import pytest
from rich.console import Console

from autograder.batch.progress import print_regrade, print_summary
from autograder.batch.reports import charts
from autograder.batch.reports.curves import curves
from autograder.batch.reports.gradebook import cell, gradebook
from autograder.batch.reports.imports import canvas_table, left_out, moodle_table
from autograder.batch.reports.page import class_page, student_page
from autograder.batch.reports.regrade import compared, regrade_table
from autograder.batch.reports.standing import Standing, nothing_to_grade, questions_of
from autograder.batch.reports.statistics import class_figures, correlation, histogram
from autograder.batch.reports.words import blocks
from autograder.batch.roster import read_roster
from autograder.batch.roster.records import Student
from autograder.batch.written import written_for
from autograder.benchmarks.synthetic_class import write_export
from autograder.core.records import Submission

from .standings import HINT, document, failed, row, standing

WHEN = "2023-09-20 18:03:11 Z"


def lines_of(text):
    return list(csv.DictReader(text.removeprefix("\ufeff").splitlines()))


def test_the_gradebook_has_a_line_a_student_and_a_column_a_question():
    """Questions stand in the order of their numbers, and a group has a line for each student.

    Maximum points, the time to the second and `LATE` are there.
    """
    pair = (Student("Ada", "1", "ada@x.org"), Student("Emmy", "", "emmy@x.org"))
    one = standing("s1", row("2.10", 1.5), row("2.5", 4.0), students=pair, late=True,
                   time="2023-09-20 18:03:11.123456000 Z")  # fmt: skip
    text = gradebook([one])
    assert text.splitlines()[0] == (
        "\ufeffname,sid,email,submission,handed in,late,points,max points,"
        "2.5 (of 4),2.10 (of 4),status"
    )
    assert [list(line.values()) for line in lines_of(text)] == [
        ["Ada", "1", "ada@x.org", "s1", WHEN, "LATE", "5.5", "8", "4", "1.5", "graded"],
        ["Emmy", "", "emmy@x.org", "s1", WHEN, "LATE", "5.5", "8", "4", "1.5", "graded"],
    ]


def test_what_was_not_judged_has_no_points_and_says_so():
    """Neither a failure of ours nor a missing submission reads as 0 points."""
    lines = lines_of(gradebook([
        standing("s1", row("2.5", 0.0)),
        failed("s2", "the process that graded it hung, and was ended"),
        standing("s3"),
        standing("s4", place=False),
        standing("s5", row("2.5", 4.0, status="grader_error")),
    ]))  # fmt: skip
    assert [(line["points"], line["2.5 (of 4)"]) for line in lines] == [
        ("0", "0"), ("", ""), ("", ""), ("", ""), ("4", "4"),
    ]  # fmt: skip
    assert [line["status"] for line in lines] == [
        "graded",
        "NOT GRADED: the process that graded it hung, and was ended",
        "NOT GRADED YET",
        "NO FILES: the export has none for this entry",
        "LOOK AT 2.5: the grader failed there",
    ]


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+1", "-1+1", "@SUM(A1)", "  =1", "＝1", "|calc", "%x", "=cmd|' /C x'!A0"],
)
def test_no_name_becomes_a_formula(name):
    """What a spreadsheet would run begins with an apostrophe."""
    assert cell(name) == f"'{name}"
    for separator in ",;\t\n":
        assert cell(f"x{separator}{name}") == f"x{separator}'{name}"
    assert cell("Ada") == "Ada" and cell("a=b") == "a=b"


def test_numbers_are_numbers_in_the_gradebook():
    """Points are written shortly, and never as text; a negative number stays one."""
    assert [cell(value) for value in (3.0, 2.5, 0.0, -1.5, 1 / 3)] == [
        "3", "2.5", "0", "-1.5", "0.3333333333",
    ]  # fmt: skip


def test_canvas_gets_who_has_points_below_the_maximum():
    """Students are found by Canvas' own number, or by the institution's and the address.

    Nobody without points is in it, and no name can be taken for the line of the maximum.
    """
    ada = Student("    Points Possible", "101", "ada@x.org")
    lines = lines_of(canvas_table([
        standing("s1", row("2.5", 1.5), row("4.2", 4.0), students=[ada]),
        standing("s2", row("2.5", 0.0), students=[Student("=Kurt", "7")], platform="Canvas"),
        failed("s3", "it died"),
    ]))  # fmt: skip
    assert list(lines[0]) == [
        "Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Backprop and SGD",
    ]  # fmt: skip
    assert [list(line.values()) for line in lines] == [
        ["    Points Possible", "", "", "", "", "8"],
        ["    ", "", "101", "ada@x.org", "", "5.5"],
        ["'=Kurt", "7", "", "", "", "0"],
    ]


def test_moodle_gets_one_column_that_names_each_student():
    """No line is without: Moodle would give its points to the student before."""
    by_mail = [
        standing("s1", row("2.5", 1.5), students=[Student("Ada", "1", "ada@x.org")]),
        standing("s2", row("2.5", 4.0), students=[Student("Kurt", "2"), Student("E", "", "e@x")]),
    ]
    own = [standing("s1", row("2.5", 4.0), students=[Student("Ada", "77")], platform="Moodle")]
    assert [list(line.values())[:4] for line in lines_of(moodle_table(by_mail))] == [
        ["ada@x.org", "Ada", "1.5", "4"], ["e@x", "E", "4", "4"],
    ]  # fmt: skip
    assert list(left_out(by_mail)) == [
        "not in moodle.csv: 1 of 3 students with points, of whom no `Email address` is known: Kurt"
    ]
    assert list(left_out(own)) == []
    assert lines_of(moodle_table(own)) == [
        {"Identifier": "Participant 77", "Full name": "Ada", "Grade": "4", "Maximum Grade": "4",
         "Last modified (grade)": ""},
    ]  # fmt: skip


def test_who_is_in_no_import_file_is_named():
    """A submission that nobody's name is known of has points, and no platform would find them."""
    ada = standing("s1", row("2.5", 1.5), students=[Student("Ada", "1", "ada@x.org")])
    nobodys = [standing(f"s{n}", row("2.5", 4.0), students=[]) for n in range(2, 12)]
    canvas, moodle = left_out([ada, *nobodys])
    assert canvas == (
        "not in canvas.csv: 10 of 11 students with points, of whom no name, number or e-mail "
        "address is known: s2, s3, s4, s5, s6, s7, s8, s9 and 2 more"
    )
    assert moodle.startswith("not in moodle.csv: 10 of 11 students with points, of whom no `Email")
    assert len(lines_of(canvas_table([ada, *nobodys]))) == 2
    assert ["canvas.csv" in one for one in left_out(nobodys)] == [True]


def test_a_course_without_moodle_is_not_warned():
    """Where names are all that is known, canvas.csv holds everybody, and nothing is said."""
    named = [standing(f"s{n}", row("2.5", 4.0), students=[Student(f"Ada {n}")]) for n in range(3)]
    assert len(lines_of(canvas_table(named))) == 4
    assert list(left_out(named)) == []


def test_beside_the_numbers_of_canvas_a_name_is_not_enough():
    """What lay in Canvas' download under a name of its own is in no import file, and named."""
    numbered = standing("s1", row("2.5", 1.5), students=[Student("ada", "7")], platform="Canvas")
    stray = standing("weird name.zip", row("2.5", 4.0), students=[Student("weird name")])
    assert [line["Student"] for line in lines_of(canvas_table([numbered, stray]))][1:] == ["ada"]
    assert list(left_out([numbered, stray])) == [
        "not in canvas.csv: 1 of 2 students with points, of whom no number of Canvas' is known: "
        "weird name"
    ]
    assert len(lines_of(canvas_table([stray]))) == 2


def nothing_in(name, seen):
    found = standing(name, row("2.5", 0.0))
    document = {"extra_data": {"nothing_found": seen}, "tests": [], "output": ""}
    return Standing(found.entry, document)


def test_an_export_of_another_course_is_said_to_be_one():
    """Not where a single one has the homework; and nothing is out of 0 points."""
    others = [nothing_in(f"s{n}", f"hw{n}.py") for n in range(3)]
    (said,) = nothing_to_grade([*others, standing("gone", place=False)])
    assert said.startswith("in none of the 3 submissions is a file of this homework (in the first")
    assert (
        "hw0.py" in said and list(nothing_to_grade([*others, standing("s", row("2.5", 0.0))])) == []
    )
    assert list(nothing_to_grade([standing("gone", place=False)])) == []
    assert lines_of(canvas_table(others))[0]["Backprop and SGD"] == "100"


def test_a_pair_is_counted_as_two_students_of_one_submission():
    """The number beside a mistake and the number of its links differ, and the heading says why."""
    page = class_page(some_class())
    assert "<summary>3 students in 2 submissions: diagonal</summary>" in page
    assert "<summary>1 student: raised an exception</summary>" in page


def written(text, status="wrong", name="jacobians.py"):
    submission = Submission("ada", {name: text.encode()})
    return written_for(submission, [row("2.5", 0.0, status=status)])


def test_what_was_written_is_cut_out_without_being_run():
    """The last definition counts, up to the next line at the left; the docstring is left out."""
    text = (
        "def softmax_jacobian(z):\n    return 0\n\nimport os\n"
        'def softmax_jacobian(\n    z,\n):\n    """The\n    question."""\n\n# mine\n    return z\n'
        "print(softmax_jacobian)\n"
    )
    assert written(text)["2.5"] == {
        "file": "backprop/jacobians.py",
        "line": 5,
        "text": 'def softmax_jacobian(\n    z,\n):\n    """..."""\n\n# mine\n    return z',
    }
    assert written(text, status="passed") == written(text, name="x.py") == written("") == {}


def test_what_was_written_is_bounded():
    """Neither a million lines nor one of a million characters becomes a page."""
    for text in (
        "def softmax_jacobian(z):\n" + "    z\n" * 10**6,
        f"softmax_jacobian = {'z' * 10**6}",
    ):
        cut = written(text)["2.5"]["text"]
        assert len(cut) < 6100 and cut.count("\n") <= 120 and cut.endswith("\n...")


def test_blocks_of_a_row_are_those_of_the_kit():
    """What stands below a word is its own; a quoted line of a student's begins no block."""
    found = blocks(
        "failed     one\nraised     E: x\n           | returned   shape (1,)\nNote: y\nz"
    )
    assert [(one.word, one.text) for one in found] == [
        ("failed", "one"), ("raised", "E: x\n| returned   shape (1,)"), ("", "Note: y\nz"),
    ]  # fmt: skip


def test_a_part_that_is_shown_beside_the_expected_one_is_read_as_two_blocks():
    """The part's name stands before both shapes."""
    beside = (
        "returned   dW1: shape (2, 1)   expected   dW1: shape (2, 1)\n"
        "           [[1.]                          [[1.]\n"
        "            [2.]]                          [3.]]"
    )
    found = {one.word: one.text for one in blocks(beside)}
    assert found == {
        "returned": "dW1: shape (2, 1)\n[[1.]\n [<mark>2.</mark>]]",
        "expected": "dW1: shape (2, 1)\n[[1.]\n [<mark>3.</mark>]]",
    }


def test_marks_are_only_where_arrays_are_alike():
    """Another shape, another number of entries, or all of them wrong: nothing is marked."""

    def marks(returned, expected):
        rows = f"returned   {returned}\nexpected   {expected}".replace("/", f"\n{' ' * 11}")
        return [str(one.text).count("<mark>") for one in blocks(rows)]

    assert marks("shape (2,)/[1. nan]", "shape (2,)/[1. 2e-05]") == [1, 1]
    assert marks("shape (2,)/[1. -0.]", "shape (2,)/[1.  0.]") == [0, 0]
    assert marks("dW1: shape (2,)/[1. 3.]", "dW1: shape (2,)/[1. 2.]") == [1, 1]
    assert marks("shape (2,)/[1. 3.]", "shape (1, 2)/[1. 2.]") == [0, 0]
    assert marks("shape (2,)/[1. 3.]", "shape (2,)/[5. 2.]") == [0, 0]
    assert marks("shape (9,)/[1. ... 3.]", "shape (9,)/[1. 2. ... 2.]") == [0, 0]
    evil = f"returned   shape (2,)\n{' ' * 11}[1. 2. <b>]\nexpected   shape (2,)\n{' ' * 11}[1. 3.]"
    assert "[1. <mark>2.</mark> &lt;b&gt;]" in blocks(evil)[0].text


def some_class():
    """Four submissions, five students: two make the same mistake, one of them a pair."""
    pair = (Student("Emmy"), Student("Grace"))
    return [
        standing("ada", row("2.5", 4.0), row("4.2", 4.0)),
        standing("pair", row("2.5", 1.0, mistake="diagonal"), row("4.2", 3.0), students=pair),
        standing("kurt", row("2.5", 1.0, mistake="diagonal"), row("4.2", 0.0, status="todo")),
        standing("alan", row("2.5", 0.0, status="raised"), row("4.2", 1.0, mistake="rate")),
        failed("lost", "it died"),
    ]


def test_the_figures_of_a_class():
    """Mean, quartiles, pass rate and difficulty, of those that were graded."""
    figures = class_figures(some_class())
    assert (figures.graded, figures.max_score, figures.mean) == (4, 8.0, 3.5)
    assert figures.quartiles == (1.0, 2.5, 5.0)
    softmax, backward = figures.questions
    assert (softmax.pass_rate, softmax.difficulty) == (0.25, 6 / 16)
    assert softmax.statuses == {"passed": 1, "wrong": 2, "raised": 1}
    assert softmax.discrimination is backward.discrimination is None


def test_discrimination_is_of_ten_or_more():
    """Of a handful it is left out; of many it is the correlation with all other points."""
    few = class_figures(2 * some_class())
    softmax, backward = class_figures(3 * some_class()).questions
    assert few.graded == 8 and few.questions[0].discrimination is None
    # By hand: points 4 1 1 0 against the rest 4 3 0 1.
    assert math.isclose(softmax.discrimination, 7 / math.sqrt(9 * 10))
    assert math.isclose(backward.discrimination, softmax.discrimination)


def test_mistakes_are_ranked_by_the_students_who_made_them():
    """A pair counts twice; one without a name is called by its hint or status, and no stub is."""
    figures = class_figures(some_class())
    assert [(one.title, one.students, one.hint) for one in figures.mistakes] == [
        ("diagonal", 3, HINT), ("wrong", 2, ""), ("raised an exception", 1, ""), ("rate", 1, HINT),
    ]  # fmt: skip
    assert [(one.question.number, one.title) for one in figures.unwritten] == [
        ("4.2", "not written yet")
    ]
    unnamed = row("2.5", 1.0)
    unnamed["extra_data"]["hint"] = HINT
    (group,) = class_figures([standing("ada", unnamed)]).mistakes
    assert group.title == HINT
    groups = figures.questions[0].groups
    assert [(one.title, [s.entry.name for s in one.standings]) for one in groups] == [
        ("diagonal", ["pair", "kurt"]), ("raised an exception", ["alan"]),
    ]  # fmt: skip


def test_a_stub_is_listed_apart_from_mistakes():
    """Also where its row has a hint: on the page its heading and its student's line say so."""
    stub = row("2.5", 0.0, status="todo")
    stub["extra_data"]["hint"] = HINT
    page = class_page([standing("ada", stub, row("4.2", 1.0, mistake="rate"))])
    mistakes, _, unwritten = page.partition("<h2>Not written yet</h2>")
    assert HINT not in page.partition("Mistakes, most")[2].partition("4.2 rate")[0]
    assert "2.5 softmax_jacobian" in unwritten and "2.5 " not in mistakes.partition("Mistakes")[2]
    spans = re.findall(r"<span>(.*?): .*?>([\d.]+)</a></span>", unwritten, re.DOTALL)
    assert spans == [("mistakes", "4.2"), ("not written yet", "2.5")]


def test_figures_of_few_or_like_submissions_are_defined():
    """One submission has quartiles and no discrimination; none at all has no figures."""
    figures = class_figures([standing("ada", row("2.5", 4.0))])
    assert figures.quartiles == (4.0, 4.0, 4.0)
    assert figures.questions[0].discrimination is None
    assert class_figures([failed("lost", "it died")]) is None
    assert correlation([1.0, 1.0], [0.0, 5.0]) is None


def test_every_score_falls_into_one_bin():
    """Both ends belong to a bin, and the bins hold all scores."""
    bins = histogram([0.0, 4.99, 5.0, 99.9, 100.0], 100.0)
    assert [one.count for one in bins if one.count] == [2, 1, 2]
    assert (bins[0].low, bins[-1].high) == (0.0, 100.0)


def test_charts_say_in_words_what_they_show():
    """Who cannot see the picture hears the figures."""
    figures = class_figures(some_class())
    assert "8 to 8.4 points" not in charts.histogram(figures.bins)
    assert "1.6 points: 1 submission" in charts.histogram(histogram([1.5], 8.0, 5))
    assert 'aria-label="1 full points, 3 failed"' in charts.outcome_bar(figures.questions[0])


def test_the_class_page_escapes_what_students_chose():
    """Markup in names and messages is text on both pages."""
    evil = "<script>alert(1)</script>"
    one = standing("s1", row("2.5", 0.0, output=evil), students=[Student(evil)])
    for page in (class_page([one]), student_page(one)):
        assert evil not in page and "&lt;script&gt;" in page


def test_a_students_page_shows_no_words_of_a_hidden_question():
    """Of a question that students do not see, the page has the points and nothing else."""
    secret = "wanted 3.14159\na secret"
    one = standing(
        "s1",
        row("2.5", 1.0, output="off by 2 at [0, 1]"),
        row("4.2", 1.25, output=secret, mistake="secret mistake", visibility="after_published"),
    )
    page = student_page(one)
    assert "off by 2 at [0, 1]" in page and "1.25 of 4" in page
    assert "3.14159" not in page and "secret" not in page


def test_a_students_page_names_nobody_else():
    """The page can be sent out: it has no other student, and no link to the class."""
    class_of_two = [standing("ada", row("2.5", 4.0)), standing("kurt", row("2.5", 0.0))]
    page = student_page(class_of_two[0])
    assert "ada" in page and "kurt" not in page and "<a " not in page


def test_a_page_of_a_failure_shows_no_points():
    """Who could not be graded reads that it was our fault, and no score."""
    page = student_page(failed("lost", "it died"))
    assert "Not graded: it died" in page and "points" not in page


def test_the_terminal_names_a_submission_once():
    """Whose it is stands behind the submission only where the roster knows it."""
    console = Console(file=io.StringIO(), width=200)
    nobodys = standing("submission_7", students=[])
    print_summary(pathlib.Path(), [nobodys, standing("submission_8", students=[Student("Ada")])],
                  console)  # fmt: skip
    assert "NOT GRADED YET: submission_7, submission_8 (Ada)\n" in console.file.getvalue()


def test_a_regrade_says_who_changed_where_and_why():
    """Changed points come with the questions, what was said and now is, and what changed."""
    before = [
        standing("ada", row("2.5", 1.0, mistake="diagonal"), row("4.2", 4.0)),
        standing("kurt", row("2.5", 4.0), row("4.2", 4.0)),
        standing("emmy", row("2.5", 4.0), row("4.2", 4.0)),
        failed("lost", "it died"),
        failed("never", "it died"),
    ]
    now = [
        standing("ada", row("2.5", 4.0), row("4.2", 4.0), made_from=("newer", "files")),
        standing("kurt", row("2.5", 4.0), row("4.2", 0.0), made_from=("grader", "other files")),
        standing("emmy", row("2.5", 4.0), row("4.2", 4.0)),
        standing("lost", row("2.5", 4.0)),
        failed("never", "it died"),
    ]
    changes = compared(now, before)
    assert [one.by for one in changes] == [3.0, -4.0, 0.0, None, None]
    assert [one.reasons for one in changes[:2]] == [
        ("the grader changed",), ("the submission changed",),
    ]  # fmt: skip
    assert changes[3].reasons == ("it was not graded before",)
    lines = lines_of(regrade_table(changes))
    assert [(line["submission"], line["question"], line["change"]) for line in lines] == [
        ("ada", "all", "3"), ("ada", "2.5", "3"),
        ("kurt", "all", "-4"), ("kurt", "4.2", "-4"), ("lost", "all", ""),
    ]  # fmt: skip
    assert (lines[1]["said before"], lines[1]["says now"]) == ("wrong: diagonal", "passed")


def test_a_regrade_names_who_is_missing_on_either_side():
    """In the terminal, with how many were compared, and where the others of a long list are."""
    both = [standing(f"s{place:02}", row("2.5", 4.0)) for place in range(14)]
    less = [standing(f"s{place:02}", row("2.5", 1.0)) for place in range(14)]
    changes = compared(
        [*both, standing("new", row("2.5", 4.0)), standing("lost"), standing("gone")],
        [*less, standing("new"), standing("lost"), standing("gone", row("2.5", 4.0))],
    )
    console = Console(file=io.StringIO(), width=100)
    print_regrade(pathlib.Path(), changes, console)
    said = console.file.getvalue()
    assert "14 submissions graded both times: 14 with other points than before, 0 with" in said
    assert "graded only before: gone\n" in said and "graded only now: new\n" in said
    assert "graded neither before nor now: lost\n" in said
    assert said.count("2.5 +3") == 12 and "and 2 more (in regrade.csv)" in said
    assert "14 of them: same files, same grader" in said


def test_questions_are_ordered_as_numbers():
    """2.5 stands before 2.10."""
    numbers = [one.number for one in questions_of([standing("s", row("2.10", 1), row("2.5", 1))])]
    assert numbers == ["2.5", "2.10"]


def test_the_class_of_the_guide_records_points_to_compare_with(tmp_path):
    """They are those of a run, but for late penalties and regrades, which --compare explains."""
    for number in range(100_000, 100_040):
        (tmp_path / f"submission_{number}").mkdir()
        results = document(row("2.5", 4.0), row("4.2", 1.0))
        (tmp_path / f"submission_{number}" / "results.json").write_text(json.dumps(results))
    write_export(tmp_path / "trial.zip", 40, stubs=True, graded=tmp_path)
    entries = read_roster(tmp_path / "trial.zip").entries
    now = [standing(one.name, row("2.5", 4.0), row("4.2", 1.0)) for one in entries]
    changes = compared(now, [Standing(entry, entry.recorded) for entry in entries])
    late = [one for one in changes if one.by == 0.5 and not one.rows]
    regraded = [one for one in changes if one.by == -3.0 and one.rows[0].number == "4.2"]
    assert sum(one.by == 0 for one in changes) > 30 and len(late) == len(regraded) == 4
    assert "a late penalty?" in late[0].reasons[0]
    assert "canvas.csv and moodle.csv have the points without it" in late[0].reasons[0]
    assert late[0].reasons[1].startswith("whether files or the grader changed is not known")


def picture(returned, expected):
    return curves({"name": "the losses", "returned": returned, "expected": expected})


def test_a_picture_keeps_to_what_is_expected():
    """Neither a line that explodes nor a flat one spoils the frame; its ends are said in words."""
    svg = picture([1.0, 1e90, -1e90], [1.0, 0.5, 0.25])
    assert ">-0.5<" in svg and ">1.75<" in svg and "e+" not in svg.split("aria-label")[1][60:]
    assert 'aria-label="the losses: returned ends at -1e+90; expected ends at 0.25"' in svg
    for flat in ([0.0, 0.0], [[2.0, 0.0], [2.0, 0.0]]):
        assert "nan" not in picture(flat, flat)


def test_only_a_seen_row_has_its_picture():
    """A hidden question's numbers stay hidden, and a name that is markup is text."""
    numbers = {"name": "<b>x", "returned": [1.0, 2.0], "expected": [1.0, 0.0]}
    one = row("2.5", 0.0, status="wrong")
    one["extra_data"]["picture"] = numbers
    shown = student_page(standing("ada", one))
    assert shown.count("<polyline") == 2 and "<b>x" not in shown
    assert "<polyline" not in student_page(standing("ada", {**one, "visibility": "hidden"}))
