"""attack: prints a gigabyte
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    for _ in range(1024):
        print('x' * 2**20)
    return 0
