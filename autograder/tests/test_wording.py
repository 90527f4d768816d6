"""The whole text that a student reads on Gradescope, for one mistake in every part.

After a change of words, `python -m autograder.tests.test_wording` writes the texts
anew: read them aloud before you commit them.
"""

import pytest

from autograder.grading.mistakes import all_mistakes, wrong_version
from autograder.verify.bench import Bench, questions_by_function

from .conftest import TESTS

CASES = {
    "descent.gradient_descent": "uphill",
    "jacobians.linear_jacobian_x": "transposed",
    "chain_rule.chain_rule": "the outer slope at x",
    "network.backward": "only the output's slope",
    "sgd.minibatches": "the last, smaller batch is dropped or filled up",
    "numeric.central_difference": "integers stay integers",
    "symbolic.differentiate": "every name is the variable",
    "forward_mode.Dual": "2 - x as x - 2",
    "reverse_mode.Value": "cos without its minus",
}


def text_of(bench, function, name):
    (mistake,) = [m for m in all_mistakes() if (m.function, m.name) == (function, name)]
    number = questions_by_function()[function]
    wrong = wrong_version([mistake], bench.copy.functions)
    outcome = bench.grade({mistake.target: wrong}, seed=1, numbers=[number])[number].outcome
    return (
        f"{number} {function.partition('.')[2]}  {outcome.score:g} / {outcome.max_score:g}  "
        f"{outcome.status}  ({outcome.mistake})\n{outcome.words}\n"
    )


def file_of(function):
    return TESTS / "wording" / f"{function}.txt"


@pytest.fixture(scope="module")
def bench():
    return Bench()


@pytest.mark.parametrize("function", CASES)
def test_the_words_for_a_mistake(bench, function):
    """Every word that is shown for this mistake is as it was read and agreed."""
    expected = file_of(function).read_text(encoding="utf-8")
    assert text_of(bench, function, CASES[function]) == expected


if __name__ == "__main__":
    for function, name in CASES.items():
        file_of(function).write_text(text_of(Bench(), function, name), encoding="utf-8")
