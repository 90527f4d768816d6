"""The notebook runs, with the solution and with the stencil, and its experiments' claims hold."""

import itertools
import json
import os
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.build.handout.building import NOTEBOOK
from autograder.build.handout.questions import read_questions
from autograder.build.handout.words import points_words
from autograder.build.leaks import leaks
from autograder.build.stencil import STENCIL, read_tree, stencil_tree, write_tree
from autograder.core.homework import SOLUTION

# What the experiments found, as JSON: only numbers, by the name that they have in the notebook.
FOUND = """
import json
print(json.dumps({
    "distances": {str(k): float(v) for k, v in distances.items()},
    "spirals": float(spiral_accuracy),
    "work": {f"{k[0]} {k[1]}": [float(n) for n in v] for k, v in work.items()},
    "noise": {str(k): float(v) for k, v in noise.items()},
    "apart": {str(k): [float(n) for n in v] for k, v in apart.items()},
    "check": [float(right), float(wrong)],
    "sizes": sizes,
    "slopes": {str(k): [float(n) for n in v] for k, v in slopes.items()},
    "one": float(one),
    "by scalars": [float(n) for n in scalar_gradient],
}))
"""

WHOLE = pytest.mark.ci("the notebook run with the solution")


def folder_with(tree, folder):
    """A student's folder with these files, and the notebook and its figures as committed."""
    built = {p: d for p, d in read_tree(STENCIL).items() if p.endswith((".ipynb", ".svg"))}
    write_tree({**tree, **built}, folder)
    return folder


def executed(folder, more_code=()):
    """The notebook of a folder, run from top to bottom; no cell may raise."""
    notebook = nbformat.read(folder / NOTEBOOK, 4)
    notebook.cells += [nbformat.v4.new_code_cell(source) for source in more_code]
    path = {"metadata": {"path": str(folder)}}
    client = NotebookClient(notebook, kernel_name="python3", timeout=300, resources=path)
    # One thread: other tests run beside this one.
    client.execute(env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"})
    return notebook


@pytest.fixture(scope="module")
def solved(tmp_path_factory):
    folder = folder_with(read_tree(SOLUTION), tmp_path_factory.mktemp("solution"))
    return executed(folder, [FOUND])


@pytest.fixture(scope="module")
def found(solved):
    return json.loads(printed(solved.cells[-1]))


@pytest.fixture(scope="module")
def unsolved(tmp_path_factory):
    return executed(folder_with(stencil_tree(), tmp_path_factory.mktemp("stencil")))


def printed(cell):
    return "".join(output.get("text", "") for output in cell.get("outputs", ()))


def cells(notebook):
    return {cell.id: cell for cell in notebook.cells if cell.cell_type == "code"}


@WHOLE
def test_every_check_passes_on_the_solution(solved):
    """Each question's cell says that it passed, with its points."""
    for number, question in read_questions(stencil_tree()).items():
        text = printed(cells(solved)[f"check-{number.replace('.', '-')}"])
        earned = points_words(question.points)
        assert text.startswith(f"{number} passed: ") and f", {earned} with" in text


@WHOLE
def test_experiments_draw(solved):
    """With the solution the cells that promise a figure show one, with an alternative text."""
    for name in ("try-spirals", "read-digits", "equal-work", "noise", "stability"):
        shown = [o["data"] for o in cells(solved)[name].outputs if "data" in o]
        assert [sorted(data) for data in shown] == [["text/html", "text/plain"]], name
        picture, words = shown[0]["text/html"], shown[0]["text/plain"]
        assert f'alt="{words}"' in picture and "data:image/png;base64," in picture
        assert len(words) > 40


@WHOLE
def test_no_output_is_wider_than_its_cell(solved):
    """Lines that are printed stay whole on a laptop, and numbers in columns stand in line."""
    for cell in solved.cells[:-1]:  # the last one is the test's own
        if not cell.id.startswith("check-"):
            assert all(len(line) <= 72 for line in printed(cell).splitlines()), cell.id


@WHOLE
def test_no_line_of_the_solution_is_in_the_executed_notebook(solved):
    """Outputs and metadata of a finished notebook hold results, and no code of the solution."""
    assert leaks({"executed.ipynb": nbformat.writes(solved).encode()}) == []


@WHOLE
def test_the_best_learning_rate_is_near_one_eleventh(found):
    """Of the four rates tried, 0.09 comes nearest, and 0.1 never arrives."""
    distances = found["distances"]
    assert min(distances, key=distances.get) == "0.09"
    assert distances["0.1"] == pytest.approx(1, abs=0.01)


@WHOLE
def test_sgd_beats_full_gradient_descent_at_equal_work(found):
    """Ten epochs in batches reach a far lower loss and a higher test accuracy than ten steps."""
    work = found["work"]
    (loss, accuracy) = work.pop("32 0.2")
    assert loss < 0.2 * min(other for other, _ in work.values())
    assert accuracy > 0.85 and accuracy > max(other for _, other in work.values()) + 0.1


@WHOLE
def test_the_noise_falls_with_the_root_of_the_batch_size(found):
    """From 1 to 64 times as many examples the noise falls like 1/√B."""
    noise = {int(size): value for size, value in found["noise"].items()}
    for size in (4, 16, 64):
        assert noise[size] == pytest.approx(noise[1] / size**0.5, rel=0.1)


@WHOLE
def test_one_example_moves_the_parameters_more_with_epochs_and_rate(found):
    """The distance of the two runs grows with the learning rate, and from epoch to epoch."""
    apart = [found["apart"][rate] for rate in ("0.05", "0.1", "0.2", "0.4")]
    for slower, faster in itertools.pairwise(apart):
        assert slower[0] < faster[0] and slower[-1] < faster[-1]
        assert 1.5 < faster[0] / slower[0] < 2.7
    for run in apart:
        assert run[0] < run[4] < run[-1]
        assert run[-1] / run[0] < 20 / 2


@WHOLE
def test_spirals_are_learnt(found):
    """Sixty epochs part the two spirals."""
    assert found["spirals"] > 0.95


@WHOLE
def test_derivatives_by_computer(found):
    """The cells of parts 6 to 9 find what the text says of them."""
    right, wrong = found["check"]
    assert right < 1e-7 and wrong > 1e-3
    assert [size for size, _ in found["sizes"]] == [1, 7, 19, 43, 91, 187]
    assert found["slopes"]["12.0"] == pytest.approx([1 / 4, 1 / 4])
    assert found["slopes"]["10.0"][0] == 1 / 2 and found["slopes"]["10.0"][1] < -1e5
    assert found["one"] == 0
    assert found["by scalars"][:6] == pytest.approx([0.9, 1.8, 0, 0, -0.6, -1.2])


def test_the_stencils_notebook_says_what_is_to_write(unsolved):
    """On stubs every cell runs: it prints a line that ends in what is to write, no traceback."""
    for name, cell in cells(unsolved).items():
        if name != "setup":
            lines = printed(cell).splitlines()
            assert len(lines) == 1 and "is yours to write" in lines[0], name


AGAIN = """
import os, pathlib
from homework import my_code

file = pathlib.Path("backprop/descent.py")
source = file.read_text(encoding="utf-8")
times = file.stat()

def ask():
    with my_code():
        from backprop.descent import gradient_descent
        print(gradient_descent(None, None, None, None))

ask()
for answer in "12":
    stub = 'raise NotImplementedError("1.1 gradient_descent is yours to write")'
    file.write_text(source.replace(stub, "return " + answer), encoding="utf-8")
    os.utime(file, (times.st_atime, times.st_mtime))
    ask()
"""


def run_in(folder, code):
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def student(tmp_path):
    """A fresh student's folder."""
    write_tree(stencil_tree(), tmp_path)
    return tmp_path


def test_an_edited_file_counts_at_once(student):
    """Even an edit of the same length within the same second is read anew."""
    ran = run_in(student, AGAIN)
    assert ran.stdout.split("\n")[:3] == ["1.1 gradient_descent is yours to write", "1", "2"], ran


def test_other_errors_are_not_hidden(student):
    """Only what is to write is told in a line; a mistake keeps its traceback."""
    for error in ("NotImplementedError('mine')", "KeyError(1)", "ModuleNotFoundError(name='x')"):
        code = f"from homework import my_code\nwith my_code():\n    raise {error}"
        ran = run_in(student, code)
        assert ran.returncode == 1 and error.partition("(")[0] in ran.stderr


def test_a_missing_matplotlib_is_told(student):
    """Where a cell cannot draw, it says what to install, and the notebook goes on."""
    code = "from homework import my_code\nwith my_code():\n    import matplotlib"
    ran = run_in(student, f"import sys\nsys.modules['matplotlib'] = None\n{code}")
    assert "pip install matplotlib" in ran.stdout and ran.returncode == 0


def checked(folder, question):
    return run_in(folder, f"from homework import check\ncheck({question!r})").stdout


def test_a_check_tells_a_mistake_as_pytest_does(student):
    """A wrong function's message stands above its line; kinds of failures are told once."""
    file = student / "backprop" / "jacobians.py"
    stub = 'raise NotImplementedError("2.5 softmax_jacobian is yours to write")'
    source = file.read_text(encoding="utf-8")
    file.write_text(source.replace(stub, "return np.diag(softmax(z))"), encoding="utf-8")
    text = checked(student, "2.5")
    assert "hint      There are two cases, k = i and k != i." in text
    assert text.count("called") == 1
    assert "2.5 wrong      softmax_jacobian: 6 of 6 tests fail" in text


def test_a_check_says_what_a_question_waits_for(student):
    """4.3 finished before 4.1 and 4.2 waits for them, by name."""
    file = student / "backprop" / "network.py"
    stub = 'raise NotImplementedError("4.3 loss_and_gradients is yours to write")'
    source = file.read_text(encoding="utf-8")
    file.write_text(source.replace(stub, "forward(params, activations, X)"), encoding="utf-8")
    assert checked(student, "4.3").strip() == "4.3 waits      loss_and_gradients, for 4.1 forward"


def test_a_check_of_no_question_says_so(student):
    """A mistyped id is named, also one whose part does not exist."""
    said = checked(student, "2.9").strip()
    assert said.startswith("there is no question 2.9; there are 1.1, 2.1, ")
    assert checked(student, "12.1").strip().startswith("there is no question 12.1; there are 1.1, ")
