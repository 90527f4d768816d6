"""With this module a test ends a function that runs for ever, and sees what it changes."""

import _thread
import contextlib
import math
import threading
import time

import numpy as np

SECONDS = 10
stopped = set()  # what was still running after SECONDS: no later test waits for it again


class NotRun(TimeoutError):
    """An earlier test waited for it in vain."""


class Alarm:
    """Interrupts the tests once it is later than `due`. One thread looks at the clock for all.

    interrupt_main works on Windows too, where signal.alarm does not.
    """

    def __init__(self):
        self.due, self.rang = math.inf, False
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self):
        while True:
            time.sleep(0.1)
            if time.monotonic() > self.due:
                self.due, self.rang = math.inf, True
                _thread.interrupt_main()


alarm = Alarm()


@contextlib.contextmanager
def time_limit(subject):
    """Stop an endless loop with a TimeoutError; from then on refuse it with a NotRun."""
    if subject in stopped:
        raise NotRun(f"an earlier test waited for it for {SECONDS} seconds, so it is not run again")
    outer = alarm.due  # an import is watched within a call
    alarm.due, alarm.rang = min(outer, time.monotonic() + SECONDS), False
    try:
        yield
    except KeyboardInterrupt as error:
        if not alarm.rang:
            raise
        stopped.add(subject)
        text = f"still running after {SECONDS} seconds: can its loop ever end?"
        raise TimeoutError(text).with_traceback(error.__traceback__) from None
    finally:
        alarm.due = outer


def copy_of(argument):
    """A copy of an argument, arrays inside lists and tuples included."""
    if isinstance(argument, (list, tuple)):
        return type(argument)(copy_of(a) for a in argument)
    return argument.copy() if isinstance(argument, np.ndarray) else argument


def unchanged(before, after):
    """Whether an argument still equals its copy. Only lists, tuples and arrays can change."""
    if isinstance(before, (list, tuple)):
        return len(before) == len(after) and all(map(unchanged, before, after))
    if isinstance(before, np.ndarray) and before.dtype != object:
        return np.array_equal(before, after)
    return True
