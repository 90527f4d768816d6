"""attack: hands in a module with the name of one that Python loads late
question: 2.5
verdict: full
file: backprop/colorsys.py
"""

import os

os._exit(0)
