"""The whole text that a student reads on Gradescope, for one mistake in every part.

After a change of words, `python -m autograder.tests.test_wording` writes the texts
anew: read them aloud before you commit them.
"""

import contextlib
import re

import numpy as np
import pytest

from autograder.core.help import parser
from autograder.core.records import Case, Family, Judged, Observation, ask
from autograder.core.untrusted import INDENT
from autograder.grading.judging.compare import Difference
from autograder.grading.judging.judges import agrees, part_agrees
from autograder.grading.judging.outcome import _briefly, outcome_of
from autograder.grading.judging.wording import show_difference, written
from autograder.grading.mistakes import all_mistakes, wrong_version
from autograder.verify.bench import Bench, questions_by_function

from .cases import all_cases
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


@pytest.mark.parametrize("error", [1e-3, 1e-6, 1e-12])
@pytest.mark.parametrize("size", [1, 3])
def test_what_differs_late_is_shown_with_more_digits(error, size):
    """What was returned and what was expected never read alike."""
    want = np.linspace(6.5, 7.0, size)
    got = want * (1 + error)
    words = show_difference(ask("a.f"), Difference("value", (), got, want, error))
    told = dict(line.split("  ", 1) for line in words.replace("\n" + INDENT, " ").splitlines())
    assert told["returned"].strip() != told["expected"].strip()
    if size > 1:
        worst = re.search(r": (\S+) returned, (\S+) expected", told.get("look at", ""))
        assert worst is None or worst[1] != worst[2]


def test_tiny_numbers_are_no_zeros():
    """2e-10, returned where 1 is expected, is shown as what it is."""
    found = Difference("value", (), np.array([2e-10, 0.0]), np.array([1.0, 0.0]), 1.0)
    assert "2.e-10" in show_difference(ask("a.f"), found)


@pytest.mark.parametrize("got", [1.7e308, -5e-324, 0.0])
@pytest.mark.parametrize("want", [5e-324, -1.7e308, 0.0])
@pytest.mark.parametrize("size", [1, 3])
def test_numbers_of_any_size_can_be_shown(got, want, size):
    """No number is too large or too small to say how it lies to what is expected."""
    found = Difference("value", (), np.full(size, got), np.full(size, want), 1.0)
    assert "returned" in show_difference(ask("a.f"), found)


def one_ask_of_each_script():
    """Asks whose scripts say how they are written, one of each."""
    asks = [case.ask for _, _, case in all_cases()]
    found = {one.script.run.__name__: one for one in asks if one.script and one.script.written}
    return sorted(found.items())


@pytest.mark.parametrize(("name", "asked"), one_ask_of_each_script())
def test_a_call_that_is_shown_can_be_pasted_into_python(bench, name, asked):
    """With NumPy and the functions of the file; but for what is told in words."""
    called, statements = written(asked)
    names = {"np": np} | vars(bench.reference.functions.module(asked.module))
    with contextlib.suppress(*([ValueError] if "refus" in name else [])):  # which is asked for
        for line in [*statements, called]:
            if any(words in line for words in (" of shape", " times")):
                return
            exec(line, names)


def test_what_was_returned_is_shown_whole_where_a_part_is_judged():
    """The matrix, and not its diagonal, which is called wrong; with places in the matrix."""
    judge = part_agrees(ask("a.f"), "diagonal", np.diag, np.array([[1.0, 2.0], [3.0, 4.0]]))
    returned = np.array([[1.0, 2.0], [3.0, 5.0]])
    verdict = judge(Observation("returned", value=returned))
    assert "returned   shape (2, 2)" in verdict.shown and "[[1. 2.]" in verdict.shown
    assert "[1, 1]: 5 returned" in verdict.shown
    assert judge(Observation("returned", value=np.diag([1.0, 4.0]))).passed


def test_a_later_family_says_more_than_what_is_true_of_any_answer_of_its_kind():
    """NaN in the first family is told as that; in a later one, by what that family shows."""
    judge = agrees(ask("a.f"), np.ones(2))
    plain, far = (
        Judged(family, case, seen, case.judge(seen))
        for title, value in (("plain", 1.0), ("far out", np.nan))
        for case in [Case(ask("a.f"), judge)]
        for family in [Family(title, (case,), hint=f"look {title}")]
        for seen in [Observation("returned", value=np.full(2, value))]
    )
    assert outcome_of([plain, far], 1.0).hint == "look far out"
    assert "division by zero" in outcome_of([far], 1.0).hint


def test_what_one_number_looks_like_is_not_said_where_other_cases_do_not():
    """-1 for 1 may be a wrong sign; beside (-1, 5) for (1, 2) it is not said to be one."""
    cases = [
        Case(ask("a.f"), agrees(ask("a.f"), np.array(want))) for want in ([1.0], [1.0, 2.0], [3.0])
    ]
    family = Family("numbers", tuple(cases), hint="look again")

    def hint_for(*answers):
        seen = [Observation("returned", value=np.array(answer)) for answer in answers]
        pairs = zip(cases, seen, strict=True)
        return outcome_of([Judged(family, c, one, c.judge(one)) for c, one in pairs], 1.0).hint

    assert "sign" in hint_for([-1.0], [-1.0, -2.0], [-3.0])
    assert hint_for([-1.0], [-1.0, 5.0], [0.0]) == "look again"


def test_a_long_list_of_what_passed_is_cut():
    """Two lines or so, and how many more there are."""
    titles = [f"family {number}" for number in range(60)]
    told = _briefly(titles)
    assert len(told) < 200 and told.startswith("family 0; family 1; ")
    assert told.endswith(f"and {60 - told.count('family')} more")
    assert _briefly(["x" * 300]) == "x" * 300


if __name__ == "__main__":
    parser(__doc__).parse_args()
    for function, name in CASES.items():
        file_of(function).write_text(text_of(Bench(), function, name), encoding="utf-8")
