"""Networks for the questions on backprop and SGD, drawn at random, the smallest first."""

from __future__ import annotations

import itertools
import re
from typing import Any, NamedTuple

import numpy as np

from ..core.records import ask
from ..grading.judging.judges import plain_place
from ..grading.judging.wording import PASTED_ENTRIES, assigned
from .drawing import without_noise

NEXT_TO_KINK = 1e-6
"""No ReLU's input lies nearer to 0 than this: rounding could put it on either side."""

SHORT, LONG = 200, re.compile(r"\.\d{7}")
"""Letters up to which Z, or A, is shown in numbers, and digits with which it is not."""

MOST_IN = 6.0
"""No sigmoid or tanh gets more than this: far out, its slope is mostly rounding."""

ALL = ("identity", "relu", "sigmoid", "tanh")
WHOLE = np.array([-2.0, -1.0, 1.0, 2.0])


class Network(NamedTuple):
    """A network, a batch, and the reference's forward pass over it."""

    params: list
    activations: list
    X: np.ndarray
    Z: list
    A: list

    @property
    def y_hat(self) -> np.ndarray:
        return self.A[-1]


class Kind(NamedTuple):
    """A kind of networks: the bounds between which `count` of them are drawn.

    Where they are `square`, inputs, outputs and examples are equally many; elsewhere in every
    third network the layers are equally wide. In those for an activation `alone` nothing else
    can be wrong: after X itself a layer of diagonal weights, without a bias, and one example.
    """

    title: str
    names: tuple[str, ...] = ("identity",)
    layers: tuple[int, int] = (1, 3)
    widths: tuple[int, int] = (2, 5)
    n: tuple[int, int] = (6, 8)
    square: bool = False
    alone: bool = False
    networks: int = 4


ONE_LAYER = Kind("one layer without an activation", layers=(1, 1))
LINEAR = Kind("several layers without activations", layers=(2, 6))
RELU, SIGMOID, TANH = (
    Kind(title, (title.lower(),), layers=(1, 1), widths=(3, 8), n=(1, 1), alone=True)
    for title in ("ReLU", "sigmoid", "tanh")
)
MIXED = Kind("all activations, up to 8 layers", ALL, (2, 8), widths=(1, 6), n=(1, 6), networks=10)
ONE_EXAMPLE = Kind("one example", layers=(1, 1), n=(1, 1))
SQUARE = Kind("as many examples as inputs and outputs", layers=(1, 1), square=True)


def networks(session, rng, kind: Kind) -> list[Network]:
    """Networks of a kind: two of them tiny and in whole numbers, and then larger ones."""
    return [_network(session, rng, kind, number) for number in range(kind.networks)]


def _network(session, rng, kind, number):
    fewest, most = kind.layers
    layers = fewest + number % (most - fewest + 1)
    tiny = number < 2
    sizes, n = _tiny_sizes(kind, layers) if tiny else _sizes(rng, kind, layers, number % 3 == 2)
    activations = [str(name) for name in rng.choice(kind.names, size=layers)]
    if kind.alone:
        return activation_alone(session, rng, activations[0], sizes[0], whole=tiny)
    return random_network(session, rng, sizes, activations, n, whole=tiny)


def activation_alone(session, rng, activation, width, whole) -> Network:
    """An activation after diagonal weights, for one example; a ReLU is on and off in it."""
    signs = (-1.0) ** np.arange(width)
    shift = 0.5 * (1 - whole)
    X, weights = ((np.abs(_numbers(rng, width, whole)) + shift).round(2) for _ in "Xw")
    return _alone(session, activation, np.clip(weights, 0.1, 2), np.clip(X, 0.1, 3) * signs)


def _alone(session, activation, weights, x):
    params = [(np.diag(each), np.zeros(x.size)) for each in (np.ones(x.size), weights)]
    return network_of(session, params, ["identity", activation], x[np.newaxis])


def _tiny_sizes(kind, layers):
    if kind.square or kind.alone:
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
    """The network with the reference's forward pass over X, as students read it where they do."""
    Z, A = session.reference.functions("network.forward")(params, activations, X)
    if sum(z.size for z in Z) <= PASTED_ENTRIES:
        Z, A = (list(map(without_noise, one)) for one in (Z, A))
    return Network(params, list(activations), X, Z, A)


def far_out(session, rng) -> list[Network]:
    """Sigmoids and tanhs that get |z| of 1000 and more, where e^z overflows, but for two each."""
    found = []
    for own in ("sigmoid", "tanh") * 3:
        width = int(rng.integers(4, 7))
        weights = np.array([1.0, 0.5, *1000.0 * rng.integers(1, 4, size=width - 2)])
        found.append(_alone(session, own, weights, (-1.0) ** np.arange(width)))
    return found


def at_zero(session, rng) -> Network:
    """A layer of ReLUs that get 0, of either sign, and other numbers; one example."""
    x = rng.permutation([0.0, -0.0, *rng.choice(WHOLE, size=2), 1.0])
    return _alone(session, "relu", rng.choice([1.0, 2.0], size=x.size), x)


def forward_ask(network: Network):
    return ask(
        "network.forward",
        params=network.params,
        activations=network.activations,
        X=network.X,
    )


def backward_ask(network: Network, dL_dyhat):
    asked = ask(
        "network.backward",
        params=network.params,
        activations=network.activations,
        Z=network.Z,
        A=network.A,
        dL_dyhat=dL_dyhat,
    )
    return asked._replace(assigned=_by_forward)


def _by_forward(inputs):
    """What `backward` needs: Z and A in numbers, or by `forward` where these are many or long."""
    numbers = assigned(inputs, "Z", "A")
    first, X = inputs["Z"][0], inputs["A"][0]
    short = all(" = " in one and len(one) <= SHORT and not LONG.search(one) for one in numbers)
    if short or first.dtype.kind == "i":
        return assigned(inputs)
    forward = "forward(params, activations, X)"
    if not (first.flags.c_contiguous and X.flags.writeable):
        as_given = "np.asfortranarray" if X.flags.writeable else "read_only"
        forward = f"([{as_given}(one) for one in each] for each in {forward})"
    given = {**inputs, "X": X}
    others = assigned(given, "X", "activations", "params", "dL_dyhat")  # so they take few lines
    return [*others, f"Z, A = {forward}  # by a correct forward"]


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
    """Places in a list with an array for each layer: `dW2` or `W2` for [1], or `Z[1]`."""

    def place(path):
        if not path:
            return ""
        name = f"{prefix}{path[0] + 1}" if prefix[-1] in "Wb" else f"{prefix}[{path[0]}]"
        return f"{name}{plain_place(path[1:])}"

    return place


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
