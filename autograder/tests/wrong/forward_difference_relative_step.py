"""question: 6.1
functions: forward_difference
mistake: takes h for a share of x: the step is h max(1, |x_i|) (the same where |x_i| <= 1)
"""

import numpy as np



def forward_difference(f, x, h=1e-6):
    x = np.array(x, dtype=float)
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = h * max(1.0, abs(x[i]))
        moved = x.copy()
        moved[i] += step
        slopes[i] = (f(moved) - f(x)) / step
    return slopes
