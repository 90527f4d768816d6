"""attack: raises and prints markup, escape codes and text that runs backwards
question: 2.5
verdict: 0
"""


def softmax_jacobian(z):
    print('\x1b[31m[red]</pre><script>alert(1)</script>\u202e\r\b' * 5, '[/] \\[/x] \\')
    raise ValueError('[/bold] \x1b[2J \u202e \\')
