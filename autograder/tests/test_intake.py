import io
import os
import zipfile

import pytest

from autograder.core.homework import PACKAGE_FOLDER, package_files
from autograder.intake import NoSubmission, read_submission

SOURCES = {
    name: data for name, data in package_files(PACKAGE_FOLDER).items() if name.endswith(".py")
}


def write_zip(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def write_folder(folder, files):
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def below(prefix, files=SOURCES):
    return {f"{prefix}{name}": data for name, data in files.items()}


@pytest.mark.parametrize("prefix", ["backprop/", "a/b/backprop/", "", "Homework 3 (final)/"])
@pytest.mark.parametrize("write", [write_zip, write_folder])
def test_the_package_is_found_wherever_it_stands(tmp_path, prefix, write):
    """A folder or a zip, nested, flattened or renamed: the same sources are found."""
    noise = {
        "__MACOSX/backprop/._jacobians.py": b"\0noise",
        ".DS_Store": b"noise",
        f"{prefix}__pycache__/jacobians.cpython-311.pyc": b"noise",
        f"{prefix}.ipynb_checkpoints/jacobians.py": b"an old state",
        "venv/pyvenv.cfg": b"",
        "venv/lib/jacobians.py": b"from elsewhere",
    }
    path = write(tmp_path / "handed_in.zip", {**below(prefix), **noise})
    submission = read_submission(path)
    assert {name: submission.sources[name] for name in SOURCES} == SOURCES
    assert submission.notes == ()


def test_the_fuller_of_two_packages_is_taken_and_said(tmp_path):
    """Where two folders could be meant, the one with more of the files is graded."""
    files = {**below("old/backprop/", {"sgd.py": b"old"}), **below("new/backprop/")}
    submission = read_submission(write_folder(tmp_path, files))
    assert submission.sources["sgd.py"] == SOURCES["sgd.py"]
    assert "new/backprop" in submission.notes[0] and "old/backprop" in submission.notes[0]


def test_a_changed_given_file_is_used_and_said(tmp_path):
    """An edited functions.py is used as handed in, and the student is told."""
    files = below("backprop/") | {"backprop/functions.py": SOURCES["functions.py"] + b"\nx = 1\n"}
    submission = read_submission(write_folder(tmp_path, files))
    assert submission.sources["functions.py"].endswith(b"x = 1\n")
    assert submission.notes == (
        "functions.py differs from the one handed out; it was used as handed in.",
    )


def test_line_ends_and_byte_order_marks_are_no_difference(tmp_path):
    """A given file that an editor has rewritten with Windows line ends counts as unchanged."""
    files = {
        name: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
        for name, data in below("backprop/").items()
    }
    assert read_submission(write_folder(tmp_path, files)).notes == ()


def test_missing_given_files_come_from_the_original(tmp_path):
    """Who hands in one file gets the given ones filled in."""
    submission = read_submission(write_folder(tmp_path, {"sgd.py": SOURCES["sgd.py"]}))
    assert submission.sources["functions.py"] == SOURCES["functions.py"]
    assert "functions.py" in submission.notes[0]
    assert "jacobians.py" not in submission.sources


def test_modules_beside_the_package_come_along(tmp_path):
    """A helper next to the package's folder can be imported by it."""
    files = below("work/backprop/") | {"work/helpers.py": b"two = 2\n"}
    submission = read_submission(write_folder(tmp_path, files))
    assert submission.beside["helpers.py"] == b"two = 2\n"


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04 and no more"])
def test_a_zip_that_is_none_says_so(tmp_path, content):
    """What cannot be unpacked is an empty submission with one clear sentence."""
    (tmp_path / "work.zip").write_bytes(content)
    notes = read_submission(tmp_path / "work.zip").notes
    assert "work.zip is no zip file that can be read" in notes[0]


def test_an_empty_folder_says_what_is_expected(tmp_path):
    """Nothing handed in: the note names the files that are asked for."""
    notes = read_submission(tmp_path).notes
    assert len(notes) == 1 and "jacobians.py" in notes[0] and "no file at all" in notes[0]


@pytest.mark.parametrize("write", [write_zip, write_folder])
def test_an_essay_is_named(tmp_path, write):
    """Who hands in a file of another kind reads its name, and nothing that a system put there."""
    files = {"essay.docx": b"PK\x03\x04", "__MACOSX/._essay.docx": b"", ".DS_Store": b""}
    (note,) = read_submission(write(tmp_path / "work.zip", files)).notes
    assert "found: you handed in essay.docx, and none of the files chain_rule.py, " in note
    packed = write_zip(tmp_path / "essay.docx", {"word/document.xml": b"<w/>"})
    assert "you handed in essay.docx, and none" in read_submission(packed).notes[-1]


def test_given_files_that_are_not_handed_in_are_no_reproach(tmp_path):
    """Whoever leaves them out reads that nobody has to hand them in."""
    (note,) = read_submission(write_folder(tmp_path, {"sgd.py": SOURCES["sgd.py"]})).notes
    assert note.startswith("Nobody has to hand in ") and note.endswith("the originals were used.")


@pytest.mark.parametrize("write", [write_zip, write_folder])
def test_an_archive_of_another_kind_is_named(tmp_path, write):
    """Who hands in a .rar hears that it was not opened, and what to hand in."""
    notes = read_submission(write(tmp_path / "work", {"home/hw.RAR": b"Rar!"})).notes
    assert notes[0].startswith(
        "Not read: home/hw.RAR: of archives only a .zip or .tar.gz is opened"
    )


def test_nothing_at_the_path_is_an_error(tmp_path):
    """A path with nothing behind it is the caller's mistake, not a submission."""
    with pytest.raises(NoSubmission, match="no file or folder"):
        read_submission(tmp_path / "nowhere")


def test_links_and_pipes_are_not_followed(tmp_path):
    """A link out of the submission and a pipe are left out, and named."""
    package = write_folder(tmp_path, below("backprop/")) / "backprop"
    (package / "sgd.py").unlink()
    (package / "sgd.py").symlink_to("/etc/hostname")
    os.mkfifo(package / "pipe.py")
    submission = read_submission(tmp_path)
    assert "sgd.py" not in submission.sources and "pipe.py" not in submission.sources
    assert any("sgd.py" in note for note in submission.notes)


def test_huge_files_and_bombs_are_left_out(tmp_path):
    """A file of more than a megabyte is not read, not even out of a small zip."""
    files = below("backprop/") | {"backprop/sgd.py": b"#" * (2**20 + 1)}
    submission = read_submission(write_zip(tmp_path / "bomb.zip", files))
    assert "sgd.py" not in submission.sources
    assert any("larger than a megabyte" in note for note in submission.notes)


def test_thousands_of_files_are_cut_off(tmp_path):
    """Only so many files are read; the rest is counted."""
    files = {f"a/{i}.py": b"" for i in range(3000)} | below("backprop/")
    submission = read_submission(write_zip(tmp_path / "many.zip", files))
    assert {name: submission.sources[name] for name in SOURCES} == SOURCES
    assert any("more files" in note for note in submission.notes)


def test_names_that_climb_out_are_left_out(tmp_path):
    """A zip entry with .. in its path is not read."""
    files = below("backprop/") | {"../../backprop/sgd.py": b"evil"}
    submission = read_submission(write_zip(tmp_path / "climb.zip", files))
    assert submission.sources["sgd.py"] == SOURCES["sgd.py"]


def test_an_encrypted_or_damaged_entry_is_named(tmp_path):
    """An entry whose data are damaged is left out, and the others are read."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, source in below("backprop/").items():
            archive.writestr(name, source)
    damaged = data.getvalue().replace(SOURCES["sgd.py"][:40], b"x" * 40, 1)
    (tmp_path / "damaged.zip").write_bytes(damaged)
    submission = read_submission(tmp_path / "damaged.zip")
    assert "sgd.py" not in submission.sources and "network.py" in submission.sources
    assert any("cannot be unpacked" in note for note in submission.notes)


def test_a_folder_that_cannot_be_opened_is_left_out(tmp_path, monkeypatch):
    """What stands beside it is graded, and a note says which one it is."""
    write_folder(tmp_path, below("backprop/"))
    (tmp_path / "closed").mkdir()
    scandir = os.scandir

    def refusing(path):
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    submission = read_submission(tmp_path)
    assert submission.sources.keys() >= SOURCES.keys()
    assert submission.notes == ("Not read: closed/: it cannot be opened",)
