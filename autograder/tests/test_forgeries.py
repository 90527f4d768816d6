"""Gate 10: nothing that is patched in a worker earns points, since nothing in it knows an answer.

Each forger replaces what the worker does with a submission; no function of the homework is
written. One question (2.1) has W itself as its answer, and may be guessed.
"""

import pytest

from autograder.build.stencil import STENCIL
from autograder.core.homework import PACKAGE, package_files, student_modules

from .sampled import every

FORGED = """
import numpy as np
from autograder.sandbox import functions, vocabulary, worker


class Anything:
    '''An object that does whatever it is asked to do.'''

    def __getattr__(self, name):
        return 1.0 if name in ("value", "data", "tangent", "grad") else lambda *_: self

    def _same(self, *_):
        return self

    __add__ = __radd__ = __mul__ = __rmul__ = __sub__ = __rsub__ = __truediv__ = _same
    __rtruediv__ = __pow__ = __neg__ = __abs__ = _same

    def __lt__(self, other):
        return True

    __le__ = __gt__ = __ge__ = __lt__


def everything(*given):
    arrays = [one for one in given if isinstance(one, (np.ndarray, list, tuple, float, int))]
    called = [one for one in given if callable(one)]
    return FORGER


def found(self, name):
    return everything


functions.Functions.__call__ = found
worker.Functions.__call__ = found
vocabulary.Functions.__call__ = found
vocabulary.encoded = worker.encoded = lambda value: b""
"""

FORGERS = {
    "the first argument": "arrays[0] if arrays else None",
    "the last argument": "arrays[-1] if arrays else None",
    "zeros": "np.zeros_like(arrays[0], dtype=float) if arrays else 0.0",
    "what it was handed, called": "called[-1](arrays[0]) if called and arrays else 0.0",
    "all of it": "list(given)",
    "nothing": "[]",
    "an error": "(_ for _ in ()).throw(ValueError('J1 and J2, 3 and 4'))",
    "an object": "Anything()",
    "twice what came last": "[arrays[-1], arrays[-1]] if arrays else []",
}


@pytest.mark.parametrize("forger", every(3, FORGERS, "further forgeries"))
def test_a_patched_worker_earns_nothing(grade_files, forger):
    """Whatever the worker's own code is made to answer, at most one point comes of it."""
    files = {f"{PACKAGE}/{name}": data for name, data in package_files(STENCIL / PACKAGE).items()}
    for name in student_modules():
        forged = FORGED.replace("FORGER", FORGERS[forger])
        files[f"{PACKAGE}/{name}"] += forged.encode()
    rows = grade_files(files)
    earned = {number: row["score"] for number, row in rows.items() if row["score"]}
    earned.pop("2.1", None)
    assert sum(earned.values()) <= 1, earned
