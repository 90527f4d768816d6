"""The homework done in Chromium, from a server on this machine, every other machine cut off.

Pyodide's NumPy cannot be had from a registry, so here another Python and NumPy for browsers
take their place under the same names; Pyodide's own core runs a homework without NumPy.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from autograder.build.browser.npm import installed
from autograder.build.browser.pyodide import Addresses
from autograder.build.browser.site import site_tree
from autograder.build.command import derive
from autograder.build.leaks import leaks
from autograder.build.stencil import write_tree, zipped
from autograder.core.homework import PACKAGE_FOLDER, package_files
from autograder.core.settings import load as load_settings
from autograder.tests.conftest import FULL, TOTAL
from autograder.tests.homework_page import HomeworkPage, on_the_page
from autograder.tests.served import served
from autograder.tests.stand_in_python import WHEEL, make_stand_in
from autograder.tests.tiny_homework import TINY_PAGE, tiny_stencil

if not os.environ.get("AUTOGRADER_REQUIRE_NPM"):
    why = (
        "the homework in a browser takes npm and minutes: set AUTOGRADER_REQUIRE_NPM=1, as CI does"
    )
    pytest.skip(why, allow_module_level=True)

HERE = Addresses("python/", "python/")
STUB = "raise NotImplementedError"
UPHILL = """theta, path = np.array(theta0, dtype=float), [np.array(theta0, dtype=float)]
    for _ in range(max_steps):
        step = learning_rate * gradient(theta)
        theta = theta + step
        path.append(theta)
        if np.linalg.norm(step) < tolerance:
            break
    return np.array(path)"""


@pytest.fixture(scope="module")
def derived():
    return derive()


@pytest.fixture(scope="module")
def modules():
    return installed()


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stand_in") / "python"
    make_stand_in(folder)
    return folder


def quick(stencil):
    """The stencil, with less time for each call."""
    watching = stencil["tests/watching.py"].replace(b"SECONDS = 10", b"SECONDS = 3")
    return {**stencil, "tests/watching.py": watching}


@pytest.fixture(scope="module")
def folder(derived, modules, stand_in, tmp_path_factory):
    """dist/browser/ of the whole homework, with the stand-in beside it."""
    folder = tmp_path_factory.mktemp("site")
    page, stencil = derived.page.decode(), quick(derived.stencil)
    write_tree(site_tree(page, stencil, modules, stand_in, HERE), folder)
    shutil.copy(stand_in / WHEEL, folder / "python")
    return folder


@pytest.fixture(scope="module")
def address(folder):
    with served(folder) as address:
        yield address


def solution_zip(path):
    files = {f"backprop/{name}": data for name, data in package_files(PACKAGE_FOLDER).items()}
    path.write_bytes(zipped(files, top=""))
    return path


def grade(zip_file, results):
    """What `autograder grade` gives a zip: points by question."""
    command = [sys.executable, "-m", "autograder", "grade", str(zip_file), "--results"]
    subprocess.run([*command, str(results)], check=True, capture_output=True)
    rows = json.loads(results.read_text(encoding="utf-8"))["tests"]
    return {row["number"]: row["score"] for row in rows}


def test_a_question_from_the_stub_to_the_submission(browser, address, tmp_path):
    """1.1 is written, fails with its hint, is mended, passes, is kept, downloaded and graded."""
    with on_the_page(browser, address) as (page, opened):
        assert "1.1 is yours to write: gradient_descent" in page.run("1.1")
        page.write("1.1", STUB, UPHILL)
        said = page.run("1.1")
        assert "hint      Do the steps go downhill?" in said
        assert page.verdict("1.1") == "1.1: not yet right"
        page.write("1.1", "step = learning_rate", "step = -learning_rate * gradient(theta)")
        assert page.verdict("1.1") == "1.1: edited since its tests ran"
        assert page.run("1.1") == "1.1 passed: gradient_descent, 8 points with these tests"
        assert page.verdict("1.1") == "1.1: passed"
        assert page.kept() == "Kept in this browser, not downloaded."
        page.handle.reload()
        page.wait().button("Write 1.1 here").click()
        assert "step = -learning_rate * gradient(theta)" in page.text("1.1")
        downloaded = page.download(tmp_path / "backprop.zip")
        assert page.kept() == "Kept in this browser."
        assert opened.complaints == []
    points = grade(downloaded, tmp_path / "results.json")
    assert points.pop("1.1") == 8 and set(points.values()) == {0}


def test_work_survives_the_end_of_the_page(browser, address):
    """What was typed just before the page was ended, without a word to it, is there again."""
    with on_the_page(browser, address) as (page, opened):
        page.write("1.1", STUB, "return 12345")
        context = page.handle.context
        page.handle.close(run_before_unload=False)
        again = HomeworkPage(context.new_page())
        again.handle.goto(opened.address)
        again.wait().button("Write 1.1 here").click()
        assert "return 12345" in again.text("1.1")


STATES = """() => {
    const state = document.querySelector(".state");
    window.states = [state.textContent];
    new MutationObserver(() => states.push(state.textContent)).observe(state, {childList: true});
}"""


def test_the_first_load_is_told(browser, address):
    """Before the first test the size is told, then how far it is; the next time none is loaded."""
    with on_the_page(browser, address) as (page, _):
        assert page.state() == (
            "Python is loaded when you first run a test: 14 MB and numpy, once."
        )
        page.handle.evaluate(STATES)
        page.run("1.1")
        states = page.handle.evaluate("() => states")
        loading = [s for s in states if s.startswith("Loading Python, ")]
        percent = [int(s.split()[2]) for s in loading]
        assert len(percent) > 3 and percent == sorted(percent) and percent[-1] == 100
        assert [s for s in states if s not in loading][1:] == [
            "Starting Python", "Python is ready.", "The tests run.", "Python is ready.",
        ]  # fmt: skip
        page.handle.reload()
        page.wait().until_state("Python is ready.")


def test_full_points_from_an_uploaded_zip(browser, address, tmp_path):
    """The solution, uploaded as a zip, passes all tests; taken back, the stencil is there again."""
    with on_the_page(browser, address) as (page, _):
        page.upload(solution_zip(tmp_path / "work.zip"))
        assert page.notice().startswith("Opened: backprop/descent.py, backprop/jacobians.py")
        said = page.run_all()
        assert FULL in said
        assert page.report_title() == f"All tests: {TOTAL:g} of {TOTAL:g} points"
        assert page.verdict("9.2") == "9.2: passed"
        points = grade(page.download(tmp_path / "backprop.zip"), tmp_path / "results.json")
        assert sum(points.values()) == TOTAL
        page.upload(tmp_path / "work.zip")
        page.button("Undo").click()
        assert FULL in page.run_all(), "the second upload changed nothing"


def test_an_upload_is_taken_back(browser, address, tmp_path):
    """One file of Windows, with a byte order mark, is opened, and the button takes it back."""
    file = tmp_path / "descent.py"
    file.write_bytes(b"\xef\xbb\xbfmine = 1\r\n")
    (tmp_path / "notes.py").write_text("nothing of it")
    with on_the_page(browser, address) as (page, _):
        page.button("Write 1.1 here").click()
        page.upload(file)
        assert page.text("1.1").strip() == "mine = 1"
        page.button("Undo").click()
        assert STUB in page.text("1.1")
        page.upload(tmp_path / "notes.py")
        assert page.notice() == "None of the files of backprop is in there."
        (tmp_path / "broken.zip").write_bytes(b"PK nonsense")
        page.upload(tmp_path / "broken.zip")
        assert page.notice().startswith("This cannot be opened: ")


ENDLESS = """while True:
        theta0 = theta0 + 1"""


def test_an_endless_loop_is_ended(browser, address):
    """It is ended with pytest's sentence and its line; the other tests are told, and run."""
    with on_the_page(browser, address) as (page, _):
        page.write("1.1", STUB, ENDLESS)
        said = page.run("1.1")
        assert "TimeoutError: still running after 3 seconds: can its loop ever end?" in said
        assert re.search(r"at +backprop/descent.py, line \d+, in gradient_descent", said), said
        assert said.count("not run again") == 1
        assert "10 of 10 tests fail" in said
        assert "2.5 is yours to write" in page.run("2.5")


def test_a_loop_that_python_does_not_see_is_ended(browser, address):
    """A call that no line of Python can be seen in is ended a second time, and then refused."""
    with on_the_page(browser, address) as (page, _):
        page.write("1.1", STUB, "return max(iter(int, 1))")
        said = page.run("1.1")
        assert "TimeoutError: still running after 3 seconds: can its loop ever end?" in said
        assert "10 of 10 tests fail" in said


def test_tests_can_be_stopped(browser, address):
    """The button ends what runs, and the next tests run."""
    with on_the_page(browser, address) as (page, _):
        page.write("1.1", STUB, ENDLESS)
        page.button("Run the tests of 1.1").click()
        page.button("Stop").click(timeout=60_000)
        page.until_done()
        assert page.bench("1.1").locator(".said").inner_text() == "Stopped."
        assert page.verdict("1.1") == "1.1: its tests did not end"
        assert "2.5 is yours to write" in page.run("2.5")


def test_two_tabs_show_the_same_work(browser, address):
    """What is written in one tab is in the other at once: neither overwrites the other."""
    with on_the_page(browser, address) as (page, opened):
        other = HomeworkPage(page.handle.context.new_page())
        other.handle.goto(opened.address)
        other.wait().button("Write 1.1 here").click()
        page.write("1.1", STUB, "return 1")
        other.bench("1.1").locator(".cm-line", has_text="return 1").wait_for()
        other.write("1.1", "return 1", "return 22")
        page.bench("1.1").locator(".cm-line", has_text="return 22").wait_for()


def test_questions_of_one_file_share_it(browser, address):
    """Two editors for the same file show the same text; a file can be started over."""
    with on_the_page(browser, address) as (page, _):
        page.button("Write 2.6 here").click()
        page.write("2.5", f'{STUB}("2.5', "return z + 5")
        page.bench("2.6").locator(".cm-line", has_text="return z + 5").wait_for(state="attached")
        page.bench("2.6").get_by_role("button", name="Start this file over").click()
        assert page.notice().startswith("backprop/jacobians.py is as it was handed out.")
        assert "return z + 5" not in page.text("2.5")
        page.button("Undo").click()
        assert "return z + 5" in page.text("2.5")


def test_it_works_without_a_network_after_the_first_time(browser, folder):
    """With the server gone, the page opens, its work is there, and tests run."""
    with served(folder) as address, browser.opened(address, offline=False) as opened:
        page = HomeworkPage(opened.handle).wait()
        page.write("1.1", STUB, "return 1")
        page.run("1.1")
        opened.handle.wait_for_function("() => navigator.serviceWorker.controller")
        opened.handle.context.set_offline(True)
        opened.handle.reload()
        page.wait()
        assert "1.1 wrong" in page.run("1.1")
        page.button("Write 1.1 here").click()
        assert "return 1" in page.text("1.1")


def add_package(core):
    """A wheel of pure Python, entered into Pyodide's lock file as NumPy's is."""
    wheel = core / "small_package-1.0-py3-none-any.whl"
    about = {"METADATA": "Metadata-Version: 2.1\nName: small-package\nVersion: 1.0\n"}
    about["WHEEL"] = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files = {f"small_package-1.0.dist-info/{name}": text.encode() for name, text in about.items()}
    wheel.write_bytes(zipped({**files, "small_package.py": b"here = True\n"}, top=""))
    lock = json.loads((core / "pyodide-lock.json").read_bytes())
    lock["packages"]["small-package"] = {
        **lock["packages"]["numpy"], "name": "small-package", "version": "1.0",
        "file_name": wheel.name, "imports": ["small_package"],
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
    }  # fmt: skip
    (core / "pyodide-lock.json").write_text(json.dumps(lock))
    return wheel


@pytest.fixture(scope="module")
def pyodide_address(modules, tmp_path_factory):
    """A homework that needs a small package and no NumPy, on Pyodide's own core."""
    folder = tmp_path_factory.mktemp("tiny")
    core = shutil.copytree(modules / "pyodide", folder.with_name("core"))
    stencil = {**quick(tiny_stencil()), "requirements.txt": b"pytest>=7.0\nsmall-package\n"}
    stencil["tests/test_1_sums.py"] += b"\nimport small_package\n"
    wheel = add_package(core)
    write_tree(site_tree(TINY_PAGE, stencil, modules, core, HERE), folder)
    shutil.copy(wheel, folder / "python")
    with served(folder) as address:
        yield address


def test_pyodide_runs_a_homework_without_numpy(browser, pyodide_address):
    """On Pyodide itself a question is to write, wrong, ended, out of stack, and passed."""
    with on_the_page(browser, pyodide_address) as (page, opened):
        assert page.run("1.1") == "1.1 is yours to write: triangle in backprop/sums.py"
        page.write("1.1", STUB, "return n * n")
        assert "returned  9, expected 6" in page.run("1.1")
        page.write("1.1", "return n * n", "while True: n += 1")
        said = page.run("1.1")
        assert "TimeoutError: still running after 3 seconds: can its loop ever end?" in said
        assert re.search(r"at +backprop/sums.py, line \d+, in triangle", said), said
        page.write("1.1", "while True", "return n + triangle(n + 1)")
        assert "RecursionError" in page.run("1.1")
        page.write("1.1", "return n + triangle", "return sum(range(n + 1))")
        assert page.run("1.1") == "1.1 passed: triangle, 5 points with these tests"
        assert opened.complaints == []


def test_numpy_that_cannot_be_had_is_told(browser, derived, modules, tmp_path):
    """Where the address of NumPy cannot be reached, a sentence says so, and names it."""
    core = modules / "pyodide"
    addresses = Addresses("python/", load_settings().browser_packages)
    write_tree(
        site_tree(derived.page.decode(), derived.stencil, modules, core, addresses), tmp_path
    )
    with served(tmp_path) as address, on_the_page(browser, address) as (page, _):
        said = page.run("1.1")
        assert said.startswith("Python does not start: cdn.jsdelivr.net cannot be reached")
        assert page.state() == f"{said}. Reload the page to try again."
        assert page.verdict("1.1") == "1.1: its tests did not end"


def test_a_file_with_another_hash_is_refused(browser, folder, tmp_path):
    """What is not exactly the file that was there at build time does not run."""
    copy = shutil.copytree(folder, tmp_path / "site")
    with open(copy / "python" / "pyodide.asm.mjs", "a") as file:
        file.write("self.postMessage('hello');\n")
    with served(copy) as address, on_the_page(browser, address) as (page, _):
        said = page.run("1.1")
        assert "python/pyodide.asm.mjs is not the file that this page was made for" in said


NOT_THERE = {
    "WebAssembly": "delete window.WebAssembly",
    "https": "Object.defineProperty(window, 'isSecureContext', {value: false})",
}


@pytest.mark.parametrize("lacking", NOT_THERE)
def test_a_browser_that_lacks_something_is_told(browser, address, lacking):
    """One sentence says what is missing and what to do; the homework can still be read."""
    with browser.opened(address, offline=False) as opened:
        opened.handle.add_init_script(NOT_THERE[lacking])
        opened.handle.reload()
        note = opened.handle.locator("#browser-note")
        note.get_by_text(f"since it lacks {lacking}").wait_for()
        assert "or work on your own computer" in note.inner_text()
        assert opened.handle.locator(".bar").count() == 0
        assert "Question 9.2" in opened.text()


def test_a_page_opened_as_a_file_is_told(browser, folder):
    """From a disk no script starts: the page's own sentence stays."""
    with browser.opened(folder / "index.html") as opened:
        assert "If nothing appears there" in opened.handle.locator("#browser-note").inner_text()
        assert "Question 9.2" in opened.text()


def test_a_browser_that_keeps_nothing_is_told(browser, address):
    """Without a store for the work, the bar says to download it; the tests run."""
    denied = """for (const name of ["localStorage", "caches"])
        Object.defineProperty(window, name, {get: () => { throw Error("no") }})"""
    with browser.opened(address, offline=False) as opened:
        opened.handle.add_init_script(denied)
        opened.handle.reload()
        page = HomeworkPage(opened.handle).wait()
        assert page.kept() == "This browser keeps nothing: download your work."
        page.write("1.1", STUB, "return 1")
        assert "1.1 wrong" in page.run("1.1")


FORMULAS_AS_TEXT = """() => document.querySelectorAll('math').forEach(m =>
    m.replaceChildren(m.getAttribute('alttext')))"""
ALL = ("minor", "moderate", "serious", "critical")


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_no_fault_of_accessibility(browser, address, width, scheme, tmp_path):
    """axe-core finds nothing and nothing is too wide: closed, in the editor, and in the report."""
    with on_the_page(browser, address, width=width, scheme=scheme) as (page, opened):
        page.handle.evaluate(FORMULAS_AS_TEXT)
        assert opened.faults(ALL) == [] and opened.overflow() <= 0
        page.write("1.1", STUB, "return 1")
        assert "1.1 wrong" in page.run("1.1")
        assert opened.faults(ALL) == [] and opened.overflow() <= 0
        page.button("Run all tests").click()
        page.until_done()
        assert opened.faults(ALL) == [] and opened.overflow() <= 0


def test_everything_works_by_keyboard(browser, address):
    """Without a mouse: open the editor, write, run, and leave it; the focus can be seen."""
    with on_the_page(browser, address) as (page, _):
        keyboard = page.handle.keyboard
        page.button("Write 1.1 here").focus()
        keyboard.press("Enter")
        keyboard.press("End")
        keyboard.press("Shift+Home")
        keyboard.type("return 1")
        keyboard.press("Tab")
        assert "\n        return 1" in page.text("1.1"), "Tab indents"
        keyboard.press("Shift+Tab")
        keyboard.press("Control+Enter")
        page.until_done()
        assert page.verdict("1.1") == "1.1: not yet right"
        keyboard.press("Escape")
        keyboard.press("Tab")
        assert page.handle.evaluate(
            "() => [document.activeElement.className, "
            "getComputedStyle(document.activeElement).outlineStyle]"
        ) == ["said", "solid"]


def test_it_is_built_the_same_way_twice(derived, modules, stand_in):
    """Two builds agree byte for byte, and no line of the solution is in any file."""
    page = derived.page.decode()
    trees = [site_tree(page, derived.stencil, modules, stand_in, HERE) for _ in range(2)]
    assert trees[0] == trees[1]
    own = {path: data for path, data in trees[0].items() if not path.startswith("python/")}
    assert leaks(own) == []
