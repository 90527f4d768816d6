"""One submission being graded, question by question."""

from __future__ import annotations

import functools
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
from ..sandbox.starters import SandboxFault
from .case import QuestionCase
from .judging.outcome import TIME_IS_UP, outcome_with_borrowed, unjudged
from .known import KnownMistakes
from .lending import ReferenceLender
from .pictures import with_picture
from .reference import Reference
from .runs import (
    NOT_REACHED,
    Place,
    Run,
    asked_alone,
    asks_of,
    cases_by_ask,
    first_cases,
    in_order,
    may_be_stub,
    own_causes,
    reached,
    settled,
    timed_again,
    up_to_a_failure,
    with_brief,
)
from .verdicts import JudgeFault, Verdicts, is_large, is_short, with_text

MAX_KEPT_BYTES = 32 * 2**20
ENDED = ("timeout", "died")

SHORTER = 0.1
"""Of its time a question has so much in a process that was asked others: six times what the slowest
correct solution has taken. What takes longer is asked again in a new one, as all that is wrong."""

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
        self.known = KnownMistakes(reference)
        self.process: Any = None
        self.unusable: dict[str, Observation] = {}
        self.causes: dict[str, tuple[Cause, ...]] = {}

    def grade(self, families: Sequence[Family], case: QuestionCase) -> Outcome:
        """The outcome of a question: as handed in, or with borrowed functions if that is better.

        A failed one is compared with the known mistakes. Only what goes wrong without an answer
        in hand is a fault of ours.
        """
        seen = self._among_others(families, case)
        lent = functools.cache(lambda: self._with_lent(families, case))
        if seen.judged and not seen.wrong:
            outcome, causes = self._looked_at(seen, lent, case)
        elif self._fails_alone(seen.wrong, case) and (borrowed := lent()) and borrowed.passed:
            outcome, causes = self._borrowed(borrowed, case)
        else:
            outcome, causes = self._looked_at(self._alone(families, case), lent, case)
        self.causes |= causes
        return outcome

    def close(self):
        """End what still runs of the submission."""
        process, self.process = self.process, None
        if process:
            process.end()

    def _looked_at(self, run, lent, case):
        """The outcome of a run, and what is broken by it, of each function that was asked."""
        try:
            outcome, causes = self._judged_by(run, lent, case)
        except (SandboxFault, JudgeFault):
            raise
        except Exception:
            complain()
            outcome = unjudged(case.max_score)
            causes = own_causes(run, outcome, case)
        return with_picture(outcome, run.judged, case), causes

    def _judged_by(self, run, lent, case):
        outcome = run.outcome(case)
        causes = own_causes(run, outcome, case)
        if outcome.score >= case.max_score or outcome.status == TODO:
            return outcome, causes
        if lent() and lent().outcome(case).score > outcome.score:
            return self._borrowed(lent(), case)
        return self._diagnosed(run, outcome, case), causes

    def _borrowed(self, run, case):
        """The outcome of a run with lent functions, and what is broken: of those, and its own."""
        used = [name for name in run.lender.names if name in run.lender.used]
        causes = [cause for name in used for cause in self.causes.get(name, ())]
        named = (Cause(f"`{name.partition('.')[2]}`", UNTRIED) for name in used)
        broken = tuple(dict.fromkeys(causes)) or tuple(named)
        outcome = self._diagnosed(run, run.outcome(case), case)
        own = own_causes(run, outcome, case).items()
        return outcome_with_borrowed(outcome, broken), {
            function: (*causes, *broken) for function, causes in own
        }

    def _with_lent(self, families, case) -> Run | None:
        """As a new process answers with what is suspected lent; None where none of that is called.

        A function that has full points of its own is not to blame, and is not replaced. All is
        asked again: an answer may hang on what was asked before.
        """
        if not (suspected := self._suspected(case)):
            return None
        lender = ReferenceLender(self.reference, suspected)
        try:
            run = self._run(families, case, lender)
            return run if lender.used else None
        except (SandboxFault, JudgeFault):
            raise
        except Exception:
            complain()
            return None

    def _suspected(self, case):
        return [name for name in case.borrowed if self.causes.get(name) != ()]

    def _fails_alone(self, wrong, case):
        """Whether another function may be to blame for a wrong case, which fails by itself as well.

        Time is no sign of that: among others it is short.
        """
        if not wrong or wrong.observation.kind in ENDED or not self._suspected(case):
            return False
        return self._run([wrong.family._replace(cases=(wrong.case,))], case).wrong is not None

    def _among_others(self, families, case) -> Run:
        """As the process answers, up to a failure, that was asked the visible questions before.

        What is wrong there is asked in a new one, where no earlier question has a part in it.
        A hidden question shares none: its inputs could come out where students read.
        """
        if case.hidden or not self.process or not self.process.usable:
            return Run(families)
        asked = partial(self._asked, self.process, case=case, seconds=SHORTER * case.deadline)
        if (
            may_be_stub(self.files, families, case)
            and (run := asked(first_cases(families))).unwritten
        ):
            return run
        return asked(families, wanted=up_to_a_failure)

    def _alone(self, families, case) -> Run:
        """As a new process answers, which those that come after it share where they may."""
        if case.hidden:
            return self._run(families, case)
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
        if run.loaded is not None and run.loaded.kind in ENDED:
            self.unusable[asks_of(families)[0].module] = run.loaded
        run = reached(run, partial(self._briefly, case=case, lender=lender))
        return timed_again(run, partial(self._run, case=case, lender=lender))

    def _briefly(self, families, case, lender):
        with self.workers.process(self.files) as process:
            return self._asked(process, families, case, SHORTER * case.deadline, lender)

    def _asked(self, process, families, case, seconds, lender=None, wanted=iter) -> Run:
        if (left := self.until - time.monotonic()) <= 0:
            return Run(families, loaded=Observation("timeout", reason=TIME_IS_UP))
        with process.asked(seconds, lender, left) as worker:
            asks = asks_of(families)
            loaded = self.unusable.get(asks[0].module) or worker.load(asks[0].module)
            if loaded.kind != "returned":
                return Run(families, loaded=loaded)
            judged = in_order(wanted(self._judge_each(families, asks, worker)))
            return Run(families, judged, lender=lender)

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
                seen = observation
                if unwanted or kept > MAX_KEPT_BYTES:
                    seen, verdict = observation._replace(value=NOT_KEPT), with_text(verdict)
                yield place, Judged(family, case, seen, verdict)
            if observation.kind in ENDED:
                ended = ended or Verdict(observation.kind, NOT_REACHED)

    def _diagnosed(self, run, outcome, case):
        """The outcome with the known mistakes that it looks like: one, or else two at once."""
        if outcome.score >= case.max_score:
            return outcome
        again = partial(self._run, case=case, lender=run.lender)
        if found := self.known.like(with_brief(run, case.agrees, again)):
            names, hint = found
            return run.outcome(case, hint)._replace(mistake=names)
        run, hint = asked_alone(run, again)
        return run.outcome(case, hint)
