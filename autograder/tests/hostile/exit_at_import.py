"""attack: ends its process while it is imported
question: 2.5
verdict: 0
"""

import os

os._exit(0)
