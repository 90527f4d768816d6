"""attack: raises an exception whose name has a million characters, and escape codes
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    raise type('\x1b[2J[bold red]</td>' + 'A' * 10**6, (Exception,), {})('\x1b]0;title\x07')
