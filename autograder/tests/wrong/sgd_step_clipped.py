"""question: 5.2
functions: sgd_step
mistake: shortens a gradient array longer than 1 to length 1
"""

import numpy as np


def sgd_step(params, grads, learning_rate):
    def shortened(gradient):
        return np.asarray(gradient, dtype=float) / max(1.0, np.linalg.norm(gradient))

    return [
        (W - learning_rate * shortened(dW), b - learning_rate * shortened(db))
        for (W, b), (dW, db) in zip(params, grads)
    ]
