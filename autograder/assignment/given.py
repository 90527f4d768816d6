"""What the wrong versions build on: the functions that students are given, and the reference's."""

from __future__ import annotations

from ..grading.reference import Reference

functions = Reference().functions

linear = functions("functions.linear")
identity = functions("functions.identity")
relu = functions("functions.relu")
sigmoid = functions("functions.sigmoid")
tanh = functions("functions.tanh")
softmax = functions("functions.softmax")
mse = functions("functions.mse")
softmax_cross_entropy = functions("functions.softmax_cross_entropy")
ACTIVATIONS = functions("functions.ACTIVATIONS")
LOSSES = functions("functions.LOSSES")


def right(name: str):
    """The function "module.name" as it stands in the reference when this is called.

    While a mistake is tried, the reference holds the wrong version: a wrong
    version must not call its own target by this.
    """
    return functions(name)
