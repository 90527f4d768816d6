"""The line to a worker that is a process of its own, on any system."""

import subprocess
import sys
import time

import pytest

from autograder.sandbox.channels import Closed, PipeChannel
from autograder.sandbox.deadlines import ClockDeadline, Late

ECHO = "import shutil, sys; shutil.copyfileobj(sys.stdin.buffer, sys.stdout.buffer, 1)"
DEAF = (
    "import sys, threading; sys.stdin.buffer.raw.read(1); "
    "sys.stdout.write('x'); sys.stdout.flush(); threading.Event().wait()"
)


@pytest.fixture
def speak_to():
    """The line to a Python that runs some source, and that process; it is ended afterwards."""
    started = []

    def start(source):
        process = subprocess.Popen(
            [sys.executable, "-u", "-c", source], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        started.append((PipeChannel(process.stdin, process.stdout), process))
        return started[-1]

    yield start
    for channel, process in started:
        process.kill()
        process.wait()
        channel.close()


def in_a_while():
    return ClockDeadline(time.monotonic() + 30.0)


def test_what_is_sent_arrives_in_its_order(speak_to):
    """Requests that follow one another at once do not overtake each other."""
    channel, _ = speak_to(ECHO)
    sent = [b"%05d" % number for number in range(2000)]
    for data in sent:
        channel.send(data, in_a_while())
    assert channel.receive(5 * len(sent), in_a_while()) == b"".join(sent)


def test_whoever_does_not_read_is_left_at_the_deadline(speak_to):
    """More than a pipe holds can be sent to one that reads a single byte, and never again."""
    channel, process = speak_to(DEAF)
    channel.send(b"y" * 2**20, in_a_while())
    assert channel.receive(1, in_a_while()) == b"x"
    with pytest.raises(Late):
        channel.receive(1, ClockDeadline(time.monotonic()))
    process.kill()
    with pytest.raises(Closed):
        channel.receive(1, in_a_while())
