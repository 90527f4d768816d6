"""attack: is never done being imported
question: 2.5
verdict: 0
"""

while True:
    pass
