"""Which known mistake a failed question looks like.

The mistake is put into the reference, and the question's checks are run on the
same inputs. If every answer is the student's own, its hint is theirs too. Where
answers hang on random numbers or rounding, the checks that pass and fail must
be the same ones.
"""

from __future__ import annotations

from collections.abc import Sequence

from .judging.compare import difference
from .local import LocalWorker
from .mistakes import Mistake, mistakes_of
from .records import Judged, Observation
from .reference import Reference, replaced

SAME = 1e-8
COMPARED_BY_VERDICT = frozenset(
    {
        "epochs_of_minibatches",
        "minibatches_of_seeds",
        "refused_batch_size",
        "train",
        "train_with_seeds",
        "train_epoch_by_epoch",
        "measured_gradient",
        "measured_jacobian",
        "checked_gradient",
    }
)


def diagnose(judged: Sequence[Judged], reference: Reference) -> Mistake | None:
    """The first known mistake that answers all checks of the first failed function alike."""
    failed = [one for one in judged if not one.verdict.passed]
    if not failed or failed[0].observation.kind not in ("returned", "raised"):
        return None
    function = failed[0].check.ask.function
    # Cheap checks first, and failed ones before others: most mistakes differ there, and
    # the rest need not be run.
    concerned = sorted(
        (one for one in judged if one.check.ask.function == function),
        key=lambda one: (round(one.observation.cpu_seconds, 1), one.verdict.passed),
    )
    for mistake in mistakes_of(function):
        if _looks_like(concerned, mistake, reference):
            return mistake
    return None


def _looks_like(judged, mistake, reference):
    worker = LocalWorker(reference.functions)
    with replaced(reference.functions, mistake.target, mistake.wrong):
        return all(_alike(one, worker.observe(one.check.ask)) for one in judged)


def _alike(one: Judged, other: Observation):
    if one.check.judge(other).passed != one.verdict.passed:
        return False
    if one.check.ask.probe in COMPARED_BY_VERDICT or one.verdict.passed:
        return True
    if one.observation.kind != other.kind or one.observation.changed != other.changed:
        return False
    if other.kind == "raised":
        return True
    return other.kind != "returned" or _same(one.observation.value, other.value)


def _same(value, other):
    found = difference(value, other, SAME)
    return found is None or found.kind == "finite"
