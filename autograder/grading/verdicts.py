"""The verdicts on what a submission answers, within a budget, and whoever's fault a failure is."""

from __future__ import annotations

from ..core.records import REFUSED, Case, Observation, Verdict
from ..core.untrusted import complain
from ..sandbox.bounded import Budget, Exceeded, Failed, exceeds
from .judging.outcome import CANNOT_BE_JUDGED, text_of
from .reference import Reference

JUDGING_SECONDS, A_CALL = 40.0, 20.0
"""Processor time that judges of large answers may take for a submission, and for one answer."""

MANY_VALUES = 2_000
"""Numbers outside of arrays. Up to so many an answer is judged in this process, at once."""


class JudgeFault(RuntimeError):
    """A judge fails on the reference's own answer: a fault of ours."""


class Verdicts:
    """Has the answers of one submission judged."""

    def __init__(self, reference: Reference):
        self.reference = reference
        self.budget = Budget(JUDGING_SECONDS, A_CALL)

    def on(self, case: Case, observation: Observation) -> Verdict:
        """The judge's verdict. Where a judge fails, it is asked about the reference's answer.

        Where it fails on that too, no answer has had a part in it: the fault is ours, a
        JudgeFault. Otherwise the answer is wrong; staff see the exception.
        """
        try:
            return self._judged(case, observation)
        except Exceeded:
            return Verdict(REFUSED, "the answer is larger than any correct one")
        except Failed as failed:
            complain(str(failed))
        except Exception:
            complain()
        from .local import LocalWorker

        try:
            case.judge(LocalWorker(self.reference.functions).observe(case.ask))
        except Exception as error:
            name = case.ask.function
            raise JudgeFault(f"a judge of {name} fails on the correct answer") from error
        return Verdict(REFUSED, CANNOT_BE_JUDGED)

    def _judged(self, case, observation):
        """A judge's verdict. Of answers in many pieces it gets no more than a budget."""
        if not is_large(observation):
            return case.judge(observation)
        return Verdict(*self.budget.run(lambda: with_text(case.judge(observation))))


def with_text(verdict: Verdict) -> Verdict:
    """The verdict with its details as a text, which holds no values any more."""
    return verdict._replace(details=text_of(verdict))


def is_short(observation: Observation) -> bool:
    """Whether a worker sent no more bytes than `MANY_VALUES`: each value takes one at least."""
    return 0 < observation.size <= MANY_VALUES


def is_large(observation: Observation) -> bool:
    """Whether an answer has so many numbers outside of arrays that judging it may take long."""
    return not is_short(observation) and exceeds(observation.value, MANY_VALUES)
