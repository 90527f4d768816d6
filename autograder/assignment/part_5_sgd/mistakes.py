"""Mistakes of part 5."""

from ...grading.mistakes.catalogue import mistakes_in

# A table, in which ruff's formatter would take five lines for three.
# fmt: off

ARRAYS = "X, y = np.asarray(X), np.asarray(y)"
ORDER = "order = rng.permutation(len(X))"
STARTS = "range(0, len(X), batch_size)"
LOOP = f"for start in {STARTS}:\n        batch = order[start : start + batch_size]"
minibatches = mistakes_in("sgd.minibatches")

minibatches.edit("the last, smaller batch is dropped or filled up", {
    STARTS: "range(0, len(X) - batch_size + 1, batch_size)"},
    "take 23 examples in batches of 4: how many batches are there, and how many examples does the "
    "last of them hold?")
minibatches.edit("the last batch is dropped, full or not", {
    STARTS: "range(0, len(X) - batch_size, batch_size)"},
    "examples are missing, even with batches of one: where does your loop end, does the last batch "
    "start before that, and which rows does each batch hold?")
minibatches.edit("each batch lacks one example", {
    "start + batch_size]": "start + batch_size - 1]"},
    "some examples do not come in an epoch: take 4 of them in batches of 2, and write down which "
    "rows each batch of yours holds. Python's slices leave out their end.")
minibatches.edit("the size for the number of batches", {
    LOOP: "for batch in np.array_split(order, batch_size):"},
    "batch_size says how many examples are in a batch, and not how many batches there are: which "
    "of the two is it in your code?")
minibatches.edit("sizes evened out", {
    LOOP: "for batch in np.array_split(order, -(-len(X) // batch_size)):"},
    "where batch_size does not divide n, your batches have other sizes than they should: are the "
    "examples that are left over spread across them? Only the last batch may have fewer than "
    "batch_size.")
minibatches.edit("X and y shuffled apart", {"np.asarray(y)": "rng.permutation(y)"},
    "rows of X come with the targets of other rows: is it one and the same permutation that picks "
    "from both?")
minibatches.edit("the same order in every epoch", {ORDER: "order = np.arange(len(X))"},
    "the examples come in the order in which they stand in X: is a fresh order drawn in each "
    "epoch, and from this rng?")
minibatches.edit("the same examples in each batch", {
    ORDER: "order = np.arange(len(X))",
    "yield X": "rng.shuffle(batch); yield X"},
    "neighbours in X stay together: do only batches change places, or only the examples inside a "
    "batch? Shuffle all the rows' numbers first, and cut them into batches then.")
minibatches.edit("a seed of its own", {"rng.permutation": "np.random.default_rng(0).permutation"},
    "two epochs have the same order: each call must draw a new one from rng itself. Do you keep "
    "the first, copy rng, or seed a generator of your own?")
minibatches.edit("blocks change places", {
    ORDER: "full = len(X) // batch_size * batch_size\n"
           "    blocks = rng.permutation(np.arange(full).reshape(-1, batch_size))\n"
           "    order = np.append(blocks, np.arange(full, len(X)))"},
    "neighbours in X mostly stay neighbours: do whole blocks change places? Shuffle all the rows' "
    "numbers first, and cut them into batches then.")
minibatches.edit("the short block changes its place as well", {
    STARTS: f"rng.permutation({STARTS})", ORDER: "order = np.arange(len(X))"},
    "neighbours in X mostly stay neighbours, and the sizes change places: do you shuffle whole "
    "blocks? Shuffle all the rows' numbers first, and cut them into batches then.")
minibatches.edit("one example keeps its place", {
    ORDER: "order = np.append(rng.permutation(len(X) - 1), len(X) - 1)"},
    "one example comes at the same place in every epoch: does your shuffle leave out a row?")
minibatches.edit("no end", {  # an end there must be, since train goes through all of it
    STARTS: "[*range(0, len(X), batch_size)] * 9"},
    "examples come again in an epoch: does your generator go on when each of them has come once?")
minibatches.edit("random numbers from elsewhere", {
    "rng.permutation": "np.random.default_rng().permutation"},
    "with the same rng your order is another one each time: is every random number drawn from the "
    "rng that you are given?")
minibatches.edit("drawn with replacement", {ORDER: "order = rng.integers(len(X), size=len(X))"},
    "some examples do not come in an epoch: do others come twice? Draw an order of all rows, and "
    "not rows at random.")
minibatches.edit("X and y are shuffled themselves", {
    ORDER: f"{ORDER}; X[:], y[:] = X[order], y[order]"},
    "your code changes X and y: does it shuffle them, or write into them? Shuffle the rows' "
    "numbers instead, and pick the rows by these.")
minibatches.edit("X is shuffled itself, and y is not", {
    ORDER: "order = np.arange(len(X)); rng.shuffle(X)"},
    "your code changes X: does it shuffle it, or write into it? Shuffle the rows' "
    "numbers instead, and pick from X and y by these.")
minibatches.edit("no pairs of arrays", {"yield X[batch], y[batch]": "yield batch"},
    "each batch should come as a pair (X_b, y_b), with one example a row as in X and y: what does "
    "one round of your loop produce, and is it `yield` that does?")
minibatches.edit("y in a column", {"y[batch]": "y[batch].reshape(len(batch), -1)"},
    "of labels (n,) a batch has the shape (rows,): which shape has your y_b?")
minibatches.edit("X and y in one table", {
    ARRAYS: "table = np.column_stack([X, y]); X, y = table[:, :-1], table[:, -1]"},
    "with targets of shape (n, m) your batches have other shapes than X and y: do they share a "
    "table, and how many of its columns are y's?")
minibatches.edit("no ValueError for a negative size", {"batch_size < 1": "batch_size == 0"},
    "a negative batch size passes without a word: Python's range refuses 0 by itself, but not "
    "this.")
minibatches.arguments("no ValueError below 1", "X, y, max(batch_size, 1), rng",
    "a batch size below 1 should end in a ValueError: is yours replaced by another size, or does "
    "it end in another exception?")
minibatches.edit("batches of one are refused", {"batch_size < 1": "batch_size <= 1"},
    "a batch size of 1 is allowed, and yours is refused: which is the smallest size that your code "
    "takes?")
minibatches.edit("nothing where a batch is larger than the data", {
    STARTS: f"{STARTS} if batch_size <= len(X) else []"},
    "where batch_size is larger than n, there is one batch with all the examples: how many come "
    "from you, and what do they hold?")
minibatches.edit("a batch larger than the data is refused", {
    "batch_size < 1": "not 1 <= batch_size <= len(X)"},
    "where batch_size is larger than n, there is one batch with all the examples, and yours raises "
    "an exception: which sizes do you refuse?")
minibatches.edit("labels become floats", {"y[batch]": "y[batch].astype(float)"},
    "labels go in as integers and come out as floats, which cannot serve as indices: is there an "
    "array that holds X and y together, and so has one type for both?")
minibatches.edit("X cut down to whole numbers", {"X[batch]": "X[batch].astype(int)"},
    "the numbers of a row of X are not those that it has in X: are they turned into integers, or "
    "written into an array of them?")

IN_PLACE = """
    for (W, b), (dW, db) in zip(params, grads):
        W -= learning_rate * dW
        b -= learning_rate * db
"""
sgd_step = mistakes_in("sgd.sgd_step")

sgd_step.edit("uphill", {"W - ": "W + ", "b - ": "b + "},
    "your step goes along the gradient, uphill: which way is down?")
sgd_step.edit("no learning rate", {"learning_rate * dW": "dW", "learning_rate * db": "db"},
    "you subtract the whole gradient: which number says how far to go?")
sgd_step.arguments("a learning rate of 0.1", "params, grads, 0.1",
    "your step has the length that a learning rate of 0.1 gives: is the one that you are given "
    "used?")
sgd_step.arguments("a learning rate of 0.01", "params, grads, 0.01",
    "your step has the length that a learning rate of 0.01 gives: is the one that you are given "
    "used?")
sgd_step.edit("only the change", {"W - ": "-", "b - ": "-"},
    "that is the change of each array: the new arrays are asked for.")
sgd_step.body("params in place", IN_PLACE + "    return params",
    "your code changes the caller's params, and where they hold integers your step fails: does "
    "-= write into them? New arrays are asked for.")
sgd_step.body("params in place, and nothing returned", IN_PLACE,
    "nothing is returned, and the caller's arrays have changed: new ones are asked for.")
sgd_step.edit("new arrays into the old list", {
    "return [": "params[:] = [",
    "]  # fmt: skip": "]; return params"},
    "your code puts other arrays into the caller's list: do you write into that list? Return a "
    "list of your own.")
sgd_step.edit("the biases stand still", {"b - learning_rate * db": "np.array(b)"},
    "your biases do not move: they have gradients as well.")
sgd_step.answer("only the first layer moves", "[*answer[:1], *params[1:]]",
    "only the first layer has moved: does your loop return in its first round?")
sgd_step.answer("only the first layer comes back", "answer[:1]",
    "one layer was returned: does your loop return in its first round?")
sgd_step.answer("one pair for all layers", "answer[-1:] * len(answer)",
    "all your layers hold the same arrays: is one pair in the list several times? [x] * L is a "
    "list with one x, L times.")
sgd_step.answer("one long list", "[array for pair in answer for array in pair]",
    "your arrays come as one long list: keep a pair (W, b) for each layer.")
sgd_step.edit("divided by the rows", {"* dW": "* dW / len(dW)", "* db": "* db / len(db)"},
    "your step shrinks with the length of each array: the gradient is that of a mean already, so "
    "what is it divided by?")
sgd_step.edit("the direction alone", {
    "* dW": "* dW / np.linalg.norm(dW)",
    "* db": "* db / np.linalg.norm(db)"},
    "all your steps are equally long: a steep slope should give a longer step than a gentle one.")
sgd_step.edit("each entry of a gradient is cut", {
    "* dW": "* np.clip(dW, -1, 1)", "* db": "* np.clip(db, -1, 1)"},
    "no entry of your step is longer than the learning rate: no gradient is to be cut, "
    "however large it is.")
sgd_step.edit("large gradients are shortened", {
    "return [": "squares = sum(np.sum(slope**2) for pair in grads for slope in pair)\n"
                "    learning_rate *= 100 / max(np.sqrt(squares), 100)\n    return ["},
    "where the gradients are large your step is shorter than alpha times them: the rule has no "
    "largest length.")
sgd_step.edit("times the params", {"* dW": "* dW * W", "* db": "* db * b"},
    "you take a share of each weight away: the step depends on the gradient, and not on the "
    "weight's own size.")
sgd_step.arguments("the gradients from the last layer on", "params, grads[::-1], learning_rate",
    "each layer is moved by the gradient of another one: grads stand in the order of params, the "
    "first layer first.")

RATE = "grads, learning_rate"
ON_ALL_DATA = "_, A = forward(params, activations, X)\n        "
RECORD = "losses.append(LOSSES[loss](A[-1], y))"
train = mistakes_in("sgd.train")

train.edit("uphill", {RATE: "grads, -learning_rate"},
    "your loss rises: which way does a step go?")
train.edit("the step grows with the batch", {RATE: f"{RATE} * len(X_b)"},
    "the larger a batch is, the longer your steps are beside alpha times its gradient: that is a "
    "mean already, so is a sum taken somewhere?")
train.edit("averaged once more over the batch", {RATE: f"{RATE} / len(X_b)"},
    "the larger a batch is, the shorter your steps are beside alpha times its gradient: that is a "
    "mean already, so is it divided once more?")
train.edit("small batches learn too little", {RATE: f"{RATE} * len(X_b) / len(X)"},
    "the smaller a batch is, the less your training learns: is each step alpha times the gradient "
    "of its own batch, at the params of this moment?")
train.edit("gradients at the epoch's first params", {
    "for X_b": "first = params\n        for X_b",
    "gradients(params": "gradients(first"},
    "all steps of an epoch use gradients at the params with which it began: at which params is a "
    "step's gradient taken?")
train.edit("one step an epoch", {f"{RATE})": f"{RATE}); break"},
    "an epoch is a step for each of its minibatches: yours takes one, does it leave the loop after "
    "the first batch?")
train.edit("batch_size is ignored", {"y, batch_size, rng": "y, len(X), rng"},
    "your gradients are those of all of (X, y): a step uses its minibatch, and nothing else.")
train.edit("all the data in every step", {"activations, X_b, y_b": "activations, X, y"},
    "you take a step for each minibatch, but always by the gradient on all of (X, y): which X and "
    "which y do you pass to loss_and_gradients?")
train.edit("only one epoch counts", {
    "in minibatches(X, y, batch_size, rng)": "in batches",
    "losses = []": "losses, batches = [], minibatches(X, y, batch_size, rng)"},
    "only one of your epochs counts: does each go on from the params of the one before, and does "
    "each get minibatches of its own, since a generator can be gone through only once?")
train.edit("the first params come back", {"params = sgd_step": "sgd_step"},
    "the params that you return are those that you were given: sgd_step returns new ones, do you "
    "keep them?")
train.edit("losses of another moment", {ON_ALL_DATA: "", "for X_b": f"{ON_ALL_DATA}for X_b"},
    "losses[e] is the loss on all of (X, y), measured after the epoch's last step: yours is that "
    "of earlier params, or of batches.")
train.edit("the mean of the batches' losses", {
    "for X_b": "found = []\n        for X_b",
    "_, grads": "number, grads",
    f"{RATE})": f"{RATE}); found.append(number)",
    RECORD: "losses.append(float(np.mean(found)))"},
    "losses[e] is the loss after the epoch's last step, on all of (X, y): yours is a mean of "
    "losses that were measured on the way.")
train.edit("losses are added up", {"losses.append(": "losses.append(sum(losses[-1:]) + "},
    "each of your losses holds those of the epochs before: it is the loss at this moment alone.")
train.edit("the last batch's loss", {"activations, X)": "activations, X_b)", "], y)": "], y_b)"},
    "your losses are measured on the last batch alone: take all of (X, y).")
train.edit("a loss for each step", {ON_ALL_DATA: f"    {ON_ALL_DATA}    "},
    "losses has one number for each epoch: yours has one for each step.")
train.edit("the loss at the start as well", {
    "losses = []": "losses = [LOSSES[loss](forward(params, activations, X)[1][-1], y)]"},
    "losses has one number too many: the loss before the first epoch is not asked for.")
train.answer("only the params", "answer[0]",
    "two things are to be returned: the trained params, and the list of losses.")
train.edit("one epoch too few", {"range(epochs)": "range(epochs - 1)"},
    "your list of losses is one short: how often does your outer loop run?")
train.edit("epochs counted as steps", {
    "losses = []": "losses, steps = [], 0",
    f"{RATE})": f"{RATE}); steps += 1\n            if steps == epochs: break",
    RECORD: f"{RECORD}\n        if steps == epochs: break"},
    "you stop after as many steps as there should be epochs: an epoch is a whole pass over the "
    "data.")
train.edit("the order is not from rng", {
    "losses = []": "losses, rng = [], np.random.default_rng(0)"},
    "your first epoch has the same order for another rng: does minibatches get the rng that you "
    "were given, or one with a seed of your own?")
train.edit("the last, smaller batch is dropped", {
    "_, grads": "if len(X_b) < min(batch_size, len(X)): break\n            _, grads"},
    "the examples of the last, smaller batch are never used: a step is due for each minibatch.")
train.edit("a smaller batch takes a smaller step", {RATE: f"{RATE} * len(X_b) / batch_size"},
    "where a batch has fewer examples than batch_size, your step is shorter than alpha times its "
    "gradient: that is a mean, and the rate is the same for each batch.")
train.edit("a learning rate that fades", {RATE: f"{RATE} / (len(losses) + 1)"},
    "in the n-th epoch your steps are n times shorter than alpha times the gradient: is alpha the "
    "same for each step?")
train.edit("stops when the loss rises", {
    RECORD: f"{RECORD}\n        if losses[1:] and losses[-1] > losses[-2]: break"},
    "with a rate that is too large the loss rises, and you stop there: all epochs are to be run, "
    "whatever the loss does.")
train.edit("stops when the loss stands still", {
    RECORD: f"{RECORD}\n        if losses[1:] and abs(losses[-1] - losses[-2]) < 1e-10: break"},
    "where the loss does not change any more you stop: all epochs are to be run, and each has its "
    "loss.")
train.edit("the best params come back", {
    "losses = []": "losses, best = [], params",
    RECORD: f"{RECORD}\n        if losses[-1] < min(losses[:-1], default=np.inf): best = params",
    "return params": "return best"},
    "you return the params with the lowest loss: those after the last epoch are asked for.")
train.edit("the caller's params are trained", {"params = sgd_step": "params[:] = sgd_step"},
    "your code changes the params that it is given: does anything write into that list, or its "
    "arrays?")
train.edit("batches made once for all epochs", {
    "in minibatches(X, y, batch_size, rng)": "in batches",
    "losses = []": "losses, batches = [], list(minibatches(X, y, batch_size, rng))"},
    "two epochs end with the same loss: does each of them call for minibatches anew, with one and "
    "the same rng, and does it take its steps?")
train.edit("rng for one epoch only", {
    RECORD: f"{RECORD}\n        rng = np.random.default_rng(len(losses))"},
    "a later epoch does not follow rng: is there another generator, or a seed, in your loop?")
train.edit("the mean of the losses on the way", {
    "for X_b": "total = 0.0\n        for X_b",
    "_, grads": "number, grads",
    f"{RATE})": f"{RATE}); total += number * len(X_b)",
    RECORD: "losses.append(total / len(X))"},
    "losses[e] is the loss after the epoch's last step, on all of (X, y): yours is a mean of "
    "losses that were measured on the way.")
