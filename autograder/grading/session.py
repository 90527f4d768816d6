"""One submission being graded, question by question."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from ..core.records import (
    TODO,
    UNTRIED,
    Cause,
    Family,
    Judged,
    Observation,
    Outcome,
    Verdict,
)
from ..core.untrusted import complain
from ..sandbox.bounded import CAN_FORK, Budget, Exceeded, Failed
from ..sandbox.starters import SandboxFault
from .case import QuestionCase
from .judging.outcome import (
    TIME_IS_UP,
    outcome_with_borrowed,
    unjudged,
)
from .lending import ReferenceLender
from .pictures import with_picture
from .reference import Reference
from .runs import (
    Place,
    Run,
    asked_alone,
    asks_of,
    cases_by_ask,
    in_order,
    own_causes,
    settled,
    timed_again,
    up_to_a_failure,
)
from .verdicts import JudgeFault, Verdicts, is_large, is_short

MAX_KEPT_BYTES = 32 * 2**20
NOT_REACHED = "not reached, since the process had ended"

DIAGNOSIS_SECONDS, A_CALL = 80.0, 20.0
PAIRS_SECONDS, PAIRS_OF_A_QUESTION = 1.5, 0.5
"""Processor time that the diagnosis may take for a submission, and for one question."""

SHORTER = 0.5
"""Of its time a question has so much in a process that was asked others. What takes longer is asked
again in a new one, as all that fails there."""

NOT_KEPT = object()
"""In the place of a value that was let go: it agrees with no other."""


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
        self.verdicts = Verdicts(reference)
        self.diagnosing = {
            1: Budget(DIAGNOSIS_SECONDS, A_CALL),
            2: Budget(PAIRS_SECONDS, PAIRS_OF_A_QUESTION),
        }
        self.process: Any = None
        self.unusable: dict[str, Observation] = {}
        self.causes: dict[str, tuple[Cause, ...]] = {}

    def grade(self, families: Sequence[Family], case: QuestionCase) -> Outcome:
        """The outcome of a question: as handed in, or with borrowed functions if that is better.

        A failed one is compared with the known mistakes. What goes wrong with an answer in
        hand is the answer's doing: only what fails without one is a fault of ours.
        """
        run = self._first_run(families, case)
        try:
            outcome, causes = self._looked_at(run, case)
        except (SandboxFault, JudgeFault):
            raise
        except Exception:
            complain()
            outcome = unjudged(case.max_score)
            causes = own_causes(run, outcome, case)
        self.causes |= {asked.function: causes for asked in asks_of(families)}
        return with_picture(outcome, run.judged, case)

    def close(self):
        """End what still runs of the submission."""
        process, self.process = self.process, None
        if process:
            process.end()

    def _looked_at(self, run, case):
        """The outcome of a run, and what is broken in the submission by it."""
        outcome = run.outcome(case)
        if outcome.score >= case.max_score:
            return outcome, ()
        causes = own_causes(run, outcome, case)
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
            # All is asked again: an answer may hang on what was asked before.
            borrowed_run = self._run(run.families, case, lender)
            borrowed = borrowed_run.outcome(case)
            if borrowed.score > outcome.score:
                broken = self._broken(lender)
                causes = broken if borrowed.score >= case.max_score else (*causes, *broken)
                diagnosed = self._diagnosed(borrowed_run, borrowed, case)
                return outcome_with_borrowed(diagnosed, broken), causes
        return self._diagnosed(run, outcome, case), causes

    def _first_run(self, families, case) -> Run:
        """As the process answers that was asked the visible questions before.

        What falls short there is asked in a new one, where no earlier question has a part in it.
        A hidden question shares none: its inputs could come out where students read.
        """
        if case.hidden:
            return self._run(families, case)
        if self.process and self.process.usable:
            seconds = SHORTER * case.deadline
            run = self._asked(self.process, families, case, seconds, wanted=up_to_a_failure)
            if run.passed:
                return run
        self.close()
        self.process = self.workers.process(self.files)
        return self._in_new(self.process, families, case)

    def _run(self, families, case, lender=None) -> Run:
        """As a process answers that is asked nothing else."""
        with self.workers.process(self.files) as process:
            return self._in_new(process, families, case, lender)

    def _in_new(self, process, families, case, lender=None) -> Run:
        """As a new process answers. A file whose import hangs or dies there is tried only once."""
        run = self._asked(process, families, case, case.deadline, lender)
        if run.loaded is not None and run.loaded.kind in ("timeout", "died"):
            self.unusable[asks_of(families)[0].module] = run.loaded
        return timed_again(run, partial(self._run, case=case, lender=lender))

    def _asked(self, process, families, case, seconds, lender=None, wanted=iter) -> Run:
        left = self.until - time.monotonic()
        if left <= 0:
            return Run(families, loaded=Observation("timeout", reason=TIME_IS_UP))
        with process.asked(seconds, lender, left) as worker:
            asks = asks_of(families)
            loaded = self.unusable.get(asks[0].module) or worker.load(asks[0].module)
            if loaded.kind != "returned":
                return Run(families, loaded=loaded)
            return Run(families, in_order(wanted(self._judge_each(families, asks, worker))))

    def _judge_each(self, families, asks, worker) -> Iterator[tuple[Place, Judged]]:
        """Every case with its verdict and its place among the families, as the answers come."""
        of_ask = cases_by_ask(families)
        beside = {id(case.beside) for one in families for case in one.cases}
        own: dict[int, Observation] = {}
        ended: Verdict | None = None
        kept = 0
        for asked, observation in zip(asks, worker.observe_each(asks), strict=True):
            kept += observation.size
            large = is_large(observation)
            if id(asked) in beside and not large:
                own[id(asked)] = observation
            for place, family, case in of_ask.get(id(asked), ()):
                # Whoever has used up all the time fails the gates that are about time.
                late = family.gate and observation.kind == "timeout"
                verdict = (not late and ended) or self.verdicts.on(case, observation)
                verdict = settled(verdict, observation, own.get(id(case.beside)))
                # The values are kept for the diagnosis, which needs those that are wrong. No
                # known mistake answers with so much.
                unwanted = large or (verdict.passed and not is_short(observation))
                full = kept > MAX_KEPT_BYTES
                seen = observation._replace(value=NOT_KEPT) if unwanted or full else observation
                yield place, Judged(family, case, seen, verdict)
            if observation.kind in ("timeout", "died"):
                ended = ended or Verdict(observation.kind, NOT_REACHED)

    def _diagnosed(self, run, outcome, case):
        """The outcome with the known mistakes that it looks like: one, or else two at once."""
        if outcome.score >= case.max_score:
            return outcome
        for at_once in self.diagnosing:
            if found := self._known(run, at_once):
                names, hints = zip(*found, strict=True)
                return run.outcome(case, _one_hint(hints))._replace(mistake=" + ".join(names))
        run, hint = asked_alone(run, partial(self._run, case=case))
        return run.outcome(case, hint)

    def _known(self, run, at_once):
        """Names and hints of the known mistakes, where they are found in time.

        A hint is worth no points: without one, the verdict stands as it is.
        """
        # Loaded where something has failed, and here: what is looked up runs in a fork of this.
        from .diagnosis import diagnose
        from .mistakes import all_mistakes

        all_mistakes()
        if at_once > 1 and not CAN_FORK:
            return []  # Nothing could end two that never end together.
        try:
            return self.diagnosing[at_once].run(
                lambda: _names_of(diagnose(run.judged, self.reference, at_once))
            )
        except Exceeded:
            return []
        except Failed as failed:
            complain(str(failed))
            return []

    def _broken(self, lender):
        """What is broken in the submission, of what was borrowed: the first causes."""
        used = [name for name in lender.names if name in lender.used]
        causes = [cause for name in used for cause in self.causes.get(name, ())]
        named = (Cause(f"`{name.partition('.')[2]}`", UNTRIED) for name in used)
        return tuple(dict.fromkeys(causes)) or tuple(named)


def _names_of(mistakes):
    """Mistakes as plain data: their names and hints."""
    return [(mistake.name, mistake.hint) for mistake in mistakes]


def _one_hint(hints):
    return hints[0] if len(hints) == 1 else f"two things. One: {hints[0]} The other: {hints[1]}"
