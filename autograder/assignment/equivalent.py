"""Mutants that do what the reference does, each with the reason why no test can tell."""

from __future__ import annotations

RIGHT_LENGTHS = "both have the same length by then"
NO_SUCH = "no input that the docstring allows gets there"
FOUND = "NumPy finds dtype=object by itself"
NO_SIGN = "0 has no sign"

EQUIVALENT: dict[str, str] = {
    "symbolic.differentiate: return 0 -> return -0": NO_SIGN,
    "symbolic.differentiate: without raise ValueError(f'no rule for {expression!r}')": NO_SUCH,
    "symbolic.differentiate: ValueError(f'no rule for {expression!r}') -> "
    "f'no rule for {expression!r}'": NO_SUCH,
    "symbolic.simplify: return 0 -> return -0": NO_SIGN,
    "forward_mode.jvp: np.array(moving, dtype=object) -> np.array(moving)": FOUND,
    "forward_mode.jvp: zip(x, v, strict=True) -> zip(x, v)": RIGHT_LENGTHS,
    "forward_mode.jvp: True -> False": RIGHT_LENGTHS,
    "reverse_mode.gradient: np.array(inputs, dtype=object) -> np.array(inputs)": FOUND,
    "reverse_mode.gradient: np.array([node.grad for node in inputs]) -> "
    "[node.grad for node in inputs]": "a list counts as an array",
    "reverse_mode.Value.backward: zip(node.parents, node.slopes, strict=True) -> "
    "zip(node.parents, node.slopes)": RIGHT_LENGTHS,
    "reverse_mode.Value.backward: True -> False": RIGHT_LENGTHS,
    "reverse_mode.Value.backward: 0 -> 1": "nobody waits for what the result itself receives",
    "reverse_mode.Value.backward: 0 -> -1": "nobody waits for what the result itself receives",
}
