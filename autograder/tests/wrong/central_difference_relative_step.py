"""question: 6.1
functions: central_difference
mistake: takes h for a share of x: the step is h |x_i|, and h where x_i is 0
"""

import numpy as np



def central_difference(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = h * (abs(x[i]) or 1.0)
        up, down = x.copy(), x.copy()
        up[i] += step
        down[i] -= step
        slopes[i] = (f(up) - f(down)) / (2 * step)
    return slopes
