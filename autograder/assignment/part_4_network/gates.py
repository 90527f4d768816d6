"""Gates of part 4: a gradient that is measured, however cleverly, is not backprop.

Their networks have no activations, and of the gradients only those of the weights are looked
at, so that no slip in a slope or in db fails a gate.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ...core.records import RAISED, Ask, Case, Family, Observation, Verdict, single_case
from ...grading.judging.costs import cheap, times_of
from ...grading.judging.judges import PASS, agrees
from ..drawing import short
from ..networks import Network, network_of, random_network

DEPTH, WIDE, NARROW = 80, 10, 4
FORWARD_PASSES_ALLOWED = 150
"""Of 80 layers, the first backprop of a process costs 10 to 15 of the reference's forward passes
once they are warm, in pure Python some 35. Nudging each of the 560 units costs 500, and each of
the 3,200 weights above 5,000."""

NOT_BACKPROP = (
    "backprop costs about as much as two forward passes, however large the network is. Does your "
    "code run the network again for each weight or each unit?"
)
NOT_EXACT = (
    "here gradients differ much in size, and each row of dW is compared by itself: are small ones "
    "lost beside large ones, by rounding, or by measuring differences? Backprop needs none."
)


def exact_networks(session, rng) -> list[Network]:
    """Small networks without activations whose units differ much in what they pass on."""
    shapes = [(2, 2), (1, 2), (3, 2, 2), (1, 2, 2), (1, 2, 3, 2), (2, 3, 3, 2)]
    found = []
    for sizes in shapes:
        network = random_network(session, rng, sizes, ["identity"] * (len(sizes) - 1), n=4)
        params = [network.params[0], *(_graded(*layer) for layer in network.params[1:])]
        found.append(network_of(session, params, network.activations, network.X))
    return found


def _graded(W, b):
    return short(W * np.logspace(4, -6, W.shape[1]), 3), b


def exact(asks: list[Ask], expected: Callable, pick: Callable, place) -> Family:
    """Every row of every dW is right by itself, where each dW is right as a whole.

    `pick` takes the dWs out of an answer.
    """

    def case(asked):
        arrays = pick(expected(asked))
        judges = agrees(asked, arrays, place), agrees(asked, _rows(arrays), place)
        return Case(asked, _by_rows(*judges, pick))

    title = "exact, also where gradients differ much in size"
    return Family(title, tuple(map(case, asks)), gate=True, hint=NOT_EXACT)


def _rows(arrays):
    return [list(array) for array in arrays]


def _by_rows(whole_agrees, rows_agree, pick):
    """A judge of the rows; whether the arrays are right as a whole is looked at elsewhere."""

    def judge(observation: Observation) -> Verdict:
        if observation.kind != "returned":
            return rows_agree(observation)
        try:
            arrays = pick(observation.value)
            rows = _rows(arrays)
        except (TypeError, ValueError, LookupError):
            return PASS
        if not whole_agrees(observation._replace(value=arrays)).passed:
            return PASS
        return rows_agree(observation._replace(value=rows))

    return judge


def deep_network(session, rng) -> Network:
    """Many narrow layers that keep the length of what goes through them."""
    turns = np.linalg.qr(rng.normal(size=(DEPTH, WIDE, NARROW)))[0]
    params = [
        (turn if layer % 2 else turn.T, np.zeros(WIDE if layer % 2 else NARROW))
        for layer, turn in enumerate(turns)
    ]
    return network_of(session, params, ["identity"] * DEPTH, short(rng.normal(size=(1, WIDE)), 3))


def affordable(asked: Ask, session, network: Network) -> Family:
    """It takes at most the processor time of FORWARD_PASSES_ALLOWED by the reference."""
    reference_forward = session.reference.functions("network.forward")

    def forward():
        return reference_forward(network.params, network.activations, network.X)

    title = f"backprop, not finite differences: {DEPTH} layers"
    timed = asked._replace(timed=True)
    judge = cheap(timed, times_of(forward, FORWARD_PASSES_ALLOWED), NOT_BACKPROP)
    return single_case(title, timed, _but_for_exceptions(judge), gate=True)


def _but_for_exceptions(judge):
    """A judge of the time alone: what comes out is looked at elsewhere, and so is an exception."""

    def judge_time(observation: Observation) -> Verdict:
        verdict = judge(observation)
        return PASS if verdict.status == RAISED else verdict

    return judge_time
