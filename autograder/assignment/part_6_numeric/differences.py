"""Judges of finite differences and of gradient checkers."""

from __future__ import annotations

import numpy as np

from ...core.answers import as_real, relative_error
from ...core.records import Ask, Case, Family, Verdict
from ...grading.judging.compare import difference
from ...grading.judging.judges import PASS, Judge, judge_returned, keeps_arguments, wrong
from ...grading.judging.wording import show_call
from .hints import KEPT, VIEWED

STEPS = (
    "the errors are not those of the formula with this h. Are f's points exactly x plus (or minus) "
    "h in one entry, with all others as in x, and what is the difference divided by?"
)
ROUNDING = 1e-6
"""With a step of 1e-5 the formula's error is larger, and that of rounding far less."""
CALLED_RIGHT = 1e-5
CALLED_WRONG = 1e-3


def of_the_formula(ask: Ask, exact: np.ndarray, own: list) -> Judge:
    """The results must be those of the formula, `own`, which is known by its errors.

    Whoever measures in another way makes other errors, or errors of another sign.
    """

    def errors_of(results):
        return _listed(relative_error(np.asarray(one, dtype=float), exact) for one in results)

    def judge_value(value) -> Verdict:
        found = difference(value, [np.zeros_like(exact)] * len(own), tolerance=float("inf"))
        if found is not None:
            return wrong("the gradient has the wrong shape, or is not finite", show_call(ask))
        if difference(value, own, ROUNDING) is None:
            return PASS
        made, expected = errors_of(value), errors_of(own)
        told = f"they should be {expected}" if made != expected else "their signs are other ones"
        steps = _listed(ask.inputs["h"])
        return wrong(f"with steps of {steps} the errors are {made}; {told}", show_call(ask), STEPS)

    return judge_returned(ask, judge_value)


def _listed(numbers):
    *most, last = (f"{number:.2g}" for number in numbers)
    return f"{', '.join(most)} and {last}"


def tells_apart(ask: Ask, least: float = CALLED_WRONG) -> Judge:
    """A gradient check must call a right gradient right, and a wrong one wrong: from `least` to 1.

    Who says the same of both is no checker.
    """

    def judge_value(value) -> Verdict:
        found = map(_one_number, value) if isinstance(value, list) else ()
        errors = [error for error in found if error is not None]
        if len(errors) != 2:
            return wrong("a gradient check returns one number", show_call(ask))
        right_one, wrong_one = errors
        if not 0 <= right_one <= CALLED_RIGHT:
            called = "gradient"
            told = f"it returns {right_one:.2g} for the correct gradient; at most {CALLED_RIGHT:g}"
        elif not least <= wrong_one <= 1 + CALLED_RIGHT:
            bounds = "1" if least == 1 else f"{least:g} at least, and 1 at most,"
            called = "wrong"
            told = f"it returns {wrong_one:.2g} for the wrong gradient; {bounds}"
        else:
            return PASS
        shown = ask._replace(inputs={**ask.inputs, "only": called})
        return wrong(f"{told} is expected", show_call(shown))

    return judge_returned(ask, judge_value)


def _one_number(value) -> float | None:
    number = as_real(value)
    return None if number is None or number.size != 1 else float(number.reshape(()))


def on_views(title, family):
    """The same cases, with arrays laid out in memory as a transpose or a slice is."""
    cases = tuple(Case(one.ask._replace(layout="views"), one.judge) for one in family.cases)
    return family._replace(title=title, cases=cases, hint=VIEWED)


def keeping_arguments(title, family, *further):
    """The same cases, and these, which pass where no argument was changed."""
    asks = [*(one.ask for one in family.cases), *further]
    cases = tuple(Case(one, keeps_arguments(one)) for one in asks)
    return Family(title, cases, 0.5, hint=KEPT, manners=True)
