"""One submission being graded, question by question."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .bounded import Budget, Exceeded, Failed, exceeds
from .diagnosis import diagnose
from .judging.outcome import (
    CANNOT_BE_JUDGED,
    TIME_IS_UP,
    outcome_of,
    outcome_of_import,
    outcome_with_borrowed,
    unjudged,
)
from .lending import ReferenceLender
from .local import LocalWorker
from .questions.case import QuestionCase
from .records import (
    BLOCKED,
    BUGGY,
    MISSING,
    REFUSED,
    TODO,
    UNTRIED,
    UNWRITTEN,
    Cause,
    Check,
    Judged,
    Observation,
    Outcome,
    Verdict,
    ask,
)
from .reference import Reference
from .sandbox.starters import SandboxFault
from .untrusted import complain

MAX_KEPT_BYTES = 32 * 2**20

JUDGING_SECONDS, DIAGNOSIS_SECONDS, A_CALL = 40.0, 80.0, 20.0
"""Processor time that judges of large answers, and the diagnosis, may take for a submission."""

NOT_KEPT = object()
"""In the place of a value that was let go: it agrees with no other."""

MANY_VALUES = 2_000
"""Numbers outside of arrays. Up to so many an answer is judged in this process, at once."""


class JudgeFault(RuntimeError):
    """A judge fails on the reference's own answer: a fault of ours."""


@dataclass(frozen=True)
class Run:
    """A question's checks as they were judged; where its file could not be imported, `loaded`."""

    checks: Sequence[Check]
    judged: tuple[Judged, ...] = ()
    loaded: Observation | None = None

    def outcome(self, case: QuestionCase, hint: str = "") -> Outcome:
        """What the run comes to for a question."""
        if self.loaded is not None:
            return outcome_of_import(self.checks[0].ask, self.loaded, case.max_score, case.hidden)
        return outcome_of(self.judged, case.max_score, case.hidden, hint)


class Session:
    """What the questions need to grade one submission: workers that hold it, and the reference.

    `workers` are Workers, or LocalWorkers for a trusted package. `seconds` is the
    time for all questions together; those that come later are not run.
    """

    def __init__(
        self,
        files: Mapping[str, bytes],
        workers: Any,
        reference: Reference,
        seed: int,
        seconds: float = math.inf,
    ):
        self.files = files
        self.workers = workers
        self.reference = reference
        self.seed = seed
        self.until = time.monotonic() + seconds
        self.judging = Budget(JUDGING_SECONDS, A_CALL)
        self.diagnosing = Budget(DIAGNOSIS_SECONDS, A_CALL)
        self.unusable: dict[str, Observation] = {}
        self.causes: dict[str, tuple[Cause, ...]] = {}

    def grade(self, checks: Sequence[Check], case: QuestionCase) -> Outcome:
        """The outcome of a question: as handed in, or with borrowed functions if that is better.

        A failed one is compared with the known mistakes. What goes wrong with an answer in
        hand is the answer's doing: only what fails without one is a fault of ours.
        """
        run = self._run(checks, case)
        try:
            outcome, causes = self._looked_at(run, case)
        except (SandboxFault, JudgeFault):
            raise
        except Exception:
            complain()
            outcome = unjudged(case.max_score)
            causes = _own_causes(run, outcome, case)
        self.causes |= {check.ask.function: causes for check in checks}
        return outcome

    def _looked_at(self, run, case):
        """The outcome of a run, and what is broken in the submission by it."""
        outcome = run.outcome(case)
        if outcome.score >= case.max_score:
            return outcome, ()
        causes = _own_causes(run, outcome, case)
        if outcome.status == TODO:
            return outcome, causes
        return self._second_look(run, outcome, case, causes)

    def _second_look(self, run, outcome, case, causes):
        """The outcome with borrowed functions, where it is better, and what is broken then.

        A function that has full points of its own is not to blame, and is not replaced.
        """
        suspected = [name for name in case.borrowed if self.causes.get(name) != ()]
        if suspected:
            lender = ReferenceLender(self.reference, suspected)
            borrowed_run = self._run(run.checks, case, lender)
            borrowed = borrowed_run.outcome(case)
            if borrowed.score > outcome.score:
                broken = self._broken(lender)
                causes = broken if borrowed.score >= case.max_score else (*causes, *broken)
                diagnosed = self._diagnosed(borrowed_run, borrowed, case)
                return outcome_with_borrowed(diagnosed, broken), causes
        return self._diagnosed(run, outcome, case), causes

    def _run(self, checks, case, lender=None) -> Run:
        seconds = min(case.deadline, self.until - time.monotonic())
        if seconds <= 0:
            return Run(checks, loaded=Observation("timeout", reason=TIME_IS_UP))
        with self.workers.start(self.files, seconds, lender) as worker:
            loaded = self._load(worker, checks[0].ask.module)
            if loaded.kind != "returned":
                return Run(checks, loaded=loaded)
            judged: list[Judged] = []
            kept = 0
            for check in checks:
                verdict = _not_reached(judged)
                observation = worker.observe(check.ask)
                verdict = verdict or self._verdict(check, observation)
                kept += observation.size
                # The values are kept for the diagnosis, which needs those that are wrong. No known
                # mistake answers with so much.
                if (
                    verdict.passed
                    or kept > MAX_KEPT_BYTES
                    or exceeds(observation.value, MANY_VALUES)
                ):
                    observation = replace(observation, value=NOT_KEPT)
                judged.append(Judged(check, observation, verdict))
            return Run(checks, tuple(judged))

    def _verdict(self, check, observation):
        """The judge's verdict. Where a judge fails, it is asked about the reference's answer.

        Where it fails on that too, no answer has had a part in it: the fault is ours.
        Otherwise the answer is wrong; staff see the exception.
        """
        try:
            return self._judged(check, observation)
        except Exceeded:
            return Verdict(REFUSED, "the answer is larger than any correct one")
        except Failed as failed:
            complain(str(failed))
        except Exception:
            complain()
        try:
            check.judge(LocalWorker(self.reference.functions).observe(check.ask))
        except Exception as error:
            raise JudgeFault(f"the judge of {check.title!r} fails on the right answer") from error
        return Verdict(REFUSED, CANNOT_BE_JUDGED)

    def _judged(self, check, observation):
        """A judge's verdict. Of answers in many pieces it gets no more than a budget."""
        if not exceeds(observation.value, MANY_VALUES):
            return check.judge(observation)
        return Verdict(**self.judging.run(lambda: vars(check.judge(observation))))

    def _load(self, worker, module):
        """Import a file of the submission; one that hangs or dies is tried only once."""
        if module in self.unusable:
            return self.unusable[module]
        loaded = worker.observe(ask(f"{module}.", probe="load"))
        if loaded.kind in ("timeout", "died"):
            self.unusable[module] = loaded
        return loaded

    def _diagnosed(self, run, outcome, case):
        """The outcome with the known mistake that it looks like, where one is found in time.

        A hint is worth no points: without one, the verdict stands as it is.
        """
        try:
            found = self.diagnosing.run(lambda: _names_of(diagnose(run.judged, self.reference)))
        except Exceeded:
            return outcome
        except Failed as failed:
            complain(str(failed))
            return outcome
        if found is None:
            return outcome
        name, hint = found
        return replace(run.outcome(case, hint), mistake=name)

    def _broken(self, lender):
        """What is broken in the submission, of what was borrowed: the first causes."""
        used = [name for name in lender.names if name in lender.used]
        causes = [cause for name in used for cause in self.causes.get(name, ())]
        named = (Cause(f"`{name.partition('.')[2]}`", UNTRIED) for name in used)
        return tuple(dict.fromkeys(causes)) or tuple(named)


def _not_reached(judged):
    """The verdict on a check whose process was ended by an earlier one; None if it lives."""
    ended = [one.verdict for one in judged if one.observation.kind in ("timeout", "died")]
    if not ended:
        return None
    return Verdict(ended[0].status, "not reached, since the process had ended")


def _names_of(mistake):
    """A mistake as plain data: its name and its hint."""
    return mistake and (mistake.name, mistake.hint)


def _own_causes(run, outcome, case) -> tuple[Cause, ...]:
    """The functions of a question that did not get full points, and in what state they are."""
    absent = run.loaded is not None and run.loaded.kind == "missing"
    why = {TODO: MISSING if absent else UNWRITTEN, BLOCKED: UNTRIED}.get(outcome.status, BUGGY)
    names = [""] if case.hidden else [f"`{name}` ({case.number})" for name in _names(run.checks)]
    return tuple(Cause(name, why) for name in names)


def _names(checks):
    """The names of the functions that the checks call, each once."""
    return dict.fromkeys(check.ask.name for check in checks)
