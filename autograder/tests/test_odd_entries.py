"""One odd submission, entry or name costs itself at most: the class is graded, each for itself."""

import contextlib
import csv
import itertools
import json
import math
import os
import string
import struct
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.batch.graders import Graded
from autograder.batch.reports.page import class_page
from autograder.batch.reports.regrade import compared, regrade_table
from autograder.batch.reports.standing import Standing
from autograder.batch.roster import places, read_roster
from autograder.batch.roster.export import MAX_STUDENTS, parse_metadata
from autograder.batch.roster.names import folder_names
from autograder.batch.roster.places import MAX_FILES, InFolder, Unreadable
from autograder.batch.roster.records import Entry
from autograder.batch.store import Store
from autograder.core.homework import ROOT
from autograder.intake import read_submission

from .small_class import write_class, write_submission
from .standings import document, row


def by_name(roster):
    return {one.name: one for one in roster.entries}


# Names.


def test_a_name_may_look_like_another_ones_folder():
    """Who is called as another's results folder is, gets another folder."""
    names = ["goodmüller"]
    for _ in range(4):  # and so does whoever is called like that one
        names.append(folder_names(names)[names[-1]])
        for order in (names, sorted(names)):
            assert len(set(folder_names(order).values())) == len(names)


def test_a_folder_depends_on_nobody_else():
    """Who comes or goes moves nobody's results: a name has the same folder in every class."""
    names = ["goodmüller", "ada", "Zoë", "grace hopper", "submission_1"]
    alone = {name: folder_names([name])[name] for name in names}
    more = ["goodm_ller", "goodm_ller-a5aa31f6", *alone.values(), "Zo_", *map(str.title, names)]
    together = folder_names(sorted({*more, *names}))
    kept = [name for name in names if name.lower() not in {one.lower() for one in more}]
    assert {name: together[name] for name in kept} == {name: alone[name] for name in kept}


@given(st.lists(st.text(string.printable + "ü\u200bÉ", max_size=12), unique=True))
def test_no_two_names_have_one_folder(names):
    """Whatever they are, and whatever is called as one of their folders is."""
    folders = folder_names(names)
    both = folder_names(dict.fromkeys([*names, *folders.values()]))
    for found in (folders, both):
        assert len({folder.lower() for folder in found.values()}) == len(found)


def test_a_kept_result_is_never_another_ones(tmp_path):
    """Even where a folder were the same, results say whose they are."""
    store = Store(tmp_path)
    ada, other = (Entry(name, "one_folder", None) for name in ("ada", "eve"))
    store.keep(ada, Graded(document(row("2.5", 4.0))))
    assert store.document(ada)["score"] == 4
    assert store.document(other) is None and store.known(other) is None


def test_two_that_look_alike_are_told_apart(tmp_path):
    """A direction mark in a name is not seen: such a pair is shown as its folders are called."""
    for name in ("ada", "ad\u200ba"):
        write_submission(tmp_path / name)
    names = [one.name for one in read_roster(tmp_path).entries]
    assert len(set(names)) == 2 and all(name.startswith("ad") for name in names)


# Entries.


def test_a_submission_may_be_called_backprop(tmp_path):
    """Among others it is one of them, be it a folder, with the homework in it, or a zip."""
    write_submission(tmp_path / "ada")
    (tmp_path / "backprop").mkdir()
    for path in (tmp_path / "ada" / "backprop").iterdir():
        (tmp_path / "backprop" / path.name).write_bytes(path.read_bytes())
    assert [one.name for one in read_roster(tmp_path).entries] == ["ada", "backprop"]


def test_in_an_export_a_submission_may_be_called_backprop(tmp_path):
    """An export is one, whatever its folders are called."""
    export = write_class(tmp_path)
    write_submission(export / "backprop")
    assert "backprop" in by_name(read_roster(export))


@pytest.mark.parametrize("name", ["backprop.zip", "backprop.py"])
def test_a_single_file_called_backprop_is_a_submission(tmp_path, name):
    """Only a folder with the homework in it makes its parent a single submission."""
    (tmp_path / name).write_bytes(b"")
    assert [one.name for one in read_roster(tmp_path).entries] == [name]


def test_a_single_submission_is_a_class_of_one(tmp_path):
    """As students get the folder, with tests and figures beside `backprop`."""
    tmp_path /= "ada"
    write_submission(tmp_path)
    (tmp_path / "tests").mkdir()
    (tmp_path / "figures").mkdir()
    (tmp_path / "homework.py").write_text("")
    (entry,) = read_roster(tmp_path).entries
    assert (entry.name, entry.students[0].name) == ("ada", "ada")


ALIASES = "a: &a [x, x]\n" + "\n".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in itertools.pairwise("abcdefghij")
)
ODD_METADATA = {
    "a score of 400 digits": "s:\n  :score: " + "9" * 400,
    "a score that is none": "s:\n  :score: .nan\nt:\n  :score: .inf\nu:\n  :score: 1e999",
    "an sid of 5000 digits": "s:\n  :submitters:\n  - :name: a\n    :sid: " + "7" * 5000,
    "aliases": ALIASES + "\ns:\n  :score: 1\n  :submitters: *j\n  :results:\n    :score: 2\n"
    "    :tests: *j\n    :extra_data: {status: *j, made_from: *j}",
    "aliases as a name": ALIASES + "\ns:\n  :submitters:\n  - :name: *j\n    :sid: *j",
    "aliases in a row": ALIASES + "\ns:\n  :results:\n    :score: 2\n    :tests:\n"
    "    - {number: '2.5', score: 1, output: *j, name: *j, extra_data: {mistake: *j, hint: *j}}",
    "merges": "s: &s\n  :score: 1\nt:\n  <<: [*s, *s]\n  :score: 2",
    "another language's object": "s: !ruby/object:Time\n  :score: 1\nt: !!python/name:os.system ''",
    "dates that are none": "s:\n  :created_at: 2026-99-99 99:99:99\n  :score: 1",
    "explicit types": "s: {':score': !!int '12a', ':submitters': !!timestamp x, x: !!binary '!'}",
    "numbers as keys": "1: {':score': 1}\n2.5: {':score': 1}\ntrue: {':score': 1}\nnull: {}",
    "a row whose number is a superscript": "s:\n  :results:\n    :score: 1\n    :tests:\n"
    "    - {number: ², score: 1}\n    - {number: '9" + "9" * 5000 + "', score: 1}",
}


@pytest.mark.parametrize("kind", ODD_METADATA)
def test_odd_metadata_costs_at_most_names(kind):
    """It is read within bounds, every value in it is harmless, and every page can be made of it."""
    metadata = parse_metadata(ODD_METADATA[kind].encode())
    assert metadata.submissions and not metadata.warnings
    for name, known in metadata.submissions.items():
        entry = Entry(name, "folder", None, known.students, known.recorded)
        assert len(json.dumps(known.recorded)) < 50_000
        assert all(len(one.sid) <= 200 for one in known.students)
        standing = Standing(entry, known.recorded)
        if known.recorded:
            assert math.isfinite(known.recorded["score"])
            assert class_page([standing]) and regrade_table(compared([standing], [standing]))


@pytest.mark.parametrize(
    "data",
    [b"[" * 200_000, b"{a: " * 50_000, b"- " * 100_000, b"\xff\xfe\x00", b"&a [*a]", b"? [a]\n: b"],
    ids=["lists", "mappings", "dashes", "bytes", "itself", "a list as a key"],
)
def test_metadata_that_cannot_be_read_costs_the_names_alone(tmp_path, data):
    """Nesting without end included, which ends a parser's process."""
    export = write_class(tmp_path)
    (export / "submission_metadata.yml").write_bytes(data)
    roster = read_roster(export)
    assert len(roster.entries) == 8 and any("names are missing" in one for one in roster.warnings)


def test_a_group_may_be_listed_without_end():
    """A hundred students of one submission are enough."""
    text = "s:\n  :submitters:\n" + "  - {':name': a}\n" * 5000
    assert len(parse_metadata(text.encode()).submissions["s"].students) == MAX_STUDENTS


# Zips.


def export_of(path, files, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(f"x_export/{name}"), data, method)
    return path


def handed_in(path, name="s"):
    """A submission of an export as it is graded."""
    with by_name(read_roster(path))[name].place.opened() as place:
        return read_submission(place)


BEFORE = {
    "a virtual environment": lambda n: [f"s/.venv/lib/{i}.py" for i in range(n)],
    "one with another name": lambda n: ["s/env/pyvenv.cfg"] + [f"s/env/{i}.py" for i in range(n)],
    "node modules": lambda n: [f"s/a/node_modules/{i}.js" for i in range(n)],
    "data": lambda n: [f"s/a/{i}.csv" for i in range(n)],
    "sources": lambda n: [f"s/a/{i}.py" for i in range(n)],
}
FEWER = 1_000
ALL = pytest.param("zip", "sources", MAX_FILES, marks=pytest.mark.ci("further odd entries"))


@pytest.mark.parametrize(
    ("form", "kind", "most"),
    [*itertools.product(["zip", "folder", "parcel"], BEFORE, [FEWER]), ALL],
)
def test_what_matters_is_chosen_before_anything_is_counted(tmp_path, monkeypatch, form, kind, most):
    """A file more than is taken, before the homework's: that costs it nothing."""
    monkeypatch.setattr(places, "MAX_FILES", most)
    files = dict.fromkeys(BEFORE[kind](most + 1), b"") | {"s/backprop/sgd.py": b"x = 1"}
    path = export_of(tmp_path / "export.zip", files)
    if form != "zip":
        with zipfile.ZipFile(path) as archive:
            archive.extractall(tmp_path)
        path = tmp_path / "x_export" / "s"
    if form == "parcel":
        assert InFolder(path).files()["backprop/sgd.py"] == b"x = 1"
        return
    submission = handed_in(path) if form == "zip" else read_submission(path)
    assert submission.sources["sgd.py"] == b"x = 1"


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_what_unpacks_without_bounds_is_not_unpacked(tmp_path, method):
    """A few bytes that become gigabytes cost their own submission, by name, and no other."""
    path = export_of(tmp_path / "e.zip", {"s/backprop/sgd.py": b"x = 1"})
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(3):
            name = f"x_export/bomb/{number}.py"
            archive.writestr(zipfile.ZipInfo(name), bytes(2**22), method)
    assert handed_in(path).sources["sgd.py"] == b"x = 1"
    with pytest.raises(Exception, match="packed in a rare way"):
        by_name(read_roster(path))["bomb"].place.files()


def test_a_bad_entry_costs_itself_alone(tmp_path):
    """Where one file cannot be unpacked, the others of its submission are graded."""
    path = with_a_damaged_file(tmp_path, "s/backprop/helpers.py")
    submission = handed_in(path)
    assert submission.sources["sgd.py"] == b"x = 1" and "helpers.py" not in submission.sources


def test_a_bad_entry_that_is_to_be_graded_takes_no_points_and_no_other_submission(tmp_path):
    """Where a file of the homework cannot be unpacked, nobody is told that it was not written."""
    path = with_a_damaged_file(tmp_path, "s/backprop/network.py")
    with pytest.raises(Unreadable, match="cannot be unpacked"):
        handed_in(path)
    assert not handed_in(path, "t").empty


def with_a_damaged_file(folder, name):
    files = {"s/backprop/sgd.py": b"x = 1", name: b"broken", "t/backprop/sgd.py": b"x = 1"}
    path = export_of(folder / "e.zip", files, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"broken", b"Broken", 1))
    return path


def test_an_entry_that_claims_gigabytes_is_left_out(tmp_path):
    """What it claims is believed, and not unpacked."""
    path = export_of(tmp_path / "e.zip", {"s/backprop/sgd.py": b"123456", "s/a.py": b"x"},
                     zipfile.ZIP_STORED)  # fmt: skip
    claimed = struct.pack("<I", 6)
    path.write_bytes(path.read_bytes().replace(claimed * 2, struct.pack("<I", 2**32 - 2) * 2))
    files = by_name(read_roster(path))["s"].place.files()
    assert list(files) == ["a.py"]


def test_folders_without_end_are_no_end_of_the_class(tmp_path):
    """A path of ten thousand folders is left out, and no other is."""
    deep = "s/" + "a/" * 10_000 + "sgd.py"
    path = export_of(tmp_path / "e.zip", {deep: b"", "s/backprop/sgd.py": b"x = 1", "t/b.py": b""})
    assert sorted(by_name(read_roster(path))) == ["s", "t"]
    assert handed_in(path).sources["sgd.py"] == b"x = 1"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_in_a_circle_have_an_end(tmp_path):
    """A folder that holds itself is read once."""
    write_submission(tmp_path / "ada")
    (tmp_path / "ada" / "again").symlink_to(tmp_path / "ada")
    (tmp_path / "ada" / "backprop" / "x.py").symlink_to("x.py")
    assert "backprop/sgd.py" in InFolder(tmp_path / "ada").files()
    assert not read_submission(tmp_path / "ada").empty


def test_a_class_of_odd_ones_is_graded(tmp_path):
    """Each has a line of its own, the honest one its points, and what cannot be read has none."""
    folder = tmp_path / "class"
    write_submission(folder / "ada", ("jacobians.py",))
    write_submission(folder / "backprop")
    write_submission(folder / "report.html")
    write_submission(folder / "goodmüller", ("jacobians.py",))
    write_submission(folder / folder_names(["goodmüller"])["goodmüller"])
    (folder / "blank").mkdir()
    (folder / "blank" / "sgd.py").write_text("\n" * 200_000)
    export_of(folder / "bomb.zip", {"sgd.py": bytes(2**22)}, zipfile.ZIP_LZMA)
    with contextlib.suppress(OSError):
        os.mkfifo(folder / "pipe.py")
    ran = subprocess.run(
        [sys.executable, "-m", "autograder", "batch", folder, "--output", tmp_path / "out"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    text = (tmp_path / "out" / "grades.csv").read_text(encoding="utf-8-sig")
    lines = {line["submission"]: line for line in csv.DictReader(text.splitlines())}
    assert len(lines) == len(list(folder.iterdir()))
    points = {name: line["points"] for name, line in lines.items()}
    assert points.pop("ada") == points.pop("goodmüller") == "20"
    assert points.pop("bomb.zip") == points.pop("pipe.py", "") == ""
    assert "packed in a rare way" in lines["bomb.zip"]["status"]
    assert set(points.values()) == {"0"}
