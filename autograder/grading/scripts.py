"""Scripts: what is done with a function that is not just called.

A script takes a package, the name "module.name" of the function in question, and plain
inputs; it returns plain data. `package(name)` is the function; `package.find(name)` is one
whose calls may wait until their results are needed; `package.generator(seed)` is
a random generator, `package.give(value, layout)` hands a value over in another layout,
`package.tuples(iterable, most)` iterates, `package.repeat("neg", start, times)` applies an
operator very often. `package.formula("lambda x: c * x", c=2.0)` is a function to hand over, which
is evaluated where it is called; another function is called back here, and may count its calls.
Scripts run in the grader, on a submission and on the reference alike: the submission's functions
run elsewhere, and see no more of a script than their arguments.
"""

from __future__ import annotations

from collections.abc import Callable

from ..core.records import Script, Written


def script(
    chance: str = "", is_call: bool = False, written: Written | None = None
) -> Callable[[Callable], Script]:
    """Decorator: this function is a Script."""
    return lambda run: Script(run, chance, is_call, written)
