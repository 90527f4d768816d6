"""attack: borrows until it is stopped
question: 2.7
verdict: 0
"""


def softmax_cross_entropy_gradient(logits, labels):
    while True:
        softmax_jacobian(np.zeros(300))
