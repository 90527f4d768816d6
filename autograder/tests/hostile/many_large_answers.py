"""attack: answers each of many checks with 60 MB
question: 2.4
verdict: 0
"""

ANSWER = np.zeros(7_500_000)


def relu_jacobian(z):
    return ANSWER


sigmoid_jacobian = tanh_jacobian = relu_jacobian
