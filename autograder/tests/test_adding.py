"""A question or a part that comes: `new-question` writes it, `build --check` leads the way."""

import re
import shutil

import pytest

from autograder.build.adding import CannotAdd, NewQuestion, add_question
from autograder.build.inserting import with_entry, with_imports

from .test_second_assignment import TINY, run

REFERENCE = '''    """a x, for a number a and numbers x, (n,). Returns (n,)."""
    # {number} Each number by itself.
    # BEGIN SOLUTION
    return a * np.asarray(x, dtype=float)
    # END SOLUTION
'''
PUBLIC_TEST = '''    """Each number is multiplied."""
    assert scaled(2.0, [1.0, 3.0]).tolist() == [2.0, 6.0]
'''
QUESTION = """        drawn = [self.rng.normal(size=n) for n in (1, 2, 5)]
        asks = [ask("{module}.scaled", a=2.0, x=x) for x in drawn]
        hint = "write two of the numbers out: by what is each multiplied?"
        self.grade(set_score, [self.family("some numbers", asks, 2, hint)])
"""


@pytest.fixture
def kit(tmp_path):
    """A copy of the second assignment."""
    folder = tmp_path / "convolution"
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns("__pycache__", "dist", "stencil"))
    return folder


def fill_in(folder, number, part, module):
    """Write function, public test and graded question where the skeletons say FILL IN."""
    cut_at(
        folder / f"solution/conv1d/{module}.py", '    """FILL IN', REFERENCE.format(number=number)
    )
    file = folder / f"solution/conv1d/{module}.py"
    text = file.read_text().replace("def scaled(x)", "def scaled(a, x)")
    file.write_text(text if "import numpy" in text else text + "\n\nimport numpy as np\n")
    cut_at(folder / f"solution/tests/test_{part}_{module}.py", '    """FILL IN', PUBLIC_TEST)
    questions = folder / f"assignment/part_{part}_{module}/questions.py"
    cut_at(questions, "        # FILL IN", QUESTION.format(module=module))


def cut_at(path, start, rest):
    """Put `rest` in the place of all that begins with the last `start`."""
    path.write_text(path.read_text().rpartition(start)[0] + rest)


def test_a_question_is_added_in_three_files(kit):
    """Its skeletons say what to fill in; filled in, nothing is amiss but the total."""
    ran = run(kit, "new-question", "1.3", "scaled", "--points", "5")
    assert ran.stdout.splitlines()[:4] == [
        "solution/conv1d/conv.py",
        "solution/tests/test_1_conv.py",
        "assignment/part_1_conv/questions.py",
        "solution/tests/points.py",
    ], ran.stderr
    assert "now worth 105 points, and not 100: set points = 105 in assignment/s" in ran.stdout
    ran = run(kit, "build", "--check")
    assert ran.returncode == 1
    for file, words in (
        ("solution/conv1d/conv.py", "the reference"),
        ("solution/tests/test_1_conv.py", "what is true of the answer"),
        ("assignment/part_1_conv/questions.py", "what to look at"),
    ):
        assert re.search(rf"^{file}, line \d+: still to be filled in: {words}", ran.stdout, re.M)
    assert "question 1.3 scaled fails by itself in assignment/part_1_conv/q" in ran.stdout
    fill_in(kit, "1.3", 1, "conv")
    said = run(kit, "build", "--check").stdout.splitlines()
    assert [line for line in said if not line.startswith(("stencil/", "Mend "))] == [
        "all questions together are worth 105 points, and settings.toml says points = 100: "
        "part 1 has 105"
    ]
    with (kit / "assignment/settings.toml").open("a") as settings:
        settings.write("points = 105\n")
    assert "points" not in run(kit, "build", "--check").stdout.replace("tests/points.py", "")
    assert "105 / 105" in run(kit, "grade", str(kit / "solution")).stdout


def test_the_first_question_of_a_part_brings_the_part(kit):
    """Its files, its title and its table row are there; who does not name the file reads how."""
    ran = run(kit, "new-question", "2.1", "scaled")
    assert ran.returncode == 2 and "there is no part 2" in ran.stderr and "--module" in ran.stderr
    added = run(kit, "new-question", "2.1", "scaled", "--module", "scaling", "--title", "Scaling")
    assert added.returncode == 0, added.stderr
    fill_in(kit, "2.1", 2, "scaling")
    said = run(kit, "build", "--check").stdout
    assert "FILL" not in said and "part 1 has 100, part 2 has 2" in said
    rows = run(kit, "grade", str(kit / "solution"), "--only", "2").stdout
    assert "2 / 2" in rows and "2.1" in rows


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (("2.5", "hinge"), r"a question 2\.5 already, about softmax_jacobian .*line \d+"),
        (("2.99", "softmax_jacobian"), r"jacobians\.py defines softmax_jacobian already"),
        (("2.99", "square_jacobian"), r"jacobians\.py defines square_jacobian already"),
        (("2", "hinge"), "2 is no question's number"),
        (("2.99", "hinge loss"), "'hinge loss' cannot be a name"),
        (("2.99", "class"), "'class' cannot be a name"),
        (("99.1", "hinge"), r"no part 99; .* autograder new-question 99\.1 hinge --module NAME"),
        (("99.1", "hinge", 2, "sgd", "Losses"), r"a file solution/backprop/sgd\.py already"),
        (("2.99", "hinge", 2, "losses", "Losses"), "part 2 is there already, in solution/backpr"),
    ],
)
def test_what_cannot_be_added_is_told_in_a_sentence(new, words):
    """An id or a name that is there already, no name, an unknown part: and nothing is written."""
    with pytest.raises(CannotAdd, match=words) as error:
        add_question(NewQuestion(*new[:2], *(new[2:] or (2,))))
    assert "\n" not in str(error.value)


def test_entries_and_imports_go_where_they_belong():
    """Between their neighbours, on a line of their own where those have one; nothing twice."""
    table = 'QUESTIONS = {\n    "2.7": 3,\n    "10.1": 3,\n}\nOTHER = 1\n'
    assert with_entry(table, "QUESTIONS", "2.10", '"2.10": 2') == table.replace(
        '    "10.1"', '    "2.10": 2,\n    "10.1"'
    )
    assert with_entry('Q = {"1.2": "é"}', "Q", "1.1", '"1.1": 0') == 'Q = {"1.1": 0, "1.2": "é"}'
    assert with_entry('Q = {"1.2": "é"}', "Q", "1.3", '"1.3": 0') == 'Q = {"1.2": "é", "1.3": 0}'
    file = '"""About."""\n\nimport pytest\nfrom checking import call\n\nx = 1\n'
    wanted = "import pytest\nimport numpy as np\nfrom checking import call, check_array"
    assert with_imports(file, wanted) == (
        '"""About."""\n\nimport pytest\nfrom checking import call, check_array\n'
        "import numpy as np\n\nx = 1\n"
    )
