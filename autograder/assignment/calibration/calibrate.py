"""Measure the limits of question 5.3 again, on the reference in solution/.

    python -m autograder.assignment.calibration.calibrate [SEEDS]

prints the tables and writes figures.json beside this file. Exit 1 where a limit
of cases.py is tighter than six standard deviations, or lost a seed.
"""

from __future__ import annotations

import itertools
import json
import pathlib
import sys
from dataclasses import asdict, dataclass

import numpy as np

from ...core.help import parser
from ...grading.reference import Reference
from .cases import digits_case, escape_case, least_squares_case
from .trap import is_trapped, trap_figures
from .wrong_training import wrong_trainings

FIGURES = pathlib.Path(__file__).with_name("figures.json")
SEEDS_FOR_MISTAKES = 100
FLOOR = 1e-17
"""Distances below the rounding of float64 count as this: the logarithm of 0 is no figure."""


class Experiments:
    """For each judged end: what one seed comes to. `train` is the reference's or a wrong one."""

    def __init__(self, functions):
        self.functions = functions
        self.digits = digits_case(*functions("data.load_digits")()[:2])

    def run(self, train, training, rng):
        params, _ = train(*training.inputs().values(), rng)
        _, A = self.functions("network.forward")(params, training.activations, training.X)
        losses = self.functions.module("functions").LOSSES
        return losses[training.loss](A[-1], training.y)

    def escape_full(self, train, seed):
        """How far full gradient descent ends from the poor minimum's loss.

        The start is moved by up to 1e-3: the trap hangs on no rounding.
        """
        case, rng = escape_case(), np.random.default_rng(seed)
        [(W, b)] = case.full.params
        start = [tuple(a + rng.uniform(-1e-3, 1e-3, size=a.shape) for a in (W, b))]
        loss = self.run(train, case.full._replace(params=start), rng)
        return abs(loss - case.poor_loss), case.poor_tolerance

    def escape_small(self, train, seed):
        """The final loss of SGD with single examples."""
        case = escape_case()
        return self.run(train, case.small, np.random.default_rng(seed)), case.limit

    def digits_loss(self, train, seed):
        """The final loss on the digits; the seed draws the first params too."""
        start, order = two_generators(seed)
        params = self.functions("functions.init_params")(self.digits.layer_sizes, start)
        return self.run(train, self.digits.starting_at(params), order), self.digits.limit

    def least_squares_distance(self, train, seed):
        """The final distance to the solution; infinite where an epoch moved away from it."""
        data, order = two_generators(seed)
        case = least_squares_case(data)
        params = case.training.params
        distances = [distance(params, case.theta_star)]
        _, *others = case.training.inputs().values()
        for _ in range(case.epochs):
            params, _ = train(params, *others, order)
            distances.append(distance(params, case.theta_star))
        rises = [after - before for before, after in itertools.pairwise(distances)]
        monotone = max(rises) <= case.rise_tolerance
        return (max(distances[-1], FLOOR) if monotone else np.inf), case.limit

    def all(self):
        return {
            "escape, all 7 in a batch: |loss - poor loss|": self.escape_full,
            "escape, single examples: final loss": self.escape_small,
            "digits: final loss": self.digits_loss,
            "least squares: final distance": self.least_squares_distance,
        }


@dataclass(frozen=True)
class Summary:
    """What a figure came to over all seeds. Mean and sd are those of its natural logarithm."""

    seeds: int
    log_mean: float
    log_sd: float
    worst: float
    six_sd: float
    limit: float
    seeds_lost: int

    @property
    def holds(self) -> bool:
        return self.seeds_lost == 0 and self.six_sd <= self.limit


def two_generators(seed):
    """Two generators that have nothing to do with each other."""
    return [np.random.default_rng([seed, stream]) for stream in (0, 1)]


def distance(params, others):
    """The Euclidean distance between two lists of (W, b), over all entries."""
    pairs = zip(itertools.chain(*params), itertools.chain(*others), strict=True)
    return float(np.sqrt(sum(np.sum((a - b) ** 2) for a, b in pairs)))


def summarise(experiment, train, seeds) -> Summary:
    figures, limits = zip(*(experiment(train, seed) for seed in range(seeds)), strict=True)
    logs = np.log(np.maximum(figures, FLOOR))
    mean, sd = float(np.mean(logs)), float(np.std(logs))
    return Summary(
        seeds=seeds,
        log_mean=mean,
        log_sd=sd,
        worst=float(max(figures)),
        six_sd=float(np.exp(mean + 6 * sd)),
        limit=limits[0],
        seeds_lost=sum(not figure <= limits[0] for figure in figures),
    )


def share_caught(experiment, train, seeds) -> float:
    """The share of the seeds on which a wrong version exceeds the limit."""
    with np.errstate(all="ignore"):
        runs = [experiment(train, seed) for seed in range(seeds)]
    return float(np.mean([not figure <= limit for figure, limit in runs]))


def epochs_before_escape(train, seeds) -> list[int]:
    """For each seed, the epoch after which the loss stays at the limit or below."""
    case = escape_case()
    arguments = list(case.small.inputs().values())
    last = []
    for seed in range(seeds):
        _, losses = train(*arguments, np.random.default_rng(seed))
        above = np.flatnonzero(~(np.asarray(losses) <= case.limit))
        last.append(int(above[-1]) + 2 if len(above) else 1)
    return last


def constants(digits) -> dict:
    """The chosen constants: data, start, rates, sizes, epochs and limits."""
    cases = {
        "escape": escape_case(),
        "digits": digits,
        "least_squares": least_squares_case(np.random.default_rng(0)),
    }
    plain = {name: _as_dicts(case) for name, case in cases.items()}
    plain["escape"]["full"] = "as small, with batch_size 7"
    rows = "the first 200 rows of the training set of load_digits()"
    plain["digits"]["training"].update(params="init_params(layer_sizes, rng)", X=rows, y=rows)
    plain["least_squares"]["training"].update(params="drawn", X="drawn", y="drawn")
    plain["least_squares"]["theta_star"] = "drawn"
    return plain


def _as_dicts(case):
    """A case as a dict, and each training in it as one, too."""
    if not hasattr(case, "_asdict"):
        return case
    return {name: _as_dicts(one) for name, one in case._asdict().items()}


def to_plain(value):
    """What json cannot write by itself: arrays, NumPy's numbers, and summaries."""
    return asdict(value) if isinstance(value, Summary) else value.tolist()


def print_summaries(summaries):
    print(f"{'figure':46} {'seeds':>6} {'mean':>9} {'worst':>9} {'6 sd':>9} {'limit':>9} lost")
    for name, s in summaries.items():
        mean = np.exp(s.log_mean)
        print(
            f"{name:46} {s.seeds:6} {mean:9.3g} {s.worst:9.3g} {s.six_sd:9.3g} "
            f"{s.limit:9.3g} {s.seeds_lost:4}"
        )


def print_caught(caught):
    print(f"\n{'wrong version, caught in % of seeds':46} {'full':>6} {'small':>6} digits squares")
    for name, shares in caught.items():
        print(f"{name:46} " + " ".join(f"{100 * share:6.0f}" for share in shares.values()))


def measure(seeds: int) -> dict:
    """All figures: the reference's over `seeds` seeds, the wrong versions' over fewer."""
    functions = Reference().functions
    experiments, train = Experiments(functions), functions("sgd.train")
    few = min(seeds, SEEDS_FOR_MISTAKES)
    escape_epochs = epochs_before_escape(train, seeds)
    return {
        "summaries": {name: summarise(e, train, seeds) for name, e in experiments.all().items()},
        "epochs_before_escape_by_quantile": {
            str(q): float(np.quantile(escape_epochs, q)) for q in (0.5, 0.9, 0.99, 0.999, 1.0)
        },
        "trap": trap_figures(escape_case()),
        "caught": {
            name: {figure: share_caught(e, wrong, few) for figure, e in experiments.all().items()}
            for name, wrong in wrong_trainings(functions).items()
        },
        "seeds_for_caught": few,
        "constants": constants(experiments.digits),
    }


def print_figures(figures):
    print_summaries(figures["summaries"])
    print("\nSGD has escaped for good after this many epochs, by quantile:")
    print(figures["epochs_before_escape_by_quantile"])
    print("\nthe trap:")
    for name, value in figures["trap"].items():
        print(f"  {name:28} {value:.6g}")
    print_caught(figures["caught"])


def main(seeds: int) -> int:
    figures = measure(seeds)
    print_figures(figures)
    text = json.dumps(figures, indent=1, default=to_plain)
    FIGURES.write_text(text + "\n", encoding="utf-8")
    holds = all(summary.holds for summary in figures["summaries"].values())
    return 0 if holds and is_trapped(figures["trap"]) else 1


if __name__ == "__main__":
    arguments = parser(__doc__)
    arguments.add_argument("seeds", type=int, nargs="?", default=1000, metavar="SEEDS")
    sys.exit(main(arguments.parse_args().seeds))
