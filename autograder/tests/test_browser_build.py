"""What `autograder build --browser` puts together, without npm and without a browser."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile

import pytest

from autograder.build.browser import CannotBuild
from autograder.build.browser.npm import WEB, installed
from autograder.build.browser.pyodide import CORE, Addresses, python_files
from autograder.build.browser.site import homework_json, with_workbenches
from autograder.build.browser.zipped_pytest import zipped_pytest
from autograder.build.command import PAGE
from autograder.build.leaks import leaks
from autograder.build.stencil import STENCIL, read_tree, write_tree, zipped
from autograder.core.settings import load, parse
from autograder.tests.tiny_homework import TINY_PAGE, tiny_stencil


@pytest.fixture
def core(tmp_path):
    """A folder like Pyodide's, with two packages of which one needs the other."""
    lock = {
        "numpy": {"file_name": "numpy-2.whl", "sha256": "0" * 64, "depends": ["blas"]},
        "blas": {"file_name": "blas-1.whl", "sha256": "1" * 64, "depends": []},
    }
    for name in CORE:
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "pyodide-lock.json").write_text(json.dumps({"packages": lock}))
    (tmp_path / "package.json").write_text('{"version": "1.2.3"}')
    return tmp_path


ADDRESSES = Addresses("https://a.example/v{version}", "files/")


def test_python_is_pinned_by_version_and_hash(core):
    """Each file of Pyodide has its address, version, size and hash; wheels those of its lock."""
    files = python_files(core, ADDRESSES, "numpy>=1.23\npytest\n# Only for a notebook", ("pytest",))
    assert files.load == ("numpy", "blas")
    assert [file.address for file in files.packages] == ["files/numpy-2.whl", "files/blas-1.whl"]
    assert [file.sha256 for file in files.packages] == ["0" * 64, "1" * 64]
    wasm = next(file for file in files.core if file.name == "pyodide.asm.wasm")
    assert wasm.address == "https://a.example/v1.2.3/pyodide.asm.wasm"
    assert wasm.sha256 == hashlib.sha256(b"pyodide.asm.wasm").hexdigest()
    assert (wasm.size, wasm.type) == (16, "application/wasm")


def test_a_machine_without_npm_is_told(monkeypatch, tmp_path):
    """What is missing is named, and nothing half installed is left."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CannotBuild, match=r"there is no npm .* install Node.js 18 or later"):
        installed(folder=tmp_path / "npm")
    assert not (tmp_path / "npm").exists()


def test_a_requirement_that_no_browser_has_is_refused(core):
    """A package that Pyodide does not have is named when the site is built."""
    with pytest.raises(CannotBuild, match="asks for torch, which Pyodide does not have"):
        python_files(core, ADDRESSES, "torch", ())


def test_the_homework_is_the_stencil_and_nothing_else():
    """The page gets the stencil's files, and no line of the solution."""
    stencil = read_tree(STENCIL)
    data = homework_json(stencil)
    homework = json.loads(data)
    assert {path: text.encode() for path, text in homework["files"].items()} == {
        path: content for path, content in stencil.items() if not path.endswith((".ipynb", ".svg"))
    }
    assert homework["questions"]["2.5"] == {
        "file": "backprop/jacobians.py", "names": ["softmax_jacobian"], "points": 3,
    }  # fmt: skip
    assert homework["editable"][:2] == ["backprop/descent.py", "backprop/jacobians.py"]
    assert leaks({"homework.json": data}) == []


def test_a_leak_is_seen_in_data_and_in_zips():
    """A line of the solution is found inside JSON, and in a file inside a zip."""
    line = "return np.diag(p) - np.outer(p, p)"
    found = leaks({"homework.json": json.dumps({"files": {"a.py": f"x\n    {line}\n"}}).encode()})
    assert len(found) == 1 and found[0].startswith("homework.json, line ")
    found = leaks({"a.zip": zipped({"b.txt": f"or: {line}".encode()}, top="")})
    assert len(found) == 1 and found[0].startswith("a.zip, line 1 is solution/backprop/jacobians")


def test_the_page_gets_its_script_and_a_sentence_without_it():
    """Scripts and a note are put into the page; what describes the site cannot end its element."""
    page = with_workbenches(PAGE.read_text("utf-8"), {"a": "</script>"}, "app.1.js", "app.1.css")
    assert '<script type="module" src="app.1.js"></script>' in page
    assert 'id="browser-site">{"a": "\\u003c/script>"}</script>' in page
    assert "If nothing appears there" in page.partition('id="browser-note"')[2]
    with pytest.raises(CannotBuild, match="must hold one </header>, not 0"):
        with_workbenches(TINY_PAGE.replace("</header>", ""), {}, "", "")


def test_pytest_travels_as_one_small_zip():
    """pytest and what it needs are in it, of languages only Python, always the same bytes."""
    data = zipped_pytest()
    assert data == zipped_pytest() and len(data) < 1_000_000
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    assert {"pytest/__init__.py", "_pytest/main.py", "pluggy/__init__.py"} <= set(names)
    assert "pygments/lexers/python.py" in names and "pygments/lexers/perl.py" not in names


@pytest.mark.skipif(
    sys.version_info < (3, 11), reason="pytest's zip is for the browser's newer Python"
)
def test_pytest_from_the_zip_runs_the_tests(tmp_path):
    """With nothing else installed, the zip's pytest runs the public tests."""
    write_tree(tiny_stencil(), tmp_path / "homework")
    zipfile.ZipFile(io.BytesIO(zipped_pytest())).extractall(tmp_path / "site")
    paths = ["", str(tmp_path / "site")]
    code = f"import sys; sys.path[:0] = {paths}; import homework; print(homework.run_here([])[1])"
    command = [sys.executable, "-I", "-S", "-c", code]
    ran = subprocess.run(
        command, cwd=tmp_path / "homework", capture_output=True, text=True, check=False
    )
    assert "1.1 to write   triangle in backprop/sums.py" in ran.stdout, ran.stderr


def test_addresses_are_settings():
    """Staff can name other addresses; the usual ones are those of settings.toml."""
    settings = parse('title = "T"\n[browser]\npython = "python/"\npackages = "python/"')
    assert (settings.browser_python, settings.browser_packages) == ("python/", "python/")
    assert parse('title = "T"').browser_python == load().browser_python


RUN = """
import json, pathlib, sys
sys.path[:0] = [{runner!r}, "."]
import runner
runner.HOME = pathlib.Path.cwd()
pathlib.Path("request.json").write_text(json.dumps({request!r}))
runner.run("request.json")
"""


@pytest.fixture
def run_request(tmp_path):
    """What the runner tells the page: the events of one request, on the tiny homework."""

    def run(body, **request):
        stencil = tiny_stencil()
        stub = 'raise NotImplementedError("1.1 triangle is yours to write")'
        source = stencil["backprop/sums.py"].decode().replace(stub, body)
        watching = stencil["tests/watching.py"].replace(b"SECONDS = 10", b"SECONDS = 1")
        write_tree({**stencil, "tests/watching.py": watching}, tmp_path)
        files = {"backprop/sums.py": source}
        full = {"question": None, "ended": {}, "files": files, "columns": 60, **request}
        code = RUN.format(runner=str(WEB), request=full)
        ran = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        lines = [line for line in ran.stdout.split("\n") if line.startswith("\x1e")]
        assert lines, ran.stderr
        return [json.loads(line[1:]) for line in lines]

    return run


def test_the_runner_tells_each_call_and_the_end(run_request):
    """The page hears when each import and call begins and ends, what pytest said, the statuses."""
    *calls, done = run_request("return n * n", question="1.1")
    assert [event["event"] for event in calls] == ["call", "returned"] * 4
    assert [event.get("call") for event in calls] == [1, None, 2, None, 3, None, 4, None]
    assert done["statuses"] == {"1.1": "wrong"} and "returned  9, expected 6" in done["said"]
    assert max(map(len, done["said"].splitlines())) <= 70


def test_a_call_that_was_ended_shows_its_line(run_request):
    """Asked for again, the call runs until it is seen in which line of the student's it is."""
    *_, done = run_request("if n == 3:\n        while True:\n            n += 0", ended={"4": 1})
    assert "TimeoutError: still running after 1 seconds: can its loop ever end?" in done["said"]
    assert "at        backprop/sums.py, line " in done["said"]
    assert "test_triangle[3-6]" in done["said"], "the first call is not blamed for the second"


def test_a_call_that_was_ended_twice_does_not_run(run_request):
    """Where no line could be seen, the call is refused in the same words, the next in short."""
    *_, done = run_request("return max(iter(int, 1))", ended={"2": 2})
    assert "TimeoutError: still running after 1 seconds: can its loop ever end?" in done["said"]
    assert "NotRun: an earlier test waited for it" in done["said"]


def test_an_import_that_was_ended_shows_its_line(run_request):
    """A loop outside of every function is ended as one in a call is, and told with its line."""
    *_, done = run_request("return n\n\n\nwhile True:\n    pass", ended={"1": 1})
    assert "Python cannot import backprop/sums.py." in done["said"]
    assert "TimeoutError: still running after 1 seconds: can its loop ever end?" in done["said"]
    assert "at        backprop/sums.py, line " in done["said"]


def test_what_is_not_committed_is_not_compared():
    """--check with --browser is refused as unusable, in a sentence."""
    command = [sys.executable, "-m", "autograder", "build", "--check", "--browser"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "--check compares what is committed, and dist/browser/ is not" in ran.stderr
