"""Files that were handed in under other names, in other shapes and encodings, than asked for."""

import gzip
import io
import json
import os
import tarfile
import zipfile

import pytest

from autograder.build.stencil import stencil_tree
from autograder.intake import read_submission
from autograder.intake.names import may_hold_code
from autograder.intake.package import find_package

from .test_intake import SOURCES, below, write_folder, write_zip
from .test_notebooks import notebook

SGD = SOURCES["sgd.py"]
OTHERS = {name: data for name, data in SOURCES.items() if name != "sgd.py"}
STUBS = {path: data for path, data in stencil_tree().items() if path.startswith("backprop/")}


def graded_as(submission):
    return submission.sources.get("sgd.py")


@pytest.mark.parametrize(
    "name",
    [
        "sgd 2.py", "sgd - Copy.py", "Copy of sgd.py", "sgd-1.py", "sgd.py.txt", "sgd_final.py",
        "sgd (1).py", "sgd(1).py", "sgd copy.py", "sgd copy 2.py", "sgd - Kopie (2).py",
        "Kopie von sgd.py", "sgd_v2.py", "sgd.txt", "sgd.pyw", "sgd.py~", "sgd.py.bak", "sgd",
        "sgd .py", "SGD.PY", "hw5_sgd.py", "jane_doe_sgd.py", "mysgd.py", "sgd2.py",
        "sgd.py.download", "sgd_ 1_.py", "sgd.backup.py", "sgd\u00a02.py", "\uff53\uff47\uff44.py",
        "part5.py", "training.py", "sgd (Ann's conflicted copy 2026-11-20).py", "sgd - 副本.py",
        "sgd.json", "sgd.cpp", "5_sgd.py", "sgd.py.crdownload",
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", ["backprop/", "", "downloads/"])
def test_a_file_with_another_name_is_found_beside_those_with_right_ones(name, where):
    """A copy is graded as the file that it is a copy of, wherever it is, and a note says so."""
    files = below("backprop/", OTHERS) | {where + name: SGD}
    submission = find_package("x", files, ())
    whole = graded_as(submission) == SGD
    from_cells = [path for path in submission.sources if path.endswith(".ipynb")]
    assert whole or (name in ("part5.py", "training.py") and from_cells)
    shown = name.replace("\u00a0", " ")
    assert any(where + shown in note or f"from {shown}" in note for note in submission.notes)
    assert submission.unread == ()


@pytest.mark.parametrize("name", ["Copy of sgd.py", "sgd 2.py", "sgd.py.txt", "solutions.py"])
def test_a_copy_counts_before_the_stub(name):
    """The stub that was handed out gives way to a finished file of another name."""
    submission = find_package("x", STUBS | {f"backprop/{name}": SGD}, ())
    assert graded_as(submission) != STUBS["backprop/sgd.py"]
    assert any(name in note for note in submission.notes)


@pytest.mark.parametrize(
    ("names", "best"),
    [
        (["sgd (1).py", "sgd (2).py", "sgd (10).py"], "sgd (10).py"),
        (["sgd_old.py", "sgd_final.py"], "sgd_final.py"),
        (["sgd_v1.py", "sgd_v3.py", "sgd_backup_9.py"], "sgd_v3.py"),
        (["sgd 2.py", "Copy of sgd.py"], "sgd 2.py"),
    ],
)
def test_of_several_copies_the_latest_counts_and_the_others_are_named(names, best):
    """By its number the last one; none that calls itself old."""
    versions = {f"backprop/{name}": SGD + f"# {name}\n".encode() for name in names}
    submission = find_package("x", below("backprop/", OTHERS) | versions, ())
    assert graded_as(submission) == versions[f"backprop/{best}"]
    for name in names:
        assert any(name in note for note in submission.notes), name


def test_a_copy_with_more_in_it_counts_before_a_later_one():
    """A second download that is only the stub does not hide the first, which is finished."""
    copies = {"backprop/sgd (1).py": SGD, "backprop/sgd (2).py": STUBS["backprop/sgd.py"]}
    submission = find_package("x", below("backprop/", OTHERS) | copies, ())
    assert graded_as(submission) == SGD


@pytest.mark.parametrize("name", ["sgd 2.py", "downloads/SGD_notes.txt", "part_5_sgd.py"])
def test_what_has_no_functions_is_named(name):
    """A file that is named like the missing one, and is of no use, is named with what it lacks."""
    files = below("backprop/", OTHERS) | {name: b"def my_own_train():\n    pass\n"}
    notes = find_package("x", files, ()).notes
    assert notes == (f"{name} was not graded: of the functions of sgd.py "
                     "(minibatches, sgd_step, train) it has none.",)  # fmt: skip


@pytest.mark.parametrize("name", ["sgd (1).py", "old/sgd.py", "scratch.py", "work.ipynb"])
def test_what_is_not_used_is_named(name):
    """A finished file under its own name counts, and a note names the other one."""
    data = notebook("def train():\n    return 1") if name.endswith("ipynb") else SGD + b"# other\n"
    submission = find_package("x", below("backprop/") | {name: data}, ())
    assert graded_as(submission) == SGD
    assert any(note.startswith(f"{name} was not graded") for note in submission.notes)


def test_a_module_of_the_students_keeps_its_name_too():
    """What is taken for a missing file is still there for those who import it by its own name."""
    files = below("backprop/", OTHERS) | {"backprop/sgd_all.py": SGD}
    sources = find_package("x", files, ()).sources
    assert sources["sgd.py"] == sources["sgd_all.py"] == SGD


@pytest.mark.parametrize("folder", ["", "homework/"])
def test_the_kits_own_tests_are_never_taken_for_the_students_files(folder):
    """The whole folder as it was handed out holds no functions but those in its package."""
    files = {f"{folder}{path}": data for path, data in stencil_tree().items()}
    del files[f"{folder}backprop/sgd.py"]
    submission = find_package("x", files, ())
    assert "sgd.py" not in submission.sources and submission.notes == ()


def test_a_module_that_others_import_is_not_said_to_be_of_no_use():
    """Functions may stand in a module of the student's own, which the asked-for file imports."""
    files = below("backprop/") | {
        "backprop/sgd.py": b"from .mine import minibatches, sgd_step, train\n",
        "backprop/mine.py": SGD,
    }
    submission = find_package("x", files, ())
    assert submission.sources["mine.py"] == SGD
    assert submission.notes == ("backprop/mine.py was not graded, except where it is imported: "
                                "other files have more of what it defines.",)  # fmt: skip


@pytest.mark.parametrize("name", ["tests/test_5_sgd.py", "sgd_notes.txt", "network_and_sgd.csv"])
def test_what_only_sounds_like_a_file_is_not_taken_for_it(name):
    """Without any of its functions nothing becomes `sgd.py`."""
    data = b"# notes on sgd\nlearning_rate = 0.1\ndef test_train(): pass\n"
    submission = find_package("x", below("backprop/", OTHERS) | {name: data}, ())
    assert graded_as(submission) is None


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp1252"]
)
def test_another_encoding_is_read_and_named(encoding):
    """What Python refuses to read is converted, and the note says what to change."""
    text = SGD.decode() + "# naïve\n"
    submission = find_package("x", below("backprop/") | {
        "backprop/sgd.py": text.encode(encoding)}, ())  # fmt: skip
    assert graded_as(submission).decode() == text
    name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
    assert any("sgd.py" in note and name in note.upper() for note in submission.notes)


@pytest.mark.parametrize(
    "data",
    [SGD + b"\0\0", SGD + b"\x1a", b"\xef\xbb\xbf" * 2 + SGD, SGD + b"\xef\xbb\xbf# two files\n"],
    ids=["zeros", "Ctrl-Z", "two marks", "files joined"],
)
def test_marks_that_python_refuses_are_left_out_and_told(data):
    """What an old editor or a join of files leaves in a file costs nothing."""
    submission = find_package("x", below("backprop/") | {"backprop/sgd.py": data}, ())
    compile(graded_as(submission), "sgd.py", "exec")
    assert any("sgd.py holds marks that Python does not read" in n for n in submission.notes)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_what_python_reads_is_left_as_it_is(mark):
    """UTF-8, with or without its mark, and a declared encoding stay byte for byte."""
    declared = "# coding: latin-1\n# naïve\n".encode("latin-1") + SGD
    for data in (mark + SGD + "# naïve, 梯度\n".encode(), declared):
        submission = find_package("x", below("backprop/") | {"backprop/sgd.py": data}, ())
        assert graded_as(submission) == data and submission.notes == ()


MARIMO = """import marimo

__generated_with = "0.9.0"
app = marimo.App()


@app.cell
def _():
    import numpy as np
    return (np,)


@app.cell(hide_code=True)
def _(np):
    def sgd_step(params, grads, learning_rate):
        return [(W - learning_rate * dW, b - learning_rate * db)
                for (W, b), (dW, db) in zip(params, grads)]
    return (sgd_step,)


if __name__ == "__main__":
    app.run()
"""
PLAIN_MARIMO = """import marimo
app = marimo.App()

with app.setup:
    import numpy as np


@app.function
def sgd_step(params, grads, learning_rate):
    return [(W - learning_rate * np.asarray(dW), b - learning_rate * np.asarray(db))
            for (W, b), (dW, db) in zip(params, grads)]


@app.cell
def _():
    while True:
        pass
    return


if __name__ == "__main__":
    app.run()
"""


@pytest.mark.parametrize("name", ["sgd.py", "sgd (1).py", "homework.py", "backprop/sgd.py"])
@pytest.mark.parametrize(
    "content",
    [notebook("def sgd_step(params, grads, learning_rate):\n    return [(W - learning_rate * dW,"
              " b - learning_rate * db) for (W, b), (dW, db) in zip(params, grads)]"),
     MARIMO.encode(), PLAIN_MARIMO.encode()],
    ids=["Jupyter", "marimo's cells", "marimo's functions"],
)  # fmt: skip
def test_a_notebook_may_be_called_a_file(grade_files, name, content):
    """A notebook that was saved as .py, Jupyter's or marimo's, is graded as the notebook it is."""
    rows = grade_files(STUBS | {name: content}, only=["5.2"])
    assert rows["5.2"]["score"] == 4, rows["5.2"]["output"]


STEP = """def sgd_step(params, grads, learning_rate):
    return [(W - learning_rate * dW, b - learning_rate * db)
            for (W, b), (dW, db) in zip(params, grads)]
"""
EXPORTED = {
    "Colab's": "# -*- coding: utf-8 -*-\n!pip install x\n%matplotlib inline\n",
    "Jupyter's": "# In[1]:\n\nget_ipython().run_line_magic('matplotlib', 'inline')\n\n# In[2]:\n",
}


@pytest.mark.parametrize("name", ["backprop/sgd.py", "homework.py"])
@pytest.mark.parametrize("kind", EXPORTED)
def test_a_notebook_saved_as_a_file_is_read_as_one(grade_files, kind, name):
    """What Jupyter or Colab leave of magics in a .py file is no Python, and costs nothing."""
    rows = grade_files(STUBS | {name: (EXPORTED[kind] + STEP).encode()}, only=["5.2"])
    assert rows["5.2"]["score"] == 4, rows["5.2"]["output"]


@pytest.mark.parametrize("name", ["sgd.md", "sgd.Rmd", "answers to sgd.txt"])
def test_code_in_markdown_is_read(grade_files, name):
    """Of a text with fences around its code, the code is graded."""
    text = f"# My step\nIt goes *down*:\n```python\n{STEP}```\nThat's it.\n"
    rows = grade_files(STUBS | {name: text.encode()}, only=["5.2"])
    assert rows["5.2"]["score"] == 4, rows["5.2"]["output"]


@pytest.mark.parametrize("name", ["hw.ipynb.txt", "hw.ipynb.json", "hw.ipynb (1)", "hw.txt"])
def test_a_notebook_may_have_another_ending(name):
    """A browser's or a mail program's ending behind .ipynb changes nothing."""
    cell = "def sgd_step(params, grads, learning_rate):\n    return params"
    submission = find_package("x", STUBS, ())
    assert not any(path.endswith(".ipynb") for path in submission.sources)
    files = STUBS | {name: notebook(cell)}
    submission = find_package("x", {p: d for p, d in files.items() if may_hold_code(p)}, ())
    assert any(path.endswith(".ipynb") for path in submission.sources)


@pytest.mark.parametrize("pasted", ["onlinetext.html", "jane_7_text.html"])
def test_code_in_a_form_of_the_platform_is_read(grade_files, pasted):
    """What was typed into Moodle's or Canvas' own form is graded like a file."""
    page = (
        "<p>def sgd_step(params, grads, learning_rate):<br />&nbsp;&nbsp;&nbsp;&nbsp;if 0 &lt; 1:"
        "</p><p>&nbsp; &nbsp; &nbsp; &nbsp; return [(W - learning_rate * dW, b - learning_rate *"
        " db)\nfor (W, b), (dW, db) in zip(params, grads)]</p>"
    ).replace("\n", " ")
    assert grade_files({pasted: page.encode()}, only=["5.2"])["5.2"]["score"] == 4


def test_the_name_of_the_stub_is_in_no_cell_below(grade_files):
    """Cells above that of the stub count as those below it."""
    stub = 'def sgd_step(params, grads, learning_rate):\n    raise NotImplementedError("5.2 sgd_step is yours to write")'  # noqa: E501
    right = (
        "def sgd_step(params, grads, learning_rate):\n    return [(W - learning_rate * dW,"
        " b - learning_rate * db) for (W, b), (dW, db) in zip(params, grads)]"
    )
    for cells in ((right, stub), (stub, right), (f"{right}\n\n{stub}",)):
        files = STUBS | {"work.ipynb": notebook(*cells)}
        assert grade_files(files, only=["5.2"])["5.2"]["score"] == 4


def tar_of(files, mode):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=mode) as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return data.getvalue()


@pytest.mark.parametrize("name", ["hw.tar.gz", "hw.tgz", "hw.tar", "hw.tar.bz2", "hw.zip", "hw"])
@pytest.mark.parametrize("place", ["alone", "in a folder", "beside stubs"])
def test_a_tar_is_opened(tmp_path, name, place):
    """A tar is graded whatever it is called, alone or with other things."""
    mode = "w" if name.endswith("tar") else "w:bz2" if name.endswith("bz2") else "w:gz"
    data = tar_of(below("./backprop/"), mode)
    if place == "alone":
        path = write_folder(tmp_path, {name: data}) / name
    else:
        beside = STUBS if place == "beside stubs" else {}
        name = name if "." in name else "hw.tgz"
        path = write_folder(tmp_path, {name: data} | beside)
    submission = read_submission(path)
    assert {name: submission.sources[name] for name in SOURCES} == SOURCES


def test_a_zip_in_a_zip_in_a_zip_is_opened(tmp_path):
    """As a platform packs what a student packed twice."""
    data = write_zip(tmp_path / "work.zip", below("backprop/")).read_bytes()
    data = write_zip(tmp_path / "twice.zip", {"work.zip": data}).read_bytes()
    submission = read_submission(write_zip(tmp_path / "thrice.zip", {"twice.zip": data}))
    assert graded_as(submission) == SGD


def test_a_bomb_in_a_tar_is_left_out(tmp_path):
    """However well it is packed, only so many bytes are unpacked."""
    path = tmp_path / "bomb.tar.gz"
    with gzip.open(path, "wb", compresslevel=1) as packed:
        data = SOURCES["descent.py"]
        packed.write(tar_of({"backprop/descent.py": data}, "w")[: 512 - (-len(data) // 512) * 512])
        member = tarfile.TarInfo("a.bin")
        member.size = 200 * 2**20
        packed.write(member.tobuf())
        for _ in range(200):
            packed.write(bytes(2**20))
    submission = read_submission(path)
    assert submission.sources["descent.py"] == SOURCES["descent.py"]
    assert any("more than 100 MB" in note for note in submission.notes)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("sgd.py", b"%PDF-1.7", "sgd.py: it is a PDF"),
        ("sgd.py", b"{\\rtf1\\ansi def train", "sgd.py: it is formatted text"),
        ("sgd.docx", b"PK\x03\x04 word", "sgd.docx: it is a zip archive, or a document"),
        ("sgd.py", b"PK\x03\x04 word", "sgd.py: it is a zip archive, or a document"),
        ("sgd.py", b"<!DOCTYPE html><td>def</td> <td>train</td>", "sgd.py: it is a web page"),
        ("hw.html", b"<html><pre>def train():\n    pass</pre>", "hw.html: it is a web page"),
        ("hw.rar", b"Rar!", "hw.rar: of archives only"),
        ("hw.zip", b"Rar!", "hw.zip is a RAR archive"),
        ("hw.zip", b"7z\xbc\xaf", "hw.zip is a 7z archive"),
    ],
)
def test_what_it_is_instead_is_said(tmp_path, name, data, words):
    """A file that is no Python, whatever its name says, is named as what it is."""
    submission = read_submission(write_folder(tmp_path, below("backprop/", OTHERS) | {name: data}))
    assert any(words in note for note in submission.notes), submission.notes


def test_a_zip_beside_the_stubs_is_opened(tmp_path):
    """The folder as it was handed out, and the finished work zipped beside it: that is graded."""
    inner = write_zip(tmp_path / "inner.zip", below("backprop/")).read_bytes()
    (tmp_path / "inner.zip").unlink()
    submission = read_submission(write_folder(tmp_path, STUBS | {"final.zip": inner}))
    assert {name: submission.sources[name] for name in SOURCES} == SOURCES


def test_the_kits_helpers_do_nothing(grade_files, solution_files):
    """A file that imports the notebook's helpers, and calls them, is graded without them."""
    calls = b'\nfrom homework import check, my_code\ncheck("5.2")\nwith my_code():\n    pass\n'
    files = solution_files | {"backprop/sgd.py": SGD + calls}
    for more in ({}, {"homework.py": stencil_tree()["homework.py"]}):
        assert grade_files(files | more, only=["5.2"])["5.2"]["score"] == 4


def test_a_helper_of_ones_own_with_that_name_is_kept(grade_files, solution_files):
    """A `homework.py` that is not the kit's is the student's module, and is used."""
    files = solution_files | {
        "homework.py": b"def two(): return 2\n",
        "backprop/sgd.py": SGD + b"\nfrom homework import two\nassert two() == 2\n",
    }
    assert grade_files(files, only=["5.2"])["5.2"]["score"] == 4


@pytest.mark.parametrize("method", ["encrypted", "deflate64", "damaged"])
def test_what_cannot_be_unpacked_is_said_to_be_unread(tmp_path, method):
    """The submission names the files that may hold what is missing, and why they do not count."""
    path = write_zip(tmp_path / "hw.zip", below("backprop/"))
    path.write_bytes(spoilt(path.read_bytes(), method))
    submission = read_submission(path)
    words = {"encrypted": "encrypted", "deflate64": "rare way", "damaged": "cannot be unpacked"}
    assert "backprop/sgd.py: it" in "\n".join(submission.unread)
    assert any("hand it in again" in note for note in submission.notes)
    assert all(words[method] in line for line in submission.unread)


def spoilt(data, method):
    """A zip whose every entry is marked as encrypted or packed in another way, or is damaged."""
    changed = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if method == "damaged":
                changed[entry.header_offset + 40 + len(entry.filename)] ^= 0xFF
    at = 0
    while method != "damaged" and (at := changed.find(b"PK\x01\x02", at)) >= 0:
        offset, value = (8, 1) if method == "encrypted" else (10, 9)
        changed[at + offset] = value
        at += 4
    return bytes(changed)


@pytest.mark.parametrize(
    ("data", "why"),
    [(b'{"cells": [', "that can be read"), (b"<<<<<<< a\n{}\n>>>>>>> b\n", "marks of a merge")],
)
def test_a_notebook_that_cannot_be_read_may_hold_what_is_missing(data, why):
    """It is said to be unread, and why: no points are a verdict on what may be in there."""
    submission = find_package("x", STUBS | {"hw.ipynb": data}, ())
    assert len(submission.unread) == 1 and why in submission.unread[0]
    assert find_package("x", below("backprop/") | {"hw.ipynb": data}, ()).unread == ()
    assert find_package("x", STUBS | {"hw.ipynb": b""}, ()).unread == ()


def test_unread_counts_only_what_is_missing(tmp_path):
    """A file that cannot be read and is not needed says nothing of the points."""
    files = below("backprop/") | {"old/sgd.py": b"#" * (2**20 + 1)}
    assert read_submission(write_folder(tmp_path / "one", files)).unread == ()
    files = below("backprop/") | {"backprop/sgd.py": b"#" * (2**20 + 1)}
    (line,) = read_submission(write_folder(tmp_path / "other", files)).unread
    assert line.startswith("backprop/sgd.py: it is larger")


def test_cells_are_handed_over_as_json():
    """A notebook in a file called `sgd.py` reaches the worker as its cells."""
    submission = find_package("x", STUBS | {"backprop/sgd.py": notebook("def train(): pass")}, ())
    (path,) = (path for path in submission.sources if path.endswith(".ipynb"))
    assert json.loads(submission.sources[path])["cells"] == ["def train(): pass"]


@pytest.mark.parametrize("closed", ["sgd.py", "backprop"])
def test_what_may_not_be_opened_is_said_to_be_unread(tmp_path, monkeypatch, closed):
    """A file or folder that staff have no right to read is no missing homework."""
    write_folder(tmp_path, below("backprop/"))

    def refusing(own):
        def refuse(path, *arguments, **named):
            if str(path).endswith(closed):
                raise PermissionError(13, "Permission denied")
            return own(path, *arguments, **named)

        return refuse

    monkeypatch.setattr(os, "open", refusing(os.open))
    monkeypatch.setattr(os, "scandir", refusing(os.scandir))
    (line,) = read_submission(tmp_path).unread
    assert line.startswith({"sgd.py": "backprop/sgd.py: ", "backprop": "backprop/: "}[closed])
    assert "it cannot be opened" in line
