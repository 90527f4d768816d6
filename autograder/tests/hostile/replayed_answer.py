"""attack: sends its first answer again and again
question: 2.5
verdict: 0
"""

from autograder.sandbox import line

_write = line.Line.write_frame
_first = []


def _replay(self, content):
    _first.append(content)
    _write(self, _first[0])


line.Line.write_frame = _replay


def softmax_jacobian(z):
    return 0
