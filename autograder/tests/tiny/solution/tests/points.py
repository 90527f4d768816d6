"""The questions and their points."""

PARTS = {1: "A convolution"}
MODULES = {1: "conv"}
QUESTIONS = {"1.1": (("convolve",), 60), "1.2": (("convolve_gradient",), 40)}
EXACT_QUESTIONS = ()
