"""Judges distrust the form of an answer: none calls too little, too much or nothing correct."""

import pytest

from autograder.assignment.part_5_sgd.scripts import minibatches_of_seeds, train_with_seeds
from autograder.core.records import Observation
from autograder.grading.calls import call_twice

from .cases import all_cases
from .test_fuzz import right_answer

DEPTH = 8
ONE_THING = (call_twice, minibatches_of_seeds, train_with_seeds)
"""Scripts whose judges look at one part of each answer: other families look at the others."""

EDITS = {
    "emptied": lambda value: [],
    "doubled": lambda value: [*value, *value],
    "without its last": lambda value: value[:-1],
    "without its first": lambda value: value[1:],
    "with its last twice": lambda value: [*value, *value[-1:]],
    "of empty things": lambda value: [type(value)()] * len(value),
}


def edited(value, path, edit):
    """The value with the list at a path of first and last items edited; as it is without one."""
    if not isinstance(value, (list, tuple)):
        return value
    if not path:
        return type(value)(edit(value))
    if not value:
        return value
    items = list(value)
    items[path[0]] = edited(items[path[0]], path[1:], edit)
    return type(value)(items)


def paths(value, depth=DEPTH):
    """All paths of first and last items to the lists of a value, as `edited` takes them."""
    if isinstance(value, (list, tuple)) and depth:
        yield ()
        if value:
            yield from (
                (place, *rest) for place in (0, -1) for rest in paths(value[place], depth - 1)
            )


NOTHING = ([], [[]], [[[]]], [[], []], [([], [])], ([], []), (), {}, None, "", [()], [[[], []]])


def cases_of(number):
    """The cases of a question that earn points, each as (family, case, its correct answer).

    Without those of manners, which look at no numbers and earn nothing alone, but for `form`.
    """
    found = []
    for index, (one, family, case) in enumerate(all_cases()):
        if one != number or family.gate or looks_away(family, case):
            continue
        if passes(case, right_answer(index)):
            found.append((family, case, right_answer(index)))
    return found


def looks_away(family, case):
    return family.manners and (case.ask.script is call_twice or passes(case, None))


def grouped(items, key):
    """Lists of the items whose keys are equal."""
    groups = {}
    for one in items:
        groups.setdefault(key(one), []).append(one)
    return list(groups.values())


def passes(case, value):
    return case.judge(Observation("returned", value=value)).passed


QUESTIONS = sorted({number for number, _, _ in all_cases()})


@pytest.mark.parametrize("number", QUESTIONS)
def test_nothing_earns_nothing(number):
    """A function whose answers have nothing in them passes no family, however they are nested."""
    for cases in grouped(cases_of(number), lambda one: id(one[0])):
        if cases[0][0].manners:
            continue
        for value in NOTHING:
            told = (cases[0][0].title, value)
            unlike = [case for _, case, right in cases if repr(value) != repr(right)]
            assert not all(passes(case, value) for case in unlike), told


@pytest.mark.parametrize("number", QUESTIONS)
def test_no_answer_of_a_wrong_form_is_right(number):
    """A function whose answers are short, long, doubled or emptied anywhere fails a case."""
    for cases in grouped(cases_of(number), lambda one: one[1].ask.script):
        script = cases[0][1].ask.script
        depth = 1 if script in ONE_THING else DEPTH
        for path in sorted({path for *_, right in cases for path in paths(right, depth)}):
            for name, edit in EDITS.items():
                told = (script and script.run.__name__, path, name)
                assert_seen(
                    [(case, right, edited(right, path, edit)) for _, case, right in cases], told
                )


def assert_seen(edited_answers, told):
    """Of the answers that are no longer the correct ones, if there are any, one fails."""
    unlike = [(case, value) for case, right, value in edited_answers if repr(value) != repr(right)]
    assert not unlike or not all(passes(case, value) for case, value in unlike), told


def test_there_are_cases_of_every_question():
    """So none of the tests above is about nothing."""
    assert len(QUESTIONS) == 28 and all(map(cases_of, QUESTIONS))
