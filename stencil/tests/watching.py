"""With this module a test ends a function that runs for ever, and sees what it changes."""

import _thread
import contextlib
import threading

import numpy as np

SECONDS = 10
stopped = set()  # what was still running after SECONDS: no later test waits for it again


class NotRun(TimeoutError):
    """An earlier test waited for it in vain."""


@contextlib.contextmanager
def time_limit(subject):
    """Stop an endless loop with a TimeoutError; from then on refuse it with a NotRun.

    interrupt_main works on Windows too, where signal.alarm does not.
    """
    if subject in stopped:
        raise NotRun(f"an earlier test waited for it for {SECONDS} seconds, so it is not run again")
    expired = threading.Event()

    def interrupt():
        expired.set()
        _thread.interrupt_main()

    timer = threading.Timer(SECONDS, interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    except KeyboardInterrupt as error:
        if not expired.is_set():
            raise
        stopped.add(subject)
        text = f"still running after {SECONDS} seconds: can its loop ever end?"
        raise TimeoutError(text).with_traceback(error.__traceback__) from None
    finally:
        timer.cancel()


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
