"""Judges distrust the form of an answer: none calls too little, too much or nothing correct."""

import pytest

from autograder.core.records import Observation

from .test_fuzz import all_checks, right_answer

ONE_THING = {
    "the order is rng's",
    "real digits",
    "full descent stays in a poor minimum",
    "minibatches leave a poor minimum",
}
"""Checks that look at the order or the params alone, and leave the rest of a run to others."""


def variants(value, depth=8):
    """The value with something left out, doubled or emptied, so deep in its lists."""
    if not isinstance(value, (list, tuple)) or depth == 0:
        return
    kind = type(value)
    yield kind()
    yield kind([*value, *value])
    if value:
        yield kind(value[:-1])
        yield kind(value[1:])
        yield kind([*value, value[-1]])
        yield kind([kind()] * len(value))
        for place in (0, len(value) - 1):
            for other in variants(value[place], depth - 1):
                yield kind([*value[:place], other, *value[place + 1 :]])


NOTHING = ([], [[]], [[[]]], [[], []], [([], [])], ([], []), (), {}, None, "", [()], [[[], []]])


def checks_of(number):
    """The checks that right answers pass, in groups of one call, each with its right answer."""
    groups = {}
    for index, (one, check) in enumerate(all_checks()):
        right = right_answer(index)
        if one == number and passes(check, right):
            groups.setdefault(id(check.ask), (right, []))[1].append(check)
    return list(groups.values())


def passes(check, value):
    return check.judge(Observation("returned", value=value)).passed


@pytest.mark.parametrize("number", sorted({number for number, _ in all_checks()}))
def test_nothing_passes_no_check(number):
    """An answer with nothing in it is no correct one, however it is nested."""
    for right, checks in checks_of(number):
        for value in NOTHING:
            if repr(value) != repr(right):
                assert not any(passes(check, value) for check in checks), (checks[0].title, value)


@pytest.mark.parametrize("number", sorted({number for number, _ in all_checks()}))
def test_no_answer_of_a_wrong_form_is_right(number):
    """What is short, long, doubled or emptied anywhere fails one of the checks that look at it."""
    for right, checks in checks_of(number):
        for value in variants(right, 1 if checks[0].title in ONE_THING else 8):
            if repr(value) != repr(right):
                told = (checks[0].title, repr(value)[:200])
                assert not all(passes(check, value) for check in checks), told


def test_there_are_checks_of_every_question():
    """So none of the tests above is about nothing."""
    numbers = {number for number, _ in all_checks()}
    assert len(numbers) == 28 and all(map(checks_of, numbers))
