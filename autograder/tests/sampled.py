"""Long tables of cases: some run always, the others in CI."""

from collections.abc import Iterable

import pytest


def every(step: int, cases: Iterable, what: str) -> list:
    """The parameters of a test. All but each `step`-th are left to CI, as `what` they are.

    A tuple is one case of several parameters.
    """
    further = pytest.mark.ci(what)
    return [
        case if place % step == 0 else pytest.param(*_parameters(case), marks=further)
        for place, case in enumerate(cases)
    ]


def _parameters(case):
    return case if isinstance(case, tuple) else (case,)
