"""Ten checks that every grader of the comparison runs: the same calls, the same right answers.

python -m autograder.benchmarks.ten_checks RESULTS_FOLDER SUBMISSION... grades with this
kit, as a grading process of `autograder batch` does, but with the ten checks.
"""

from __future__ import annotations

import pathlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gradescope_utils.autograder_utils.decorators import number, weight

from autograder.questions.case import QuestionCase
from autograder.records import ask
from autograder.session import Session

INPUTS = """
import numpy as np
rng = np.random.default_rng(0)
W, b, x, z = rng.normal(size=(3, 4)), rng.normal(size=3), rng.normal(size=4), rng.normal(size=5)
y_hat, y = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
chain = [rng.normal(size=(3, 4)), rng.normal(size=(2, 3))]
v, u = rng.normal(size=4), rng.normal(size=2)
p = np.exp(z) / np.exp(z).sum()
s = 1 / (1 + np.exp(-z))
same = lambda a, b: np.shape(a) == np.shape(b) and np.allclose(a, b, rtol=1e-7)
"""


@dataclass(frozen=True)
class TenthCheck:
    """One of the ten: a function, its arguments by name, and the right answer as an expression."""

    function: str
    arguments: tuple[str, ...]
    right: str

    @property
    def call(self) -> str:
        """The call as it stands in a test, with the module's name."""
        return f"{self.function}({', '.join(self.arguments)})"


TEN = (
    TenthCheck("jacobians.linear_jacobian_x", ("W", "b", "x"), "W"),
    TenthCheck("jacobians.linear_jacobian_b", ("W", "b", "x"), "np.eye(3)"),
    TenthCheck(
        "jacobians.linear_jacobian_W", ("W", "b", "x"), "np.einsum('kj,i->kji', np.eye(3), x)"
    ),
    TenthCheck("jacobians.sigmoid_jacobian", ("z",), "np.diag(s * (1 - s))"),
    TenthCheck("jacobians.tanh_jacobian", ("z",), "np.diag(1 - np.tanh(z) ** 2)"),
    TenthCheck("jacobians.relu_jacobian", ("z",), "np.diag((z > 0) * 1.0)"),
    TenthCheck("jacobians.softmax_jacobian", ("z",), "np.diag(p) - np.outer(p, p)"),
    TenthCheck("jacobians.mse_gradient", ("y_hat", "y"), "2 * (y_hat - y) / y.size"),
    TenthCheck("chain_rule.jvp", ("chain", "v"), "chain[1] @ (chain[0] @ v)"),
    TenthCheck("chain_rule.vjp", ("chain", "u"), "(u @ chain[1]) @ chain[0]"),
)


def assertions() -> list[str]:
    """The ten as lines of Python that fail where an answer is wrong."""
    return [f"assert same({one.right}, {one.call})" for one in TEN]


def _values() -> dict[str, Any]:
    values: dict[str, Any] = {}
    exec(INPUTS, {}, values)
    return values


class OneOfTen(QuestionCase):
    """A graded question of this kit with a single check."""

    visibility = "visible"

    @property
    def module(self) -> str:
        return TEN[int(self.number) - 1].function.partition(".")[0]


def _method(place: int, one: TenthCheck, values: dict[str, Any]):
    asked = ask(one.function, **{name: values[name] for name in one.arguments})

    @number(str(place))
    @weight(1)
    def check(self):
        self.grade(lambda score: None, [self.same("the same as the reference", asked)])

    check.__doc__ = one.function
    return check


def ten_questions(session: Session) -> list[QuestionCase]:
    """The ten as questions, each for a worker of its own."""
    values = _values()
    methods = {f"test_{n}": _method(n, one, values) for n, one in enumerate(TEN, start=1)}
    question_class = type("TenQuestions", (OneOfTen,), methods)
    return [question_class(name, session) for name in methods]


def grade_all(results: pathlib.Path, paths: Sequence[pathlib.Path]):
    """Grade folders one after another, confined; each score is written to `results`."""
    from autograder.clean_start import clean_workers

    with clean_workers() as workers:
        from autograder.grading import require_confinement

        require_confinement(workers, results)
        for path in paths:
            _grade(path, results / f"{path.name}.json", workers)


def _grade(path, results, workers):
    from autograder.documents import write_document
    from autograder.grading import seed_of
    from autograder.intake import read_submission
    from autograder.reference import Reference
    from autograder.results import ResultsFile, run_questions
    from autograder.sandbox.workers import worker_files
    from autograder.session import Session

    submission = read_submission(path)
    files = worker_files(submission.sources, submission.beside)
    cases = ten_questions(Session(files, workers, Reference(), seed_of(submission)))
    document = ResultsFile(None, cases, lambda rows: "", {})
    run_questions(cases, document.add)
    write_document(results, document.document())


if __name__ == "__main__":
    grade_all(pathlib.Path(sys.argv[1]), [pathlib.Path(path) for path in sys.argv[2:]])
