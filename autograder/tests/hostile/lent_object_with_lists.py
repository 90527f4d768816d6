"""attack: puts a list into a lent object, and repeats it 300,000 times
question: 8.2
verdict: 0
"""


def derivative(f, x):
    a, b = Dual(1.0), Dual(2.0)
    a.value, b.value = [0.0] * 1_500, 300_000
    a * b
    return 0.0
