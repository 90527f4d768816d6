"""attack: puts a list into a lent object, and repeats it to 1.2 GB
question: 8.2
verdict: 0
"""


def derivative(f, x):
    a, b = Dual(1.0), Dual(2.0)
    a.value, b.value, b.tangent = [0.0] * 1_500, 1, 100_000
    a * b
    return 'no number'
