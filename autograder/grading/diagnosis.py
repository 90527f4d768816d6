"""Which known mistakes a failed question looks like: one, or two at once.

The mistake is put into the reference, and the question's checks are run on the
same inputs. If every answer is the student's own, its hint is theirs too. Where
an answer hangs on random numbers or rounding, the checks that pass and fail must
be the same ones, and fail with the same complaint.
"""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Sequence

import numpy as np

from ..core.records import Ask, Judged, Observation
from .judging.compare import difference
from .local import LocalWorker
from .mistakes import EditFails, Mistake, mistakes_of, wrong_version
from .reference import Reference, replaced
from .runs import settled

SAME = 1e-8
CHEAP_SECONDS, SOME = 0.005, 2
"""Of each family so many cases that pass, and take no longer, tell which mistakes spare them."""

NUMBER = re.compile(r"\d+(\.\d+)?(e[-+]?\d+)?")


def diagnose(judged: Sequence[Judged], reference: Reference, at_once: int) -> tuple[Mistake, ...]:
    """The first known mistakes, so many at once, that answer all checks alike; none where none do.

    They are looked for in the first function that fails. Two together may never end: this has
    to run within a budget.
    """
    failed = [one for one in judged if not one.verdict.passed]
    if not failed or failed[0].observation.kind not in ("returned", "raised"):
        return ()
    if at_once > 1 and all(one.observation.kind == "raised" for one in failed):
        return ()  # Many pairs raise an exception of the same type, whatever they are about.
    function = failed[0].case.ask.function
    # Cheap checks first, and failed ones before others: most mistakes differ there, and
    # the rest need not be run.
    concerned = sorted((one for one in judged if one.case.ask.function == function), key=_how_late)
    known = mistakes_of(function)
    if at_once > 1:  # Many ways: only where something is right, and neither alone takes that.
        right = _some_that_pass(concerned)
        if not right:
            return ()
        known = [one for one in known if _spares(right, one, reference)]
    ways = itertools.combinations(known, at_once)
    return next((way for way in ways if _look_like(concerned, way, reference)), ())


def _how_late(judged):
    """A key that sorts what takes long, here or with a mistake, behind what does not."""
    long = judged.case.brief is not None
    return long, round(judged.observation.cpu_seconds, 2), judged.verdict.passed


def _some_that_pass(judged):
    """Of each family the first cases that pass, and are cheap to ask."""
    found: dict[int, list[Judged]] = {}
    for one in judged:
        if one.verdict.passed and one.observation.cpu_seconds < CHEAP_SECONDS:
            found.setdefault(id(one.family), []).append(one)
    return [one for of_family in found.values() for one in of_family[:SOME]]


def _spares(right, mistake, reference):
    """Whether what passes would pass with this mistake as well."""
    worker = LocalWorker(reference.functions)
    with _changed(reference.functions, (mistake,)):
        return all(_verdict(one.case, worker.observe(one.case.ask), worker).passed for one in right)


def _look_like(judged, mistakes, reference):
    worker = LocalWorker(reference.functions)
    try:
        with _changed(reference.functions, mistakes):
            return all(_alike(one, worker) for one in judged)
    except EditFails:
        return False


@contextlib.contextmanager
def _changed(functions, mistakes):
    """The reference with these mistakes in it."""
    by_target: dict[str, list[Mistake]] = {}
    for mistake in mistakes:
        by_target.setdefault(mistake.target, []).append(mistake)
    with contextlib.ExitStack() as stack:
        for target, own in by_target.items():
            stack.enter_context(replaced(functions, target, wrong_version(own, functions)))
        yield


def _alike(one: Judged, worker: LocalWorker):
    other = worker.observe(one.case.ask)
    if one.verdict.passed:
        return _verdict(one.case, other, worker).passed
    own = one.observation
    if own.kind != other.kind or own.changed != other.changed:
        return False
    if own.raised is not None and other.raised is not None:
        return own.raised.type == other.raised.type
    same = other.kind != "returned" or _same(own.value, other.value)
    if not same and not one.case.alike and not _hangs_on_chance(one.case.ask):
        return False
    if same and one.case.beside is None:
        return True  # This very answer was judged already.
    verdict = _verdict(one.case, other, worker)
    if same or verdict.passed:
        return not verdict.passed
    if _complaint(verdict) != _complaint(one.verdict):
        return False
    if one.case.alike:
        return one.case.alike(own.value, other.value)
    return _by_chance(one.case.ask, other, worker)


def _verdict(case, answer, worker):
    verdict = case.judge(answer)
    if verdict.passed or case.beside is None:
        return verdict
    return settled(verdict, answer, worker.observe(case.beside))


def _complaint(verdict):
    """What a judge says, but for the numbers in it and what it shows behind a colon."""
    return verdict.status, NUMBER.sub("#", verdict.summary.partition(":")[0])


def _hangs_on_chance(asked: Ask):
    """Whether chance may have a part in an answer."""
    return bool(asked.script and asked.script.chance) or "seed" in asked.inputs


def _by_chance(asked: Ask, answer: Observation, worker: LocalWorker):
    """Whether an equally mistaken function may answer otherwise: what chance has a part in.

    The same answer from another seed owes nothing to chance.
    """
    chance = asked.script.chance if asked.script else ""
    if chance == "order":
        return True
    if chance == "rounding":
        return "h" not in asked.inputs
    if "seed" not in asked.inputs:
        return False
    other_seed = {**asked.inputs, "seed": asked.inputs["seed"] + 1}
    other = worker.observe(asked._replace(inputs=other_seed))
    return other.kind != answer.kind or not _same(answer.value, other.value)


def _same(value, other):
    """Whether two answers agree, and are not finite at the same places."""
    found = difference(value, other, SAME)
    if found is None or found.kind != "finite":
        return found is None
    numbers = difference(_each(value, _zeroed), _each(other, _zeroed), SAME)
    places = difference(_each(value, _finite), _each(other, _finite), SAME)
    return numbers is None and places is None


def _zeroed(array):
    return np.nan_to_num(array, nan=0.0, posinf=0.0, neginf=0.0)


def _finite(array):
    """1 where a number is finite, and 0 elsewhere."""
    return np.isfinite(array).astype(float)


def _each(value, change):
    """Plain data with `change` applied to each number and each array of numbers."""
    if isinstance(value, (list, tuple)):
        return type(value)(_each(item, change) for item in value)
    if isinstance(value, dict):
        return {key: _each(item, change) for key, item in value.items()}
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return change(np.float64(value))
    if isinstance(value, np.ndarray) and value.dtype.kind in "iuf":
        return change(value.astype(np.float64))
    return value
