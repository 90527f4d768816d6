"""A hint says what fails, which was seen, and asks what to look at; what passes stands below it."""

import json
import os
import re
import subprocess
import sys

import pytest

from autograder.grading.mistakes import all_mistakes

from .cases import all_cases

CLAIM = re.compile(
    r"\b(correct|fine|works)\b|\ball is\b|(?<!as )\bwell\b|(?<!(?:to|on) the )\bright\b"
    r"|, and (\w+ ){1,4}(is|are|do|does) not\b"
)
SENTENCE = re.compile(r"(?<!\.)[.?](?= |$)")


def hints():
    """Those of the known mistakes and of the families of this process's assignment."""
    families = {family.hint for _, family, _ in all_cases()}
    return sorted({*families, *(mistake.hint for mistake in all_mistakes())} - {""})


def hints_of_the_tiny_assignment():
    tiny = {"AUTOGRADER_ASSIGNMENT": "autograder.tests.tiny.assignment"}
    command = [sys.executable, "-m", __name__]
    ran = subprocess.run(command, env=os.environ | tiny, capture_output=True, check=True)
    return json.loads(ran.stdout)


@pytest.mark.parametrize("hints_of", [hints, hints_of_the_tiny_assignment])
def test_no_hint_claims_that_something_is_correct(hints_of):
    """The student's own mistake may be another one than that of which the hint was thought."""
    found = hints_of()
    assert len(found) > 3 and [hint for hint in found if CLAIM.search(hint)] == []


def test_hints_are_short():
    """One or two sentences."""
    assert [hint for hint in hints() if len(SENTENCE.findall(hint)) > 2] == []


@pytest.mark.parametrize(
    ("hint", "claims"),
    [
        ("correct where W is square: is your size that of the outputs?", True),
        ("one layer is correct, and networks are not", True),
        ("the slopes are right: put them where output k meets input k", True),
        ("with batches of one all is well", True),
        ("the weights move, and the biases do not", True),
        ("is v to the right of J, and u as well?", False),
        ("here W is not square: is your size that of the outputs?", False),
    ],
)
def test_a_claim_is_told_from_a_question(hint, claims):
    """Where it says that something is correct, and not where something is to the right."""
    assert bool(CLAIM.search(hint)) is claims


if __name__ == "__main__":
    print(json.dumps(hints()))
