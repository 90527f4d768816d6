"""Mistakes of part 1."""

from autograder.grading.mistakes.catalogue import mistakes_in

# fmt: off
mistakes_in("conv.convolve").edit("the filter is turned round", {"@ w": "@ w[::-1]"},
    "your filter runs backwards over x: which of its numbers meets x[0] first?")
mistakes_in("conv.convolve_gradient").answer("a mean for a sum", "answer / len(u)",
    "your gradient is divided: by what?")
