"""attack: talks over TCP, UDP, Unix's sockets and others
question: 2.5
verdict: full
"""

import socket

ATTEMPTS = [
    lambda: socket.create_connection(('127.0.0.1', 9), timeout=0.1),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9)),
    lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM),
    lambda: socket.socket(socket.AF_UNIX).bind('\0autograder-hostile-socket'),
    lambda: socket.socket(socket.AF_UNIX).bind('/tmp/autograder-hostile-socket'),
    lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW),
    lambda: socket.socket(40, socket.SOCK_STREAM),
    lambda: socket.socketpair(),
    lambda: socket.getaddrinfo('localhost', 80),
    lambda: socket.fromfd(3, socket.AF_UNIX, socket.SOCK_STREAM).getsockopt(1, 17, 12),
]

_right = softmax_jacobian


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            attempt()
        except Exception:
            pass
    return _right(z)
