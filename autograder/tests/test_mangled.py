"""510 mangled submissions: each ends with a results.json that Gradescope accepts."""

import io
import json
import os
import random
import zipfile

import jsonschema
import pytest

from autograder.build.stencil import stencil_tree
from autograder.core.homework import PACKAGE_FOLDER, package_files
from autograder.grading.grade import grade
from autograder.intake import start_reading

from .conftest import TESTS
from .sampled import every
from .test_notebooks import cells_of_solution, notebook

SCHEMA = json.loads((TESTS / "gradescope_schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
ROUNDS = 15
STUBS = {path: data for path, data in stencil_tree().items() if path.startswith("backprop/")}
QUESTIONS = ["1.1", "2.5"]
GRADED = ("descent.py", "jacobians.py")


def of_graded(mangle):
    """A mangler of the two files that are graded, from one of a file's bytes."""

    def mangled(files, rng):
        return {
            path: mangle(data, rng) if path.endswith(GRADED) else data
            for path, data in files.items()
        }

    mangled.__name__ = mangle.__name__
    return mangled


def bytes_changed(data, rng):
    changed = bytearray(data)
    for _ in range(rng.randint(1, 20)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def cut_off(data, rng):
    return data[: rng.randrange(len(data))]


def lines_shuffled(data, rng):
    lines = data.splitlines(keepends=True)
    rng.shuffle(lines)
    return b"".join(lines)


def line_lost(data, rng):
    lines = data.splitlines(keepends=True)
    del lines[rng.randrange(len(lines))]
    return b"".join(lines)


def indented_otherwise(data, rng):
    return data.replace(b"    ", rng.choice([b"\t", b"  ", b" \t", b"\xc2\xa0   "]))


def encoded_otherwise(data, rng):
    text = data.decode("utf-8", "replace")
    return rng.choice(
        [text.encode("utf-16"), text.encode("utf-8-sig"), text.encode("cp037", "replace"),
         b"# coding: latin-9\n" + data, b"# coding: nonsense\n" + data, data + b"\xff\xfe"]
    )  # fmt: skip


def lines_ended_otherwise(data, rng):
    return data.replace(b"\n", rng.choice([b"\r\n", b"\r", b"\n\n", b"\x0c\n", b"\x00\n"]))


def word_swapped(data, rng):
    words = [b"def ", b"return", b"(", b")", b":", b"np.", b"import", b"=", b"z", b"\n"]
    return data.replace(rng.choice(words), rng.choice(words), rng.randint(1, 9))


def something_at_import(data, rng):
    return data + rng.choice(
        [b"\nraise SystemExit(0)\n", b"\nimport os; os._exit(0)\n", b"\ninput()\n", b"\n1/0\n",
         b"\nimport matplotlib.pyplot\n", b"\nprint('x' * 10**6)\n", b"\ndel np\n",
         b"\nimport sys; sys.setrecursionlimit(10**9)\n", b"\n__name__ = 3\n",
         b"\nraise BaseException('\\ud800')\n", b"\nglobals().clear()\n"]
    )  # fmt: skip


def renamed(files, rng):
    names = ["{} (1)", "{}.txt", "Copy of {}", "{}~", "ü{}", "a/../{}", "{}\u202e", "b'{}'", "-{}"]
    return {rng.choice([path, rng.choice(names).format(path)]): files[path] for path in files}


def flattened(files, rng):
    return {path.rpartition("/")[2]: data for path, data in files.items()}


def nested(files, rng):
    folders = ["a", "Übung 3", "backprop", "my homework (final)", "__MACOSX", ".git", "x" * 120]
    prefix = "/".join(rng.choices(folders, k=rng.randint(1, 6)))
    return {f"{prefix}/{path}": data for path, data in files.items()}


def some_missing(files, rng):
    return {path: data for path, data in files.items() if rng.random() < 0.6}


def two_packages(files, rng):
    other = some_missing(STUBS, rng)
    return {**files, **{f"old/{path}": data for path, data in other.items()}}


def littered(files, rng):
    litter = {
        "__MACOSX/backprop/._sgd.py": b"\0\5\x16\7", ".DS_Store": b"\0", "numpy.py": b"1/0",
        "backprop/__pycache__/sgd.cpython-310.pyc": b"\0" * 99, "backprop/numpy/__init__.py": b"",
        "venv/pyvenv.cfg": b"", "venv/backprop/sgd.py": b"1/0", "autograder.py": b"1/0",
        "backprop/__init__.py": b"1/0", "backprop/functions.py": b"", "conftest.py": b"1/0",
        "results.json": b'{"score": 100}', "backprop/digits.csv": b"", "setup.sh": b"exit 1",
    }  # fmt: skip
    return {**files, **dict(rng.sample(sorted(litter.items()), rng.randint(1, 9)))}


def zipped(files, rng):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    content = data.getvalue()
    if rng.random() < 0.5:
        content = bytes_changed(content, rng)
    return {"work.zip": content}


def as_notebook(files, rng):
    cells = list(cells_of_solution())
    for _ in range(rng.randint(0, 9)):
        cells.insert(rng.randrange(len(cells)), rng.choice(["1/0", "def f(:", "%%bash\nx", "!ls"]))
    content = notebook(*cells)
    if rng.random() < 0.4:
        content = bytes_changed(content, rng)
    return rng.choice([{}, STUBS]) | {"homework.ipynb": content}


MANGLERS = [
    *map(of_graded, [
        bytes_changed, cut_off, lines_shuffled, line_lost, indented_otherwise, encoded_otherwise,
        lines_ended_otherwise, word_swapped, something_at_import,
    ]),
    renamed, flattened, nested, some_missing, two_packages, littered, zipped, as_notebook,
]  # fmt: skip


def write(folder, files, rng):
    """Write what can be written: names that no file system takes are left out."""
    for path, data in files.items():
        target = folder / path
        if ".." in path:
            continue
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        except OSError:
            continue
    if rng.random() < 0.2:
        (folder / "linked.py").symlink_to("/dev/zero")
        os.mkfifo(folder / "pipe.py")


@pytest.mark.parametrize(
    "mangle", every(9, MANGLERS, "further mangled files"), ids=lambda mangle: mangle.__name__
)
def test_mangled_submissions_leave_valid_results(workers, tmp_path, mangle):
    """Whatever was done to it, a submission has valid results, and no fault is ours."""
    rng = random.Random(mangle.__name__)
    right = {f"backprop/{name}": data for name, data in package_files(PACKAGE_FOLDER).items()}
    for number in range(ROUNDS):
        first = [rng.choice(MANGLERS)] if number % 2 else []
        files = right
        for one in [*first, mangle]:
            files = one(files, rng)
        folder = tmp_path / f"{number}"
        folder.mkdir()
        write(folder, files, rng)
        results = tmp_path / "results.json"
        report = grade(start_reading(folder), workers, results, only=QUESTIONS, seed=number)
        text = results.read_text(encoding="utf-8")
        VALIDATOR.validate(json.loads(text))
        assert "NaN" not in text and "Infinity" not in text
        assert not report.grader_failed, [one.__name__ for one in [*first, mangle]]
