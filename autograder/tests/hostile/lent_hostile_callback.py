"""attack: hands a lent function a function that answers with nonsense
question: 8.2
verdict: 0
"""


def derivative(f, x):
    def hostile(t):
        return {'object': 0, 'class': 'os.system'}

    a = Dual(1.0)
    for argument in (hostile, [hostile] * 3, {'object': hostile}, float('nan'), 'x' * 10**6):
        try:
            Dual(argument) * a
        except Exception as error:
            print(error)
    return 'no number'
