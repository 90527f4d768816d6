"""Notebooks that hold the functions, where .py files were asked for."""

import ast
import json
import re

import pytest

from autograder.build.stencil import STENCIL, read_tree, stencil_tree
from autograder.core.homework import PACKAGE_FOLDER, student_modules
from autograder.grading.questions import parts_by_module
from autograder.intake import read_submission
from autograder.intake.files import Unreadable
from autograder.intake.notebooks import cells_of
from autograder.intake.package import find_package
from autograder.sandbox.cells import without_orders
from autograder.sandbox.notebook import statements_for

from .sampled import every
from .test_intake import SOURCES, write_folder, write_zip


def notebook(*cells, version=4):
    """A notebook's bytes: texts are code cells, among them a Markdown cell and outputs."""
    code = [
        {"cell_type": "code", "source": cell.splitlines(keepends=True), "metadata": {},
         "execution_count": 7, "outputs": [{"output_type": "stream", "text": ["x" * 999]}]}
        for cell in cells
    ]  # fmt: skip
    text = {"cell_type": "markdown", "source": "# def forward(): not code", "metadata": {}}
    if version == 3:
        for cell in code:
            cell["input"] = "".join(cell.pop("source"))
        return json.dumps({"worksheets": [{"cells": [text, *code]}], "nbformat": 3}).encode()
    return json.dumps({"cells": [text, *code], "nbformat": 4, "metadata": {}}).encode()


def cells_of_solution():
    """The solution as cells: a heading of imports, then each function in a cell of its own."""
    for name in student_modules():
        source = (PACKAGE_FOLDER / name).read_text(encoding="utf-8")
        for node in ast.parse(source).body:
            yield ast.get_source_segment(source, node).replace("from .", "from backprop.")


MESS = [
    "%matplotlib inline\n!pip install matplotlib\nimport matplotlib.pyplot as plt\n"
    "import numpy as np\nnp.dot?\n",
    "%%bash\nrm -rf /\n",
    "def broken(:\n",
    "1 / 0",
    "while True:  # a training that takes all night\n    pass\n",
    "params = train(None)\nplt.plot(params)\nassert False\n",
]


def grade(workers, files, only=(), seed=1):
    from autograder.grading.grade import grade_submission

    return grade_submission(find_package("x", files, ()), workers, only=only, seed=seed)


@pytest.mark.parametrize("version", every(2, [4, 3], "further notebooks"))
def test_a_notebook_with_all_functions_scores_in_full(workers, version):
    """Magics, failing cells, endless trainings and two functions named jvp take nothing along."""
    cells = [cell for one in cells_of_solution() for cell in (one, *MESS)]
    report = grade(workers, {"hw/homework.ipynb": notebook(*cells, version=version)})
    assert [row["output"] for row in report.rows if row["score"] < row["max_score"]] == []
    assert "Graded from homework.ipynb: the functions of chain_rule.py" in report.document["output"]


def test_one_wrong_cell_costs_its_own_question(workers):
    """A cell that is no Python costs its function; the row quotes the cell."""
    right = list(cells_of_solution())
    wrong = [c.replace("):", ")", 1) if c.startswith("def mse_gradient") else c for c in right]
    report = grade(workers, {"homework.ipynb": notebook(*wrong)})
    (lost,) = (row for row in report.rows if row["score"] < row["max_score"])
    assert lost["number"] == "2.6" and lost["score"] == 0
    assert "SyntaxError" in lost["output"]
    assert "backprop/homework.ipynb, code cell" in lost["output"]
    assert "def mse_gradient(y_hat, y)" in lost["output"]


def test_swap_in_reaches_the_notebook(workers):
    """A wrong function in a notebook is charged once: its callers borrow a right one."""
    right = list(cells_of_solution())
    wrong = [
        c.replace("return ", "return 3 * ") if c.startswith("def mse_gradient") else c
        for c in right
    ]
    assert wrong != right
    report = grade(workers, {"homework.ipynb": notebook(*wrong)}, only=["2", "4", "5"])
    assert [row["number"] for row in report.rows if row["score"] < row["max_score"]] == ["2.6"]


def test_a_notebook_fills_in_for_stubs_but_not_for_files(workers):
    """Handed-in stubs count as not written; a written file counts, whatever the notebook says."""
    files = {path: data for path, data in stencil_tree().items() if path.startswith("backprop/")}
    files["backprop/descent.py"] = SOURCES["descent.py"]
    cells = [*cells_of_solution(), "def gradient_descent(*anything):\n    return 0\n"]
    files["notes.ipynb"] = notebook(*cells)
    report = grade(workers, files, only=["1", "2.5"])
    assert report.score == report.max_score
    assert not any("descent.py" in note for note in report.submission.notes)


def test_files_count_where_the_notebook_only_uses_them(tmp_path):
    """The homework's own notebook, which defines nothing, changes nothing and says nothing."""
    files = {f"backprop/{name}": data for name, data in SOURCES.items()}
    files["homework.ipynb"] = notebook("from backprop.sgd import train\nplot(train)\n")
    submission = read_submission(write_folder(tmp_path, files))
    assert submission.sources.keys() >= SOURCES.keys() and submission.notes == ()
    assert not any(name.endswith(".ipynb") for name in submission.sources)


def test_a_single_notebook_may_be_graded(tmp_path):
    """`autograder grade homework.ipynb` takes the file as it is, without its outputs."""
    path = tmp_path / "homework.ipynb"
    path.write_bytes(notebook("def train(): pass", "x = 1"))
    packed = json.loads(read_submission(path).sources["homework.ipynb"])
    assert packed["cells"] == ["def train(): pass", "x = 1"] and "sgd_step" in packed["wanted"]


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"null", b'{"cells": 3}', b'{"worksheets": [3]}', b"[" * 100_000,
     b"\xff\xfe"],
)  # fmt: skip
def test_what_is_no_notebook_is_named(tmp_path, data):
    """A damaged notebook is left out with a sentence; the files beside it count."""
    with pytest.raises(Unreadable, match="no notebook"):
        cells_of(data)
    files = {f"backprop/{name}": data for name, data in SOURCES.items()} | {"a.ipynb": data}
    submission = read_submission(write_folder(tmp_path, files))
    why = "it is no notebook that can be read" if data else "it is no notebook, but an empty file"
    assert submission.notes == (f"Not read: a.ipynb: {why}",)


def test_only_what_functions_need_is_run():
    """Of a notebook's statements those are run that wanted functions read, directly or not."""
    cells = [
        "import numpy as np\nimport matplotlib.pyplot as plt",
        "TABLE = {}\nother = slow()\nTABLE['relu'] = np.maximum",
        "def helper(x):\n    return TABLE['relu'](x, 0)",
        "def train(x):\n    other = helper(x)\n    return other",
        "sigmoid_jacobian = lambda z: z",
        "plt.plot(train(3))\nfor _ in range(9):\n    other = train(other)",
    ]
    chosen = statements_for(["train", "sigmoid_jacobian"], [("x.ipynb", one) for one in cells])
    assert [ast.unparse(one.tree).splitlines()[0] for one in chosen] == [
        "import numpy as np",
        "TABLE = {}",
        "TABLE['relu'] = np.maximum",
        "def helper(x):",
        "def train(x):",
        "sigmoid_jacobian = lambda z: z",
    ]


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        ("%time x = f()\ny = 2", "pass\ny = 2"),
        ("if a:\n    !ls\ny = 2", "if a:\n    pass\ny = 2"),
        ("files = !ls\ny = 2", "pass\ny = 2"),
        ("f?\ny = 2", "pass\ny = 2"),
        ("%%time\ny = 2", "pass\ny = 2"),
        ("# mine\n%%file sgd.py\ny = 2", "# mine\npass\ny = 2"),
        ("!pip install \\\n  numpy\ny = 2", "pass\n\ny = 2"),
        ("files = !ls \\\n  .\ny = 2", "pass\n\ny = 2"),
    ],
)
def test_orders_to_the_notebook_are_dropped(cell, left):
    """Magics, shell lines and questions become nothing; other lines keep their numbers."""
    assert without_orders(cell) == left


def test_a_remainder_at_the_beginning_of_a_line_is_no_magic():
    """Python's own % may begin a line."""
    (statement,) = statements_for(["f"], [("x.ipynb", "f = lambda n: (n\n% 3)")])
    assert ast.unparse(statement.tree) == "f = lambda n: n % 3"


@pytest.mark.parametrize("write", [write_zip, write_folder])
def test_a_zip_in_what_was_handed_in_is_opened(tmp_path, write):
    """Where nothing else holds the homework, a zip inside is read; a damaged one is named."""
    inner = tmp_path / "inner.zip"
    write_zip(inner, {f"backprop/{name}": data for name, data in SOURCES.items()})
    files = {"readme.txt": b"", "work/final.zip": inner.read_bytes(), "work/bad.zip": b"PK no"}
    submission = read_submission(write(tmp_path / "handed_in.zip", files))
    assert {name: submission.sources[name] for name in SOURCES} == SOURCES
    assert any("work/bad.zip" in note for note in submission.notes)


LONG = "for _ in range(10**9):\n    losses = [1.0]"
STYLES = {
    "the first cell of Colab": ["%%capture\n!pip install -q torch\nimport numpy as np"],
    "a plot's package beside NumPy": ["import no_such_package as plt, numpy as np"],
    "results that are saved": [LONG, "np.save('losses.npy', losses)", "assert np.all(losses)"],
    "a result with a function's name": [f"{LONG}\nx = losses", "gradient = gradient(x, losses)",
                                        "accuracy = accuracy(x, losses)",
                                        "for forward in losses:\n    pass"],
    "questions in comments": ["%timeit 1\ndef sgd_step(params, grads, learning_rate):\n"
                              '    """why minus?"""\n'
                              "    # why minus?\n"
                              "    return [(W - learning_rate * dW, b - learning_rate * db)  # ?\n"
                              "            for (W, b), (dW, db) in zip(params, grads)]\nnp.dot?"],
    "a table that decorators fill": [
        "TABLE = {}\ndef register(name):\n    def put(f):\n        TABLE[name] = f\n"
        "        return f\n    return put",
        "@register('tanh')\ndef own(z):\n    return np.diag(1 - np.tanh(z)**2)",
        "def tanh_jacobian(z):\n    return TABLE['tanh'](np.asarray(z, dtype=float))"],
    "methods added by a decorator": [
        "def add_to(cls):\n    def put(f):\n        setattr(cls, f.__name__, f)\n    return put",
        "@add_to(Dual)\ndef __neg__(self):\n    return Dual(-self.value, -self.tangent)",
        "setattr(Dual, 'sin', lambda self: Dual(np.sin(self.value), "
        "self.tangent * np.cos(self.value)))"],
    "a count in the background": [
        "calls = 0",
        "_right = derivative\ndef derivative(f, x):\n    global calls\n    calls += 1\n"
        "    return _right(f, x)"],
    "a function of the future": ["from __future__ import annotations",
                                 "def sgd_step(params: Parameters, grads, learning_rate):\n"
                                 "    return [(W - learning_rate * dW, b - learning_rate * db)\n"
                                 "            for (W, b), (dW, db) in zip(params, grads)]"],
}  # fmt: skip


@pytest.mark.parametrize("style", every(5, STYLES, "further notebooks"))
def test_a_right_notebook_in_another_style_scores_in_full(workers, style):
    """What people do in notebooks beside their functions, and how they define them."""
    cells = [*cells_of_solution(), *STYLES[style]]
    if "import" in STYLES[style][0] and "numpy" in STYLES[style][0]:
        cells = [STYLES[style][0], *(c for c in cells_of_solution() if c != "import numpy as np")]
    report = grade(workers, {"homework.ipynb": notebook(*cells)})
    assert [row["output"] for row in report.rows if row["score"] < row["max_score"]] == []


def test_parts_may_stand_in_notebooks_of_their_own(workers):
    """Each file comes from the notebook that defines most of it; one that is not used is named."""
    cells = list(cells_of_solution())
    half = next(i for i, cell in enumerate(cells) if cell.startswith('"""Part 6'))
    files = {
        "a.ipynb": notebook("import numpy as np", *cells[:half]),
        "b.ipynb": notebook("import numpy as np", *cells[half:]),
        "c.ipynb": notebook("def train():\n    return 'an early try'"),
    }
    report = grade(workers, files)
    assert report.score == report.max_score
    assert "c.ipynb was not graded: other files have more of what it defines." in (
        report.submission.notes
    )


@pytest.mark.parametrize("done", ["backprop_done/{}", "{}", "work/Backprop/{}"])
def test_finished_files_count_before_stubs(tmp_path, done):
    """The folder as it was handed out, and the finished files beside it: those are graded."""
    files = {p: data for p, data in stencil_tree().items() if p.startswith("backprop/")}
    files |= {done.format(name): data for name, data in SOURCES.items()}
    submission = read_submission(write_folder(tmp_path, files))
    assert submission.sources["sgd.py"] == SOURCES["sgd.py"]


@pytest.mark.parametrize("name", ["sgd (1).py", "Sgd.py", "SGD.PY"])
def test_a_finished_file_with_nearly_the_right_name_counts_before_the_stub(name):
    """A second download, or other capitals, is the file that was meant."""
    files = {p: data for p, data in stencil_tree().items() if p.startswith("backprop/")}
    files |= {f"backprop/{name}": SOURCES["sgd.py"]}
    assert find_package("x", files, ()).sources["sgd.py"] == SOURCES["sgd.py"]


def test_all_functions_in_one_file_of_another_name_are_found(workers):
    """Colab's download as .py: one file, with what was magic in it."""
    source = "\n".join(["get_ipython().system('pip install x')", *cells_of_solution()])
    report = grade(workers, {"homework.py": source.encode()})
    assert report.score == report.max_score
    assert any("Graded from homework.py" in note for note in report.submission.notes)


def test_a_file_may_plot(workers, solution_files):
    """Who imports matplotlib or tqdm in a file loses nothing by it, and nothing is plotted."""
    files = dict(solution_files)
    files["backprop/sgd.py"] = (
        b"import matplotlib.pyplot as plt\nfrom tqdm.auto import tqdm, trange\n"
        + files["backprop/sgd.py"]
        + b"\nfig, axes = plt.subplots(1, 2)\naxes[0].plot([1])\n"
        b"for _ in tqdm(range(2)):\n    plt.figure(figsize=(3, 4)).savefig('x.png')\n"
    )
    report = grade(workers, files, only=["5"])
    assert report.score == report.max_score, report.rows


# The handed-out notebook calls the kit's helpers, and so do experiments of a student's own.
EXPERIMENTS = {
    "none": [],
    "an endless one": ["with my_code():\n    from backprop.sgd import train\n"
                       "    while True:\n        def one(): train\n"],
    "a function in the helper's block": [
        "with my_code():\n    from backprop.functions import softmax\n"
        "    def softmax_jacobian(z):\n        p = softmax(np.asarray(z, dtype=float))\n"
        "        return np.diag(p) - np.outer(p, p)\n"],
    "names taken by results": ["with my_code():\n    from backprop.sgd import train\n"
                               "    train = train(None)\nforward = check('4.1')\n"],
    "a reload": ["import sys\nfor name in list(sys.modules):\n"
                 "    if name.startswith('backprop'):\n        del sys.modules[name]\n"
                 "        gradient = name\n"],
    "an import in a loop": ["for rate in [0.1]:\n    from backprop.sgd import train\n"
                            "    while True:\n        def inner(): pass\n"],
    "an experiment that may be left out": [
        "RUN = True\nif RUN:\n    from backprop.network import forward, backward\n"
        "    while True:\n        pass\n"],
    "an import that may fail": [
        "try:\n    from backprop.sgd import train\n    while True:\n        pass\n"
        "except ImportError:\n    pass\n"],
    "modules by name": ["import backprop.network as net\nimport backprop.sgd\n"
                        "net.forward = None\n"],
}  # fmt: skip


def handed_out_notebook(more=()):
    """The committed notebook, with each part's functions before its first check."""
    document = json.loads((STENCIL / "backprop_and_sgd.ipynb").read_text(encoding="utf-8"))
    parts = iter([list(part) for part in cells_by_part()])
    cells, begun = [], set()
    for cell in document["cells"]:
        found = re.match(r'check\("(\d+)', "".join(cell["source"]))
        if found and found[1] not in begun:
            begun.add(found[1])
            cells += map(code_cell, next(parts))
        cells.append(cell)
    assert len(begun) == 9 and next(parts, None) is None
    return json.dumps({**document, "cells": [*cells, *map(code_cell, more)]}).encode()


def cells_by_part():
    for question in ("1", "2", "3", "4", "5", "6", "7", "8", "9"):
        module = next(m for m, part in parts_by_module().items() if str(part) == question)
        source = (PACKAGE_FOLDER / f"{module}.py").read_text(encoding="utf-8")
        yield [
            ast.get_source_segment(source, node).replace("from .", "from backprop.")
            for node in ast.parse(source).body
        ]


def code_cell(source):
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": []}


@pytest.mark.parametrize("experiment", every(9, EXPERIMENTS, "further notebooks"))
def test_the_handed_out_folder_and_functions_in_its_notebook_score_in_full(workers, experiment):
    """With the helper beside it nothing of the notebook runs but what the functions need."""
    files = {**read_tree(STENCIL), "backprop_and_sgd.ipynb": handed_out_notebook(
        EXPERIMENTS[experiment])}  # fmt: skip
    report = grade(workers, files)
    assert [row["output"] for row in report.rows if row["score"] < row["max_score"]] == []
    assert any("Graded from backprop_and_sgd.ipynb" in note for note in report.submission.notes)


def test_a_functions_stub_gives_way_wherever_it_is(workers):
    """Of the stencil's files pasted above or below the functions, no stub takes their place."""
    stubs = [stencil_tree()["backprop/sgd.py"].decode().replace("from .", "from backprop.")]
    for cells in ([*stubs, *cells_of_solution()], [*cells_of_solution(), *stubs]):
        report = grade(workers, {"hw.ipynb": notebook(*cells)}, only=["5"])
        assert report.score == report.max_score, report.rows


def test_a_module_of_a_notebook_has_what_is_defined_later(workers):
    """An import in the middle of the notebook does not hide what stands below it."""
    right = list(cells_of_solution())
    first = next(i for i, cell in enumerate(right) if cell.startswith("def forward"))
    cells = [*right[:first], "from backprop.sgd import accuracy as measure\n"
             "def helper(): return measure\n_ = helper", *right[first:]]  # fmt: skip
    cells += ["_inner = forward\ndef forward(params, activations, X):\n    helper\n"
              "    return _inner(params, activations, X)"]  # fmt: skip
    report = grade(workers, {"hw.ipynb": notebook(*cells)}, only=["4", "5"])
    assert report.score == report.max_score, report.rows


SOFTMAX = "def softmax_jacobian(z):\n    p = softmax(z)\n    return np.diag(p) - np.outer(p, p)\n"
IMPORTS = "import numpy as np\nfrom backprop.functions import softmax\n"
ELSEWHERE = {
    "a notebook": {"hw.ipynb": notebook(IMPORTS, SOFTMAX)},
    "a notebook with an older 2.6": {
        "hw.ipynb": notebook(IMPORTS, SOFTMAX, "def mse_gradient(y_hat, y):\n    return y_hat\n")
    },
    "a file with another name": {"mine.py": (IMPORTS + SOFTMAX).encode()},
    "the file in another folder": {"new/backprop/jacobians.py": None},
}


@pytest.mark.parametrize("where", ELSEWHERE)
def test_a_function_is_taken_from_elsewhere_where_its_file_has_only_its_stub(workers, where):
    """What is written in the file itself counts; its stubs are filled from what else there is."""
    given = stencil_tree()["backprop/jacobians.py"].decode()
    own = with_written(given, "2.1 linear_jacobian_x", "return np.array(W, dtype=float)")
    own = with_written(own, "2.6 mse_gradient", "return 2 * (y_hat - y) / np.size(y)")
    other = with_written(given, "2.5 softmax_jacobian", SOFTMAX.partition("\n")[2].strip())
    files = {"backprop/jacobians.py": own.encode()}
    files |= {path: data or other.encode() for path, data in ELSEWHERE[where].items()}
    report = grade(workers, files, only=["2"])
    scores = {row["number"]: row["score"] for row in report.rows}
    assert {number for number, score in scores.items() if score} == {"2.1", "2.5", "2.6"}
    assert all(row["score"] == row["max_score"] for row in report.rows if row["score"])
    assert "what jacobians.py itself lacks" in report.document["output"]


def test_what_fails_in_a_file_is_named_by_the_file(workers):
    """Where a notebook fills in for a stub, an exception in the file itself names its own line."""
    given = stencil_tree()["backprop/jacobians.py"].decode()
    own = with_written(given, "2.6 mse_gradient", "return 2 * (y_hat - y) / nothing")
    files = {"backprop/jacobians.py": own.encode(), "hw.ipynb": notebook(IMPORTS, SOFTMAX)}
    rows = {row["number"]: row for row in grade(workers, files, only=["2.5", "2.6"]).rows}
    assert rows["2.5"]["score"] == rows["2.5"]["max_score"]
    line = own[: own.index("nothing")].count("\n") + 1
    assert f"at backprop/jacobians.py, line {line}: return 2" in rows["2.6"]["output"]


def with_written(text, stub, body):
    assert stub in text
    return text.replace(f'raise NotImplementedError("{stub} is yours to write")', body)
