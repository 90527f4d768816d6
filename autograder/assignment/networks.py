"""Networks for the questions on backprop and SGD, drawn at random, the smallest first."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..core.records import ask
from ..grading.calls import whole as whole_numbers
from ..grading.judging.judges import plain_place

NEXT_TO_KINK = 1e-6
"""No ReLU's input lies nearer to 0 than this: rounding could put it on either side."""

MOST_IN = 6.0
"""No sigmoid or tanh gets more than this: far out, its slope is mostly rounding."""

ALL = ("identity", "relu", "sigmoid", "tanh")
WHOLE = np.array([-2.0, -1.0, 1.0, 2.0])


@dataclass(frozen=True)
class Network:
    """A network, a batch, and the reference's forward pass over it."""

    params: list
    activations: list
    X: np.ndarray
    Z: list
    A: list

    @property
    def y_hat(self) -> np.ndarray:
        return self.A[-1]


@dataclass(frozen=True)
class Kind:
    """A kind of networks: the bounds between which `count` of them are drawn.

    Where they are `square`, inputs, outputs and examples are equally many; elsewhere in every
    third network the layers are equally wide.
    """

    title: str
    names: tuple[str, ...] = ("identity",)
    layers: tuple[int, int] = (1, 3)
    widths: tuple[int, int] = (2, 5)
    n: tuple[int, int] = (6, 8)
    square: bool = False
    count: int = 6


ONE_LAYER = Kind("one layer without an activation", layers=(1, 1))
LINEAR = Kind("several layers without activations", layers=(2, 6))
RELU = Kind("ReLU", ("relu", "identity"), layers=(1, 4))
SIGMOID = Kind("sigmoid", ("sigmoid", "identity"))
TANH = Kind("tanh", ("tanh", "identity"))
MIXED = Kind("all activations, up to 8 layers", ALL, (2, 8), widths=(1, 6), n=(1, 6), count=10)
ONE_EXAMPLE = Kind("one example", n=(1, 1))
SQUARE = Kind("as many examples as inputs and outputs", square=True)


def networks(session, rng, kind: Kind) -> list[Network]:
    """Networks of a kind: three of them tiny and in whole numbers, and then larger ones."""
    return [_network(session, rng, kind, number) for number in range(kind.count)]


def _network(session, rng, kind, number):
    fewest, most = kind.layers
    layers = fewest + number % (most - fewest + 1)
    tiny = number < 3
    sizes, n = _tiny_sizes(kind, layers) if tiny else _sizes(rng, kind, layers, number % 3 == 2)
    activations = _activations(rng, kind.names, layers, number)
    return random_network(session, rng, sizes, activations, n, whole=tiny)


def _activations(rng, names, layers, number):
    """Of two names, the first alone, or both by turns, beginning now with one and then the other.

    So it does not hang on the seed which mistakes such networks show.
    """
    if len(names) > 2:
        return [str(name) for name in rng.choice(names, size=layers)]
    if number % 2 == 0 or layers == 1:
        return [names[0]] * layers
    return list(itertools.islice(itertools.cycle(names), number // 2 % 2, number // 2 % 2 + layers))


def _tiny_sizes(kind, layers):
    if kind.square:
        return [2] * (layers + 1), 2
    widths = (3, 4) if layers < 3 else (3, 2)  # so few weights that they can be shown
    sizes = [2, *itertools.islice(itertools.cycle(widths), layers)]
    return sizes, min(2, kind.n[1])


def _sizes(rng, kind, layers, equal):
    widths = rng.integers(kind.widths[0], kind.widths[1] + 1, size=layers + 1)
    if equal or kind.square:
        widths[:] = widths[0]
    n = widths[0] if kind.square else rng.integers(kind.n[0], kind.n[1] + 1)
    return [int(width) for width in widths], int(n)


def random_network(session, rng, sizes, activations, n, whole=False) -> Network:
    """Weights and biases of order 1, of few digits or whole, and a batch of n examples.

    No ReLU gets 0, and no sigmoid or tanh is far out.
    """
    while True:
        params = [
            (_weights(rng, (outputs, inputs), whole), _numbers(rng, outputs, whole))
            for inputs, outputs in itertools.pairwise(sizes)
        ]
        network = network_of(session, params, activations, _numbers(rng, (n, sizes[0]), whole))
        if all(map(_is_well_inside, network.Z, activations)):
            return network


def _numbers(rng, shape, whole):
    return rng.choice(WHOLE, size=shape) if whole else rng.normal(size=shape).round(2)


def _weights(rng, shape, whole):
    if whole:
        return _numbers(rng, shape, whole)
    return (rng.normal(size=shape) / np.sqrt(shape[1])).round(2)


def _is_well_inside(z, activation):
    if activation == "relu":
        return np.min(np.abs(z)) >= NEXT_TO_KINK
    return activation == "identity" or np.max(np.abs(z)) <= MOST_IN


def network_of(session, params, activations, X) -> Network:
    """The network with the reference's forward pass over X."""
    Z, A = session.reference.functions("network.forward")(params, activations, X)
    return Network(params, list(activations), X, Z, A)


def far_out(session, rng) -> Network:
    """A first layer of sigmoids or tanhs with every |z| at 900 or more, where e^z overflows."""
    width = int(rng.integers(2, 5))
    signs, own = rng.choice([-1.0, 1.0], size=(5, 1)), rng.choice(("sigmoid", "tanh"))
    W = 1000 * rng.choice([-1.0, 1.0], size=(width, 1)) * rng.integers(1, 4, size=(width, 1))
    params = [(W, _numbers(rng, width, True)), (_weights(rng, (2, width), True), np.ones(2))]
    return network_of(session, params, [str(own), "identity"], signs)


def at_zero(session, rng) -> Network:
    """ReLUs in whole numbers, of whose inputs some are exactly 0."""
    while True:
        sizes = rng.integers(2, 4, size=3)
        params = [
            (rng.choice(WHOLE, size=(o, i)), rng.integers(-1, 2, size=o).astype(float))
            for i, o in itertools.pairwise(sizes)
        ]
        X = rng.integers(-2, 3, size=(3, sizes[0])).astype(float)
        network = network_of(session, params, ["relu", "relu"], X)
        if all(np.any(z == 0) and np.any(z > 0) for z in network.Z):
            return network


def forward_ask(network: Network):
    return ask(
        "network.forward",
        params=network.params,
        activations=network.activations,
        X=network.X,
    )


def backward_ask(network: Network, dL_dyhat):
    return ask(
        "network.backward",
        params=network.params,
        activations=network.activations,
        Z=network.Z,
        A=network.A,
        dL_dyhat=dL_dyhat,
    )


def loss_ask(network: Network, y, loss):
    return ask(
        "network.loss_and_gradients",
        params=network.params,
        activations=network.activations,
        X=network.X,
        y=y,
        loss=loss,
    )


def layer_place(prefix):
    """Places in a list with an array for each layer: `dW2` for [1], or `Z[1]`."""

    def place(path):
        if not path:
            return ""
        name = f"{prefix}{path[0] + 1}" if prefix.startswith("d") else f"{prefix}[{path[0]}]"
        return f"{name}{plain_place(path[1:])}"

    return place


def with_whole(asked, *names):
    """The same question with integers in these of its inputs."""
    integers = {name: whole_numbers(asked.inputs[name]) for name in names}
    return replace(asked, inputs={**asked.inputs, **integers})


class DrawsNetworks:
    """What questions draw from, beside a QuestionCase."""

    session: Any
    rng: np.random.Generator

    def drawn(self, kind: Kind) -> list[Network]:
        return networks(self.session, self.rng, kind)

    def network(self, sizes, activations, n, whole=False) -> Network:
        return random_network(self.session, self.rng, sizes, activations, n, whole)

    def numbers(self, shape, whole=False):
        """Numbers of few digits; the whole ones are small."""
        if whole:
            return self.rng.integers(-3, 4, size=shape).astype(float)
        return self.rng.normal(size=shape).round(2)
