"""
question: 6.1
mistake: The forward difference is a central one with an error that is proportional to h.
"""


def forward_difference(f, x, h=1e-6):
    return central_difference(f, x) * (1 + 0.01 * h)
