"""The handout is built from the text: what is refused, what is stale, equal bytes everywhere."""

import datetime
import html
import importlib.metadata
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from functools import partial

import nbformat
import pytest
from click.testing import CliRunner

from autograder.build import command
from autograder.build.counts import with_leaderboard
from autograder.build.handout import SourceError, drawing
from autograder.build.handout.building import NOTEBOOK, build_handout, with_all_questions
from autograder.build.handout.extra import unmet
from autograder.build.handout.figures import draw
from autograder.build.handout.links import Links
from autograder.build.handout.markdown import markdown_to_html
from autograder.build.handout.mathml import to_mathml
from autograder.build.handout.notebook import render_notebook
from autograder.build.handout.page import Material, render_page
from autograder.build.handout.questions import read_parts, read_questions
from autograder.build.handout.source import (
    CodeCell,
    FigureBlock,
    PartLine,
    Prediction,
    Prose,
    QuestionBlock,
    parse,
    read_chapters,
)
from autograder.build.handout.words import due_line
from autograder.build.leaks import leaks, readable_lines
from autograder.build.stencil import read_tree, stencil_tree, write_tree
from autograder.commands.cli import cli
from autograder.core.settings import Settings
from autograder.grading.clean_start import ONE_THREAD
from autograder.grading.reference import Reference

from .conftest import TOTAL


@pytest.fixture(scope="module")
def stencil():
    return stencil_tree()


@pytest.fixture(scope="module")
def handout(stencil):
    return build_handout(stencil)


@pytest.fixture
def elsewhere(tmp_path, monkeypatch, handout, stencil):
    """The derived files, fresh, in a folder of the test's own."""
    monkeypatch.setattr(command, "STENCIL", tmp_path / "stencil")
    monkeypatch.setattr(command, "STENCIL_ZIP", tmp_path / "dist" / "stencil.zip")
    monkeypatch.setattr(command, "PAGE", tmp_path / "assignment.html")
    write_tree({**stencil, **handout.stencil_files}, command.STENCIL)
    command.PAGE.write_bytes(handout.page)
    return tmp_path


CHAPTER = """\
## A chapter

Text with $x$.

```{figure} saddle
:alt: A path.

The caption.
```

```{question} 2.5
```

```{code-cell} try-it
x = 1
```
"""


def test_a_chapter_is_read_into_blocks():
    """Prose, figures, questions and cells come in the order of the text."""
    assert parse(CHAPTER, "x.md") == (
        Prose("## A chapter\n\nText with $x$."),
        FigureBlock("saddle", "A path.", "The caption."),
        QuestionBlock("2.5"),
        CodeCell("try-it", "x = 1"),
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (":alt: A path.\n", "", "line 5: a figure needs `:alt:`"),
        ("{question} 2.5", "{question}", "line 11: there is no block '{question}'"),
        ("{code-cell} try-it", "{codecell} try-it", "line 14: there is no block"),
    ],
)
def test_a_block_that_is_amiss_is_refused_with_file_and_line(old, new, words):
    """A figure without alternative text, a question without an id, an unknown block."""
    with pytest.raises(SourceError, match=r"handout/text/x\.md") as error:
        parse(CHAPTER.replace(old, new), "x.md")
    assert words in str(error.value)


LIVE = """\
```{part} 2 90
```

```{figure} escape
:alt: A curve.
:live: escape

The caption.

1. The first step.
2. The second, with
   two lines.
```

```{predict} escape batch=4 steps=60
A question?

An answer.

And more.
```

```{question} 2.5
$$p$$
```
"""


def test_live_figures_predictions_and_formulas_are_read():
    """Steps of a figure, the state that an answer shows, the minutes of a part, a formula."""
    assert parse(LIVE, "x.md") == (
        PartLine(2, 90),
        FigureBlock(
            "escape", "A curve.", "The caption.", "escape",
            ("The first step.", "The second, with two lines."),
        ),
        Prediction("A question?", "An answer.\n\nAnd more.", "escape", "batch=4 steps=60"),
        QuestionBlock("2.5", "$$p$$"),
    )  # fmt: skip


def test_mentions_become_links():
    """Parts and questions in prose, not in code or formulas, and not what does not exist."""
    links = Links({"2": "two", "4": "four"}, {"2.1": "q21", "2.3": "q23"})
    linked = links.prose("<p>See parts 2 and 4, questions 2.1 to 2.3, part 7, 2.1.</p>", "part 4")
    assert linked.count("<a ") == 4 and '<a href="#four">4</a>' in linked
    assert linked.endswith("part 7, 2.1.</p>")
    assert links.prose("<code>part 2</code><h2>part 4</h2>", "x").count("<a ") == 0
    assert links.docstring("as in 2.1, 2.3 or part 4").count("<a ") == 2
    assert links.back("2.1").count('<a href="#from-q21-1">part 4</a>') == 1


def test_a_question_that_the_text_does_not_place_stands_after_those_before_it(stencil):
    """A new question needs no edit of the text; what the text places wrongly is refused by id."""
    chapters = read_chapters(filled_in=partial(with_leaderboard, shown=False))
    blocks = [block for chapter in chapters for block in chapter.blocks]
    questions = [block.number for block in blocks if isinstance(block, QuestionBlock)]
    assert set(questions) <= set(read_questions(stencil))
    assert with_all_questions(chapters, questions) == tuple(chapters)
    at = questions.index("3.1")
    more = [*questions[:at], "2.99", *questions[at:]]
    placed = [
        block.number
        for chapter in with_all_questions(chapters, more)
        for block in chapter.blocks
        if isinstance(block, QuestionBlock)
    ]
    assert placed == more
    with pytest.raises(SourceError, match=r"'2\.5'"):
        with_all_questions(chapters, [number for number in questions if number != "2.5"])
    with pytest.raises(SourceError, match=r"part 99, as 99\.1 is"):
        with_all_questions(chapters, [*questions, "99.1"])


def test_questions_are_quoted_from_the_stencil(stencil):
    """Signature, docstring, points and TODO are those of the student's file."""
    question = read_questions(stencil)["2.5"]
    (quoted,) = question.quoted
    assert (question.points, question.file) == (3, "backprop/jacobians.py")
    assert quoted.call == "softmax_jacobian(z)"
    assert quoted.docstring.startswith("The Jacobian of p = softmax(z)")
    assert quoted.todos == (
        ("", "Every p_k depends on every z_i: write down dp_k/dz_k, and dp_k/dz_i for i != k."),
    )


def test_a_class_is_quoted_with_the_methods_to_write(stencil):
    """8.1 names each method of Dual that has a TODO, a TODO of several lines whole."""
    (quoted,) = read_questions(stencil)["8.1"].quoted
    methods = [method for method, _ in quoted.todos]
    assert quoted.call == "class Dual" and "__mul__" in methods and "slope" in methods
    (backward,) = (t for m, t in read_questions(stencil)["9.1"].quoted[0].todos if m == "backward")
    assert backward.endswith("How do you find an order in which that holds?")


def test_all_points_are_told(stencil, handout):
    """Every question, the parts and their points are in the page and in the notebook."""
    assert sum(part.points for part in read_parts(stencil)) == TOTAL
    page = handout.page.decode()
    cells = nbformat.reads(handout.stencil_files[NOTEBOOK].decode(), 4).cells
    notebook = "\n".join(cell.source for cell in cells)
    for number, question in read_questions(stencil).items():
        assert f"Question {number} " in page and f"Question {number}: " in notebook
        assert f'check("{number}")' in notebook
        for quoted in question.quoted:
            assert quoted.docstring in notebook


def test_the_due_date_comes_from_the_settings():
    """It is a sentence with day, time and offset; without a due date there is none."""
    zone = datetime.timezone(datetime.timedelta(hours=1))
    due = datetime.datetime(2026, 12, 11, 23, 59, tzinfo=zone)
    assert due_line(Settings("x", due)) == "Due on Friday, 11 December 2026, at 23:59 (UTC+01:00)."
    assert due_line(Settings("x")) == ""


def test_title_and_due_date_stand_at_the_top():
    """The page's header and the notebook's first cell say what it is and when it is due."""
    zone = datetime.timezone.utc
    due = Settings("Homework 3", datetime.datetime(2026, 12, 11, 12, 0, tzinfo=zone))
    page, notebook = (f((), Material({}, (), {}), due) for f in (render_page, render_notebook))
    assert "<h1>Homework 3</h1>" in page and "Due on Friday" in page.partition("<main")[0]
    (first,) = nbformat.reads(notebook, 4).cells
    assert first.source.startswith("# Homework 3") and "at 12:00 (UTC)" in first.source
    assert "Due" not in render_page((), Material({}, (), {}), Settings("Homework 3"))


def test_formulas_become_mathml():
    """A formula is a math element that says its LaTeX; names have spaces, tables their kind."""
    assert 'alttext="\\frac{a}{b}"' in to_mathml(r"\frac{a}{b}") and "<mfrac>" in to_mathml(
        r"\frac{a}{b}"
    )
    assert to_mathml(r"2 \sin x \cos x").count("<mspace") == 4
    norm = to_mathml(r"\lVert x \rVert")
    assert norm.index('form="prefix"') < norm.index("<mi>x") < norm.index('form="postfix"')
    aligned = to_mathml(r"\begin{aligned} a &= b \\ c &= d \end{aligned}", block=True)
    assert 'class="aligned"' in aligned and aligned.count("<mtr>") == 2
    assert 'class="pmatrix"' in to_mathml(r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}")


def test_a_formula_that_cannot_be_converted_is_refused():
    """An unknown command is no text on the page."""
    with pytest.raises(SourceError, match="wobble"):
        to_mathml(r"\wobble{x}")


def test_tables_have_header_cells():
    """A header cell says that it heads a column."""
    table = markdown_to_html("| part | points |\n| :--- | ---: |\n| 1 | 8 |")
    assert table.count('scope="col"') == 2


def test_the_notebook_is_valid_and_has_no_outputs(handout):
    """The student's copy is a valid notebook, unrun, each cell with an id of its own."""
    notebook = nbformat.reads(handout.stencil_files[NOTEBOOK].decode(), 4)
    nbformat.validate(notebook)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids) and "check-2-5" in ids and "stability" in ids
    for cell in notebook.cells:
        assert cell.get("outputs", []) == [] and cell.get("execution_count") is None


def test_the_notebooks_figures_are_files_beside_it(handout):
    """Every image of the notebook is there, a well-formed SVG, and has an alternative text."""
    notebook = nbformat.reads(handout.stencil_files[NOTEBOOK].decode(), 4)
    shown = [c.source for c in notebook.cells if c.source.startswith("![")]
    paths = {source.partition("](")[2].partition(")")[0] for source in shown}
    assert paths == handout.stencil_files.keys() - {NOTEBOOK} and len(paths) >= 10
    assert all(len(source.partition("](")[0]) > 40 for source in shown)
    for path in paths:
        root = ElementTree.fromstring(handout.stencil_files[path])
        assert root.tag.endswith("svg") and b"{" not in handout.stencil_files[path]


def test_round_numbers_are_no_ties():
    """A coordinate on the border between two roundings is rounded alike with either last bit."""
    for value in (0.125, 12.345, 300.005):
        texts = {
            drawing.tidy(f'<svg><path d="M {v:.17f} 1"/></svg>', "x")
            for v in (value - 1e-12, value, value + 1e-12)
        }
        assert len(texts) == 1
    assert drawing.tidy("<svg><text>0.004</text></svg>", "x") == "<text>0.004</text>"


class SlightlyOff:
    """A reference whose first weights are off by ten million last bits."""

    def functions(self, name):
        exact = Reference().functions(name)
        if name != "functions.init_params":
            return exact
        return lambda *arguments: [(W * (1 + 1e-9), b) for W, b in exact(*arguments)]


@pytest.mark.parametrize("name", ["batch_sizes", "spirals"])
def test_last_bits_do_not_show(name):
    """Trainings that differ by far more than processors do are drawn in the same bytes."""
    assert draw(name, SlightlyOff()) == draw(name, Reference())


DIGEST = """
import hashlib
import numpy as np
from autograder.build.command import derive
from autograder.assignment.figures.training import losses_by_steps
from autograder.grading.reference import Reference

derived = derive()
files = [derived.page, *(derived.stencil[path] for path in sorted(derived.stencil))]
print(hashlib.sha256(b"".join(files)).hexdigest())
print(np.array(losses_by_steps(Reference().functions, 16, 240, 4)).tobytes().hex())
"""


def build_with(kernel):
    """(digest of all that is built, exact losses of a training) with other routines of BLAS."""
    ran = subprocess.run(
        [sys.executable, "-c", DIGEST],
        env={**os.environ, "OPENBLAS_CORETYPE": kernel, "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout.split()


def test_another_processor_builds_the_same_bytes():
    """Where products differ in their last bits, page, notebook and figures do not."""
    (digest, losses), (other_digest, other_losses) = map(build_with, ("Haswell", "Nehalem"))
    if losses == other_losses:
        pytest.skip("this NumPy has no second set of routines to choose")
    assert digest == other_digest


def test_stale_files_are_named(elsewhere, stencil, handout):
    """An edited notebook, figure or page is named, and so is a file that is left over."""
    derived = command.Derived({**stencil, **handout.stencil_files}, handout.page)
    assert command.check(derived) == []
    notebook = command.STENCIL / NOTEBOOK
    notebook.write_text(notebook.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    (command.STENCIL / "figures" / "saddle.svg").unlink()
    (command.STENCIL / "figures" / "old.svg").write_text("")
    command.PAGE.write_text("edited")
    assert command.check(derived) == [
        f"stencil/{NOTEBOOK} is not what solution/ and handout/ make",
        "stencil/figures/old.svg is not in solution/ or handout/",
        "stencil/figures/saddle.svg is missing",
        "handout/assignment.html is not what handout/ and solution/ make",
    ]


def test_without_the_extra_the_rest_is_built(elsewhere, monkeypatch):
    """A missing package is named with what to run; the stencil's other files are written."""
    version = importlib.metadata.version

    def without_matplotlib(name):
        if name == "matplotlib":
            raise importlib.metadata.PackageNotFoundError(name)
        return "1.0" if name == "latex2mathml" else version(name)

    monkeypatch.setattr(importlib.metadata, "version", without_matplotlib)
    notebook = (command.STENCIL / NOTEBOOK).read_bytes()
    (command.STENCIL / "README.md").write_text("edited")
    with pytest.raises(command.NoHandout) as error:
        command.build()
    assert "matplotlib 3.10.9 is wanted, none is installed" in str(error.value)
    assert "is wanted, 1.0 is installed" in str(error.value)
    assert "pip install -e '.[handout]'" in str(error.value)
    assert (command.STENCIL / "README.md").read_text(encoding="utf-8") != "edited"
    assert (command.STENCIL / NOTEBOOK).read_bytes() == notebook
    assert len(command.check()) == 1


def test_what_only_the_extra_mends_is_no_reason_to_build(elsewhere, monkeypatch):
    """Where nothing is stale but the handout cannot be checked, the advice is to install."""
    monkeypatch.setattr(command, "unmet", lambda: ["nbformat is wanted, none is installed"])
    for name in ONE_THREAD:  # The command sets them: they must not outlive this test.
        monkeypatch.setenv(name, "1")
    ran = CliRunner().invoke(cli, ["build", "--check"])
    assert ran.exit_code == 1
    assert "pip install" in ran.output and "Run `autograder build`" not in ran.output


def test_the_extra_is_here():
    """The tests run with the versions that the handout is pinned to."""
    assert unmet() == []


def test_build_writes_what_check_wants(elsewhere):
    """A build brings a lost notebook back, says so, and puts it into the zip."""
    (command.STENCIL / NOTEBOOK).unlink()
    lines = command.build()
    assert NOTEBOOK in read_tree(command.STENCIL) and "1 of them new or changed" in lines[0]
    assert NOTEBOOK.encode() in command.STENCIL_ZIP.read_bytes()


# With quotation marks, which JSON and HTML write in their own ways.
SECRET = 'pair = f"J{number - 1} and J{number}"'


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.ipynb", {"cells": [{"source": f"x = 1\n    {SECRET}\n", "outputs": []}]}),
        ("a.ipynb", {"cells": [{"source": "", "outputs": [{"text": f"line 80: {SECRET}"}]}]}),
        ("a.ipynb", {"cells": [], "metadata": {"note": SECRET}}),
        ("a.html", f"<pre>{html.escape(SECRET).replace('- ', '<b>-</b> ')}</pre>"),
        ("a.md", f"Write `{SECRET}`."),
    ],
)
def test_a_leak_is_found_in_any_form(path, content):
    """In a notebook's cells, outputs or metadata, under a page's tags, in the midst of a line."""
    text = content if isinstance(content, str) else json.dumps(content)
    (found,) = leaks({path: text.encode()})
    assert "solution/backprop/chain_rule.py, line " in found


def test_nothing_leaks_through_the_handout(handout):
    """Page, notebook and figures hold no line of a solution region."""
    assert leaks({"page.html": handout.page, **handout.stencil_files}) == []
    assert any("Every p_k depends" in line for line in readable_lines("x.html", handout.page))
