"""The questions and their points."""

QUESTIONS = {"1.1": (("convolve",), 60), "1.2": (("convolve_gradient",), 40)}
EXACT_QUESTIONS = ()
