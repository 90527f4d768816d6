"""attack: hands texts to a program that doubles what it gets forty times
question: 8.2
verdict: 0
"""


def derivative(f, x):
    for bomb in ('aaaa', b'aaaa', ['aaaa'], np.array(['aaaa'], dtype=object), [[1.0] * 1000] * 1000):
        for _ in range(3):
            try:
                f(bomb)
            except Exception as error:
                print(error)
    return 0
