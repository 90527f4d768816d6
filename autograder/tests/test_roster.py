"""Whose submissions there are: exports as Gradescope writes them, and as they come."""

import os
import pathlib
import shutil
import sys
import zipfile

import pytest

from autograder.batch.roster import NoSubmissions, read_roster
from autograder.batch.roster.names import folder_names, readable
from autograder.batch.roster.records import Student

from .small_class import entry, write_class, write_submission


def zipped(folder, path):
    shutil.make_archive(str(path.with_suffix("")), "zip", folder.parent, folder.name)
    return path


def by_name(roster):
    return {one.name: one for one in roster.entries}


@pytest.mark.parametrize("form", ["folder", "folder around it", "zip"])
def test_an_export_is_read_in_every_form(tmp_path, form):
    """A zip, its unpacked folder and a folder around that give the same students and files."""
    export = write_class(tmp_path)
    path = {"folder": export, "folder around it": tmp_path}.get(form)
    entries = by_name(read_roster(path or zipped(export, tmp_path / "export.zip")))
    assert len(entries) == 8
    assert entries["submission_1"].students == (Student("Ada Lovelace", "101", "ada@example.edu"),)
    assert [one.name for one in entries["submission_2"].students] == [
        "Grace Hopper",
        "Emmy Noether",
    ]
    with entries["submission_1"].place.opened() as place:
        read = (place / "backprop" / "jacobians.py").read_bytes()
    assert read == (export / "submission_1" / "backprop" / "jacobians.py").read_bytes()


@pytest.mark.parametrize(
    "odd",
    [
        None,
        [],
        "text",
        {":submitters": None},
        {":submitters": [None, 3, {":name": None}]},
        {":submitters": {":name": "alone"}, ":results": [1, 2]},
        {":score": "high", ":results": {"tests": [None, {"score": None}]}},
    ],
)
def test_an_odd_entry_spoils_nothing(tmp_path, odd):
    """Whatever stands for one submission, it is there, and the others are as they were."""
    entries = by_name(read_roster(write_class(tmp_path, {"submission_3": odd})))
    assert len(entries) == 8 and entries["submission_3"].place is not None
    assert entries["submission_3"].recorded is None
    assert entries["submission_1"].called == "Ada Lovelace"


def test_entries_and_folders_that_do_not_meet_are_kept(tmp_path):
    """An entry without a folder has no place; a folder without an entry is called by its name."""
    export = write_class(tmp_path, {"submission_9": entry([("No Files", "9", None)])})
    write_submission(export / "submission_10")
    entries = by_name(read_roster(export))
    assert entries["submission_9"].place is None
    assert entries["submission_9"].called == "No Files"
    assert entries["submission_10"].called == "submission_10"


@pytest.mark.parametrize("text", ["{", "- 1", "a: [2023-13-45", "\x00", "!!python/name:os.system"])
def test_unreadable_metadata_costs_only_the_names(tmp_path, text):
    """What is no list of submissions is said in a warning, and the folders are graded."""
    export = write_class(tmp_path)
    (export / "submission_metadata.yml").write_text(text, encoding="utf-8")
    roster = read_roster(export)
    assert len(roster.entries) == 8
    assert any("names are missing" in warning for warning in roster.warnings)


def test_recorded_results_are_read_with_and_without_colons(tmp_path):
    """The recorded score and rows are found under both kinds of keys."""
    plain = {"score": 7.0, "tests": [{"number": "2.5", "name": "f", "score": 3, "max_score": 3}]}
    symbols = {":score": 7.0, ":tests": [{":number": 2.5, ":score": 3, ":max_score": 3}]}
    entries = {"submission_1": entry([], plain), "submission_2": entry([], plain) | {
        ":results": symbols}}  # fmt: skip
    read = by_name(read_roster(write_class(tmp_path, entries)))
    for name in entries:
        recorded = read[name].recorded
        assert recorded["score"] == 7 and recorded["tests"][0]["number"] == "2.5"


def test_any_folder_of_submissions_is_a_class(tmp_path):
    """Folders, zips and single files count; hidden files, notes and links do not."""
    write_submission(tmp_path / "ada")
    zipped(tmp_path / "ada" / "backprop", tmp_path / "grace.zip")
    (tmp_path / "kurt.py").write_text("x = 1")
    (tmp_path / "notes.txt").write_text("late: kurt")
    (tmp_path / ".DS_Store").write_text("")
    os.symlink("/etc", tmp_path / "link")
    roster = read_roster(tmp_path)
    assert [one.called for one in roster.entries] == ["ada", "grace", "kurt"]


def test_what_is_not_graded_is_named(tmp_path):
    """A student behind an archive that is not opened is in no table, so the roster says so."""
    write_submission(tmp_path / "ada")
    (tmp_path / "grace.7z").write_bytes(b"7z")
    (warning,) = read_roster(tmp_path).warnings
    assert warning.startswith("not graded") and warning.endswith(": grace.7z")


def test_a_zip_keeps_its_files_inside(tmp_path):
    """Paths that lead out of an export's zip are not followed, and the others are graded."""
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x_export/submission_1/backprop/sgd.py", "x = 1")
        archive.writestr("x_export/submission_1/../../../escaped.py", "x = 2")
        archive.writestr("/x_export/submission_1/absolute.py", "x = 3")
        archive.writestr("x_export/submission_1/C:/drive.py", "x = 4")
    (one,) = read_roster(path).entries
    assert list(one.place.files()) == ["backprop/sgd.py"]
    with one.place.opened() as place:
        assert [file.name for file in place.rglob("*.py")] == ["sgd.py"]
    assert not place.exists() and not list(tmp_path.rglob("escaped.py"))


@pytest.mark.parametrize("kind", ["empty", "no zip"])
def test_what_is_no_class_is_refused_in_a_sentence(tmp_path, kind):
    """An empty folder and a broken zip are named as such."""
    path = tmp_path / "class"
    if kind == "no zip":
        path.write_bytes(b"PK, and no zip")
    else:
        path.mkdir()
    words = {"empty": "no submissions", "no zip": "neither a folder nor a zip"}
    with pytest.raises(NoSubmissions, match=words[kind]):
        read_roster(path)


HOSTILE_NAMES = [
    "../up", "/etc/passwd", "a/b", "..", ".", "", "CON", "nul.txt", "grades.csv", "Report.html",
    "Ada", "ADA", "ada", "n" * 300, "n" * 300 + "m", "\u202egpj.exe", "Zoë", "a\x00b", "a\nb",
    "C:\\x", " ", "-rf", "\ud800",
]  # fmt: skip


def test_every_name_gets_a_folder_of_its_own(tmp_path):
    """Folder names stay inside, fit any file system, and differ by more than case."""
    folders = folder_names(HOSTILE_NAMES)
    assert len({folder.lower() for folder in folders.values()}) == len(HOSTILE_NAMES)
    for folder in folders.values():
        assert (tmp_path / folder).resolve().parent == tmp_path
        assert len(folder) < 100 and folder.isascii() and folder == pathlib.Path(folder).name
        assert not folder.startswith("-")
        assert folder.lower() not in ("grades.csv", "report.html", "con", "nul.txt")
        (tmp_path / folder).mkdir()


@pytest.mark.skipif(sys.platform == "darwin", reason="its disks hold valid text only")
def test_names_that_are_no_text_are_shown_all_the_same(tmp_path):
    """A folder whose name is no valid text is a submission with a name that can be printed."""
    (tmp_path / os.fsdecode(b"ad\xffa\xe2\x80\xae")).mkdir()
    (one,) = read_roster(tmp_path).entries
    assert (one.name, one.called) == ("ada", "ada") and one.folder.isascii()


def test_plain_names_are_kept():
    """Gradescope's own names are the names of the folders."""
    assert folder_names(["submission_1", "ada-2"]) == {"submission_1": "submission_1",
                                                       "ada-2": "ada-2"}  # fmt: skip


def test_names_are_shown_on_one_line_in_their_own_direction():
    """Controls and direction marks are gone, other scripts stay, and length has an end."""
    assert readable("Zoë\u202e 李\x00\n\tX") == "Zoë 李 X"
    assert readable(None) == "" and readable(7) == "7"
    assert len(readable("n" * 5000)) == 200
