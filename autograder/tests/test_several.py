"""Several students' work in one submission, and one student's work several times."""

import pytest

from autograder.build.stencil import stencil_tree
from autograder.intake.package import find_package
from autograder.intake.several import several_students

from .test_intake import SOURCES, below

STUBS = {p: data for p, data in stencil_tree().items() if p.startswith("backprop/")}
CLASSES = [
    ("Ann Ada", "Bob Bee"),
    ("Ann Ada/backprop", "Bob Bee/backprop"),
    ("hw/ann.zip/backprop", "hw/bob.zip"),
    ("HW 3/submission_1", "HW 3/submission_2"),
]
ONE_STUDENTS = [
    ("", "old"),
    ("backprop", "experiments"),
    ("Ann Ada/Version 1/backprop", "Ann Ada/Version 2/backprop"),
    ("attempt_1", "attempt_2"),
    ("backprop", "backprop (1)"),
    ("1", "2"),
]


@pytest.mark.parametrize("folders", CLASSES)
def test_several_students_in_one_submission_are_told(folders):
    """One of them is graded, and a note names them, and the command for a class."""
    files = {}
    for folder in folders:
        files |= below(f"{folder}/")
    (note,) = (n for n in find_package("x", files, ()).notes if n.startswith("This looks like a"))
    assert "`autograder batch` grades each of them" in note
    assert all(
        part in note for part in several_students({folder: {"sgd.py"} for folder in folders})
    )


@pytest.mark.parametrize("folders", ONE_STUDENTS)
def test_versions_of_ones_own_are_no_class(folders):
    """Copies, attempts and experiments of one student are not taken for several."""
    assert several_students({folder: {"sgd.py"} for folder in folders}) == []


def test_parts_in_folders_of_their_own_are_no_class():
    """Several students have files of the same name; stubs do not count."""
    assert several_students({"ann": {"sgd.py"}, "bob": {"network.py"}}) == []
    files = STUBS | below("bob/backprop/")
    assert not any("class" in note for note in find_package("x", files, ()).notes)


@pytest.mark.parametrize("form", ["{}", "Version {}/backprop", "Ann Ada/attempt_{}/backprop"])
def test_the_last_of_several_versions_counts(form):
    """Where as much is written in each, the highest number is the newest; 10 comes after 9."""
    files = below(f"{form.format(10)}/") | {f"{form.format(10)}/sgd.py": SOURCES["sgd.py"] + b"#"}
    files |= below(f"{form.format(9)}/") | below(f"{form.format(1)}/")
    assert find_package("x", files, ()).sources["sgd.py"].endswith(b"#")
