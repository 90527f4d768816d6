"""Other graders, and how each of them is asked to grade submissions by the twelve checks."""

from __future__ import annotations

import csv
import json
import pathlib
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from autograder.core.homework import KIT, ROOT, SOLUTION
from autograder.sandbox.limits import ONE_THREAD

from . import peer_files
from .environments import NUMPY
from .measuring import Command, measured
from .peer_files import ASSIGNMENT, Course

GRADESCOPE_UTILS = ("gradescope-utils==0.5.0", NUMPY, "tomli==2.2.1")
PYTEST = ("pytest==8.4.2", NUMPY)
KIT_SCRIPT = pathlib.Path(__file__).with_name("grade_twelve.py")
AT_ONCE = 2

Paths = Sequence[pathlib.Path]
Commands = Callable[[Paths], list[Command]]


@dataclass(frozen=True)
class Grader:
    """A grader, the packages of its environment, and how it is used.

    `prepare` makes ready what is made once for a course, and returns which commands
    grade submissions. `scores` reads what came out. A slow one is not asked as often.
    """

    name: str
    pinned: tuple[str, ...]
    prepare: Callable[[Course], Commands]
    scores: Callable[[Course, Paths], list[float]]
    slow: bool = False


def _environment(course: Course, **more: str) -> dict[str, str]:
    """As good as empty, as on Gradescope; nothing is compiled beforehand of a submission."""
    path = f"{course.programs}:/usr/local/bin:/usr/bin:/bin"
    fixed = {"PATH": path, "LANG": "C.UTF-8", "HOME": str(course.folder)}
    return {**fixed, "PYTHONDONTWRITEBYTECODE": "1", **more}


def _kit(course, questions) -> Commands:
    results = course.folder / "kit"
    results.mkdir(exist_ok=True)
    subprocess.run(
        [course.programs / "python", "-m", "compileall", "-q", "-x", "tests", KIT, SOLUTION],
        check=True,
    )
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent"}

    def commands(paths):
        shares = [paths[start::AT_ONCE] for start in range(min(AT_ONCE, len(paths)))]
        python = [course.programs / "python", "-I", "-B", KIT_SCRIPT, questions, results]
        return [Command([*python, *share], ROOT, environment) for share in shares]

    return commands


def _gradescope_utils(course, **more) -> Commands:
    script = peer_files.write_unittest(course.folder)
    environment = _environment(course, **more)

    def command(path):
        return Command(["python", script, path, path / "results.json"], path, environment)

    return lambda paths: [command(path) for path in paths]


def _with_one_thread(course) -> Commands:
    return _gradescope_utils(course, **ONE_THREAD)


def _or_failed_checks(arguments):
    """A command that ends well also where checks have failed."""
    return ["sh", "-c", '"$@" || [ $? = 1 ]', "sh", *arguments]


def _pytest(course) -> Commands:
    tests = peer_files.write_pytest(course.folder)

    def command(path):
        program = ["python", "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        arguments = [*program, f"--junitxml={path / 'pytest.xml'}", tests]
        environment = _environment(course, PYTHONPATH=str(path))
        return Command(_or_failed_checks(arguments), path, environment)

    return lambda paths: [command(path) for path in paths]


def _check50(course) -> Commands:
    checks = peer_files.write_check50(course.folder)
    environment = _environment(course)

    def command(path):
        output = path.with_name(f"{path.name}.check50.json")
        program = ["check50", "--dev", "--log-level", "warning", "-o", "json"]
        arguments = [*program, "--output-file", output, checks]
        return Command(_or_failed_checks(arguments), path, environment)

    return lambda paths: [command(path) for path in paths]


def _otter(course) -> Commands:
    tests = peer_files.write_otter_tests(course.folder)
    environment = _environment(course)
    autograder = course.folder / "autograder.zip"
    arguments = ["otter", "generate", "-t", tests, "-o", autograder]
    measured(Command(arguments, course.folder, environment))

    def command(path):
        output = path / "otter"
        output.mkdir(exist_ok=True)
        notebook = path / "homework.ipynb"
        run = ["otter", "run", "-a", autograder, "-o", output, notebook]
        return Command(run, path, environment)

    return lambda paths: [command(path) for path in paths]


def _nbgrader(course) -> Commands:
    environment = _environment(course)
    halves = [course.submissions[start::AT_ONCE] for start in range(AT_ONCE)]
    folders = [course.folder / f"nbgrader{number}" for number in range(AT_ONCE)]
    for folder, half in zip(folders, halves, strict=True):
        peer_files.write_nbgrader(folder, half)
        arguments = ["nbgrader", "generate_assignment", ASSIGNMENT, "--course-dir", folder]
        measured(Command(arguments, folder, environment))

    def command(folder, *more):
        program = ["nbgrader", "autograde", ASSIGNMENT, "--force", "--course-dir", folder]
        return Command([*program, *more], folder, environment)

    def commands(paths):
        if len(paths) == 1:
            return [command(folders[0], "--student", paths[0].name)]
        return [command(folder) for folder in folders]

    return commands


def _bare(course, one_process_for_all) -> Commands:
    script = peer_files.write_bare(course.folder)
    environment = _environment(course, **ONE_THREAD)

    def commands(paths):
        if one_process_for_all:
            return [Command(["python", script, "forked", *paths], course.folder, environment)]
        return [Command(["python", script, path], course.folder, environment) for path in paths]

    return commands


def _scores_in(name: str):
    """Scores as results.json, or a file like it, has them in each submission's folder."""

    def scores(course, paths):
        return [float(_read(path / name)["score"]) for path in paths]

    return scores


def _kit_scores(course, paths):
    return [_read(course.folder / "kit" / f"{path.name}.json")["score"] for path in paths]


def _pytest_scores(course, paths):
    suites = [ElementTree.parse(path / "pytest.xml").getroot()[0].attrib for path in paths]
    return [float(int(one["tests"]) - int(one["failures"]) - int(one["errors"])) for one in suites]


def _check50_scores(course, paths):
    read = [_read(path.with_name(f"{path.name}.check50.json")) for path in paths]
    return [float(sum(bool(check["passed"]) for check in one["results"])) for one in read]


def _otter_scores(course, paths):
    tests = [_read(path / "otter" / "results.json")["tests"] for path in paths]
    return [sum(test.get("score", 0.0) for test in one) for one in tests]


def _nbgrader_scores(course, paths):
    found: dict[str, float] = {}
    for folder in course.folder.glob("nbgrader?"):
        measured(Command(["nbgrader", "export"], folder, _environment(course)))
        with open(folder / "grades.csv", encoding="utf-8", newline="") as file:
            found |= {line["student_id"]: float(line["raw_score"]) for line in csv.DictReader(file)}
    return [found[path.name] for path in paths]


def _read(path):
    return json.loads(path.read_text(encoding="utf-8"))


KIT_GRADER = Grader(
    "this kit, a question for each check", GRADESCOPE_UTILS,
    lambda course: _kit(course, "twelve_questions"),
    _kit_scores,
)  # fmt: skip
KIT_BY_PARTS = Grader(
    "this kit, a question for each part", GRADESCOPE_UTILS,
    lambda course: _kit(course, "three_questions"),
    _kit_scores,
)  # fmt: skip
PLAIN = Grader("gradescope-utils", GRADESCOPE_UTILS, _gradescope_utils, _scores_in("results.json"))
ONE_BLAS_THREAD = Grader(
    "gradescope-utils, one BLAS thread", GRADESCOPE_UTILS, _with_one_thread,
    _scores_in("results.json"),
)  # fmt: skip
BARE = Grader(
    "the bare checks, a fresh Python", GRADESCOPE_UTILS,
    lambda course: _bare(course, one_process_for_all=False),
    _scores_in("bare.json"),
)  # fmt: skip
FORKED = Grader(
    "the bare checks, forked", GRADESCOPE_UTILS,
    lambda course: _bare(course, one_process_for_all=True),
    _scores_in("bare.json"),
)  # fmt: skip
KITS = (KIT_GRADER, KIT_BY_PARTS)
GRADERS = (
    *KITS,
    PLAIN,
    ONE_BLAS_THREAD,
    Grader("pytest", PYTEST, _pytest, _pytest_scores),
    Grader("check50", ("check50==3.5.0", "setuptools==75.8.0", NUMPY), _check50, _check50_scores),
    Grader(
        "otter-grader",
        ("otter-grader==7.0.0", "ipykernel==6.29.5", NUMPY),
        _otter,
        _otter_scores,
        slow=True,
    ),
    Grader(
        "nbgrader",
        ("nbgrader==0.9.6", "ipykernel==6.29.5", NUMPY),
        _nbgrader,
        _nbgrader_scores,
        slow=True,
    ),
    BARE,
    FORKED,
)
