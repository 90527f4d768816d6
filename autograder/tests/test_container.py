"""The bundle as Gradescope runs it: a root filesystem of its own, half a processor, 0.75 GB.

To make the root filesystem takes a minute; AUTOGRADER_ROOTFS may name one that is there.
"""

import copy
import json
import os
import pathlib
import shutil
import subprocess

import jsonschema
import pytest

from autograder.build.stencil import STENCIL, read_tree
from autograder.core.homework import SOLUTION
from autograder.gradescope.bundle.contents import bundle_zip
from autograder.grading.questions import all_questions

from .conftest import TESTS, TOTAL
from .hostile_run import attacks
from .image import Image, make_base, unavailable, with_python

pytestmark = pytest.mark.ci("the bundle in a container like Gradescope's")

SECRET = b"known to the tests alone"
SCHEMA = json.loads((TESTS / "gradescope_schema.json").read_text())
FULL_SANDBOX = (
    "sandbox: limits on memory and time, a user of its own, no new privileges, seccomp, Landlock\n"
)


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    """A root filesystem as an image begins with; skipped where none can be made."""
    reason = unavailable()
    if reason:
        missing = pytest.fail if os.environ.get("AUTOGRADER_REQUIRE_CONTAINER") else pytest.skip
        missing(reason)
    kept = os.environ.get("AUTOGRADER_ROOTFS")
    return pathlib.Path(kept) if kept else make_base(tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="session")
def image(base, tmp_path_factory):
    return Image([base], bundle_zip(SECRET), tmp_path_factory.mktemp("image"))


def check(ran, peak_megabytes=300):
    """What must hold for every submission: exit status 0, and results that are valid."""
    assert ran.status == 0, ran.output
    jsonschema.validate(ran.results, SCHEMA)
    assert ran.peak_bytes < peak_megabytes * 2**20
    return ran


def statuses(ran):
    return {row["number"]: row["extra_data"]["status"] for row in ran.results["tests"]}


def test_setup_makes_a_small_environment(image):
    """setup.sh ends well, checks itself on the solution, and adds less than 150 MB."""
    assert image.setup.returncode == 0, image.setup.stderr
    assert image.setup.stdout.endswith("ready, the solution has full points\n")
    installed = subprocess.run(
        ["du", "-sm", image.folder / "built" / "opt"], capture_output=True, text=True, check=True
    )
    assert int(installed.stdout.split()[0]) < 150


def test_source_and_results_are_closed_to_others(image):
    """The solution in source/, and results/, can be read by root alone."""
    for folder in ("source", "results"):
        assert (image.folder / "built" / "autograder" / folder).stat().st_mode & 0o077 == 0


def test_the_solution_has_full_points(image):
    """All points, with every protection on."""
    ran = check(image.grade(read_tree(SOLUTION)))
    assert ran.results["score"] == TOTAL
    assert FULL_SANDBOX in ran.output


def test_the_stencil_has_none(image):
    """No points, and each row says what is to be written."""
    ran = check(image.grade(read_tree(STENCIL), metadata=None))
    assert ran.results["score"] == 0
    assert set(statuses(ran).values()) <= {"todo", "blocked"}


def test_a_half_done_submission_has_its_points(image):
    """Parts 1 and 2, uploaded one by one, without folders: their points, the rest not written."""
    package = {path.rpartition("/")[2]: data for path, data in read_tree(SOLUTION).items()}
    ran = check(image.grade({name: package[name] for name in ("descent.py", "jacobians.py")}))
    points = sum(case.max_score for case in all_questions(session=None) if case.number < "3")
    assert ran.results["score"] == points
    assert ran.results["output"].startswith("Still to write: 3.1 chain_rule, ")


@pytest.mark.parametrize(
    "name",
    ["fork_bomb", "memory_bomb", "reads_the_solution", "writes_results", "sys_exit_at_import"],
)
def test_a_hostile_submission_costs_only_its_own_question(image, name):
    """Under Gradescope's own limits, too: the attack earns nothing, the other parts are full."""
    (attack,) = (one for one in attacks() if one.name == name)
    places = {
        "__SOLUTION__": "/autograder/source/solution/backprop",
        "__RESULTS__": "/autograder/results",
        "__GRADER__": "1",
    }
    ran = check(image.grade(attack.applied_to(read_tree(SOLUTION), places)), peak_megabytes=750)
    rows = {row["number"]: row for row in ran.results["tests"]}
    if attack.verdict == "0":
        assert rows[attack.question]["score"] == 0
    part = attack.question.partition(".")[0]
    others = [row for number, row in rows.items() if number.partition(".")[0] != part]
    assert others and all(row["score"] == row["max_score"] for row in others)


def test_a_broken_image_still_leaves_results(image, base):
    """Without the environment that setup.sh makes: exit status 0, and a sentence."""
    broken = copy.copy(image)
    broken.layers = [image.folder / "broken", base]
    shutil.copytree(image.folder / "built", broken.layers[0], symlinks=True)
    shutil.rmtree(broken.layers[0] / "opt")
    ran = check(broken.grade(read_tree(SOLUTION)))
    assert "could not be started: a fault of ours, not of yours" in ran.results["output"]


def python_3_10():
    """The folder of a Python 3.10 on this machine, or None."""
    pyenv = shutil.which("pyenv")
    if pyenv is None:
        return None
    root = subprocess.run([pyenv, "root"], capture_output=True, text=True, check=True).stdout
    return next(pathlib.Path(root.strip(), "versions").glob("3.10.*"), None)


def test_it_runs_under_python_3_10(base, tmp_path_factory):
    """Gradescope's default image has Python 3.10: the same points, and the same protections."""
    python = python_3_10()
    if python is None:
        pytest.skip("there is no Python 3.10 on this machine")
    folder = tmp_path_factory.mktemp("python")
    image = Image(
        with_python(base, folder / "layer", python),
        bundle_zip(SECRET),
        folder / "image",
    )
    assert image.setup.returncode == 0, image.setup.stderr
    assert (image.folder / "built/opt/backprop-autograder/lib/python3.10").is_dir()
    ran = check(image.grade(read_tree(SOLUTION)))
    assert ran.results["score"] == TOTAL and FULL_SANDBOX in ran.output
