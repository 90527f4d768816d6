"""What a failed row shows can be read, pasted and believed."""

import itertools
import re

import numpy as np
import pytest

from autograder.assignment.differentiating import checked_gradients
from autograder.assignment.part_5_sgd import batches
from autograder.assignment.part_5_sgd.judges import order_is_fresh, order_is_from_rng
from autograder.assignment.part_5_sgd.scripts import (
    epochs_of_minibatches,
    minibatches_of_seeds,
    train_with_seeds,
)
from autograder.assignment.part_6_numeric.differences import tells_apart
from autograder.assignment.part_7_symbolic.expressions import equals, simplified
from autograder.assignment.written import CLAIMS, results_of
from autograder.core.records import Case, Family, Judged, Observation, Raised, ask
from autograder.grading.calls import call_twice, refusal
from autograder.grading.judging.compare import Difference
from autograder.grading.judging.judges import agrees, refuses
from autograder.grading.judging.outcome import outcome_of
from autograder.grading.judging.pairs import names_pair
from autograder.grading.judging.wording import show_call, show_difference, written
from autograder.sandbox.functions import laid_out
from autograder.verify.bench import Bench
from autograder.verify.written import pasted
from autograder.wire import decode, encode

from .test_fuzz import all_cases
from .test_grading import replace_region

FRACTION = re.compile(r"\d+\.\d+")


@pytest.fixture(scope="module")
def functions():
    return Bench().reference.functions


def names_pasted(asked, functions):
    """The names after what is shown was pasted, the call last; None where it is told in words."""
    called, statements = written(asked)
    if any(" of shape" in one for one in statements):
        return None
    return pasted([*statements, called], functions, asked)


def details(judge, value):
    return judge(Observation("returned", value=value)).shown


ARRAYS = (
    np.array([1.5, -2.0, 0.0]),
    np.arange(6.0).reshape(2, 3) - 2.5,
    np.arange(4),
    np.zeros((3, 2)),
)


@pytest.mark.parametrize("layout", ["plain", "read-only", "views"])
def test_an_array_is_written_as_it_is_handed_over(layout):
    """Pasted, a transpose is one, every second entry is that, and what is read-only is."""
    for array in ARRAYS:
        names = {"np": np}
        for line in written(ask("a.f", layout=layout, x=[array]))[1]:
            exec(line, names)
        (own,), given = names["x"], laid_out(array.copy(), layout)
        np.testing.assert_array_equal(own, given)
        assert own.dtype == given.dtype
        for flag in ("C_CONTIGUOUS", "F_CONTIGUOUS", "WRITEABLE"):
            assert own.flags[flag] == given.flags[flag], (flag, array)


def plain_asks():
    """The asks of the homework that are nothing but a call, each once."""
    asks = {id(case.ask): case.ask for _, _, case in all_cases()}
    return [one for one in asks.values() if one.script is None]


def test_what_is_pasted_is_what_was_handed_over(functions):
    """Every call of the homework that is shown in numbers has the very inputs that were asked."""
    compared = 0
    for asked in plain_asks():
        if (names := names_pasted(asked, functions)) is None:
            continue
        for name, value in asked.inputs.items():
            alike = encode(names[name]) == encode(decode(encode(value)))
            if not alike:
                assert asked.assigned and name in "ZA", (asked, name)
                for one, other in zip(names[name], value, strict=True):
                    np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-13)
        compared += 1
    assert compared > 500


def test_z_and_a_are_shown_in_numbers_where_these_are_short():
    """With them a case is redone by hand; elsewhere `forward` makes them, in one line."""
    statements = [written(one)[1] for one in plain_asks() if one.name == "backward"]
    by_forward = [one[-1].startswith("Z, A = ") for one in statements]
    assert 20 < sum(by_forward) < len(statements) - 20
    for each, forward in zip(statements, by_forward, strict=True):
        assert forward or len("; ".join(each)) < 1_500


def test_numbers_are_drawn_so_that_they_are_short():
    """No input has 0.5899999999999999 for 0.59, but for pi/2 and what is made to fit."""
    for _, family, case in all_cases():
        if family.title not in ("a gradient of 0", "where longer trainings end"):
            for number in FRACTION.findall("; ".join(written(case.ask)[1])):
                assert len(number.replace(".", "").strip("0")) <= 7, (family.title, number)


RATIOS = [
    (3.0, 1.0, "3 times too large"), (2.0, 1.0, "twice"), (1.0, 2.0, "half of what"),
    (1.0, 3.0, "a third of what"), (1.0, 16.0, "1/16 of what"), (2500.0, 1.0, "2,500 times"),
    (-1.0, 1.0, "but for its sign"),
]  # fmt: skip


@pytest.mark.parametrize(("got", "want", "words"), RATIOS)
def test_a_simple_ratio_is_said(got, want, words):
    """It is -1, a whole number, or 1 over one, and that of every entry."""
    entries = np.array([1.0, -2.0, 0.0, 7.0])
    found = Difference("value", (), got * entries, want * entries, 1.0)
    assert words in show_difference(ask("a.f"), found)


@pytest.mark.parametrize("ratio", [-7.389, -2.0, 1.5, 2.5, 0.37, 137.0, 1e9])
def test_any_other_ratio_is_not(ratio):
    """Two numbers always have one; so have the two slopes of two classes."""
    found = Difference("value", (), ratio * np.array([1.0, -1.0]), np.array([1.0, -1.0]), 1.0)
    words = show_difference(ask("a.f"), found)
    assert "which is" not in words and "look at    [0]" in words


def test_a_ratio_may_be_the_number_of_examples():
    """137 times too large says something where there are 137 rows, and each entry is so."""
    one, other = np.array([137.0, -274.0]), np.array([1.0, -2.0])
    asked = ask("a.f", X=np.ones((137, 2)))
    assert "137 times too large" in show_difference(asked, Difference("value", (), one, other, 1.0))
    one[1] = -273.0
    assert "look at" in show_difference(asked, Difference("value", (), one, other, 1.0))


@pytest.mark.parametrize("shape", [(6, 6), (9, 12), (60,), (3, 8, 9)])
def test_the_entry_to_look_at_can_be_seen(shape):
    """A 6 x 6 matrix is shown whole, and of a large one the part around that entry."""
    want, at = np.zeros(shape), tuple(size // 2 for size in shape)
    got = want.copy()
    got[at] = 0.125
    words = show_difference(ask("a.f"), Difference("value", (), got, want, 1.0))
    assert "0.125" in words.partition("look at")[0] and "..." not in words
    assert f"look at    [{', '.join(map(str, at))}]: 0.125 returned" in words
    if cut := re.search(r"of it (\[.*?\])", words):
        assert 0.125 in eval(f"got{cut[1]}", {"got": got})


def test_the_numbers_of_a_program_have_names():
    """The grad of y that is wrong is called so, and not [3]."""
    names = results_of({"program": "p = x*y; p + y"})
    judge = agrees(ask("a.f"), np.array([1.0, 1.0, 2.0, 3.0, 4.0]), names=names)
    words = details(judge, [1.0, 1.0, 2.0, 5.0, 4.0])
    assert "look at    grad of y: 5 returned, 3 expected" in words
    assert "returned   f.data = 1, grad of f = 1, grad of x = 2, grad of y = 5" in words
    dual = agrees(ask("a.f"), np.ones(2), names=results_of({"x_tangent": 1.0}))
    assert "look at    the tangent: 2 returned" in details(dual, [1.0, 2.0])


POINTS = [{"x": 0.5, "y": 1.5, "x1": 1.25, "t": 2.0}]


def test_a_point_has_the_variables_of_the_expression_alone():
    """Those that occur in it, or in what was returned; where none does, there is no point."""
    asked = ask("symbolic.differentiate", expression=("*", "x1", 3), variable="x1")
    assert "at         x1 = 1.25: yours is 1.25, expected 3" in details(
        equals(asked, 3, POINTS), "x1"
    )
    constant = ask("symbolic.differentiate", expression=7, variable="x")
    assert "everywhere yours is 1, expected 0" in details(equals(constant, 0, POINTS), 1)


@pytest.mark.parametrize(
    ("expression", "got", "expected"),
    [(("/", 0, 0), 0, ("/", 0, 0)), (("+", "x", 0), ("+", "x", 0), "x")],
)
def test_what_simplify_should_return_is_shown(expression, got, expected):
    """Also where nothing is to be done, since an operation has no value."""
    judge = simplified(ask("symbolic.simplify", expression=expression), expected, POINTS)
    assert f"expected   {expected!r}" in details(judge, got)


@pytest.mark.parametrize("wrong", CLAIMS)
def test_a_wrong_gradient_is_shown_as_python(wrong):
    """What is shown runs, and gives another gradient than the correct one."""
    x = np.array([[1.0, -2.0, 3.0], [0.5, 4.0, -1.0]])
    inputs = {"f": "c * sum(x**2) / 2", "c": 0.5, "wrong": wrong, "x": x, "only": "wrong"}
    called, statements = written(ask("numeric.gradient_check", checked_gradients, **inputs))
    names = {"np": np, "gradient_check": lambda f, gradient, x: gradient(x)}
    for line in statements:
        exec(line, names)
    assert not np.array_equal(eval(called, names), 0.5 * x)


def test_only_the_gradient_check_that_fails_is_shown():
    """That of the correct gradient, or that of the wrong one."""
    inputs = {"f": "c * sum(x**2) / 2", "c": 1.0, "wrong": "infinity", "x": np.ones(2)}
    judge = tells_apart(ask("numeric.gradient_check", checked_gradients, **inputs))
    assert "called     gradient_check(f, wrong, x)\n" in details(judge, [0.0, np.nan])
    right = details(judge, [1.0, 1.0])
    assert "called     gradient_check(f, gradient, x)\n" in right and "wrong" not in right


def test_a_chain_that_is_refused_is_shown_with_its_shapes():
    """And the pair that the ValueError should have named."""
    good, bad = [np.eye(2)], [np.ones((3, 2)), np.ones((4, 3)), np.ones((5, 6))]
    asked = ask("chain_rule.chain_jacobians", refusal, good=good, bad=bad)
    judge = refuses(asked, agrees(asked, good[0]), names_pair(asked, 2))
    words = details(judge, {"good": good[0], "refused": "J0 and J1"})
    assert "[np.ones((3, 2)), np.ones((4, 3)), np.ones((5, 6))]" in words
    assert "raised     ValueError: J0 and J1\n" in words
    assert "names J2 and J3, or their shapes (4, 3) and (5, 6)" in words


def in_batches(rows, size):
    X, y = batches.numbered_rows(max(rows) + 1)
    return [(X[rows[at : at + size]], y[rows[at : at + size]]) for at in range(0, len(rows), size)]


def test_the_rows_of_wrong_minibatches_are_shown():
    """Minibatch by minibatch, epoch by epoch, or seed by seed."""
    X, y = batches.numbered_rows(4)
    inputs = {"X": X, "y": y, "batch_size": 2}
    asked = ask("sgd.minibatches", epochs_of_minibatches, seed=7, epochs=2, **inputs)
    epochs = [in_batches([3, 1, 0, 2], 2), in_batches([3, 1, 0], 2)]
    words = details(batches.judge_epochs(asked, batches.every_row_once(4)), epochs)
    assert "epoch 1: rows 3 1 | 0 2\n           epoch 2: rows 3 1 | 0" in words
    asked = ask("sgd.minibatches", minibatches_of_seeds, seeds=[7, 7], **inputs)
    words = details(batches.judge_epochs(asked, batches.follows_generator), [epochs[0], epochs[1]])
    assert words.count("seed 7: rows 3 1 | 0") == 2


@pytest.mark.parametrize(
    ("minibatch", "words"),
    [
        (None, "a minibatch is a NoneType, and no pair (X_b, y_b)"),
        ([np.ones((2, 2))], "a minibatch is a list of 1, and no pair (X_b, y_b)"),
        ((np.ones((2, 2)), np.ones((2, 1))), "shape of y_b is (2, 1), where (rows,) is expected"),
        ((np.ones(2), np.ones(1)), "shape of X_b is (2,), where (rows, 2) is expected"),
        ((np.full((2, 2), np.nan), np.ones(2)), "X_b holds NaN"),
        ((np.ones((2, 2)), "ab"), "y_b is no array of numbers"),
        ((np.ones((2, 2)), np.ones(3)), "a batch has 2 rows of X and 3 of y"),
    ],
)
def test_what_is_no_minibatch_is_named(minibatch, words):
    """Which of the two is another thing, and what is expected in its place."""
    X, y = batches.numbered_rows(4)
    inputs = {"X": X, "y": y, "batch_size": 2}
    asked = ask("sgd.minibatches", epochs_of_minibatches, seed=7, epochs=1, **inputs)
    judge = batches.judge_epochs(asked, batches.pairs_are_intact)
    verdict = judge(Observation("returned", value=[[minibatch]]))
    assert verdict.summary.endswith(words)


def test_how_the_order_of_the_examples_was_found_is_said():
    """The losses, of which two are equal, the one seed of that run, and why losses tell it."""
    names = ("params", "activations", "X", "y", "loss", "learning_rate", "batch_size", "epochs")
    asked = ask("sgd.train", train_with_seeds, seed=5, seeds=[5, 5, 8], **dict.fromkeys(names, 1))
    fresh = details(
        order_is_fresh(asked), [([], [0.5, 0.25, 0.125]), *[([], [0.5, 0.25, 0.5])] * 2]
    )
    assert "rng = np.random.default_rng(5)\nreturned   losses 0.5, 0.25, 0.5\n" in fresh
    assert "epochs 1 and 3: the same loss\nwhy        X is 0" in fresh
    own = details(order_is_from_rng(asked), [([], [0.5, 0.25])] * 2 + [([], [0.1, 0.25])])
    assert "seeds = [5, 8]\nreturned   losses 0.5, 0.25; 0.1, 0.25\nlook at    epoch 2" in own


def test_what_other_families_raised_is_said():
    """In the line that names them; where it is what is shown above, no more than that."""

    asked = ask("a.f", x=1)

    def judged(title, seen):
        case = Case(asked, agrees(asked, 1.0))
        return Judged(Family(title, (case,)), case, seen, case.judge(seen))

    def raising(title, message):
        return judged(title, Observation("raised", raised=Raised("ValueError", message)))

    right, wrong = (judged("other", Observation("returned", value=one)) for one in (1.0, 2.0))
    same = outcome_of([right, raising("a", "no"), raising("b", "no")], 1.0).output
    assert 'failed     "b": it raised the same' in same
    others = outcome_of([wrong, raising("c", "never\nno")], 1.0).output
    assert 'failed     "c": it raised ValueError: never | no' in re.sub(r"\s+\| ", " | ", others)
    two = outcome_of([wrong, raising("a", "no"), raising("c", "never")], 1.0).output
    assert 'failed     "a", "c": it raised an exception' in two


def test_calls_one_after_the_other_are_shown_as_such(functions):
    """The other call in between, with twice the numbers, and arrays that are read-only."""
    inputs = {"jacobians": [2 * np.eye(2), np.ones((3, 2))], "v": np.array([1.0, 2.0])}
    asked = ask("chain_rule.jvp", call_twice, "read-only", **inputs)
    called = written(asked)[0]
    assert called.split("; ")[1] == "jvp([2 * one for one in jacobians], 2 * v)"
    own = [case.ask for _, _, case in all_cases() if case.ask.script is call_twice]
    assert own and {one.layout for one in own} == {"read-only"}
    names = names_pasted(asked, functions)
    assert not names["v"].flags.writeable and not names["jacobians"][1].flags.writeable


KEEPS = """
kept = locals_of_module.setdefault("kept", np.array(W, dtype=float))
return kept if kept.shape == np.shape(W) else np.array(W, dtype=float)"""


@pytest.mark.parametrize(("body", "told"), [(KEEPS, True), ("return 0.5 * np.asarray(W)", False)])
def test_an_answer_that_is_wrong_only_after_others_is_said_to_be(
    solution_files, grade_files, body, told
):
    """The same call, pasted by itself, would be right; another wrong answer is not said to be."""
    body = body.strip().replace("locals_of_module", "globals()")
    files = replace_region(solution_files, "2.1", body)
    row = grade_files(files, only=["2.1"], seed=1)["2.1"]
    assert ("\nalone      as the first call" in row["output"]) == told
    assert ("keep from earlier calls" in row["output"]) == told


def test_lines_are_few():
    """A loop, or a function of several lines, is pasted as it stands."""
    programs = [case.ask for _, _, case in all_cases() if case.ask.script]
    for asked in itertools.chain(programs, plain_asks()):
        assert show_call(asked).count("\n") < 8, asked


def test_the_numbers_in_numpys_own_text_name_no_pair():
    """matmul counts its operands and their axes: that its 0 and 1 are J1 and J2 is an accident."""
    bad = [np.ones((13, 12)), np.ones((14, 22))]
    named = names_pair(ask("chain_rule.chain_jacobians", good=[], bad=bad), 1)
    with pytest.raises(ValueError) as raised:
        bad[1] @ bad[0]
    assert not named(str(raised.value)).passed
    assert named(f"J1 and J2: {raised.value}").passed and named("0 and 1 do not meet").passed
