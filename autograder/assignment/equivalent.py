"""Mutants that do what the reference does, each with the reason why no test can tell.

`autograder verify` holds each of them against the reference on ten seeds.
"""

from __future__ import annotations

from collections.abc import Iterator

CONVERTED = "NumPy's arithmetic takes what the docstring allows as it is, and makes floats of it"
AN_ARRAY = "it is an array already, or a list counts as one"
RIGHT_LENGTHS = "both have the same length by then"
NO_SUCH = "no input that the docstring allows gets there"
FOUND = "NumPy finds dtype=object by itself"
NO_SIGN = "0 has no sign"
LAST_AXIS = "axis 1 is the last of two"
UNUSED = "what is computed below the first layer is used by nobody"
SHAPES_TOLD = "the text names both shapes, which is enough"
BOUNDS = "below 1e-5, above 1e-3 and exactly 1 are all that is promised"
RANGE_RAISES = "for a size of 0 range raises a ValueError itself, and sizes are integers"
RESULT = "nobody waits for what the result itself receives"


def _converted(target: str, name: str, function: str = "asarray") -> Iterator[tuple[str, str]]:
    """The conversion of a name to floats, left out in both ways."""
    for other in (name, f"np.{function}({name})"):
        yield f"{target}: np.{function}({name}, dtype=float) -> {other}", CONVERTED


def _strict(target: str, lists: str) -> Iterator[tuple[str, str]]:
    """Lists of one length, walked through side by side without a look at it."""
    yield f"{target}: zip({lists}, strict=True) -> zip({lists})", RIGHT_LENGTHS
    yield f"{target}: True -> False", RIGHT_LENGTHS


def _for(target: str, reasons: dict[str, str]) -> Iterator[tuple[str, str]]:
    return ((f"{target}: {change}", reason) for change, reason in reasons.items())


EQUIVALENT: dict[str, str] = dict(
    pair
    for pairs in (
        _converted("descent.gradient_descent", "theta0", "array"),
        _for(
            "descent.gradient_descent",
            {
                "np.array(path) -> path": AN_ARRAY,
                "np.asarray(gradient(theta)) -> gradient(theta)": AN_ARRAY,
            },
        ),
        _converted("jacobians.linear_jacobian_x", "W", "array"),
        _converted("jacobians.linear_jacobian_W", "x"),
        _for(
            "jacobians.linear_jacobian_W",
            {"without x = np.asarray(x, dtype=float)": CONVERTED, "W -> b": RIGHT_LENGTHS},
        ),
        _for("jacobians.linear_jacobian_b", {"b -> W": RIGHT_LENGTHS}),
        _for("jacobians.relu_jacobian", {"np.asarray(z) -> z": AN_ARRAY}),
        _converted("jacobians.mse_gradient", "y_hat"),
        _converted("jacobians.mse_gradient", "y"),
        _for(
            "jacobians.mse_gradient",
            {"without y_hat, y = (np.asarray(y_hat, dtype=float), np.asarray(y, dt...": CONVERTED},
        ),
        _for("jacobians.softmax_cross_entropy_gradient", {"gradient -> labels": RIGHT_LENGTHS}),
        _converted("chain_rule.chain_jacobians", "J"),
        _for(
            "chain_rule.chain_jacobians",
            {
                "without jacobians = [np.asarray(J, dtype=float) for J in jacobians]": CONVERTED,
                "enumerate(jacobians, start=1) -> enumerate(jacobians)": SHAPES_TOLD,
                "1 -> -1": SHAPES_TOLD,
                "number - 1 -> 1 - number": SHAPES_TOLD,
            },
        ),
        _converted("chain_rule.jvp", "v"),
        _for("chain_rule.jvp", {"np.asarray(J) -> J": AN_ARRAY}),
        _converted("chain_rule.vjp", "u"),
        _for("chain_rule.vjp", {"np.asarray(J) -> J": AN_ARRAY}),
        _converted("network.forward", "X"),
        _strict("network.forward", "params, activations"),
        _converted("network.backward", "dL_dyhat"),
        _for(
            "network.backward",
            {
                "if layer > 0: W, _ = params[layer] dL_dA = delta @ W -> "
                "if True: W, _ = params[layer] dL_dA = delta @ W": UNUSED,
                "layer > 0 -> layer >= 0": UNUSED,
                "0 -> -1": UNUSED,
                "params -> activations": RIGHT_LENGTHS,
            },
        ),
        _for(
            "sgd.minibatches",
            {
                "without X, y = (np.asarray(X), np.asarray(y))": AN_ARRAY,
                "np.asarray(X) -> X": AN_ARRAY,
                "np.asarray(y) -> y": AN_ARRAY,
                "1 -> 0": RANGE_RAISES,
                "1 -> 0.5": RANGE_RAISES,
            },
        ),
        _strict("sgd.sgd_step", "params, grads"),
        _converted("numeric.forward_difference", "x"),
        _converted("numeric.central_difference", "x"),
        _converted("numeric.numeric_jacobian", "x"),
        _for("numeric.numeric_jacobian", {"-1 -> 1": LAST_AXIS, "1 -> -1": LAST_AXIS}),
        _converted("numeric.gradient_check", "gradient(base.copy())"),
        _for(
            "numeric.gradient_check",
            {
                "base -> x": "central_difference makes floats itself, and changes no argument",
                "float(np.linalg.norm(claimed - measured) / max(lengths, 1e-0... -> "
                "np.linalg.norm(claimed - measured) / max(lengths, 1e-05)": "a float of NumPy's",
                "max(lengths, 1e-05) -> max(1e-05, lengths)": "neither is NaN",
                "claimed - measured -> measured - claimed": "a norm has no sign",
                "1e-05 -> 5e-06": BOUNDS,
            },
        ),
        _for(
            "symbolic.differentiate",
            {
                "return 0 -> return -0": NO_SIGN,
                "without raise ValueError(f'no rule for {expression!r}')": NO_SUCH,
                "ValueError(f'no rule for {expression!r}') -> "
                "f'no rule for {expression!r}'": NO_SUCH,
            },
        ),
        _for("symbolic.simplify", {"return 0 -> return -0": NO_SIGN}),
        _strict("forward_mode.jvp", "x, v"),
        _for(
            "forward_mode.jvp",
            {
                "np.array(moving, dtype=object) -> np.array(moving)": FOUND,
            },
        ),
        _for(
            "reverse_mode.gradient",
            {
                "np.array(inputs, dtype=object) -> np.array(inputs)": FOUND,
                "np.array([node.grad for node in inputs]) -> "
                "[node.grad for node in inputs]": AN_ARRAY,
            },
        ),
        _strict("reverse_mode.Value.backward", "node.parents, node.slopes"),
        _for(
            "reverse_mode.Value.backward",
            {
                "0 -> 1": RESULT,
                "0 -> -1": RESULT,
            },
        ),
    )
    for pair in pairs
)
