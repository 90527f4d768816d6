"""Looks for lines of the solution in what students get."""

from __future__ import annotations

from ..homework import SOLUTION
from .markers import find_regions
from .stencil import STENCIL, Tree, read_tree

SHORTEST = 13
"""Shorter lines, such as `return p` or `losses = []`, tell nothing."""

# Lines that tell nothing by themselves, and stand in given code too.
COMMONPLACE = frozenset(
    {
        "x = np.asarray(x, dtype=float)",
        "y_hat, y = np.asarray(y_hat, dtype=float), np.asarray(y, dtype=float)",
        "result.backward()",
        "if not isinstance(expression, tuple):",
        "match expression:",
        "return expression",
        "except (ArithmeticError, ValueError):",
    }
)


def solution_lines(solution: Tree) -> dict[str, str]:
    """The lines inside solution regions that tell something, and where each stands."""
    found: dict[str, str] = {}
    for path, data in solution.items():
        if path.endswith(".py"):
            lines = data.decode("utf-8").splitlines()
            for region in find_regions(data.decode("utf-8"), path):
                for number in range(region.begin + 1, region.end):
                    line = lines[number - 1].strip()
                    if len(line) >= SHORTEST and line not in COMMONPLACE:
                        found.setdefault(line, f"solution/{path}, line {number}")
    return found


def leaks(handed_out: Tree | None = None, solution: Tree | None = None) -> list[str]:
    """The solution's lines in what is handed out, by default in stencil/, a sentence each."""
    secret = solution_lines(read_tree(SOLUTION) if solution is None else solution)
    tree = read_tree(STENCIL) if handed_out is None else handed_out
    return [
        f"{path}, line {number} is {secret[line.strip()]}"
        for path, data in tree.items()
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1)
        if line.strip() in secret
    ]
