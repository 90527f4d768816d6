"""Part 1: a convolution in one dimension. Both functions are yours to write."""

import numpy as np


def convolve(x, w):
    """y[i] = sum over j of w[j] x[i + j], as deep learning defines it.

    x: numbers, (n,). w: the filter, (k,), with k <= n. Returns y, (n - k + 1,).
    """
    # 1.1 Slide the filter along x.
    # BEGIN SOLUTION
    return np.lib.stride_tricks.sliding_window_view(x, len(w)) @ w
    # END SOLUTION


def convolve_gradient(x, w, u):
    """dL/dw, (k,), where u = dL/dy, (n - k + 1,), for y = convolve(x, w)."""
    # 1.2 Every y depends on w[j]: through which x?
    # BEGIN SOLUTION
    return convolve(x, u)
    # END SOLUTION
