"""Small runs of what is run at length by hand: a class with eaters in it, and the fuzz."""

import sys

import pytest

from . import fuzz_run
from .class_of_eaters import EATERS, copy_of_kit, grade, write_class

SOME = ("blank_lines", "numbers_without_arrays", "nesting", "processes")


@pytest.mark.ci("further hostile submissions")
@pytest.mark.skipif(sys.platform != "linux", reason="only here are processes confined and counted")
def test_who_uses_up_every_budget_harms_nobody(tmp_path):
    """Honest ones beside them have all their points, nothing is left running, none is our fault."""
    kit = copy_of_kit(tmp_path / "kit", run_seconds=30)
    write_class(tmp_path / "class", len(SOME) + 4, {name: EATERS[name] for name in SOME})
    graded = grade(kit, tmp_path / "class", tmp_path / "out", cores=2)
    assert graded.status == 0, graded.said
    assert len(graded.lines) == len(SOME) + 4 and graded.harmed == []
    assert graded.left == () and graded.megabytes < 600
    assert {graded.lines[name]["points"] for name in SOME} == {"0"}


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_few_hundred_cases_of_the_fuzz():
    """Each comes to a result; ten minutes of it are `python -m autograder.tests.fuzz_run`."""
    counts, failures = fuzz_run.run(seconds=600, seed=2, cases=420)
    assert failures == []
    assert all(found.total() == 60 for found in counts.values())
