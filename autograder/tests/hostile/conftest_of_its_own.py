"""attack: hands in a conftest.py, which pytest would run
question: 2.5
verdict: full
file: conftest.py
"""

import os

os._exit(0)
