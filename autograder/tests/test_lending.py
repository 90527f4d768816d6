"""What the grader lends to a worker, and what it does not."""

import numpy as np
import pytest

from autograder.core.records import ask
from autograder.grading.lending import ReferenceLender
from autograder.grading.reference import Reference
from autograder.verify.bench import Bench, questions_by_function

FILES = {"backprop/__init__.py": b"", "backprop/jacobians.py": b"def mse_gradient(a, b): 1 / 0\n"}


@pytest.fixture
def lend(workers):
    """What comes of `f(x)` in a module with this source, with some functions borrowed."""

    def run(source, *names, seconds=5.0, **more):
        lender = ReferenceLender(Reference(), names)
        files = FILES | {"backprop/work.py": source.encode()} | more
        with workers.start(files, seconds, lender) as worker:
            return worker.observe(ask("work.f", x=np.array([[1.0, 2.0]]))), lender

    return run


def test_a_lent_function_answers_in_the_place_of_the_broken_one(lend):
    """The submission's own broken function is replaced, however it was imported."""
    for source in (
        "from .jacobians import mse_gradient\ndef f(x): return mse_gradient(x, 0 * x)",
        "def f(x):\n    from .jacobians import mse_gradient\n    return mse_gradient(x, 0 * x)",
        "from backprop import jacobians\ndef f(x): return jacobians.mse_gradient(x, y=0 * x)",
    ):
        observation, lender = lend(source, "jacobians.mse_gradient")
        np.testing.assert_allclose(observation.value, [[1.0, 2.0]])
        assert lender.used == {"jacobians.mse_gradient"}


def test_what_a_lent_function_raises_is_raised_in_the_worker(lend):
    """An exception of the reference reaches the submission as the same kind."""
    observation, _ = lend(
        "from .jacobians import mse_gradient\n"
        "def f(x):\n"
        "    try: mse_gradient(x, 'text')\n"
        "    except ValueError: return 'ValueError'",
        "jacobians.mse_gradient",
    )
    assert observation.value == "ValueError"


def test_a_function_can_be_an_argument(lend):
    """The reference calls back for the values of a function that stays with the submission."""
    observation, _ = lend(
        "from .numeric import central_difference\n"
        "def f(x): return central_difference(lambda z: float((z ** 2).sum()), x)",
        "numeric.central_difference",
    )
    np.testing.assert_allclose(observation.value, [[2.0, 4.0]], rtol=1e-8)


@pytest.mark.parametrize("call", ["f=square, x=x", "x=x, f=square", "square, h=1e-5, x=x"])
def test_arguments_by_name_are_those_of_that_name(lend, call):
    """In whatever order they are given."""
    observation, _ = lend(
        "from .numeric import central_difference\n"
        "def square(z): return float((z ** 2).sum())\n"
        f"def f(x): return central_difference({call})",
        "numeric.central_difference",
    )
    np.testing.assert_allclose(observation.value, [[2.0, 4.0]], rtol=1e-8)


def test_an_object_of_a_lent_class_may_be_made_by_names(lend):
    """As one of the submission's own."""
    observation, _ = lend(
        "from .forward_mode import Dual\n"
        "def f(x): return (Dual(tangent=3.0, value=2.0) * 5).tangent",
        "forward_mode.Dual",
    )
    assert observation.value == 15.0


def test_a_small_array_may_have_many_axes(lend):
    """As x has in part 6."""
    observation, _ = lend(
        "from .numeric import central_difference\n"
        "def f(x): return central_difference(lambda z: float(z.sum()), x.reshape(2, 1, 1))",
        "numeric.central_difference",
    )
    np.testing.assert_allclose(observation.value, np.ones((2, 1, 1)), rtol=1e-8)


def test_an_exception_in_an_argument_comes_through(lend):
    """A function of the submission that fails when the reference calls it says so."""
    observation, _ = lend(
        "from .numeric import central_difference\n"
        "def f(x): return central_difference(lambda z: 1 / 0, x)",
        "numeric.central_difference",
    )
    assert observation.kind == "raised" and observation.raised.type == "ZeroDivisionError"


def test_a_class_can_be_lent(lend):
    """Objects of a lent class stay with the grader; operators and attributes ask there."""
    observation, _ = lend(
        "import numpy as np\nfrom .forward_mode import Dual\n"
        "def f(x):\n"
        "    y = 2 / Dual(4.0, 1.0) + np.sin(Dual(0.0, 3.0)) ** 2 - 1\n"
        "    return [y.value, y.tangent, isinstance(y, Dual), y < 0, abs(-y).value]",
        "forward_mode.Dual",
    )
    assert observation.value == [-0.5, -0.125, True, True, 0.5]


def test_minibatches_follow_the_generator_that_is_handed_over(lend):
    """Equal generators give equal batches, and the generator moves on."""
    observation, _ = lend(
        "import numpy as np\nfrom .sgd import minibatches\n"
        "def f(x):\n"
        "    X = np.arange(6.0)[:, None]\n"
        "    runs = []\n"
        "    for seed in (1, 1, 2):\n"
        "        rng = np.random.default_rng(seed)\n"
        "        runs.append([[list(b[0].ravel()) for b in minibatches(X, X, 4, rng)]\n"
        "                     for _ in range(2)])\n"
        "    return [runs[0] == runs[1], runs[0] == runs[2], runs[0][0] == runs[0][1]]",
        "sgd.minibatches",
    )
    assert observation.value == [True, False, False]


@pytest.mark.parametrize(
    "request_",
    [
        "0, ['call', 'jacobians.softmax_jacobian', x[0]]",
        "0, ['construct', 'jacobians.__builtins__']",
        "0, ['construct', ['forward_mode.Dual'], 3]",
        "0, ['method', dual, '__reduce__']",
        "0, ['get', dual, '__class__']",
        "0, ['get', Reference('lent', -1), 'value']",
        "0, ['steal', dual, 'value']",
        "0, ['construct', 'forward_mode.Dual', Reference('lent', 10**6)]",
        "0, ['construct', 'forward_mode.Dual', Reference('callback', 0)]",
        "1, [1.0]",
        "'forward_mode.Dual', [1.0]",
        "None, []",
    ],
)
def test_only_what_is_lent_can_be_borrowed(lend, request_):
    """A request for anything else is answered by an error, and the grader lives on."""
    source = f"""
import gc
from autograder.wire import Reference
from .forward_mode import Dual
def f(x):
    dual = Dual(1.0)
    vocabulary = next(o for o in gc.get_objects() if type(o).__name__ == "Vocabulary")
    try:
        return ["it came", vocabulary.evaluate({request_})]
    except Exception as error:
        return "refused"
"""
    observation, _ = lend(source, "forward_mode.Dual")
    assert observation.value == "refused" or observation.kind in ("died", "raised")


@pytest.mark.parametrize(
    "arguments",
    [
        "np.zeros((5000, 1)), np.zeros((5000, 1))",
        "np.zeros((100, 100)), 0",
        "[1.0] * 10**5, 0",
        "10**9, 0",
        "[np.zeros(1)] * 50, 0",
    ],
)
def test_unfair_arguments_are_turned_away(lend, arguments):
    """What is larger than any question needs is not computed in the grader."""
    observation, _ = lend(
        "import numpy as np\nfrom .jacobians import mse_gradient\n"
        f"def f(x):\n    return mse_gradient({arguments})",
        "jacobians.mse_gradient",
    )
    assert observation.kind == "raised" and "than any question needs" in observation.raised.message


def test_a_question_may_borrow_all_that_the_reference_calls_in_it():
    """Every function of an earlier question that the reference calls is declared with @calls."""
    from autograder.grading.questions import all_questions

    numbers = questions_by_function()
    allowed = {case.number: set(case.borrowed) for case in all_questions(session=None)}
    for function, questions in Bench().callers().items():
        for number in questions - {numbers[function]}:
            reached = allowed[number] | {
                inner for outer in allowed[number] for inner in allowed[numbers[outer]]
            }
            assert function in reached or function.endswith("derivative"), (function, number)


def test_a_file_that_exits_at_import_is_charged_once(grade_files, solution_files):
    """An exit() below the functions costs its own file's questions; its callers borrow."""
    files = dict(solution_files)
    files["backprop/jacobians.py"] += b"\nraise SystemExit\n"
    rows = grade_files(files, only=["2.6", "4.3"], seed=1)
    assert rows["2.6"]["score"] == 0
    assert rows["4.3"]["score"] == rows["4.3"]["max_score"], rows["4.3"]["output"]


def test_what_a_lent_function_yields_can_be_taken_once(lend):
    """As of the function itself: whoever keeps the minibatches for a second epoch has none."""
    observation, _ = lend(
        "import numpy as np\nfrom .sgd import minibatches\n"
        "def f(x):\n"
        "    batches = minibatches(np.zeros((6, 1)), np.zeros(6), 4, np.random.default_rng(1))\n"
        "    return [len(list(batches)) for epoch in range(2)]",
        "sgd.minibatches",
    )
    assert observation.value == [2, 0]
