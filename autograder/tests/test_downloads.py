"""Classes as other platforms hand them over: one row for each student, whatever the names are."""

import pathlib
import zipfile

import pytest

from autograder.batch.roster import read_roster
from autograder.batch.roster.grouping import groups
from autograder.batch.roster.schemes import SCHEMES, recognised
from autograder.core.homework import student_modules
from autograder.intake import read_submission

from .test_batch import batch, lines_of
from .test_intake import SOURCES, write_folder, write_zip
from .test_other_names import tar_of

WRITTEN = {name: SOURCES[name] for name in student_modules()}
BACKPROP = {f"backprop/{name}": data for name, data in WRITTEN.items()}


def zip_bytes(folder, files=BACKPROP):
    path = write_zip(folder / "made.zip", files)
    data = path.read_bytes()
    path.unlink()
    return data


def canvas(tmp_path):
    """Ann's nine files, late, one of them twice; Bob's zip; Cem's single file and his text."""
    number = iter(range(5000, 6000))
    files = {f"adaann_LATE_101_{next(number)}_{name}": data for name, data in WRITTEN.items()}
    files["adaann_LATE_101_4000_sgd-1.py"] = b"older = 1\n"
    files[f"beebob_102_{next(number)}_hw-2.zip"] = zip_bytes(tmp_path)
    files[f"çelikcem_103_{next(number)}_sgd-1.py"] = WRITTEN["sgd.py"]
    files["çelikcem_103_text.html"] = b"<p>I could not finish.</p>"
    return files


def moodle_folders(tmp_path):
    files = {f"Ann Ada_101_assignsubmission_file_/{name}": data for name, data in WRITTEN.items()}
    files["Bob Bee_102_assignsubmission_file/hw.zip"] = zip_bytes(tmp_path)
    files["Cem Çelik_103_assignsubmission_onlinetext_/onlinetext.html"] = page_of("sgd.py")
    files["Cem Çelik_103_assignsubmission_file_/descent.py"] = WRITTEN["descent.py"]
    files["Bob Bee_102_assignsubmission_comments_/comments.html"] = b"<p>late bus</p>"
    return files


def moodle_flat(tmp_path):
    files = {f"Ann Ada_101_assignsubmission_file_{name}": data for name, data in WRITTEN.items()}
    files["Bob Bee_102_assignsubmission_file_hw.tar.gz"] = tar_of(BACKPROP, "w:gz")
    files["Cem Çelik_103_assignsubmission_onlinetext_onlinetext.html"] = page_of("sgd.py")
    return files


def page_of(name):
    text = WRITTEN[name].decode().replace("&", "&amp;").replace("<", "&lt;")
    return f"<pre>{text}</pre>".encode()


def blackboard(tmp_path):
    """Ann's second attempt holds what counts, the first one does not; Bob and Cem tried once."""
    older, newer = "HW_3_ann_attempt_2026-11-18-09-00-00", "HW_3_ann_attempt_2026-11-20-23-59-07"
    files = {f"{newer}_{name}": data for name, data in WRITTEN.items()}
    files |= {f"{older}_sgd.py": b"older = 1\n", f"{older}_extra.py": b"", f"{older}.txt": b"Name:"}
    files[f"{newer}.txt"] = b"Name: Ann Ada (ann)\nDate Submitted: Friday\n"
    files["HW_3_bob_attempt_2026-11-20-10-00-00_hw.zip"] = zip_bytes(tmp_path)
    files["HW_3_cem_attempt_2026-11-20-10-00-01_sgd.py"] = WRITTEN["sgd.py"]
    return files


def brightspace(tmp_path):
    older = "11-77 - Ann Ada - Nov 18, 2026 900 AM"
    newer = "11-77 - Ann Ada - Nov 20, 2026 1159 PM"
    files = {f"{newer}/{name}": data for name, data in WRITTEN.items()}
    files[f"{older}/sgd.py"] = b"older = 1\n"
    files["12-78 - Bob Bee - Nov 20, 2026 1000 AM/hw.zip"] = zip_bytes(tmp_path)
    files["13-79 - Cem Çelik - Nov 20, 2026 1000 AM/sgd.py"] = WRITTEN["sgd.py"]
    return files


def brightspace_abroad(tmp_path):
    older, newer = (
        "11-77 - Ann Ada - 9 November, 2026 959",
        "11-77 - Ann Ada - 20 November, 2026 959",
    )
    files = {f"{newer}/{name}": data for name, data in WRITTEN.items()}
    files[f"{older}/sgd.py"] = b"older = 1\n"
    files["12-78 - Bob Bee - 20 November, 2026 1000/hw.zip"] = zip_bytes(tmp_path)
    return files | {"13-79 - Cem Çelik - 20 November, 2026 1000/sgd.py": WRITTEN["sgd.py"]}


def clones(tmp_path):
    """GitHub Classroom's clones, each with its history, in which older files may stand."""
    files = {f"hw3-sgd-ann/backprop/{name}": data for name, data in WRITTEN.items()}
    files |= {f"hw3-sgd-bob-b/{name}": data for name, data in BACKPROP.items()}
    files["hw3-sgd-cem/sgd.py"] = WRITTEN["sgd.py"]
    for name in ("ann", "bob-b", "cem"):
        files[f"hw3-sgd-{name}/.git/HEAD"] = b"ref: refs/heads/main\n"
        files[f"hw3-sgd-{name}/.git/lost/backprop/sgd.py"] = b"older = 1\n"
    return files


def anonymous_canvas(tmp_path):
    files = {f"anon_a1B2c_{5000 + i}_{name}": WRITTEN[name] for i, name in enumerate(WRITTEN)}
    files["anon_Bob77_LATE_6000_hw.zip"] = zip_bytes(tmp_path)
    files["anon_cC3dD_6001_sgd-1.py"] = WRITTEN["sgd.py"]
    return files


def folders(tmp_path):
    """A folder for each student, flat or not: what staff make by hand."""
    files = {f"Ann Ada/{name}": data for name, data in WRITTEN.items()}
    files |= {f"Bob Bee/hw/{name}": data for name, data in BACKPROP.items()}
    return files | {"Cem Çelik/sgd 2.py": WRITTEN["sgd.py"]}


def sakai(tmp_path):
    """A folder for what was attached, and the platform's own files beside it."""
    handed_in = "Submission attachment(s)"
    files = {f"Ada, Ann(ann)/{handed_in}/{name}": data for name, data in WRITTEN.items()}
    files["Bee, Bob(bob)/timestamp.txt"] = b"20261120"
    files[f"Bee, Bob(bob)/{handed_in}/hw.zip"] = zip_bytes(tmp_path)
    return files | {f"Çelik, Cem(cem)/{handed_in}/sgd.py": WRITTEN["sgd.py"], "grades.csv": b"a,b"}


def teams(tmp_path):
    """Every version that was handed in; Ann's last one counts, though the first is as long."""
    older = {f"Ann Ada/HW 3/Version 1/{path}": data + b"#" for path, data in BACKPROP.items()}
    files = {f"Ann Ada/HW 3/Version 2/{path}": data for path, data in BACKPROP.items()} | older
    files["Bob Bee/HW 3/Version 1/hw.zip"] = zip_bytes(tmp_path)
    return files | {"Cem Çelik/HW 3/Version 1/sgd.py": WRITTEN["sgd.py"]}


DOWNLOADS = [canvas, anonymous_canvas, moodle_folders, moodle_flat, blackboard, brightspace,
             brightspace_abroad, clones, folders, sakai, teams]  # fmt: skip


def made(make, form, tmp_path):
    tmp_path.mkdir(exist_ok=True)
    files = make(tmp_path)
    if form == "zip":
        return write_zip(tmp_path / "download.zip", files)
    if form == "zip with a folder around":
        return write_zip(tmp_path / "download.zip", {f"HW 3/{n}": d for n, d in files.items()})
    if form == "folder with a folder around":
        around = {f"HW 3/{name}": data for name, data in files.items()}
        return write_folder(
            tmp_path / "download", around | {"desktop.ini": b"[x]", "index.html": b""}
        )
    return write_folder(tmp_path / "download", files)


def submissions(roster):
    for entry in roster.entries:
        with entry.place.opened() as path:
            yield read_submission(path)


@pytest.mark.parametrize(
    "form", ["folder", "zip", "zip with a folder around", "folder with a folder around"]
)
@pytest.mark.parametrize("make", DOWNLOADS)
def test_a_student_is_one_row_with_everything_of_the_newest_attempt(make, form, tmp_path):
    """Three students are three rows; two hand in all nine files, the third handed in one."""
    roster = read_roster(made(make, form, tmp_path))
    ann, bob, cem = submissions(roster)
    for whole in (ann, bob):
        assert {name: whole.sources.get(name) for name in WRITTEN} == WRITTEN, whole.notes
    assert cem.sources.get("sgd.py") == WRITTEN["sgd.py"] or "onlinetext" in str(cem.sources.keys())
    assert "network.py" not in cem.sources


def test_a_platforms_words_are_columns(tmp_path):
    """LATE, the time and the platform's number of a student are told apart from the name."""
    entries = read_roster(made(canvas, "folder", tmp_path / "a")).entries
    assert [(e.students[0].name, e.students[0].sid, e.late) for e in entries] == [
        ("adaann", "101", True), ("beebob", "102", False), ("çelikcem", "103", False)]  # fmt: skip
    (ann, *_) = read_roster(made(blackboard, "folder", tmp_path / "b")).entries
    assert (ann.students[0].name, ann.time) == ("ann", "2026-11-20 23:59:07")
    (ann, *_) = read_roster(made(brightspace, "folder", tmp_path / "c")).entries
    assert (ann.students[0].sid, ann.time) == ("11", "2026-11-20 23:59:00")
    (ann, *_) = read_roster(made(brightspace_abroad, "folder", tmp_path / "e")).entries
    assert (ann.students[0].sid, ann.time) == ("11", "2026-11-20 09:59:00")
    names = [e.called for e in read_roster(made(clones, "folder", tmp_path / "d")).entries]
    assert names == ["ann", "bob-b", "cem"]


@pytest.mark.parametrize("make", [canvas, blackboard, brightspace])
def test_what_was_replaced_is_counted(make, tmp_path):
    """Older attempts are not graded, and the roster says of how many files that is so."""
    (note,) = read_roster(made(make, "folder", tmp_path)).warnings
    older = {canvas: 1, blackboard: 3, brightspace: 1}[make]
    assert f"3 students; {older} older {'one was' if older == 1 else 'ones were'} not" in note


@pytest.mark.parametrize(
    "names",
    [
        ["hw_1_2_jane.py", "hw_1_2_john.py"],
        ["team_1_final.zip", "team_2_final.zip"],
        ["jane_2026_hw.py", "john_2026_hw.py"],
        ["a - b.py", "c - d.py"],
        ["submission_1", "submission_2", "submission_3"],
        ["hw_2026_001_jane.py", "hw_2026_002_john.py"],
        ["jane_101_5000_a.py", "bob.zip", "cem.zip"],
    ],
)
def test_names_that_only_look_alike_are_left_alone(names):
    """Where a name may mean anything, each is a submission of its own."""
    assert recognised(names) is None


def test_one_number_may_stand_on_all_files_of_an_attempt():
    """Where Canvas' second number is the submission's, the file's own number tells the newest."""
    names = ["adaann_101_5000_sgd.py", "adaann_101_5000_sgd-2.py", "beebob_102_5000_sgd.py"]
    scheme, pieces = recognised(names)
    ann, bob = groups(scheme, pieces)
    assert [piece.name for piece in ann.pieces] == ["adaann_101_5000_sgd-2.py"]
    assert [piece.name for piece in bob.pieces] == ["beebob_102_5000_sgd.py"]


def test_long_names_cost_their_length():
    """No pattern goes through a name again and again: each of these would take hours."""
    for scheme in SCHEMES:
        for part in ("_1", "a_", "1-1 - a - ", "_LATE_1_", " - Nov 1", "_attempt_", "-1"):
            assert scheme.piece(part * 20_000 + "\n") is None


@pytest.mark.parametrize("form", ["folder", "zip"])
@pytest.mark.parametrize("prefix", ["", "backprop/"])
def test_a_single_students_files_are_one_row(tmp_path, form, prefix):
    """Nine files, or a folder `backprop`, are one student, called by the name of the folder."""
    files = {prefix + name: data for name, data in WRITTEN.items()}
    files |= {"README.md": b"", "tests/points.py": b""} if prefix else {}
    path = tmp_path / ("jane.zip" if form == "zip" else "jane")
    path = write_zip(path, files) if form == "zip" else write_folder(path, files)
    roster = read_roster(path)
    (jane,) = submissions(roster)
    assert {name: jane.sources[name] for name in WRITTEN} == WRITTEN
    assert roster.entries[0].called == "jane"
    assert any("the files of one student" in warning for warning in roster.warnings)


def test_files_of_unknown_names_are_said_to_belong_together(tmp_path):
    """Several files of each student under names of no known platform: staff hear of it."""
    names = ("jane-sgd.py", "jane-descent.py", "john-sgd.py", "john-descent.py")
    roster = read_roster(write_folder(tmp_path, dict.fromkeys(names, b"x = 1")))
    assert len(roster.entries) == 4
    assert any("may be several files of each student" in one for one in roster.warnings)


@pytest.mark.parametrize(
    "names",
    [
        ["Jane Doe/sgd.py", "jane_doe.zip"],
        ["jane.zip", "jane (1).zip"],
        ["jane/a.py", "Copy of Jane/a.py"],
        ["Jane Doe_1_assignsubmission_file_/a.py", "Jane Doe_2_assignsubmission_file_/a.py"],
        ["doejane_1_5000_a.py", "doejane_2_5001_a.py"],
    ],
)
def test_two_rows_of_one_student_are_named(tmp_path, names):
    """Rows that are alike but for case, signs and copies are named, and both are graded."""
    roster = read_roster(write_folder(tmp_path, dict.fromkeys(names, b"x = 1")))
    assert len(roster.entries) == 2
    assert any("two or more rows with the same name, " in one for one in roster.warnings)


def test_two_rows_of_one_student_in_an_export_are_named(tmp_path):
    """The number or the address tells, also where the names differ."""
    text = "".join(
        f"submission_{n}:\n  :submitters:\n  - :name: {name}\n    :email: {email}\n"
        for n, name, email in [(1, "Jane", "j@x.edu"), (2, "J. Doe", "J@x.edu"), (3, "B", "b@x")]
    )
    files = {f"submission_{n}/sgd.py": b"" for n in (1, 2, 3)}
    roster = read_roster(write_folder(tmp_path, files | {"submission_metadata.yml": text.encode()}))
    assert roster.warnings[1:] == (
        "two or more rows with the same email, j@x.edu: submission_1, submission_2",
    )


TAGGED = {
    "an object": ":created_at: !ruby/object:ActiveSupport::TimeWithZone\n    utc: 2026-11-20 10:00",
    "a hash": ":results: !ruby/hash:ActiveSupport::HashWithIndifferentAccess {score: 8.0}",
    "a symbol": ":status: !ruby/symbol processed",
    "a set": ":history: !ruby/object:Set\n    hash: {a: true}",
    "a range": ":more: !ruby/range 1..2",
    "a number": ":points: !ruby/object:BigDecimal 18:0.8e1",
    "a name of Python's": ":more: !!python/name:os.system",
    "bytes": ":more: !binary aGVsbG8=",
}


@pytest.mark.parametrize("kind", TAGGED)
def test_an_unknown_tag_costs_nothing(tmp_path, kind):
    """What another program wrote is read as plain data: names and scores are there."""
    text = (
        "submission_1:\n  :submitters:\n  - :name: Ann Ada\n    :sid: '1'\n"
        f"  {TAGGED[kind]}\n  :score: 8.0\n"
    )
    files = {"submission_1/descent.py": b"", "submission_metadata.yml": text.encode()}
    roster = read_roster(write_folder(tmp_path, files))
    (ann,) = roster.entries
    assert (ann.called, ann.recorded["score"]) == ("Ann Ada", 8)
    assert roster.warnings == ("the names are those of Gradescope: 1 submission of 1 student",)
    assert ann.time == ("2026-11-20 10:00" if kind == "an object" else "")


def test_a_download_is_graded_a_line_for_each_student(tmp_path):
    """Canvas' names end in a CSV with a line for each student, who is late, and all points."""
    files = {f"adaann_LATE_101_{5000 + i}_{name}": WRITTEN[name] for i, name in enumerate(WRITTEN)}
    files |= {f"beebob_102_{6000 + i}_{name}": WRITTEN[name]
              for i, name in enumerate(("descent.py", "sgd.py"))}  # fmt: skip
    ran = batch(write_folder(tmp_path / "class", files), tmp_path / "out")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    lines = [(one["name"], one["sid"], one["late"], one["points"], one["status"])
             for one in lines_of(tmp_path / "out")]  # fmt: skip
    assert lines == [("adaann", "101", "LATE", "100", "graded"),
                     ("beebob", "102", "", "28", "graded")]  # fmt: skip
    assert "the names are those of Canvas: 11 files or folders of 2 students" in ran.stdout


def test_what_canvas_did_not_name_is_graded_with_a_note(tmp_path):
    """A file that staff have put into the download is a row of its own, and said to be one."""
    files = {f"{name}_{5000 + i}_sgd.py": b"" for i, name in enumerate(("adaann_1", "beebob_2"))}
    roster = read_roster(write_folder(tmp_path, files | {"weird name.zip": b""}))
    assert [entry.called for entry in roster.entries] == ["adaann", "beebob", "weird name"]
    assert roster.warnings == (
        "the names are those of Canvas: 2 files or folders of 2 students",
        "graded under their own names, which are not those of Canvas: weird name.zip",
    )


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (("submission_1", "submission_2"), "those of Gradescope: 2 submissions of 2 students"),
        (("submission_1",), "Gradescope: 2 submissions of 1 student; of 1 no student is known"),
        (("submission_8",), "submission_metadata.yml names none of the 2 submissions beside it"),
    ],
)
def test_an_export_says_whose_names_it_has(tmp_path, named, said):
    """Of all, of some, or of another assignment: staff read it before anything is graded."""
    text = "".join(f"{name}:\n  :submitters:\n  - :name: {name[-1]}\n" for name in named)
    files = {f"submission_{n}/sgd.py": b"" for n in (1, 2)}
    roster = read_roster(write_folder(tmp_path, files | {"submission_metadata.yml": text.encode()}))
    assert said in roster.warnings[0]


def test_a_zip_that_cannot_be_unpacked_is_not_graded(tmp_path):
    """Encrypted or packed in a rare way: no points, and a status that says why."""
    from .test_other_names import spoilt

    folder = tmp_path / "class"
    folder.mkdir()
    right = zip_bytes(tmp_path)
    for method in ("encrypted", "deflate64"):
        (folder / f"{method}.zip").write_bytes(spoilt(right, method))
    (folder / "right.zip").write_bytes(right)
    ran = batch(folder, tmp_path / "out")
    lines = {one["submission"]: one for one in lines_of(tmp_path / "out")}
    assert [line["points"] for line in lines.values()] == ["", "", "100"]
    for method in ("encrypted", "deflate64"):
        line = lines[f"{method}.zip"]
        assert line["status"].startswith("NOT GRADED: could not be read: backprop/")
        assert line["5.2 (of 4)"] == ""
    assert "1 submission graded: mean 100.0" in ran.stdout


def test_a_download_on_the_disk_may_be_a_zip_of_zips(tmp_path):
    """Every student a zip, all of them in one zip: a row each."""
    files = {f"{name}.zip": zip_bytes(tmp_path) for name in ("ann", "bob")}
    path = write_zip(tmp_path / "all.zip", files)
    assert zipfile.is_zipfile(path)
    for one in submissions(read_roster(path)):
        assert {name: one.sources[name] for name in WRITTEN} == WRITTEN
    assert pathlib.Path(path).exists()


def test_a_folder_that_may_not_be_opened_does_not_end_the_class(tmp_path, monkeypatch):
    """Whoever is behind it has a row, and so have all others."""
    write_folder(tmp_path, {f"{name}/backprop/sgd.py": b"" for name in ("ann", "bob", "backprop")})
    iterdir = pathlib.Path.iterdir

    def refusing(path):
        if path.name in ("bob", "backprop"):
            raise PermissionError(13, "Permission denied")
        return iterdir(path)

    monkeypatch.setattr(pathlib.Path, "iterdir", refusing)
    assert [one.called for one in read_roster(tmp_path).entries] == ["ann", "backprop", "bob"]


def test_a_folder_around_one_students_folders_stays_one_row(tmp_path):
    """Who has a folder `backprop`, or parts in folders of their own, is not taken for a class."""
    files = {f"ann/{path}": data for path, data in BACKPROP.items()}
    (ann,) = read_roster(write_folder(tmp_path / "a", files | {"ann/old/sgd.py": b""})).entries
    parts = {f"ann/{name[:-3]}/{name}": data for name, data in WRITTEN.items()}
    (other,) = read_roster(write_folder(tmp_path / "b", parts)).entries
    assert ann.called == other.called == "ann"


def test_an_address_as_a_folders_name_stays_whole(tmp_path):
    """Only the ending of a file is no part of a student's name."""
    files = {"ann@uni.edu/sgd.py": WRITTEN["sgd.py"], "bob.bee.py": b"", "cem.tar.gz": b""}
    names = [entry.called for entry in read_roster(write_folder(tmp_path, files)).entries]
    assert names == ["ann@uni.edu", "bob.bee", "cem"]


@pytest.mark.parametrize("write", [write_zip, write_folder])
def test_a_file_is_known_by_its_name_in_a_zip_too(tmp_path, write):
    """A single file is graded as the one that its name means, in whichever form the class is."""
    files = {"Ann Ada - sgd.py": WRITTEN["sgd.py"], "Bob Bee - sgd (1).py": WRITTEN["sgd.py"]}
    for one in submissions(read_roster(write(tmp_path / "class.zip", files))):
        assert one.sources["sgd.py"] == WRITTEN["sgd.py"]
