"""Gradescope's zip, tried before it is uploaded: with scripts as short as can be."""

import json
import pathlib
import re
import shutil
import sys
import tempfile
import zipfile

import pytest
from click.testing import CliRunner

from autograder.commands.cli import cli
from autograder.core.settings import parse
from autograder.gradescope.bundle import sealing
from autograder.gradescope.bundle.contents import AT_THE_ROOT, RUNNABLE
from autograder.gradescope.bundle.rehearsal import (
    CannotRehearse,
    Rehearsal,
    is_whole,
    page,
    rehearsal,
)
from autograder.gradescope.limit import over_limit
from autograder.gradescope.metadata import read_metadata

from .standings import HINT, document, row

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the scripts are for Linux")

SETUP = """set -e
python3 -c 'print("set up")'
useradd somebody
mkdir -p /autograder/results /opt/an-environment
"""
RUN = """ls /autograder/submission
python3 -c 'import json, sys; json.dump({"score": 3}, open(sys.argv[1], "w"))' \\
  /autograder/results/results.json
"""


def write_zip(folder, setup=SETUP, run=RUN):
    with zipfile.ZipFile(folder / "autograder.zip", "w") as archive:
        archive.writestr("setup.sh", setup)
        archive.writestr("run_autograder", f"mkdir -p /autograder/results\n{run}")
    return folder / "autograder.zip"


@pytest.mark.parametrize("folder", ["temporary", "a folder's path"])
def test_the_scripts_of_the_zip_run_in_a_folder_of_their_own(tmp_path, monkeypatch, folder):
    """A folder, a zip and a single file are handed over as Gradescope does; results come back."""
    (tmp_path / folder).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / folder))
    work = tmp_path / "work" / "backprop"
    work.mkdir(parents=True)
    (work / "sgd.py").write_text("x = 1\n")
    packed = pathlib.Path(shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path / "work"))
    essay = pathlib.Path(shutil.copy(packed, tmp_path / "essay.docx"))  # is a zip, as all are
    with rehearsal(write_zip(tmp_path)) as tried:
        assert tried.said == "set up"
        for submission, listed in ((work.parent, "backprop"), (packed, "backprop"),
                                   (work / "sgd.py", "sgd.py"), (essay, "essay.docx")):  # fmt: skip
            assert tried.grade(submission) == {"score": 3} and tried.said == listed
        empty = tmp_path / "empty.zip"
        zipfile.ZipFile(empty, "w").close()
        assert tried.grade(empty) == {"score": 3} and tried.said == ""
    assert not tried.folder.exists()


def test_a_limit_is_rehearsed_with_earlier_submissions(tmp_path):
    """The same handed in twice before, a minute apart, each with the result that it had."""
    (tmp_path / "sgd.py").write_text("x = 1\n")
    with rehearsal(write_zip(tmp_path)) as tried:
        metadata = tried.top / "submission_metadata.json"
        tried.grade_after(tmp_path / "sgd.py", 2)
        told = read_metadata(metadata)
        assert [(one.score, one.results) for one in told.earlier] == [(3, {"score": 3})] * 2
        assert told.earlier[0].at < told.earlier[1].at < told.at
        kept = over_limit(told, parse('title = "x"\n[limit]\nsubmissions = 2'))
        assert kept and kept["score"] == 3
        tried.grade(tmp_path / "sgd.py")
        assert read_metadata(metadata).at is None


@pytest.mark.parametrize(
    ("rows", "whole"),
    [((row("2.5", 1.0),), True), ((), False), ((row("2.5", 4.0, status="grader_error"),), False),
     ((row("2.5", 4.0), row("4.2", 0.0, status="pending")), False)],
)  # fmt: skip
def test_a_rehearsal_knows_when_the_autograder_failed(rows, whole):
    """Where no question was graded, or one was not: that is a fault of ours."""
    assert is_whole(document(*rows)) is whole


def test_no_path_of_the_real_scripts_is_outside_of_the_folder(tmp_path):
    """What they name of Gradescope's machine lies in the folder."""
    tried = Rehearsal(write_zip(tmp_path), tmp_path / "here")
    for name in RUNNABLE:
        script = (AT_THE_ROOT / name).read_text(encoding="utf-8")
        moved = tried.moved(script)
        named = re.findall(r"(?<![\w.-])/(?:autograder|opt)\b", script)
        assert len(named) == moved.count(str(tried.folder)) > 2
        assert not re.search(r"(?<!/here)/autograder\b|/opt\b", moved)


def test_a_zip_that_cannot_be_set_up_says_why(tmp_path):
    """Its own words; and where there is none, what to run."""
    with pytest.raises(CannotRehearse, match="run `autograder build` first"):
        rehearsal(tmp_path / "nothing.zip").__enter__()
    broken = write_zip(tmp_path, "echo no such package; exit 7\n")
    with pytest.raises(CannotRehearse, match=r"setup\.sh fails:\nno such package"):
        rehearsal(broken).__enter__()


@pytest.mark.parametrize(("rows", "code"), [((row("2.5", 1.0),), 0), ((), 1)])
def test_the_command_ends_with_1_where_the_autograder_failed(monkeypatch, tmp_path, rows, code):
    """The page is shown all the same."""
    results = json.dumps(document(*rows))
    run = f"cat > /autograder/results/results.json << 'END'\n{results}\nEND\n"
    monkeypatch.setattr(sealing, "BUNDLE", write_zip(tmp_path, run=run))
    (tmp_path / "sgd.py").write_text("x = 1\n")
    ran = CliRunner().invoke(cli, ["rehearse", str(tmp_path / "sgd.py")])
    assert ran.exit_code == code and "Autograder Score: " in ran.output


def test_the_page_is_what_students_see():
    """A hidden row has no words, and takes the total with it; one that passed has none either."""
    rows = [row("2.5", 4.0, output="all well"), row("4.2", 1.0, mistake="rate")]
    shown = list(page(document(*rows)))
    assert shown[:3] == ["Autograder Score: 5 / 8", "", "some points"]
    assert "2.5) softmax_jacobian (4/4)" in shown and f"    Hint: {HINT}" in shown
    assert "all well" not in json.dumps(shown)
    hidden = "\n".join(page(document(rows[0], {**rows[1], "visibility": "hidden"})))
    assert "Score: - / 8" in hidden and HINT not in hidden and "(hidden)" in hidden
