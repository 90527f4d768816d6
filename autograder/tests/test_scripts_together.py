"""Scripts that need no answer on their way travel in one message, and are answered one by one."""

import numpy as np
import pytest

from autograder.core.records import ask
from autograder.grading.scripts import script

SOURCE = b"""
import os, time
seen = []
def f(x, n):
    seen.append(n)
    if n == 3: raise KeyError(n)
    if n == 5: x += 1
    if n == 6: os._exit(1)
    if n == 7: time.sleep(60)
    print(n)
    return len(seen) + 0 * x
def g(x, n):
    return x.flags.c_contiguous, x.flags.writeable
def k(f, x):
    return [type(f(x)).__name__, f(x=x)]
def h(f, x):
    return [f(x), f(x) is x, sorted(f.__globals__.keys() - {"__builtins__"})]
"""


@script()
def called(package, name, inputs):
    """What f returns, which is asked for at the end."""
    return [package.find(name)(inputs["x"], inputs["n"])]


@script()
def called_if_positive(package, name, inputs):
    """The same, where the script has to know the answer to go on."""
    first = package(name)(inputs["x"], inputs["n"])
    return [first if first[0] > 0 else -first]


@script()
def called_with_function(package, name, inputs):
    """What k makes of a function that is called back."""
    return [package.find(name)(lambda x: x.sum(), inputs["x"])]


@script()
def called_with_formula(package, name, inputs):
    """What h makes of a formula."""
    return [package.find(name)(package.formula(inputs["f"], c=inputs["c"]), inputs["x"])]


FILES = {"backprop/__init__.py": b"", "backprop/work.py": SOURCE}


@pytest.fixture
def observed(workers):
    """What comes of asks for these numbers, "3" or, of the script that waits, "3 waiting"."""

    def run(*numbers, seconds=5.0):
        asks = []
        for number in numbers:
            kind = called_if_positive if number.endswith("waiting") else called
            asks.append(ask("work.f", kind, x=np.zeros(2), n=int(number.split()[0])))
        sent = []
        with workers.start(FILES, seconds, within=2 * seconds) as worker:
            send = worker.exchange.send
            worker.exchange.send = lambda message: (sent.append(message), send(message))
            return list(worker.observe_each(asks)), len(sent)

    return run


def test_several_scripts_take_one_message(observed):
    """Ten of them take one; each that waits for an answer takes one of its own."""
    observations, sent = observed(*"0120120120")
    assert [one.value[0][0] for one in observations] == [*range(1, 11)] and sent == 1
    observations, sent = observed("0", "1", "2 waiting", "0", "1 waiting", "2 waiting")
    assert [one.value[0][0] for one in observations] == [*range(1, 7)] and sent == 5


def test_each_script_has_an_answer_of_its_own(observed):
    """An exception, a changed argument, what was printed: of one, and not of its neighbours."""
    observations, _ = observed(*"23252")
    assert [one.kind for one in observations] == ["returned", "raised", *["returned"] * 3]
    assert observations[1].raised.type == "KeyError"
    assert [one.changed for one in observations] == [(), (), (), ("x",), ()]
    assert [one.printed for one in observations] == ["2\n", "", "2\n", "5\n", "2\n"]


@pytest.mark.parametrize(("last", "kind"), [("6", "died"), ("7", "timeout")])
def test_answers_before_the_end_of_a_worker_count(observed, last, kind):
    """What was answered in time stands; what comes after is as gone as the worker."""
    observations, _ = observed("0", "1", last, "2", "0 waiting", seconds=0.3)
    assert [one.kind for one in observations] == ["returned", "returned", kind, kind, kind]


def test_arguments_are_handed_over_as_they_are_laid_out(workers):
    """A script's inputs are views, or read-only, also where their call waits."""
    layouts = {"plain": (True, True), "views": (False, True), "read-only": (True, False)}
    asks = [ask("work.g", called, layout, x=np.zeros(3), n=0) for layout in layouts]
    with workers.start(FILES, 5.0) as worker:
        assert [one.value[0] for one in worker.observe_each(asks)] == [*layouts.values()]


def test_what_is_timed_goes_alone(workers):
    """Neighbours that are timed are asked one by one, whatever their inputs are."""
    asks = [ask("work.f", timed=True, x=np.zeros(2), n=0) for _ in "ab"]
    with workers.start(FILES, 5.0) as worker:
        assert [one.value[0] for one in worker.observe_each(asks)] == [1, 2]


def test_a_formula_is_evaluated_where_it_is_called(workers):
    """No call of it takes a message, it may return its argument, and it sees its values alone."""
    formulas = ["lambda x: c @ x", "lambda x: np.sum(x)", "lambda x: x"]
    x, c = np.array([1.0, 2.0]), np.array([3.0, -1.0])
    asks = [ask("work.h", called_with_formula, x=x, c=c, f=one) for one in formulas]
    with workers.start(FILES, 5.0) as worker:
        sent, send = [], worker.exchange.send
        worker.exchange.send = lambda message: (sent.append(message), send(message))
        values = [one.value[0] for one in worker.observe_each(asks)]
    assert [value[0] for value in values[:2]] == [1.0, 3.0] and len(sent) == 1
    assert [value[1] for value in values] == [False, False, True]
    assert {tuple(value[2]) for value in values} == {("c", "np")}


def test_a_function_that_is_called_back_answers_as_one_at_home(workers):
    """With NumPy's own numbers, and to arguments by their names."""
    with workers.start(FILES, 5.0) as worker:
        asked = ask("work.k", called_with_function, x=np.array([1.0, 2.0]))
        assert worker.observe(asked).value == [["float64", 3.0]]
