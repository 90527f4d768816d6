"""The comparison with other graders compares the same work."""

import json
import pathlib
import random
import subprocess
import sys
from types import SimpleNamespace

import pytest

from autograder.benchmarks import synthetic_class
from autograder.benchmarks.grade_twelve import main as grade_twelve
from autograder.benchmarks.peer_files import right_files, write_bare, write_course, write_unittest
from autograder.benchmarks.stages import DIAGNOSIS, JUDGING, SECOND, WORKING, Stopwatch
from autograder.benchmarks.synthetic_class import mistaken, stub
from autograder.benchmarks.twelve_checks import TWELVE


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Three submissions: a right one, one with mistakes in many functions, and the stencil."""
    files = [right_files(1), mistaken(random.Random(3), mistakes=20), stub()]
    programs = pathlib.Path(sys.executable).parent
    return write_course(tmp_path_factory.mktemp("course"), programs, files)


def scores_of(course, script, name):
    scores = []
    for path in course.submissions:
        arguments = [sys.executable, script, path]
        subprocess.run([*arguments, path / name] if name else arguments, check=True)
        scores.append(read_score(path / (name or "bare.json")))
    return scores


def read_score(path):
    return json.loads(path.read_text(encoding="utf-8"))["score"]


@pytest.mark.ci("compared with other graders")
@pytest.mark.parametrize("questions", ["twelve_questions", "three_questions"])
def test_all_graders_give_the_same_scores(course, tmp_path, questions):
    """This kit, gradescope-utils and the bare checks agree on what is right."""
    grade_twelve(questions, tmp_path, course.submissions)
    own = [read_score(tmp_path / f"{path.name}.json") for path in course.submissions]
    assert own == scores_of(course, write_unittest(course.folder), "results.json")
    assert own == scores_of(course, write_bare(course.folder), "")
    right, wrong, stencil = own
    assert right == len(TWELVE) == 12 and stencil == 0 and 0 < wrong < 12


def test_a_class_leaves_the_last_parts_unwritten_whatever_parts_there_are(monkeypatch):
    """The files are those of the parts: none is named."""
    parts = [SimpleNamespace(module=name) for name in ("descent", "jacobians", "numeric")]
    monkeypatch.setattr(synthetic_class, "current", lambda: SimpleNamespace(parts=parts))
    monkeypatch.setattr(synthetic_class, "mistaken", lambda rng, mistakes: {})
    rng = random.Random(1)
    left = {tuple(sorted(synthetic_class._mistaken(rng))) for _ in range(20)}
    assert left == {(), ("numeric.py",), ("jacobians.py", "numeric.py")}


def test_a_stage_within_another_is_taken_out_of_it():
    """Time counts once, and within second looks and diagnosis it counts as theirs."""
    clock = Stopwatch()
    with clock.during(JUDGING), clock.during(WORKING):
        assert clock.stage == WORKING
    with clock.during(SECOND), clock.during(WORKING):
        assert clock.stage == SECOND
    with clock.during(SECOND), clock.during(DIAGNOSIS), clock.during(JUDGING):
        assert clock.stage == DIAGNOSIS
    before = dict(clock.seconds)
    with clock.during(JUDGING):
        pass
    grown = {stage for stage, seconds in clock.seconds.items() if seconds > before.get(stage, 0)}
    assert JUDGING in grown and WORKING not in grown
