"""Looks a failed question up among the known mistakes, within budgets of processor time."""

from __future__ import annotations

from collections.abc import Sequence

from ..core.records import Judged
from ..core.untrusted import complain
from ..sandbox.bounded import CAN_FORK, Budget, Exceeded, Failed
from .reference import Reference

DIAGNOSIS_SECONDS, A_CALL = 80.0, 20.0
PAIRS_SECONDS, PAIRS_OF_A_QUESTION = 1.5, 0.5
"""Processor time that the diagnosis may take for a submission, and for one question."""


class KnownMistakes:
    """What the failed questions of one submission look like: one known mistake, or else two."""

    def __init__(self, reference: Reference):
        self.reference = reference
        self.budgets = {
            1: Budget(DIAGNOSIS_SECONDS, A_CALL),
            2: Budget(PAIRS_SECONDS, PAIRS_OF_A_QUESTION),
        }

    def like(self, judged: Sequence[Judged]) -> tuple[str, str] | None:
        """The names and the hint of what answers alike; None where nothing is found in time.

        A hint is worth no points: without one, the verdict stands as it is.
        """
        for at_once in self.budgets:
            if found := self._found(judged, at_once):
                names, hints = zip(*found, strict=True)
                return " + ".join(names), _one_hint(hints)
        return None

    def _found(self, judged, at_once):
        # Loaded where something has failed, and here: what is looked up runs in a fork of this.
        from .diagnosis import diagnose
        from .mistakes import all_mistakes

        all_mistakes()
        if at_once > 1 and not CAN_FORK:
            return []  # Nothing could end two that never end together.
        try:
            return self.budgets[at_once].run(
                lambda: _plain(diagnose(judged, self.reference, at_once))
            )
        except Exceeded:
            return []
        except Failed as failed:
            complain(str(failed))
            return []


def _plain(mistakes):
    """Mistakes as plain data: their names and hints."""
    return [(mistake.name, mistake.hint) for mistake in mistakes]


def _one_hint(hints):
    return hints[0] if len(hints) == 1 else f"two things. One: {hints[0]} The other: {hints[1]}"
