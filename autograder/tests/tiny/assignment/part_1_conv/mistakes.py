"""Mistakes of part 1."""

from autograder.grading.mistakes.catalogue import answer, edit

edit(
    "conv.convolve",
    "the filter is turned round",
    "your filter runs backwards over x: which of its numbers meets x[0] first?",
    {"@ w": "@ w[::-1]"},
)


@answer("conv.convolve_gradient", "a mean for a sum", hint="your gradient is divided: by what?")
def mean_for_sum(gradient, x, w, u):
    return gradient / len(u)
