"""Mistakes of part 5."""

import itertools

import numpy as np

from ...grading.mistakes.catalogue import mistake
from ..given import LOSSES, right

MINIBATCHES = "sgd.minibatches"
STEP = "sgd.sgd_step"
TRAIN = "sgd.train"


def require_size(batch_size):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")


def slices(X, y, order, batch_size):
    """Minibatches of the rows, in this order."""
    X, y = np.asarray(X), np.asarray(y)
    for start in range(0, len(order), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


def right_batches(X, y, batch_size, rng):
    """Minibatches as they should be."""
    require_size(batch_size)
    return slices(X, y, rng.permutation(len(X)), batch_size)


@mistake(
    MINIBATCHES,
    "the last, smaller batch is dropped or filled up",
    hint="take 23 examples in batches of 4: how many batches are there, and how many examples "
    "does the last of them hold?",
)
def last_batch_dropped(X, y, batch_size, rng):
    require_size(batch_size)
    order = rng.permutation(len(X))
    return slices(X, y, order[: len(X) // batch_size * batch_size], batch_size)


@mistake(
    MINIBATCHES,
    "the last batch is dropped, full or not",
    hint="with batches of one, an example is missing: at which value does your range end, and is "
    "the last batch's start below it?",
)
def last_batch_dropped_always(X, y, batch_size, rng):
    require_size(batch_size)
    X, y, order = np.asarray(X), np.asarray(y), rng.permutation(len(X))
    for start in range(0, len(X) - batch_size, batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


@mistake(
    MINIBATCHES,
    "each batch lacks one example",
    hint="your batches are one example short: Python's slices leave out their end.",
)
def one_short(X, y, batch_size, rng):
    require_size(batch_size)
    X, y, order = np.asarray(X), np.asarray(y), rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size - 1]
        yield X[rows], y[rows]


@mistake(
    MINIBATCHES,
    "the size for the number of batches",
    hint="batch_size says how many examples are in a batch, and not how many batches there are.",
)
def size_for_number(X, y, batch_size, rng):
    require_size(batch_size)
    X, y = np.asarray(X), np.asarray(y)
    for rows in np.array_split(rng.permutation(len(X)), batch_size):
        yield X[rows], y[rows]


@mistake(
    MINIBATCHES,
    "sizes evened out",
    hint="with one example left over your batches are made equally large: all of them have "
    "batch_size examples, and only the last one may have fewer.",
)
def sizes_evened_out(X, y, batch_size, rng):
    require_size(batch_size)
    X, y = np.asarray(X), np.asarray(y)
    number = -(-len(X) // batch_size)
    for rows in np.array_split(rng.permutation(len(X)), number):
        yield X[rows], y[rows]


@mistake(
    MINIBATCHES,
    "X and y shuffled apart",
    hint="rows of X come with the targets of other rows: is it one and the same permutation that "
    "picks from both?",
)
def shuffled_apart(X, y, batch_size, rng):
    require_size(batch_size)
    X_shuffled, y_shuffled = rng.permutation(X), rng.permutation(y)
    return slices(X_shuffled, y_shuffled, np.arange(len(X)), batch_size)


@mistake(
    MINIBATCHES,
    "the same order in every epoch",
    hint="a fresh order is to be drawn from rng in each epoch: is yours drawn at all, and from "
    "this rng, or from a seed of your own?",
)
def never_shuffled(X, y, batch_size, rng):
    require_size(batch_size)
    return slices(X, y, np.arange(len(X)), batch_size)


@mistake(
    MINIBATCHES,
    "the same examples in each batch",
    hint="only batches, or the examples inside a batch, change places: shuffle all the rows' "
    "numbers first, and cut them into batches then.",
)
def shuffled_inside_batches(X, y, batch_size, rng):
    require_size(batch_size)
    for X_b, y_b in slices(X, y, np.arange(len(X)), batch_size):
        order = rng.permutation(len(X_b))
        yield X_b[order], y_b[order]


@mistake(
    MINIBATCHES,
    "a seed of its own",
    hint="your order is shuffled, and it is the same one in every epoch: each call must draw a new "
    "one from rng itself. Do you keep the first, copy rng, or seed a generator of your own?",
)
def seed_of_its_own(X, y, batch_size, rng):
    require_size(batch_size)
    return slices(X, y, np.random.default_rng(0).permutation(len(X)), batch_size)


@mistake(
    MINIBATCHES,
    "blocks change places",
    hint="whole blocks of neighbours change places: shuffle all the rows' numbers first, and cut "
    "them into batches then.",
)
def blocks_change_places(X, y, batch_size, rng):
    require_size(batch_size)
    blocks = list(slices(X, y, np.arange(len(X)), batch_size))
    short = blocks[-1:] if len(X) % batch_size else []
    full = blocks[: len(blocks) - len(short)]
    for index in rng.permutation(len(full)):
        yield full[index]
    yield from short


@mistake(
    MINIBATCHES,
    "one example keeps its place",
    hint="one example comes at the same place in every epoch: does your shuffle leave out a row?",
)
def one_keeps_its_place(X, y, batch_size, rng):
    require_size(batch_size)
    order = np.append(rng.permutation(len(X) - 1), len(X) - 1)
    return slices(X, y, order, batch_size)


@mistake(
    MINIBATCHES,
    "no end",
    hint="your generator goes on with examples that have come: when each has come once, the epoch "
    "is over.",
)
def no_end(X, y, batch_size, rng):
    require_size(batch_size)
    for _ in range(9):  # an end there must be, since train goes through all of it
        yield from slices(X, y, rng.permutation(len(X)), batch_size)


@mistake(
    MINIBATCHES,
    "random numbers from elsewhere",
    hint="with the same rng your order is another one each time: draw it from the rng that you "
    "are given, and not from np.random.",
)
def random_from_elsewhere(X, y, batch_size, rng):
    require_size(batch_size)
    return slices(X, y, np.random.default_rng().permutation(len(X)), batch_size)


@mistake(
    MINIBATCHES,
    "drawn with replacement",
    hint="some examples come twice in an epoch, and others not at all: draw an order of all rows, "
    "and not rows at random.",
)
def with_replacement(X, y, batch_size, rng):
    require_size(batch_size)
    return slices(X, y, rng.integers(len(X), size=len(X)), batch_size)


@mistake(
    MINIBATCHES,
    "X and y are shuffled themselves",
    hint="after an epoch X and y are in another order than before: shuffle the rows' numbers, and "
    "leave the caller's arrays alone.",
)
def shuffled_in_place(X, y, batch_size, rng):
    require_size(batch_size)
    order = rng.permutation(len(X))
    X[:], y[:] = X[order], y[order]
    return slices(X, y, np.arange(len(X)), batch_size)


@mistake(
    MINIBATCHES,
    "X is shuffled itself, and y is not",
    hint="after an epoch X is in another order than before, and y is not: shuffle the rows' "
    "numbers, and pick from both by them.",
)
def only_X_shuffled(X, y, batch_size, rng):
    require_size(batch_size)
    rng.shuffle(X)
    return slices(X, y, np.arange(len(X)), batch_size)


@mistake(
    MINIBATCHES,
    "no pairs of arrays",
    hint="each batch should come as a pair (X_b, y_b), with one example a row as in X and y: what "
    "does one round of your loop hand out, and is it `yield` that does?",
)
def no_pairs(X, y, batch_size, rng):
    require_size(batch_size)
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        yield order[start : start + batch_size]


@mistake(
    MINIBATCHES,
    "y in a column",
    hint="your y_b has an axis more than y: of labels (n,) a batch has the shape (rows,).",
)
def y_in_a_column(X, y, batch_size, rng):
    require_size(batch_size)
    column = np.asarray(y)[:, None] if np.ndim(y) == 1 else y
    return slices(X, column, rng.permutation(len(X)), batch_size)


@mistake(
    MINIBATCHES,
    "X and y in one table",
    hint="with targets of shape (n, m) your X_b and y_b have other columns than X and y: where "
    "they share a table, how many of its columns are y's?",
)
def one_table(X, y, batch_size, rng):
    require_size(batch_size)
    table = rng.permutation(np.column_stack([X, y]))
    for start in range(0, len(table), batch_size):
        batch = table[start : start + batch_size]
        yield batch[:, :-1], batch[:, -1]


@mistake(
    MINIBATCHES,
    "no ValueError for a negative size",
    hint="a batch size of -2 passes without a word: Python's range refuses 0 by itself, but not "
    "this.",
)
def negative_size_accepted(X, y, batch_size, rng):
    return slices(X, y, rng.permutation(len(X)), batch_size)


@mistake(
    MINIBATCHES,
    "no ValueError below 1",
    hint="a batch size below 1 should end in a ValueError: yours is set right in silence, or ends "
    "in another exception.",
)
def small_sizes_set_right(X, y, batch_size, rng):
    return slices(X, y, rng.permutation(len(X)), max(batch_size, 1))


@mistake(
    MINIBATCHES,
    "batches of one are refused",
    hint="a batch size of 1 is allowed: look at your comparison.",
)
def one_is_refused(X, y, batch_size, rng):
    require_size(batch_size - 1)
    return slices(X, y, rng.permutation(len(X)), batch_size)


@mistake(
    MINIBATCHES,
    "nothing where a batch is larger than the data",
    hint="where batch_size is larger than n, there is one batch with all the examples, and from "
    "you comes none.",
)
def large_sizes_bring_nothing(X, y, batch_size, rng):
    require_size(batch_size)
    order = rng.permutation(len(X)) if batch_size <= len(X) else []
    return slices(X, y, order, batch_size)


@mistake(
    MINIBATCHES,
    "a batch larger than the data is refused",
    hint="where batch_size is larger than n, there is one batch with all the examples.",
)
def large_sizes_refused(X, y, batch_size, rng):
    require_size(batch_size)
    if batch_size > len(X):
        raise ValueError("batch_size must be at most the number of examples")
    return slices(X, y, rng.permutation(len(X)), batch_size)


def stepped(params, grads, move):
    """New params, from move(array, its gradient)."""
    return [(move(W, dW), move(b, db)) for (W, b), (dW, db) in zip(params, grads, strict=True)]


@mistake(
    MINIBATCHES,
    "labels become floats",
    hint="labels go in as integers and come out as floats, which cannot count classes: an array "
    "that holds X and y together has one type for both.",
)
def labels_become_floats(X, y, batch_size, rng):
    for X_b, y_b in right_batches(X, y, batch_size, rng):
        yield X_b, y_b.astype(float)


@mistake(
    MINIBATCHES,
    "X cut down to whole numbers",
    hint="the fractions in X are gone: which type has the array into which you write its rows?",
)
def X_cut_down(X, y, batch_size, rng):
    for X_b, y_b in right_batches(X, y, batch_size, rng):
        yield X_b.astype(int), y_b


@mistake(
    STEP,
    "uphill",
    hint="your step goes along the gradient, uphill: which way is down?",
)
def step_uphill(params, grads, learning_rate):
    return stepped(params, grads, lambda array, slope: array + learning_rate * slope)


@mistake(
    STEP,
    "no learning rate",
    hint="you subtract the whole gradient: which number says how far to go?",
)
def step_without_rate(params, grads, learning_rate):
    return stepped(params, grads, lambda array, slope: array - slope)


@mistake(
    STEP,
    "a learning rate of 0.1",
    hint="your step has the length that a learning rate of 0.1 gives: is the one that you are "
    "given used?",
)
def step_of_one_tenth(params, grads, learning_rate):
    return stepped(params, grads, lambda array, slope: array - 0.1 * slope)


@mistake(
    STEP,
    "a learning rate of 0.01",
    hint="your step has the length that a learning rate of 0.01 gives: is the one that you are "
    "given used?",
)
def step_of_one_hundredth(params, grads, learning_rate):
    return stepped(params, grads, lambda array, slope: array - 0.01 * slope)


@mistake(
    STEP,
    "only the change",
    hint="that is the change of each array: the new arrays are asked for.",
)
def only_the_change(params, grads, learning_rate):
    return stepped(params, grads, lambda array, slope: -learning_rate * np.asarray(slope))


@mistake(
    STEP,
    "params in place",
    hint="after the call params has other values: -= writes into the caller's arrays, and new "
    "arrays are asked for.",
)
def step_in_place(params, grads, learning_rate):
    for (W, b), (dW, db) in zip(params, grads, strict=True):
        W -= learning_rate * dW
        b -= learning_rate * db
    return params


@mistake(
    STEP,
    "params in place, and nothing returned",
    hint="nothing comes back: your step changes the caller's arrays, and new ones are asked for.",
)
def nothing_returned(params, grads, learning_rate):
    step_in_place(params, grads, learning_rate)


@mistake(
    STEP,
    "new arrays into the old list",
    hint="the arrays are new, but you put them into the caller's list: hand back a list of your "
    "own.",
)
def into_the_old_list(params, grads, learning_rate):
    params[:] = stepped(params, grads, lambda array, slope: array - learning_rate * slope)
    return params


@mistake(
    STEP,
    "the biases stand still",
    hint="the weights move, and the biases do not: they have gradients as well.",
)
def biases_stand_still(params, grads, learning_rate):
    return [
        (W - learning_rate * dW, np.array(b)) for (W, b), (dW, _) in zip(params, grads, strict=True)
    ]


@mistake(
    STEP,
    "only the first layer moves",
    hint="only the first layer has moved: does your loop return in its first round?",
)
def only_the_first_layer(params, grads, learning_rate):
    first = stepped(params[:1], grads[:1], lambda array, slope: array - learning_rate * slope)
    return [*first, *params[1:]]


@mistake(
    STEP,
    "only the first layer comes back",
    hint="one layer came back: does your loop return in its first round?",
)
def only_the_first_comes_back(params, grads, learning_rate):
    return stepped(params[:1], grads[:1], lambda array, slope: array - learning_rate * slope)


@mistake(
    STEP,
    "one pair for all layers",
    hint="all your layers hold the same arrays: [x] * L is a list with one x, L times, and not "
    "with L of them.",
)
def layers_share_a_pair(params, grads, learning_rate):
    new = [[None, None]] * len(params)
    moved = stepped(params, grads, lambda array, slope: array - learning_rate * slope)
    for layer, pair in enumerate(moved):
        new[layer][:] = pair
    return new


@mistake(
    STEP,
    "one long list",
    hint="the numbers are right, and they came as one long list: keep a pair (W, b) for each "
    "layer.",
)
def one_long_list(params, grads, learning_rate):
    moved = stepped(params, grads, lambda array, slope: array - learning_rate * slope)
    return list(itertools.chain(*moved))


@mistake(
    STEP,
    "divided by the rows",
    hint="your step shrinks with the length of each array: the gradient is that of a mean already.",
)
def divided_by_rows(params, grads, learning_rate):
    return stepped(params, grads, lambda array, slope: array - learning_rate * slope / len(slope))


@mistake(
    STEP,
    "the direction alone",
    hint="all your steps are equally long: a steep slope should give a longer step than a gentle "
    "one.",
)
def step_by_direction(params, grads, learning_rate):
    return stepped(
        params,
        grads,
        lambda array, slope: array - learning_rate * slope / np.linalg.norm(slope),
    )


@mistake(
    STEP,
    "large gradients are shortened",
    hint="where the gradients are large your step is shorter than alpha times them: the rule has "
    "no largest length.",
)
def large_gradients_shortened(params, grads, learning_rate):
    length = np.sqrt(sum(np.sum(np.square(slope)) for pair in grads for slope in pair))
    rate = learning_rate * min(1.0, 100.0 / max(length, 1e-300))
    return stepped(params, grads, lambda array, slope: array - rate * slope)


@mistake(
    STEP,
    "times the params",
    hint="you take a share of each weight away: the step depends on the gradient, and not on the "
    "weight's own size.",
)
def times_the_params(params, grads, learning_rate):
    return stepped(params, grads, lambda array, slope: array * (1 - learning_rate * slope))


def loss_of(params, activations, X, y, loss):
    """The loss on all of (X, y)."""
    _, A = right("network.forward")(params, activations, X)
    return LOSSES[loss](A[-1], y)


def epoch_of(
    params,
    activations,
    X,
    y,
    loss,
    learning_rate,
    batch_size,
    rng,
    rate_for=lambda n, rows: 1.0,
    steps=None,
):
    """The params after one epoch.

    rate_for(n, rows): a factor on the learning rate for a batch of so many rows.
    steps: how many batches to use; without it, all.
    """
    batches = right(MINIBATCHES)(X, y, batch_size, rng)
    for X_b, y_b in itertools.islice(batches, steps):
        _, grads = right("network.loss_and_gradients")(params, activations, X_b, y_b, loss)
        rate = learning_rate * rate_for(len(X), len(X_b))
        params = right(STEP)(params, grads, rate)
    return params


def trained(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng, **changes):
    """Training as it should be, but for the changes that epoch_of knows."""
    losses = []
    for _ in range(epochs):
        data = (activations, X, y, loss)
        params = epoch_of(params, *data, learning_rate, batch_size, rng, **changes)
        losses.append(loss_of(params, *data))
    return params, losses


@mistake(
    TRAIN,
    "uphill",
    hint="your loss rises: which way does a step go?",
)
def train_uphill(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    return trained(params, activations, X, y, loss, -learning_rate, batch_size, epochs, rng)


@mistake(
    TRAIN,
    "the step grows with the batch",
    hint="with batches of one all is well, and with larger ones your steps are too long: the "
    "gradient of a batch is a mean, so is a sum taken somewhere?",
)
def step_grows_with_the_batch(*arguments):
    with np.errstate(all="ignore"):
        return trained(*arguments, rate_for=lambda n, rows: rows)


@mistake(
    TRAIN,
    "averaged once more over the batch",
    hint="with batches of one all is well, and with larger ones your steps are too short: the "
    "gradient is a mean already.",
)
def averaged_once_more(*arguments):
    return trained(*arguments, rate_for=lambda n, rows: 1 / rows)


@mistake(
    TRAIN,
    "small batches learn too little",
    hint="in one batch of all examples your training is right, and in small ones it learns too "
    "little: each step is alpha times the gradient of its own batch, at the params of this moment.",
)
def share_of_the_data(*arguments):
    return trained(*arguments, rate_for=lambda n, rows: rows / n)


@mistake(
    TRAIN,
    "gradients at the epoch's first params",
    hint="all steps of an epoch use gradients at the params with which it began: a step's gradient "
    "is taken at the params of this moment.",
)
def gradients_at_the_first_params(
    params, activations, X, y, loss, learning_rate, batch_size, epochs, rng
):
    losses = []
    for _ in range(epochs):
        first = params
        for X_b, y_b in right(MINIBATCHES)(X, y, batch_size, rng):
            _, grads = right("network.loss_and_gradients")(first, activations, X_b, y_b, loss)
            params = right(STEP)(params, grads, learning_rate)
        losses.append(loss_of(params, activations, X, y, loss))
    return params, losses


@mistake(
    TRAIN,
    "one step an epoch",
    hint="an epoch is a step for each of its minibatches: yours takes one, does it leave the loop "
    "after the first batch?",
)
def one_step_an_epoch(*arguments):
    return trained(*arguments, steps=1)


@mistake(
    TRAIN,
    "batch_size is ignored",
    hint="your gradients are those of all of (X, y): a step uses its minibatch, and nothing else.",
)
def batch_size_ignored(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    return trained(params, activations, X, y, loss, learning_rate, len(X), epochs, rng)


@mistake(
    TRAIN,
    "all the data in every step",
    hint="you take a step for each minibatch, but always by the gradient on all of (X, y): which "
    "X and which y do you hand to loss_and_gradients?",
)
def all_data_in_every_step(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    losses = []
    for _ in range(epochs):
        for _batch in right(MINIBATCHES)(X, y, batch_size, rng):
            _, grads = right("network.loss_and_gradients")(params, activations, X, y, loss)
            params = right(STEP)(params, grads, learning_rate)
        losses.append(loss_of(params, activations, X, y, loss))
    return params, losses


@mistake(
    TRAIN,
    "only one epoch counts",
    hint="only one of your epochs counts: does each go on from the params of the one before, and "
    "does each get minibatches of its own, since a generator can be gone through only once?",
)
def batches_run_dry(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    first, _ = trained(params, activations, X, y, loss, learning_rate, batch_size, 1, rng)
    after = first if epochs else params
    return after, [loss_of(after, activations, X, y, loss)] * epochs


@mistake(
    TRAIN,
    "the first params come back",
    hint="the params that you return are those that you were given: sgd_step hands back new ones, "
    "do you keep them?",
)
def first_params_come_back(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    return params, [loss_of(params, activations, X, y, loss)] * epochs


@mistake(
    TRAIN,
    "losses of another moment",
    hint="losses[e] is the loss on all of (X, y), measured after the epoch's last step: yours is "
    "that of earlier params, or of batches.",
)
def losses_of_another_moment(
    params, activations, X, y, loss, learning_rate, batch_size, epochs, rng
):
    losses = []
    for _ in range(epochs):
        losses.append(loss_of(params, activations, X, y, loss))
        params = epoch_of(params, activations, X, y, loss, learning_rate, batch_size, rng)
    return params, losses


@mistake(
    TRAIN,
    "the mean of the batches' losses",
    hint="losses[e] is the loss after the epoch's last step, on all of (X, y): yours is a mean of "
    "losses that were measured on the way.",
)
def mean_of_batch_losses(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    losses = []
    for _ in range(epochs):
        found = []
        for X_b, y_b in right(MINIBATCHES)(X, y, batch_size, rng):
            data = (activations, X_b, y_b, loss)
            number, grads = right("network.loss_and_gradients")(params, *data)
            found.append(number)
            params = right(STEP)(params, grads, learning_rate)
        losses.append(float(np.mean(found)))
    return params, losses


@mistake(
    TRAIN,
    "losses are added up",
    hint="each of your losses holds those of the epochs before: it is the loss at this moment "
    "alone.",
)
def losses_added_up(*arguments):
    params, losses = trained(*arguments)
    return params, list(itertools.accumulate(losses))


@mistake(
    TRAIN,
    "the last batch's loss",
    hint="your losses are measured on the last batch alone: take all of (X, y).",
)
def last_batch_loss(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    losses = []
    for _ in range(epochs):
        for X_b, y_b in right(MINIBATCHES)(X, y, batch_size, rng):
            _, grads = right("network.loss_and_gradients")(params, activations, X_b, y_b, loss)
            params = right(STEP)(params, grads, learning_rate)
        losses.append(loss_of(params, activations, X_b, y_b, loss))
    return params, losses


@mistake(
    TRAIN,
    "a loss for each step",
    hint="losses has one number for each epoch: yours has one for each step.",
)
def loss_for_each_step(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    losses = []
    for _ in range(epochs):
        for X_b, y_b in right(MINIBATCHES)(X, y, batch_size, rng):
            _, grads = right("network.loss_and_gradients")(params, activations, X_b, y_b, loss)
            params = right(STEP)(params, grads, learning_rate)
            losses.append(loss_of(params, activations, X, y, loss))
    return params, losses


@mistake(
    TRAIN,
    "the loss at the start as well",
    hint="losses has one number too many: the loss before the first epoch is not asked for.",
)
def loss_at_the_start(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    start = loss_of(params, activations, X, y, loss)
    params, losses = trained(
        params, activations, X, y, loss, learning_rate, batch_size, epochs, rng
    )
    return params, [start, *losses]


@mistake(
    TRAIN,
    "only the params",
    hint="two things come back: the trained params, and the list of losses.",
)
def only_the_params(*arguments):
    return trained(*arguments)[0]


@mistake(
    TRAIN,
    "one epoch too few",
    hint="your list of losses is one short: how often does your outer loop run?",
)
def one_epoch_too_few(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    return trained(params, activations, X, y, loss, learning_rate, batch_size, epochs - 1, rng)


@mistake(
    TRAIN,
    "epochs counted as steps",
    hint="you stop after as many steps as there should be epochs: an epoch is a whole pass over "
    "the data.",
)
def epochs_counted_as_steps(
    params, activations, X, y, loss, learning_rate, batch_size, epochs, rng
):
    losses, left = [], epochs
    while left > 0:
        params = epoch_of(
            params, activations, X, y, loss, learning_rate, batch_size, rng, steps=left
        )
        left -= -(-len(X) // batch_size)
        losses.append(loss_of(params, activations, X, y, loss))
    return params, losses


@mistake(
    TRAIN,
    "the order is not from rng",
    hint="the order of your examples does not hang on rng: does minibatches get the rng that you "
    "were given, or one with a seed of your own?",
)
def order_not_from_rng(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    own = np.random.default_rng(0)
    return trained(params, activations, X, y, loss, learning_rate, batch_size, epochs, own)


@mistake(
    TRAIN,
    "the last, smaller batch is dropped",
    hint="the examples of the last, smaller batch are never used: a step is due for each "
    "minibatch.",
)
def last_batch_not_used(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    steps = max(len(X) // batch_size, 1)
    return trained(
        params, activations, X, y, loss, learning_rate, batch_size, epochs, rng, steps=steps
    )


@mistake(
    TRAIN,
    "a smaller batch takes a smaller step",
    hint="your step shrinks where a batch has fewer examples than batch_size: its gradient is a "
    "mean, and the rate is the same for each batch.",
)
def smaller_batch_smaller_step(
    params, activations, X, y, loss, learning_rate, batch_size, epochs, rng
):
    def share(n, rows):
        return rows / batch_size

    return trained(
        params, activations, X, y, loss, learning_rate, batch_size, epochs, rng, rate_for=share
    )


@mistake(
    TRAIN,
    "a learning rate that fades",
    hint="your rate shrinks from epoch to epoch: alpha is the same for each step.",
)
def train_with_fading_rate(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    losses = []
    for epoch in range(epochs):
        rate = learning_rate / (epoch + 1)
        params, after = trained(params, activations, X, y, loss, rate, batch_size, 1, rng)
        losses += after
    return params, losses


@mistake(
    TRAIN,
    "stops when the loss rises",
    hint="with a rate that is too large the loss rises, and you stop there: all epochs are to be "
    "run, whatever the loss does.",
)
def stops_when_the_loss_rises(
    params, activations, X, y, loss, learning_rate, batch_size, epochs, rng
):
    losses = []
    for _ in range(epochs):
        params, after = trained(params, activations, X, y, loss, learning_rate, batch_size, 1, rng)
        losses += after
        if len(losses) > 1 and losses[-1] > losses[-2]:
            break
    return params, losses


@mistake(
    TRAIN,
    "stops when the loss stands still",
    hint="where the loss does not change any more you stop: all epochs are to be run, and each has "
    "its loss.",
)
def stops_when_the_loss_stands_still(
    params, activations, X, y, loss, learning_rate, batch_size, epochs, rng
):
    losses = []
    for _ in range(epochs):
        params = epoch_of(params, activations, X, y, loss, learning_rate, batch_size, rng)
        losses.append(loss_of(params, activations, X, y, loss))
        if len(losses) > 1 and abs(losses[-1] - losses[-2]) < 1e-10:
            break
    return params, losses


@mistake(
    TRAIN,
    "the best params come back",
    hint="you return the params with the lowest loss: those after the last epoch are asked for.",
)
def best_params(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    best, losses, lowest = params, [], np.inf
    for _ in range(epochs):
        params, after = trained(params, activations, X, y, loss, learning_rate, batch_size, 1, rng)
        losses += after
        if losses[-1] < lowest:
            best, lowest = params, losses[-1]
    return best, losses


@mistake(
    TRAIN,
    "the caller's params are trained",
    hint="after the call the params that were handed in are no longer what they were: work on new "
    "ones.",
)
def callers_params(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    after, losses = trained(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng)
    params[:] = after
    return params, losses


@mistake(
    TRAIN,
    "batches made once for all epochs",
    hint="your minibatches hold the same examples in every epoch: each epoch draws a fresh order.",
)
def batches_made_once(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    losses, batches = [], list(right(MINIBATCHES)(X, y, batch_size, rng))
    for _ in range(epochs):
        for X_b, y_b in batches:
            _, grads = right("network.loss_and_gradients")(params, activations, X_b, y_b, loss)
            params = right(STEP)(params, grads, learning_rate)
        losses.append(loss_of(params, activations, X, y, loss))
    return params, losses


@mistake(
    TRAIN,
    "rng for one epoch only",
    hint="the first epoch follows rng, and a later one does not: is there another generator, or a "
    "seed, in your loop?",
)
def rng_for_one_epoch(params, activations, X, y, loss, learning_rate, batch_size, epochs, rng):
    losses = []
    for epoch in range(epochs):
        params, after = trained(params, activations, X, y, loss, learning_rate, batch_size, 1, rng)
        losses += after
        rng = np.random.default_rng(epoch)
    return params, losses
