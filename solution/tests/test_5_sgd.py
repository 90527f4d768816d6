"""Public tests of part 5: minibatches that can be counted, steps by hand, and a small training."""

from itertools import islice

import numpy as np
import pytest
from checking import as_numbers, call, check, check_array, check_raises, given, load

# The row's number stands in X, in two columns, and in y: so each example can be told.
ROWS = 23
X = np.column_stack([np.arange(ROWS), 100.5 + np.arange(ROWS)])
y = np.arange(ROWS)


def epoch(X, y, batch_size, rng, hint):
    """One epoch of the student's minibatches, as a list (of 1000 batches at most)."""

    def as_list(batches):
        return list(islice(batches, 1000))

    result = call("sgd.minibatches", X, y, batch_size, rng, then=as_list, hint=hint)
    for batch in result.value:
        problem = "Each batch must be a pair (X_b, y_b)."
        pair = isinstance(batch, (tuple, list)) and len(batch) == 2
        check(result, pair, problem, "`yield X_b, y_b` hands out one pair, and goes on from there.")
    return result


def order_of(result):
    """The examples' numbers, as they stand in y, in the order in which they came."""
    batches = [as_numbers(result.part("y_b", i, 1)).ravel() for i in range(len(result.value))]
    return np.concatenate([np.zeros(0), *batches])


@pytest.mark.question("5.1")
@pytest.mark.parametrize(
    "batch_size, want",
    [(4, [4, 4, 4, 4, 4, 3]), (10, [10, 10, 3]), (1, [1] * 23), (23, [23]), (50, [23])],
)
def test_sizes_of_batches(batch_size, want):
    """Each batch has batch_size examples, the last one those that are left."""
    hint = "How many batches do 23 rows fill, and is one left over?"
    result = epoch(X, y, batch_size, np.random.default_rng(0), hint)
    batches = [result.part("X_b", i, 0) for i in range(len(result.value))]
    sizes = [len(np.atleast_1d(as_numbers(X_b))) for X_b in batches]
    shown = f"{len(sizes)} batches, of {sizes[:6]} examples{' ...' if len(sizes) > 6 else ''}"
    problem = f"{shown}; expected are {len(want)}, of {want[:6]}."
    check(result, sizes == want, problem)


@pytest.mark.question("5.1")
@pytest.mark.parametrize("targets", [y, np.column_stack([y, -y, 2 * y])], ids=["labels", "targets"])
def test_pairs_stay_together(targets):
    """Row i of X_b and row i of y_b are the same example, also where y is (n, k)."""
    hint = "Do X and y go through the same order? And are their shapes (rows, ...) kept?"
    result = epoch(X, targets, 5, np.random.default_rng(2), hint)
    for number in range(len(result.value)):
        X_b, y_b = result.part("X_b", number, 0), result.part("y_b", number, 1)
        rows = np.atleast_2d(as_numbers(X_b))[:, 0].astype(int) % ROWS
        check_array(X_b, X[rows])
        check_array(y_b, targets[rows])
        problem = "y has integers, and y_b has none: labels are used as indices."
        check(y_b, np.asarray(y_b.value).dtype.kind in "iu", problem)


@pytest.mark.question("5.1")
def test_each_example_once():
    """In one epoch each example comes exactly once."""
    hint = "An epoch is one pass over all examples."
    result = epoch(X, y, 4, np.random.default_rng(1), hint)
    counts = np.bincount(order_of(result).astype(int), minlength=ROWS)
    never, often = np.flatnonzero(counts == 0), np.flatnonzero(counts > 1)
    problem = f"Rows that never came: {never}. Rows that came twice or more: {often}."
    check(result, np.all(counts == 1), problem)


@pytest.mark.question("5.1")
def test_fresh_order():
    """Each epoch has an order of its own, and any order is possible."""
    rng = np.random.default_rng(3)
    hint = "When is the order drawn, and from what?"
    epochs = [epoch(X, y, 4, rng, hint) for _ in range(12)]
    first, second = epochs[:2]
    orders = [list(order_of(one).astype(int)) for one in epochs]
    check(first, orders[0] != list(y), "The examples come in the order of X: not shuffled.")
    check(first, orders[0] != orders[1], "Two epochs in a row have the same order.")
    for row in range(ROWS):
        places = {order.index(row) for order in orders}
        after = {order[(order.index(row) + 1) % ROWS] for order in orders}
        check(first, len(places) > 1, f"In 12 epochs row {row} always has the same place.")
        check(first, len(after) > 1, f"In 12 epochs row {min(after)} always comes after row {row}.")
    groups = [{tuple(np.sort(np.ravel(y_b))) for _, y_b in one.value} for one in (first, second)]
    problem = "Two epochs in a row have the same groups of examples, in another order."
    check(first, groups[0] != groups[1], problem, "Shuffle the examples, not the batches.")


@pytest.mark.question("5.1")
def test_order_comes_from_rng():
    """Generators of the same seed give the same batches: no other randomness is used."""
    hint = "Take all randomness from rng, none from np.random or random."
    first, second = (epoch(X, y, 4, np.random.default_rng(4), hint) for _ in range(2))
    problem = "Two generators of the same seed gave different orders."
    check(first, np.array_equal(order_of(first), order_of(second)), problem)


@pytest.mark.question("5.1")
@pytest.mark.parametrize("batch_size", [0, -3])
def test_batch_size_below_one(batch_size):
    """A batch_size below 1 raises a ValueError, at the first batch at the latest."""
    rng = np.random.default_rng(5)
    hint = "Such a batch holds no example: raise a ValueError that says so."
    check_raises(ValueError, "sgd.minibatches", X, y, batch_size, rng, hint=hint)


@pytest.mark.question("5.2")
def test_step_by_hand():
    """A step with alpha = 0.5, known by hand; integers are promoted."""
    W1, b1 = np.array([[1, 2], [3, 4], [5, 6]]), np.array([1.0, 0.0, -1.0])
    dW1, db1 = np.array([[1, 1], [0, 0], [2, -1]]), np.array([4, 1, 0])
    params = [(W1, b1), (np.ones((1, 3)), np.ones(1))]
    grads = [(dW1, db1), (np.zeros((1, 3)), np.array([2.0]))]
    hint = "Downhill is against the gradient; only the learning rate scales it."
    result = call("sgd.sgd_step", params, grads, 0.5, hint=hint)
    check(result, len(result.part("layer 1", 0).value) == 2, "Each layer must be a pair (W, b).")
    check_array(result.part("W1", 0, 0), [[0.5, 1.5], [3.0, 4.0], [4.0, 6.5]])
    check_array(result.part("b1", 0, 1), [-1.0, -0.5, -1.0])
    check_array(result.part("W2", 1, 0), [[1.0, 1.0, 1.0]])
    check_array(result.part("b2", 1, 1), [0.0])
    check(result, len(result.value) == 2, "There are 2 layers; there must be as many new ones.")


@pytest.mark.question("5.2")
def test_long_steps():
    """Steps may be long, and each begins anew, from the params that it is given."""
    zeros, grads = [(np.zeros((1, 2)), np.zeros(1))], [(np.array([[6e6, 8e6]]), np.array([2e6]))]
    hint = "Each step is -alpha times the gradient: nothing is cut, and nothing kept for the next."
    for _ in range(2):
        result = call("sgd.sgd_step", zeros, grads, 0.5, hint=hint)
        check_array(result.part("W1", 0, 0), [[-3e6, -4e6]])
        check_array(result.part("b1", 0, 1), [-1e6])


# One linear layer with one weight, y = 2 x. By hand, at alpha = 0.1 and from w = b = 0: the
# gradient is (-10, -6), so w = 1 and b = 0.6 after one step, with errors -0.4 and -1.4. There
# it is (-3.2, -1.8), so w = 1.32 and b = 0.78 after two steps, with errors 0.1 and -0.58.
LINE = ([(np.zeros((1, 1)), np.zeros(1))], ["identity"], np.array([[1], [2]]), np.array([[2], [4]]))


def train(*arguments, hint="For each epoch: for each batch: gradients, then a step from them."):
    return call("sgd.train", *arguments, hint=hint)


def small_problem():
    """Two classes of points on a ring and inside it, and a network for it."""
    rng = np.random.default_rng(53)
    X = rng.normal(size=(60, 2))
    params = given("init_params")([2, 8, 2], rng)
    return params, ["tanh", "identity"], X, (np.sum(X**2, axis=1) > 1.4).astype(int)


@pytest.mark.question("5.3")
@pytest.mark.parametrize("batch_size", [2, 5])
def test_full_batch_by_hand(batch_size):
    """With batch_size >= n one epoch is one step of gradient descent, known by hand."""
    hint = "Two epochs here are two steps, each from the mean gradient of both examples."
    result = train(*LINE, "mse", 0.1, batch_size, 2, np.random.default_rng(0), hint=hint)
    W1, b1 = result.part("W1", 0, 0, 0), result.part("b1", 0, 0, 1)
    problem = "The returned params are those that went in."
    moved = np.any(as_numbers(W1) != 0) or np.any(as_numbers(b1) != 0)
    check(W1, moved, problem, "Do you use what sgd_step returns?")
    check_array(W1, [[1.32]])
    check_array(b1, [0.78])
    hint = "losses[0] is the loss after the first epoch, on all of the data."
    check_array(result.part("losses", 1), [1.06, 0.1732], hint=hint)


@pytest.mark.question("5.3")
def test_batches_by_hand():
    """Five copies of x = 1 and y = 2: each step multiplies the error w + b - 2 by 0.6."""
    params, activations, _, _ = LINE
    X, y = np.ones((5, 1)), np.full((5, 1), 2.0)
    hint = "If 4.3 passes: each batch, the last, smaller one too, is a step from the last params."
    result = train(params, activations, X, y, "mse", 0.1, 2, 2, np.random.default_rng(0), hint=hint)
    check_array(result.part("W1", 0, 0, 0), [[1 - 0.6**6]])
    check_array(result.part("losses", 1), [4 * 0.36**3, 4 * 0.36**6])


@pytest.mark.question("5.3")
def test_two_layers_by_hand():
    """One step of y_hat = w2 (w1 x + b1) + b2, from w = 1 and b = 0, at x = 1 and y = 3."""
    one, layer = np.ones((1, 1)), (np.ones((1, 1)), np.zeros(1))
    arguments = ([layer, layer], ["identity"] * 2, one, 3 * one, "mse", 0.1, 1, 1)
    hint = "If 4.3 passes: all slopes are -4 here, taken before any layer has changed."
    result = train(*arguments, np.random.default_rng(0), hint=hint)
    check_array(result.part("W1", 0, 0, 0), [[1.4]])
    check_array(result.part("W2", 0, 1, 0), [[1.4]])


@pytest.mark.question("5.3")
def test_every_epoch_has_an_order_of_its_own():
    """Two examples, two epochs, one example a batch: the rng gives each of the four orders."""
    bent, ends = np.array([[2], [1]]), set()
    for seed in range(60):
        result = train(*LINE[:3], bent, "mse", 0.1, 1, 2, np.random.default_rng(seed))
        ends.add(round(as_numbers(result.part("W1", 0, 0, 0)).item(), 9))
    problem = f"60 seeds ended at {len(ends)} different weights; 4 are possible."
    hint = "Hand the rng to minibatches anew in each epoch, the first and the last one too."
    check(result, len(ends) == 4, problem, hint)


@pytest.mark.question("5.3")
def test_one_loss_for_each_epoch():
    """losses has one entry an epoch, and the last one is the loss of the returned params."""
    params, activations, X, y = small_problem()
    loss = "softmax_cross_entropy"
    result = train(params, activations, X, y, loss, 0.3, 8, 6, np.random.default_rng(1))
    losses = result.part("losses", 1)
    problem = "6 epochs must give 6 losses."
    hint = "Once for each epoch, not for each batch."
    check(losses, as_numbers(losses).shape == (6,), problem, hint)
    _, A = load("network.forward")(result.part("params", 0).value, activations, X)
    last = result.part("losses[-1]", 1, -1)
    hint = "After the epoch, not before it; on all of X and y, not on the last batch."
    check_array(last, given(loss)(A[-1], y), hint=hint)
    solved = [(np.array([[2.0]]), np.zeros(1))]  # nothing moves, and there are 4 epochs
    result = train(solved, *LINE[1:], "mse", 0.1, 1, 4, np.random.default_rng(0))
    check_array(result.part("losses", 1), np.zeros(4))


@pytest.mark.question("5.3")
@pytest.mark.parametrize("batch_size", [7, 60])
def test_loss_falls(batch_size):
    """On a small problem, 60 epochs bring the loss well below that of the start."""
    params, activations, X, y = small_problem()
    loss = "softmax_cross_entropy"
    result = train(params, activations, X, y, loss, 0.3, batch_size, 60, np.random.default_rng(2))
    losses = result.part("losses", 1)
    limit = {7: 0.3, 60: 0.55}[batch_size]
    last = as_numbers(result.part("losses[-1]", 1, -1)).item()
    problem = f"After 60 epochs the loss is {last:.3g}; it should be below {limit}."
    hint = "Does each batch's step begin where the last one ended? Do the epochs?"
    check(losses, last <= limit, problem, hint)


@pytest.mark.question("5.3")
def test_run_can_be_repeated():
    """The same seed gives the same run, another seed another order of the examples."""
    params, activations, X, y = small_problem()

    def losses_of(seed):
        rng = np.random.default_rng(seed)
        result = train(params, activations, X, y, "softmax_cross_entropy", 0.3, 8, 2, rng)
        return result.part("losses", 1)

    first, again, other = losses_of(3), losses_of(3), losses_of(4)
    hint = "Hand the rng that you were given on to minibatches: no seed of your own, no np.random."
    check_array(again, as_numbers(first), hint=hint)
    problem = "Another rng gave exactly the same losses."
    check(other, not np.array_equal(as_numbers(other), as_numbers(first)), problem, hint)
