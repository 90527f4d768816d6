"""Judges of `train`, from the params and losses that it returns. They need no lucky seed."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np

from ...core.answers import as_real
from ...core.records import Ask, Verdict
from ...core.untrusted import INDENT
from ...grading.judging.compare import difference
from ...grading.judging.judges import PASS, Judge, judge_returned, wrong
from ...grading.judging.wording import show_call

Params = list[tuple[np.ndarray, np.ndarray]]


def as_params(value, like: Params) -> Params | None:
    """Params that came back as float arrays with the shapes of `like`; None if they are none."""
    wanted = [(np.zeros_like(W), np.zeros_like(b)) for W, b in like]
    if difference(value, wanted, tolerance=float("inf")) is not None:
        return None
    return [(np.asarray(W, dtype=float), np.asarray(b, dtype=float)) for W, b in value]


def judge_trained(ask: Ask, judge: Callable[[Params, object], Verdict]) -> Judge:
    """A judge of (params, losses), or of params alone, which have been found to be in order."""

    def judge_value(value) -> Verdict:
        losses, params = None, as_params(value, ask.inputs["params"])
        if params is None and isinstance(value, (list, tuple)) and len(value) == 2:
            params, losses = as_params(value[0], ask.inputs["params"]), value[1]
        if params is None:
            return wrong(
                "what was returned is not a pair (params, losses) with finite params of the shapes "
                "given",
                show_call(ask),
            )
        return judge(params, losses)

    return judge_returned(ask, judge_value)


def losses_belong_to_params(ask: Ask, loss_of: Callable[[Params], float]) -> Judge:
    """The last of the losses is that of the params that came back."""

    def judge(params, losses):
        numbers = as_real(losses)
        if numbers is None or numbers.ndim != 1 or not numbers.size:
            return wrong("losses should hold a number for each epoch", show_call(ask))
        if difference(numbers[-1], loss_of(params)) is None:
            return PASS
        return wrong(
            "the last of the losses is not the loss of the returned params, on all the data",
            f"{show_call(ask)}\nreturned   {numbers[-1]:.8g} as the last loss\n"
            f"expected   {loss_of(params):.8g}, of the returned params",
            "measure it after the epoch's last step, on all of (X, y), not on a minibatch.",
        )

    return judge_trained(ask, judge)


def ends_between(
    ask: Ask, loss_of: Callable[[Params], float], low: float, high: float, complaint: str
) -> Judge:
    """The loss of the params that came back, on all the data, must lie between two limits."""

    def judge(params, losses):
        loss = loss_of(params)
        if low <= loss <= high:
            return PASS
        summary = f"{complaint}: the loss ends at {loss:.5g}, and should end at {_range(low, high)}"
        return wrong(summary, show_call(ask))

    return judge_trained(ask, judge)


def _range(low, high):
    return f"{(low + high) / 2:.5g}" if low > 0 else f"{high:.3g} or less"


MOST_LOSSES = 8
SAME_ORDER = 1e-9
"""Losses nearer to each other than this come from one order of the examples."""


TELLS = (
    "why        X is 0, so each step moves b towards the target of one example, and the loss\n"
    f"{INDENT}after an epoch depends on their order"
)


def order_is_fresh(ask: Ask) -> Judge:
    """Within a run no two epochs end with the same loss, which tells the order of the examples."""

    def judge(losses):
        for seed, run in zip(ask.inputs["seeds"], losses, strict=True):
            sorted_places = np.argsort(run)
            gaps = np.diff(run[sorted_places])
            if np.min(gaps) <= SAME_ORDER:
                at = int(np.argmin(gaps))
                one, other = sorted(int(place) + 1 for place in sorted_places[at : at + 2])
                told = f"look at    epochs {one} and {other}: the same loss\n{TELLS}"
                return wrong(
                    "two epochs ended with the same loss",
                    f"{_shown_losses(ask, [(seed, run)])}\n{told}",
                )
        return PASS

    return _judge_losses(ask, judge)


def order_is_from_rng(ask: Ask) -> Judge:
    """Of runs with seeds (a, a, b), two have equal losses, and the third others in each epoch."""

    def judge(losses):
        seed, _, another = ask.inputs["seeds"]
        first, again, other = losses
        if np.max(np.abs(first - again)) > SAME_ORDER:
            shown = _shown_losses(ask, [(seed, first), (seed, again)])
            return wrong("two runs with equal generators differ", f"{shown}\n{TELLS}")
        same = np.flatnonzero(np.abs(first - other) <= SAME_ORDER)
        if same.size == 0:
            return PASS
        which = "a later epoch" if same[0] else "the first epoch"
        shown = _shown_losses(ask, [(seed, first), (another, other)])
        return wrong(
            f"with another generator, {which} ends with the same loss",
            f"{shown}\nlook at    epoch {same[0] + 1}: the same loss\n{TELLS}",
        )

    return _judge_losses(ask, judge)


def _shown_losses(ask, runs):
    """The call with these runs' seeds alone, and their losses."""
    called = show_call(ask._replace(inputs={**ask.inputs, "seeds": [seed for seed, _ in runs]}))
    told = "; ".join(", ".join(f"{loss:.5g}" for loss in run[:MOST_LOSSES]) for _, run in runs)
    return f"{called}\nreturned   losses {told}"


def _judge_losses(ask, judge):
    """A judge of the losses of several runs, (runs, epochs); `form` says how many there are."""

    def judge_value(value) -> Verdict:
        try:
            losses = as_real([losses for _, losses in value])
        except (TypeError, ValueError):
            losses = None
        runs = len(ask.inputs["seeds"])
        if losses is None or losses.ndim != 2 or len(losses) != runs or losses.shape[1] < 2:
            return wrong("losses should hold a number for each epoch", show_call(ask))
        if not np.all(np.isfinite(losses)):
            return wrong("the losses are not all finite", show_call(ask))
        return judge(losses)

    return judge_returned(ask, judge_value)


def never_farther(ask: Ask, theta_star: Params, rise: float, limit: float) -> Judge:
    """No epoch moves farther from the params that fit all data, and the last is near them.

    No order of the examples makes it otherwise: calibration/README.md has the proof.
    `rise` allows for rounding.
    """

    def judge_value(value) -> Verdict:
        steps = value if isinstance(value, list) else []
        path = [as_params(params, ask.inputs["params"]) for params in steps]
        if len(path) != ask.inputs["epochs"] or any(params is None for params in path):
            return wrong("the returned params have other shapes, or are not finite", show_call(ask))
        distances = [_distance(params, theta_star) for params in [ask.inputs["params"], *path]]
        rises = [b - a for a, b in itertools.pairwise(distances)]
        if not max(rises) <= rise:
            epoch = int(np.argmax(rises)) + 1
            return wrong(
                f"epoch {epoch} moved away from the params that fit all data", show_call(ask)
            )
        if distances[-1] <= limit:
            return PASS
        return wrong(
            f"after {len(path)} epochs the params are {distances[-1]:.2g} from those that fit "
            f"all data; at most {limit:.2g} is expected",
            show_call(ask),
            "is a minibatch's gradient the mean over that minibatch, and is every example used?",
        )

    return judge_returned(ask, judge_value)


def _distance(params, other):
    return float(
        np.sqrt(
            sum(
                np.sum((a - b) ** 2)
                for one, two in zip(params, other, strict=True)
                for a, b in zip(one, two, strict=True)
            )
        )
    )
