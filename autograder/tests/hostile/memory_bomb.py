"""attack: takes memory until there is none, 4 GB at most
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    taken = []
    for _ in range(400):
        taken.append(b'x' * 10_000_000)
    return 0
