"""What a gradient costs, in operations on numbers: the program alone, reverse mode, forward mode.

python -m autograder.benchmarks.derivative_costs

The solution's parts 8 and 9 run on numbers that count what is done to them. A sum, a
product, a quotient, a power, a sign and a function of `math` count as one operation each.
"""

from __future__ import annotations

import importlib.util
import math
import sys
from types import ModuleType

from rich import box
from rich.console import Console
from rich.table import Table

from autograder.core.help import parser
from autograder.core.homework import PACKAGE_FOLDER

SIZES = (1, 10, 100, 1000, 10_000)
ARITHMETIC = "add radd sub rsub mul rmul truediv rtruediv pow neg abs"


class Counted(float):
    """A float that counts the operations done on all numbers of its kind."""

    operations = 0

    def sin(self):
        return CountingMath().sin(self)

    def exp(self):
        return CountingMath().exp(self)


def counting(function):
    def operation(*arguments):
        result = function(*arguments)
        if result is NotImplemented:
            return result
        Counted.operations += 1
        return Counted(result)

    return operation


for operator in ARITHMETIC.split():
    setattr(Counted, f"__{operator}__", counting(getattr(float, f"__{operator}__")))


class CountingMath:
    """Stands in for the module `math`."""

    def __getattr__(self, name):
        return counting(getattr(math, name))


def load_counting(name: str) -> ModuleType:
    """A module of the solution, of which every number counts."""
    package = "backprop_that_counts"
    if package not in sys.modules:
        _load(package, "__init__")
    module = _load(f"{package}.{name}", name)
    vars(module).update(float=Counted, math=CountingMath())
    return module


def _load(full_name, name):
    folders = [str(PACKAGE_FOLDER)] if name == "__init__" else None
    spec = importlib.util.spec_from_file_location(
        full_name, PACKAGE_FOLDER / f"{name}.py", submodule_search_locations=folders
    )
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{PACKAGE_FOLDER / name}.py")
    module = sys.modules[full_name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def program(x):
    """Nine operations for each input: sums, products, a quotient, functions, a sign."""
    total = 0.0
    for i in range(len(x)):
        a, b = x[i], x[i - 1]
        total = total + a.sin() * b + (-a).exp() / (a * a + 1)
    return total * x[0]


def inputs(n: int) -> list[Counted]:
    return [Counted(0.5 + i / n) for i in range(n)]


def cost_of_program(n: int) -> int:
    return _count(lambda: program(inputs(n)))


def cost_of_reverse(n: int) -> int:
    """One pass forward and one backward give the gradient."""
    reverse_mode = load_counting("reverse_mode")
    return _count(lambda: program([reverse_mode.Value(x) for x in inputs(n)]).backward())


def cost_of_forward(n: int) -> int:
    """Each of n passes gives one entry; the passes do the same operations, so one is counted."""
    Dual = load_counting("forward_mode").Dual
    return n * _count(lambda: program([Dual(x, i == 0) for i, x in enumerate(inputs(n))]))


def _count(run) -> int:
    before = Counted.operations
    run()
    return Counted.operations - before


def main() -> None:
    table = Table(box=box.SIMPLE, title="Counted operations of a gradient")
    for column in ("inputs", "program", "reverse", "/ program", "forward", "/ program"):
        table.add_column(column, justify="right")
    for n in SIZES:
        alone, reverse, forward = cost_of_program(n), cost_of_reverse(n), cost_of_forward(n)
        row = (n, alone, reverse, reverse / alone, forward, forward / alone)
        table.add_row(*(f"{v:,}" if isinstance(v, int) else f"{v:,.2f}" for v in row))
    Console().print(table)


if __name__ == "__main__":
    parser(__doc__).parse_args()
    main()
