"""One submission being graded, question by question."""

from __future__ import annotations

import math
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .diagnosis import diagnose
from .judging.outcome import TIME_IS_UP, outcome_of, outcome_of_import, outcome_with_borrowed
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

MAX_KEPT_BYTES = 32 * 2**20


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
        self.unusable: dict[str, Observation] = {}
        self.causes: dict[str, tuple[Cause, ...]] = {}

    def grade(self, checks: Sequence[Check], case: QuestionCase) -> Outcome:
        """The outcome of a question: as handed in, or with borrowed functions if that is better.

        A failed one is compared with the known mistakes.
        """
        run = self._run(checks, case)
        outcome = run.outcome(case)
        causes: tuple[Cause, ...] = ()
        if outcome.score < case.max_score:
            causes = _causes(run, outcome, case)
            if outcome.status != TODO:
                outcome, causes = self._second_look(run, outcome, case, causes)
        self.causes |= {check.ask.function: causes for check in checks}
        return outcome

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
                # The values are kept for the diagnosis, which needs those that are wrong.
                if verdict.passed or kept > MAX_KEPT_BYTES:
                    observation = replace(observation, value=None)
                judged.append(Judged(check, observation, verdict))
            return Run(checks, tuple(judged))

    def _verdict(self, check, observation):
        """The judge's verdict. Where a judge fails, it is asked about the reference's answer.

        If it can judge that one, the fault lies with the answer, which is then
        wrong, and not with us; staff see the exception.
        """
        try:
            return check.judge(observation)
        except Exception:
            own = LocalWorker(self.reference.functions).observe(check.ask)
            if not check.judge(own).passed:
                raise
            traceback.print_exc()
            return Verdict(REFUSED, "the answer cannot be judged")

    def _load(self, worker, module):
        """Import a file of the submission; one that hangs or dies is tried only once."""
        if module in self.unusable:
            return self.unusable[module]
        loaded = worker.observe(ask(f"{module}.", probe="load"))
        if loaded.kind in ("timeout", "died"):
            self.unusable[module] = loaded
        return loaded

    def _diagnosed(self, run, outcome, case):
        try:
            mistake = diagnose(run.judged, self.reference)
        except Exception:  # A hint is worth no points: an answer must not gain any by it.
            traceback.print_exc()
            return outcome
        if mistake is None:
            return outcome
        return replace(run.outcome(case, mistake.hint), mistake=mistake.name)

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


def _causes(run, outcome, case) -> tuple[Cause, ...]:
    """The functions of a question that did not get full points, and in what state they are."""
    absent = run.loaded is not None and run.loaded.kind == "missing"
    why = {TODO: MISSING if absent else UNWRITTEN, BLOCKED: UNTRIED}.get(outcome.status, BUGGY)
    names = [""] if case.hidden else [f"`{name}` ({case.number})" for name in _names(run.checks)]
    return tuple(Cause(name, why) for name in names)


def _names(checks):
    """The names of the functions that the checks call, each once."""
    return dict.fromkeys(check.ask.name for check in checks)
