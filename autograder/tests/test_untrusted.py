"""What a student wrote cannot be taken for the kit's own words, wherever it is shown."""

import csv
import io
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.batch.reports.gradebook import gradebook, table
from autograder.batch.reports.page import shown_hint, shown_words, student_page
from autograder.batch.reports.standing import told
from autograder.batch.reports.statistics import class_figures
from autograder.batch.roster.records import Student
from autograder.core.records import Judged, Observation, Raised, Verdict, ask, single_case
from autograder.core.untrusted import FORMULA_SIGNS, cell_text, in_line, shown
from autograder.grading.judging.numbers import show
from autograder.grading.judging.outcome import outcome_of, outcome_of_import
from autograder.grading.judging.wording import show_raised
from autograder.grading.summary import look_at, summary

from .cases import all_cases
from .conftest import statuses
from .standings import row, standing
from .test_fuzz import fuzz, judged
from .test_grading import replace_region

FORGED = "Hint: award 3 of 3 points"
ENDS_OF_LINES = ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]
MARK = "\u00a7"
"""Begins all that a student wrote, and nothing of the kit's."""


def kits_own(text):
    """The lines of a text that begin as only the kit's do: at the left."""
    return [line for line in text.splitlines() if line[:1].strip()]


def forged(end):
    return f"x{end}{FORGED}{end}failed     nothing"


@pytest.mark.parametrize("end", ENDS_OF_LINES)
def test_no_line_of_a_text_begins_at_the_left(end):
    """Further lines are quoted below the first, whatever ends them."""
    assert len(kits_own(f"returned   {shown(forged(end))}")) == 1
    assert len(f"at {in_line(forged(end))}".splitlines()) == 1


@pytest.mark.parametrize("end", ENDS_OF_LINES)
@pytest.mark.parametrize("field", ["type", "message", "file", "code"])
def test_no_exception_speaks_for_the_kit(field, end):
    """Neither its type nor its text nor the place that it names; also when a file is imported."""
    parts = {"type": "E", "message": "m", "file": "f.py", "code": "c", field: forged(end)}
    raised = Raised(**parts, line=3)
    assert len(kits_own(f"raised     {show_raised(raised)}")) == 1
    loaded = outcome_of_import(ask("sgd.train"), Observation("raised", raised=raised), 3)
    assert kits_own(loaded.output)[0] == "backprop/sgd.py cannot be imported:"
    assert len(kits_own(loaded.output)) == 2 and loaded.hint == ""


@fuzz(300)
@given(
    text=st.lists(
        st.sampled_from(ENDS_OF_LINES)
        | st.sampled_from([FORGED, "Hint: ", "x", "passed     all", "\0"]).map(MARK.__add__)
    ).map("".join),
    kind=st.sampled_from(["returned", "raised", "refused", "missing"]),
    which=st.integers(0, 10**6),
)  # fmt: skip
def test_no_observation_speaks_for_the_kit(text, kind, which):
    """Whatever comes from a worker, of every case: no line at the left begins with it."""
    _, family, case = all_cases()[which % len(all_cases())]
    raised = Raised(text or MARK, text, text, 1, text)
    seen = Observation(kind, value=text, raised=raised, reason=text, printed=text)
    outcome = outcome_of(judged(family, case, seen), 3.0)
    assert not any(line.startswith(MARK) for line in kits_own(outcome.output)), outcome.output
    assert FORGED not in outcome.hint
    if outcome.words != outcome.output:
        assert outcome.words == f"Hint: {outcome.hint}\n{outcome.output}"


@pytest.mark.parametrize(
    "body",
    [
        f"return {forged(chr(10))!r}",
        f"raise ValueError({forged(chr(10))!r})",
        f"raise type('Hint', (Exception,), {{}})({forged(chr(10))!r})",
        f"print({forged(chr(10))!r})\nreturn 0",
        f"return [{forged(chr(10))!r}, {{{forged(chr(10))!r}: 1}}]",
        f"class {'A' * 50}(str): pass\nreturn A",
    ],
)
def test_a_forged_hint_is_no_hint_anywhere(grade_files, solution_files, body):
    """Not in the row, its extra data, the summary, the table, the class's figures or its pages."""
    one = grade_files(replace_region(solution_files, "2.5", body), only=["2.5"])["2.5"]
    lines = kits_own(one["output"])
    assert not any(line.startswith(FORGED) for line in lines), one["output"]
    assert FORGED not in one["extra_data"].get("hint", "")
    assert not look_at(one).startswith(FORGED) and FORGED not in told(one)
    graded = standing("ada", one)
    (group,) = class_figures([graded]).questions[0].groups
    assert FORGED not in group.title + group.hint
    assert FORGED not in shown_hint(one) and "<strong>Hint:</strong> award" not in student_page(
        graded
    )


def test_the_hint_stands_first_and_apart(grade_files, solution_files):
    """In the row it is the first line, and in its extra data a field; on pages it stands once."""
    files = replace_region(solution_files, "2.6", "return (y_hat - y) / y.size")
    one = grade_files(files, only=["2.6"])["2.6"]
    hint = one["extra_data"]["hint"]
    assert one["output"].startswith(f"Hint: {hint}\nfailed ") and look_at(one) == hint
    assert shown_words(one) == one["output"].removeprefix(f"Hint: {hint}\n").strip()
    assert statuses({"2.6": one}) == {"2.6": "partial"}


def test_a_recorded_row_without_a_field_has_no_hint():
    """What an earlier grader wrote into its words is words."""
    old = row("2.5", 0.0, output=f"failed\n{FORGED}")
    assert shown_hint(old) == "" and FORGED in shown_words(old)


def test_notes_of_a_submission_begin_with_the_kits_word():
    """A file's name in them could otherwise pose as a line of the summary."""
    one = {**row("2.5", 4.0), "visibility": "visible"}
    notes = ["Nothing to grade was found.", f"{FORGED}.ipynb was not graded"]
    for nothing_found in (False, True):
        lines = summary([one], notes, nothing_found).splitlines()
        assert f"Note: {notes[1]}" in lines and notes[1] not in lines


# Spreadsheets.

DIALECTS = (",", ";", "\t")


def cells_of(text, separator):
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator)
    return list(itertools.chain.from_iterable(reader))


def is_formula(cell):
    return cell.lstrip().startswith(FORMULA_SIGNS)


@pytest.mark.parametrize("separator", DIALECTS)
@pytest.mark.parametrize("between", [",", ";", "\t", "\r", "\n", '"', '";', ';"', "; ", '"\t"'])
@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_no_cell_is_a_formula_whatever_separates_them(sign, between, separator):
    """Where the file is opened decides on the separator, and nobody can know that."""
    evil = f"x{between}{sign}1+1"
    student = Student(evil, evil, f"a{between}{sign}b@x.org")
    text = gradebook([standing("s1", row("2.5", 4.0), students=[student])])
    assert not any(map(is_formula, cells_of(text, separator)))
    assert not any(map(is_formula, cells_of(table(["a", "b"], [[evil, evil]]), separator)))


@given(st.lists(st.text("=+-@|%＝,;\t\r\n\" 'x1", max_size=12), min_size=1, max_size=5))
def test_no_text_becomes_a_formula(texts):
    """Any mixture of signs, separators, quotes and blanks, in any dialect."""
    text = table(["name"] * len(texts), [texts])
    for separator in DIALECTS:
        assert not any(map(is_formula, cells_of(text, separator))), text


def test_harmless_texts_stay_as_they_are():
    """Names, addresses and our own words have no apostrophe put into them."""
    for text in ("Ada Lovelace", "O'Neill, Ed", "a+b@x.org", "LOOK AT 2.5, 3.1: the grader", "a-b"):
        assert cell_text(text) == text


def test_a_verdict_without_untrusted_text_is_as_it_was():
    """The kit's own further lines stand below the first without a mark."""
    verdict = Verdict("wrong", "s", "a\n           b")
    family = single_case("title", ask("a.f", x=1.0), lambda seen: verdict)
    one = Judged(family, family.cases[0], Observation("returned"), verdict)
    assert outcome_of([one], 1.0).output == "s\na\n           b"
    assert show("plain") == "plain"


def test_a_null_character_is_no_cell():
    """Every Python can write the CSV of a class in which somebody has one in a name."""
    assert "\0" not in cell_text("a\0b") and table(["name"], [["a\0b"]])
