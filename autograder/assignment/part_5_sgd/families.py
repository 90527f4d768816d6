"""What the families of part 5 are worth, and their hints: from plain to special."""

from __future__ import annotations

from functools import partial

from ...grading.judging.judges import parameter_place, plain_place
from ..networks import layer_place
from ..parts import Part
from ..picks import first_of_two, moves, own_moves, second_of_two, whole

MINIBATCH_HINTS = {
    "each example once, in full batches": "take 4 examples in batches of 2: how many batches are "
    "there, which rows are in each, and does each row come once? Each is a pair (X_b, y_b) of "
    "arrays of its own.",
    "X and y stay together": "some rows of X come with another row's target: does one and the "
    "same order pick from both?",
    "the last batch is smaller": "compare the sizes: all batches must have batch_size examples, "
    "but for the last one, which may have fewer. Each example is in exactly one.",
    "batches of one, and of all": "look at the smallest and largest sizes: a batch of one example, "
    "one batch of all, and a batch_size larger than the data, which is one batch of all as well.",
    "a fresh order in each epoch": "each call has to draw a new order of all the rows from rng "
    "itself, before they are cut into batches: has rng moved on after a call of yours?",
    "the order is rng's": "equal generators give equal orders, and others give others: draw from "
    "the rng that is passed in, and from nothing else.",
    "labels and targets": "y may be (n,) or (n, k), and labels are integers: y_b has the type of y "
    "and its shape, but for the number of rows.",
    "a ValueError for a size below 1": "a size of 0 and every negative one has to end in a "
    "ValueError, of which your own code should take care.",
    "X and y are left alone": "X and y have to keep their order, and may be views of other arrays: "
    "shuffle the rows' numbers, not the rows.",
}


def _evens(arrays):
    return arrays[::2]


def _odds(arrays):
    return arrays[1::2]


STEP = (
    Part("W", lambda params: [W for W, _ in params], layer_place("W"), elsewhere=(_evens,)),
    Part(
        "b",
        lambda params: [b for _, b in params],
        layer_place("b"),
        elsewhere=(_odds,),
        hint="do the biases take the same step as the weights, each along its own gradient, and "
        "keep their shape?",
    ),
)
MOVES = tuple(
    Part(
        name,
        partial(moves, of=place),
        layer_place(name),
        elsewhere=(partial(own_moves, of=place),),
        given="params",
    )
    for place, name in enumerate("Wb")
)
ALONG = (
    "each array should move along its own gradient, however far: is each new one made of the old "
    "one and of a multiple of its gradient?"
)
STEP_HINTS = {
    "one layer": (
        1.3,
        "redo the step by hand: which way is downhill, and what does the learning rate multiply? "
        "Nothing else scales or cuts a gradient.",
    ),
    "several layers": (
        1.3,
        "there are several layers here: does each take the step of its own gradient, and is each "
        "in your list?",
    ),
    "small and large rates and gradients": (
        1.0,
        "here rates and gradients are very small or large: does anything but the learning rate "
        "scale, cut or round a gradient?",
    ),
}


def losses_place(path):
    return f"losses{plain_place(path)}"


TRAINED = (
    Part("params", first_of_two, parameter_place, share=0.8, elsewhere=(whole,)),
    Part(
        "losses",
        second_of_two,
        losses_place,
        share=0.2,
        hint="there is one loss for each epoch, on all of (X, y), at the params after the epoch's "
        "last step: when, and on what, do you measure yours?",
    ),
)
MANY_EPOCHS = (TRAINED[0]._replace(share=0.7), TRAINED[1]._replace(share=0.3))
TRAIN_HINTS = {
    "one layer, one batch an epoch": (
        1.2,
        "here an epoch is one step, by the gradient on all of (X, y), which may hold integers: "
        "redo the first epoch by hand. Does the next begin where it ended, and do you return where "
        "the last one ended?",
    ),
    "networks, one batch an epoch": (
        0.8,
        "look at n and batch_size in the case: how many steps does an epoch take there, at which "
        "params is each gradient taken, and do activations, loss and learning_rate arrive where "
        "they belong? A batch_size above n is one batch of all.",
    ),
    "equal examples, in full batches": (
        0.6,
        "here an epoch has several batches: is each a step of its own, by its own gradient at the "
        "params of this moment?",
    ),
    "examples that do not disturb each other": (
        1.6,
        "here the examples differ, though their order does not matter: does each come once an "
        "epoch, and with its own target?",
    ),
    "the last batch is smaller": (
        1.3,
        "here the last batch of an epoch is smaller: is it a step like any other, by the mean "
        "gradient of its examples?",
    ),
    "as many epochs as asked for": (
        2.4,
        "here there are no epochs or many, or the loss stays the same or rises: is every epoch "
        "run, and all with the same learning rate?",
    ),
}
FRESH = (
    "the losses tell the order in which the examples came: does each epoch call for minibatches "
    "anew?"
)
FROM_RNG = (
    "the losses tell the order in which the examples came: does it come, in every epoch, from the "
    "rng that is passed in?"
)
OF_THE_PARAMS = (
    "the last of the losses has to be that of the params that are returned, on all of (X, y)."
)
ENDS = (
    "a longer training ends elsewhere: does each minibatch of each epoch lead to one step, from "
    "where the last one ended?"
)
