"""attack: hands in a sitecustomize.py that ends every Python
question: 2.5
verdict: full
file: sitecustomize.py
"""

import os

os._exit(0)
