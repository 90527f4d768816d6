"""attack: writes 200 MB into /tmp
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    with open('/tmp/autograder-hostile-fill', 'wb') as file:
        for _ in range(200):
            file.write(bytes(2**20))
    return 0
