"""attack: raises SystemExit while it is imported
question: 2.5
verdict: 0
"""

import sys

sys.exit(0)
