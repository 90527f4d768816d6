"""Whoever runs the tests sees how far they are, what fails when it fails, and what is left out."""

import subprocess
import sys

import pytest

TESTS = """
import pytest

@pytest.mark.parametrize("number", range(20))
def test_numbers(number):
    assert number != 7, "seven is wrong"

@pytest.mark.ci("what takes long")
@pytest.mark.parametrize("number", range(3))
def test_long(number):
    pass

@pytest.mark.parametrize("number", range(2))
def test_impossible(number):
    pytest.skip("there is no moon here")
"""


@pytest.fixture
def run(tmp_path):
    """What a run of a small suite prints; its exit status is given."""
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "test_small.py").write_text(TESTS)

    def printed(*arguments, status=1):
        command = [sys.executable, "-m", "pytest", "-q", "-p", "autograder.tests.suite"]
        ran = subprocess.run(
            [*command, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert ran.returncode == status, ran.stdout + ran.stderr
        return ran.stdout.splitlines()

    return printed


@pytest.mark.parametrize("processes", ["0", "2"])
def test_a_failure_is_named_when_it_happens(run, processes):
    """Its name and reason are there while others still run, and there are no dots."""
    lines = run("-n", processes)
    failure = "FAILED test_small.py::test_numbers[7]: AssertionError: seven is wrong"
    first, last = lines.index(failure), lines.index(next(x for x in lines if x.startswith("22 of")))
    assert first < last and "22 of 22 tests, 1 failed" in lines[last]
    assert not any(line.startswith("...") for line in lines)


@pytest.mark.parametrize("processes", ["0", "2"])
def test_the_last_lines_say_what_was_left_out(run, processes):
    """A line for each reason, with the number of tests, and the command that runs the rest."""
    lines = run("-n", processes)
    assert "2 tests could not run here: there is no moon here" in lines
    at = lines.index("3 tests left to CI: what takes long")
    assert lines[at + 1] == "`python -m pytest --all` runs those, too"


@pytest.mark.parametrize(
    "arguments", [["--all"], ["-m", "ci"], ["test_small.py::test_long"]], ids=" ".join
)
def test_marked_tests_run_where_they_are_asked_for(run, arguments):
    """With --all, by their mark, or by name; nothing is then said to be left out."""
    lines = run(*arguments, status=1 if arguments == ["--all"] else 0)
    assert "3 passed" in lines[-1] or "22 passed" in lines[-1]
    assert not any("left to CI" in line for line in lines)
