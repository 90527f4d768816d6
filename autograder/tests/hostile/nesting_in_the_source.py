"""attack: nests its source 5,000 parentheses deep
question: 2.5
verdict: 0
"""

deep = 1
