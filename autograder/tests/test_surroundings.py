"""A submission finds the same around itself on every machine, and is told what is not there."""

import json
import subprocess
import sys

import numpy as np
import pytest

from autograder.assignment.part_1_descent import questions as part_1
from autograder.core.homework import KIT, PACKAGE_FOLDER, ROOT
from autograder.core.records import Raised, ask
from autograder.grading.grade import grade
from autograder.grading.judging import versions
from autograder.grading.judging.versions import version_hint
from autograder.intake import start_reading
from autograder.sandbox.newer import python_needed
from autograder.sandbox.starters import SpawnStarter
from autograder.sandbox.workers import Workers

from .conftest import statuses

OTHERS = [
    "click", "gradescope_utils", "hypothesis", "IPython.core.magic_of_its_own.nothing", "jinja2",
    "nbformat", "pandas", "PIL", "pip", "pytest", "rich.nothing", "scipy", "setuptools", "sympy",
    "torch", "tomli", "yaml",
]  # fmt: skip
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="other systems confine nothing")


@pytest.fixture
def told(grade_files, solution_files):
    """The row of question 1.1 with this source in front of the solution's descent.py."""

    def run(source, path="backprop/descent.py"):
        files = solution_files | {path: source.encode() + b"\n" + solution_files[path]}
        return grade_files(files, only=["1"])["1.1"]

    return run


@pytest.mark.parametrize("name", [name for name in OTHERS if "." not in name])
def test_other_packages_are_not_there(told, name):
    """What else is installed beside the grader is not found, and the hint says what is there."""
    row = told(f"import {name}")
    assert row["score"] == 0 and f"No module named '{name}'" in row["output"]
    assert "Hint: while it is graded, only Python's own modules, NumPy and" in row["output"]


@pytest.mark.parametrize("name", ["yaml", "PIL", "click", "rich", "jinja2"])
def test_other_packages_are_not_there_in_a_process_of_its_own(name):
    """Where workers are not forked, they find no more."""
    source = f"import importlib.util\ndef f(x): return importlib.util.find_spec('{name}') is None"
    files = {"backprop/__init__.py": b"", "backprop/work.py": source.encode()}
    with Workers(SpawnStarter()) as workers, workers.start(files, 20) as worker:
        observation = worker.observe(ask("work.f", x=1))
    assert observation.value is (name != "rich"), "rich has a stand-in"


def test_a_package_that_is_tried_may_be_missing(told):
    """A file that does without a package that it cannot import scores in full."""
    row = told(
        "try:\n    import torch\nexcept ImportError:\n    torch = None\n"
        "import importlib.util\nassert importlib.util.find_spec('yaml') is None"
    )
    assert row["score"] == 8, row["output"]


@pytest.mark.parametrize(
    "source",
    [
        "import sys\nassert sys.argv == ['']",
        "import sys\nSEED = int(sys.argv[1]) if len(sys.argv) > 1 else 0",
        "import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument('--n', default=1)"
        "\nN = parser.parse_args().n",
        f"import os, sys\nassert {str(ROOT)!r} not in [os.getcwd(), *sys.path, *sys.orig_argv]",
        "import sys\nassert not any('packages' in path for path in sys.path)",
        "import sys\nassert 'click' not in sys.modules and 'yaml' not in sys.modules",
    ],
)
def test_nothing_of_the_grader_shows(told, source):
    """Arguments, folders and modules of the grader are not there."""
    row = told(source)
    assert row["score"] == 8, row["output"]


def test_the_command_line_shows_nothing_of_itself(tmp_path):
    """Graded from the command line, a submission sees neither its arguments nor its modules."""
    source = (
        "import sys, os\nassert sys.argv == [''] and 'click' not in sys.modules\n"
        f"assert os.getcwd() != {str(tmp_path)!r}\n"
    )
    own = (PACKAGE_FOLDER / "descent.py").read_text("utf-8")
    (tmp_path / "descent.py").write_text(source + own, "utf-8")
    command = [sys.executable, "-m", "autograder", "grade", "descent.py", "--only", "1"]
    ran = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert "8 / 8" in ran.stdout, ran.stdout


@pytest.mark.parametrize(
    "source",
    [
        "from typing import what_is_in_no_python",
        "import numpy as np\nnp.reshape([1, 2, 3], (2, 2))",
        "from numpy.linalg import what_is_in_no_numpy",
        "import json\nraise ValueError(json.__file__)",
        "import numpy\nraise ValueError(numpy.__path__[0])",
    ],
)
def test_messages_name_no_folder_of_the_grader(told, source):
    """A message names files of Python and NumPy without their folders."""
    output = told(source)["output"]
    for folder in (ROOT, sys.prefix, sys.base_prefix):
        assert str(folder) + "/" not in output


@LINUX
@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("exit()", "end the program"),
        ("quit(1)", "end the program"),
        ("import sys\nsys.exit('done')", "end the program"),
        (
            "import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument('n')\n"
            "parser.parse_args()",
            "end the program",
        ),
        ("import urllib.request\nurllib.request.urlopen('http://example.org/x')", "no network"),
        ("import socket\nsocket.create_connection(('127.0.0.1', 80))", "no network"),
        ("import socket\nsocket.socket()", "no network"),
        ("import http.client\nhttp.client.HTTPConnection('127.0.0.1').connect()", "no network"),
        ("import threading\nthreading.Thread(target=print).start()", "no threads"),
        (
            "from concurrent.futures import ThreadPoolExecutor\n"
            "with ThreadPoolExecutor() as pool:\n    pool.submit(print)",
            "no threads",
        ),
        ("import subprocess\nsubprocess.run(['ls'])", "no processes"),
        ("import os\nos.fork()", "no processes"),
        ("import multiprocessing\nmultiprocessing.Pool(2)", "no threads and no processes"),
        ("import multiprocessing as m\nm.Process(target=print).start()", "no processes"),
        ("import os\nos.popen('ls')", "no processes"),
        ("open('data.csv')", "open no files"),
        ("import numpy as np\nnp.save('x.npy', np.ones(3))", "open no files"),
        ("import numpy as np\nnp.loadtxt('x.csv')", "open no files"),
        ("import os\nos.makedirs('plots')", "open no files"),
        ("import pathlib\npathlib.Path('x').write_text('x')", "open no files"),
        ("input('n? ')", "nobody is there to type"),
        ("x = []\nwhile True:\n    x.append(bytearray(10**6))", "more memory than there is"),
        ("import numpy as np\nnp.ones((10**5, 10**5))", "more memory than there is"),
    ],
)
def test_what_is_not_there_while_grading_is_told(told, source, hint):
    """A file that needs what is not there loses its questions, and the hint says what that is."""
    row = told(source)
    assert row["score"] == 0 and row["extra_data"]["status"] == "raised"
    (line,) = [line for line in row["output"].splitlines() if line.startswith("Hint: ")]
    assert hint in line


@LINUX
@pytest.mark.ci("further hostile submissions")
@pytest.mark.parametrize(
    "body",
    [
        "x = []\n    while True: x.append(bytearray(10**6))",
        "x = np.ones(10**5)\n    while True: x = np.concatenate([x, x])",
        "x = 'ab'\n    while True: x = x + x",
        "KEPT = []\n    globals()['KEPT'] = KEPT\n    while True: KEPT.append(bytearray(10**5))",
        "KEPT = globals().setdefault('KEPT', [])\n    while True: KEPT.append([1.0])",
        "return [[0.5] * 10**6] * 40",
    ],
    ids=["a list", "arrays", "a text", "kept", "kept in small pieces", "an answer"],
)
def test_running_out_of_memory_is_told(grade_files, solution_files, monkeypatch, body):
    """A function that uses up the memory is told so, whatever still holds it."""
    monkeypatch.setattr(part_1.GradientDescent, "deadline", 4.0)
    source = f"import numpy as np\ndef gradient_descent(*_):\n    {body}\n"
    rows = grade_files(solution_files | {"backprop/descent.py": source.encode()}, only=["1"])
    assert "ended itself" not in rows["1.1"]["output"]
    assert set(statuses(rows).values()) <= {"raised", "refused"}
    assert "more memory than" in rows["1.1"]["output"]


@pytest.mark.parametrize(
    "line",
    [
        "sys.stdout.buffer.write(b'start')",
        "sys.stdout.buffer.write('ä'.encode() + bytes([255])); sys.stdout.flush()",
        "sys.stdout.reconfigure(encoding='utf-8'); print('ä')",
        "sys.stderr.write('x'); sys.stderr.buffer.write(b'x')",
        "io.TextIOWrapper(sys.stdout.buffer, encoding='utf-8').write('x')",
        "sys.stdout.isatty() or sys.stdout.encoding.lower()",
        "sys.stdout.writelines(['a', 'b']); print(end='', flush=True)",
        "logging.basicConfig(stream=sys.stdout); logging.warning('x')",
        "sys.stdout.buffer.raw if hasattr(sys.stdout.buffer, 'raw') else sys.stdout.buffer.flush()",
    ],
)
def test_what_is_printed_in_other_ways_costs_nothing(told, line):
    """Standard output takes bytes, too, and may be set up as any stream."""
    row = told(f"import io, logging, sys\n{line}")
    assert row["score"] == 8, row["output"]


NEWER = {
    "an f-string with the same quotes": ("3.12", 'run = {"a": 1}\nx = f"{run["a"]}"'),
    "an f-string in an f-string": ("3.12", 'x = f"{f"{1 + 1}":>{3}}"'),
    "a backslash in an f-string": ("3.12", "x = f\"{'\\n'.join(['a', 'b'])}\""),
    "a comment in an f-string": ("3.12", 'x = f"""{1 # one\n}""" + f"{1 # one\n}"'),
    "a type": ("3.12", "type Pair = tuple[int, int]"),
    "a type with parameters": ("3.12", "type Pair[T] = tuple[T, T]"),
    "a generic function": ("3.12", "def first[T](x: list[T]) -> T:\n    return x[0]"),
    "a generic class": ("3.12", "class Box[T]:\n    pass"),
    "groups of exceptions": ("3.11", "try:\n    pass\nexcept* ValueError:\n    pass"),
    "a list of exceptions": ("3.14", "try:\n    pass\nexcept ValueError, KeyError:\n    pass"),
    "the class itself in an annotation": (
        "3.14",
        "class V:\n    def f(self, o: V) -> V:\n        pass",
    ),
    "a later class in an annotation": ("3.14", "def f(x: Late):\n    pass\nclass Late:\n    pass"),
}
WRONG_IN_ALL = {
    "a parenthesis is missing": "x = (1,\n",
    "Python 2": "print 'x'",
    "Python 2, exceptions": "try:\n    pass\nexcept ValueError, e:\n    pass",
    "a field that is none": 'x = f"{a b}" + f"{run["a"]}"',
    "a brace too few": 'x = f"{run["a"]"',
    "a class that is nowhere": "def f(x: Nowhere):\n    pass",
    "a name that comes too late": "x = late\nlate = 3",
    "a colon is missing": 'type X = int\nif True\n    x = f"{run["a"]}"',
}


def error_of(source):
    try:
        exec(compile(source, "source", "exec"), {})
    except (SyntaxError, NameError) as error:
        trace = error.__traceback__
        while trace.tb_next:
            trace = trace.tb_next
        return error, trace.tb_lineno
    return None, 0


@pytest.mark.parametrize("kind", NEWER)
def test_what_a_newer_python_takes_is_known(kind):
    """What this Python refuses and a newer one takes is told by the version."""
    needed, source = NEWER[kind]
    error, line = error_of(source)
    if sys.version_info >= tuple(map(int, needed.split("."))):
        assert error is None
    else:
        assert python_needed(error, source, line) == needed


@pytest.mark.parametrize("kind", WRONG_IN_ALL)
def test_what_no_python_takes_is_not_put_on_the_version(kind):
    """What is wrong in every Python is not told as a difference of versions."""
    error, line = error_of(WRONG_IN_ALL[kind])
    assert error is not None
    assert python_needed(error, WRONG_IN_ALL[kind], line) == ""


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("from typing import what_is_in_no_python", "whose `typing` has no `what_is_in_no_python`"),
        ("import itertools\nitertools.batches([1], 2)", "whose `itertools` has no `batches`"),
        ("import numpy as np\nnp.trapezoids([1])", f"with NumPy {np.__version__}, whose `numpy`"),
        (
            "import numpy as np\nx = np.product([1])",
            f"with NumPy {np.__version__}; `numpy.product`",
        ),
        ("import numpy as np\nx = np.float_(1)", "`numpy.float_` is gone from NumPy 2.0 on"),
    ],
)
def test_a_name_that_is_not_here_is_told_with_the_version(told, source, said):
    """The row names the Python or the NumPy that grades where a name of theirs is missing."""
    row = told(source)
    assert row["score"] == 0
    (line,) = [line for line in row["output"].splitlines() if line.startswith("Hint: ")]
    assert said in line


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-16-be"])
def test_a_file_in_another_encoding_is_told(grade_files, solution_files, encoding):
    """A file that was saved as UTF-16 scores in full, or the row names the encoding."""
    path = "backprop/descent.py"
    files = solution_files | {path: solution_files[path].decode().encode(encoding)}
    row = grade_files(files, only=["1"])["1.1"]
    assert row["score"] == 8 or "UTF-16" in row["output"]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["from numba import njit", "@njit\ndef sgd_step(p, g, r):\n    return p"], "'numba'"),
        (["import numba as nb", "@nb.njit\ndef sgd_step(p, g, r):\n    return p"], "'numba'"),
        (["from scipy import stats", "def sgd_step(p, g, r):\n    return stats.t(p)"], "'scipy'"),
        (["import torch", "def sgd_step(p, g, r):\n    return torch.tensor(p)"], "'torch'"),
        (
            ["import pandas as pd\nTABLE = pd.DataFrame()", "def sgd_step(p, g, r):\n"
             "    return TABLE.mean()"],
            "'pandas'",
        ),
    ],
)  # fmt: skip
def test_a_module_missing_in_another_cell_is_told(workers, tmp_path, cells, said):
    """Where a cell needs what another could not import, the row says which module is not there."""
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}}
    notebook["cells"] = [cell | {"source": source} for source in cells]
    (tmp_path / "hw.ipynb").write_text(json.dumps(notebook), "utf-8")
    (row,) = grade(start_reading(tmp_path), workers, only=["5.2"]).rows
    assert f"No module named {said}" in row["output"]
    assert "Hint: while it is graded, only Python's own modules, NumPy and" in row["output"]


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="this Python takes all that is known")
def test_newer_syntax_is_told_to_students(told):
    """The row names the Python that grades, and the one that the file needs."""
    output = told("try:\n    pass\nexcept ValueError, KeyError:\n    pass")["output"]
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert f"Hint: this is graded with Python {python}; it needs Python 3.14 or newer." in output


def known_names():
    for library, new, gone in (
        ("Python", versions.NEW_IN_PYTHON, versions.GONE_FROM_PYTHON),
        ("NumPy", versions.NEW_IN_NUMPY, versions.GONE_FROM_NUMPY),
    ):
        here = sys.version_info[:2] if library == "Python" else np.__version__.split(".")[:2]
        for table, is_new in ((new, True), (gone, False)):
            for since, names in table.items():
                reached = tuple(map(int, since.split("."))) <= tuple(map(int, here))
                yield from ((name, reached == is_new) for name in names.split())


LOOK = """
import importlib, sys
for name in sys.argv[1:]:
    module, _, attribute = name.rpartition(".")
    try:
        getattr(importlib.import_module(module), attribute) if module else __import__(name)
    except (ImportError, AttributeError):
        print(name)
"""


def test_the_names_of_versions_are_as_the_table_says():
    """Each name that came or went with a version is, or is not, in the versions that run here."""
    expected = dict(known_names())
    command = [sys.executable, "-W", "ignore", "-c", LOOK, *expected]
    missing = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert {name: name not in missing for name in expected} == expected


@pytest.mark.parametrize(
    ("raised", "hint"),
    [
        (
            Raised("ImportError", "cannot import name 'batched' from 'itertools' (unknown)"),
            "`itertools.batched` needs Python 3.12 or newer.",
        ),
        (
            Raised("AttributeError", "module 'itertools' has no attribute 'batched'"),
            "`itertools.batched` needs Python 3.12 or newer.",
        ),
        (
            Raised("ModuleNotFoundError", "No module named 'tomllib'"),
            "`tomllib` needs Python 3.11 or newer.",
        ),
        (
            Raised("ModuleNotFoundError", "No module named 'distutils'"),
            "`distutils` is gone from Python 3.12 on.",
        ),
        (
            Raised("NameError", "name 'ExceptionGroup' is not defined"),
            "`ExceptionGroup` needs Python 3.11 or newer.",
        ),
        (
            Raised("AttributeError", "module 'numpy' has no attribute 'trapz'"),
            f"graded with NumPy {np.__version__}; `numpy.trapz` is gone from NumPy 2.4 on.",
        ),
        (
            Raised("AttributeError", "`np.float_` was removed in the NumPy 2.0 release. Use ..."),
            "`numpy.float_` is gone from NumPy 2.0 on.",
        ),
        (
            Raised("AttributeError", "module 'numpy' has no attribute 'trapezoid'"),
            "`numpy.trapezoid` needs NumPy 2.0 or newer.",
        ),
        (
            Raised("AttributeError", "module 'numpy' has no attribute 'expp'"),
            "whose `numpy` has no `expp`: is it spelled as your version has it?",
        ),
    ],
)
def test_names_of_other_versions_are_told(raised, hint):
    """A name that came or went with a version is told with the versions."""
    assert version_hint(raised).endswith(hint)


@pytest.mark.parametrize(
    "raised",
    [
        Raised("AttributeError", "'Dual' object has no attribute 'batched'"),
        Raised("AttributeError", "module 'backprop.network' has no attribute 'forwards'"),
        Raised("ImportError", "cannot import name 'forwards' from 'backprop.network'"),
        Raised("NameError", "name 'y_hat' is not defined"),
        Raised("ModuleNotFoundError", "No module named 'torch'"),
        Raised("ValueError", "module 'numpy' has no attribute 'trapz'"),
    ],
)
def test_other_names_are_not_put_on_the_version(raised):
    """What is missing for another reason is not told as a difference of versions."""
    assert version_hint(raised) == ""


def test_clone_bundle_and_students_read_of_the_same_numpy():
    """The bundle's NumPy is the clone's, and the one that students are told of."""
    bundle = (KIT / "gradescope" / "root" / "requirements.txt").read_text("utf-8")
    pinned = next(line for line in bundle.splitlines() if line.startswith("numpy==")).split()[0]
    assert f'"{pinned}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    numpy = pinned.removeprefix("numpy==").rpartition(".")[0]
    told = (ROOT / "solution" / "tests" / "points.py").read_text("utf-8")
    assert f'GRADED_WITH = {{"Python": "3.10", "NumPy": "{numpy}"}}' in told
    readme = (ROOT / "solution" / "README.md").read_text("utf-8")
    assert f"graded with Python 3.10 and NumPy {numpy}" in readme
