"""attack: puts arrays into a lent object, and multiplies them to 1.2 GB
question: 8.2
verdict: 0
"""


def derivative(f, x):
    a, b = Dual(1.0), Dual(2.0)
    a.value, b.value = np.zeros((110, 110, 1, 1)), np.zeros((1, 1, 110, 110))
    a * b
    return 'no number'
