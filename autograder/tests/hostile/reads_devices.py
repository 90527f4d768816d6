"""attack: reads memory and disks as devices
question: 2.5
verdict: 0
"""

import re

ATTEMPTS = [
    lambda: open('/dev/mem', 'rb').read(16),
    lambda: open('/dev/kmem', 'rb').read(16),
    lambda: open('/dev/kmsg', 'rb').read(16),
    lambda: open('/dev/sda', 'rb').read(16),
    lambda: open('/dev/vda', 'rb').read(16),
    lambda: open('/dev/port', 'rb').read(16),
    lambda: open('/dev/tty', 'rb').read(16),
    lambda: open('/dev/fuse', 'rb').read(16),
    lambda: open('/dev/kvm', 'rb').read(16),
]


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            found = str(attempt())
            print(re.findall('canary[0-9a-f]{32}', found), found[:100])
        except Exception as error:
            print(error)
    return 0
