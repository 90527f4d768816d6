"""With this module a test ends a function that runs forever."""

import _thread
import contextlib
import math
import signal
import threading
import time

SECONDS = 10
ENDLESS = f"still running after {SECONDS} seconds: can its loop ever end?"
running = []  # what is timed: an import within a call has the call's time
stopped = set()  # what was still running after SECONDS: no later test waits for it again


class NotRun(TimeoutError):
    """An earlier test waited for it in vain."""


def interrupt():
    """Raise KeyboardInterrupt in the tests, also where they sleep."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
    else:
        _thread.interrupt_main()


class Alarm:
    """Interrupts a call that takes too long. One thread looks at the clock for all.

    It works on Windows too, where signal.alarm does not.
    """

    def __init__(self):
        self.due, self.rang = math.inf, False
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # started with & in a shell
            with contextlib.suppress(ValueError):  # not in the main thread
                signal.signal(signal.SIGINT, signal.default_int_handler)
        with contextlib.suppress(RuntimeError):  # a browser has no threads: its page keeps the time
            threading.Thread(target=self.watch, daemon=True).start()

    def start(self, subject):
        self.due, self.rang = time.monotonic() + SECONDS, False

    def stop(self):
        self.due = math.inf

    def watch(self):
        while True:
            time.sleep(0.1)
            if time.monotonic() > self.due:
                self.due, self.rang = math.inf, True
                interrupt()


alarm = Alarm()  # whoever runs the tests may put one of its own here


@contextlib.contextmanager
def time_limit(subject):
    """Stop an endless loop with a TimeoutError; from then on refuse it with a NotRun."""
    if subject in stopped:
        raise NotRun(f"an earlier test waited for it for {SECONDS} seconds, so it is not run again")
    running.append(subject)
    try:
        if len(running) == 1:
            alarm.start(subject)
        yield
    except KeyboardInterrupt as error:
        if not alarm.rang:
            raise
        stopped.add(subject)
        if len(running) > 1:
            raise
        raise TimeoutError(ENDLESS).with_traceback(error.__traceback__) from None
    finally:
        running.pop()
        if not running:
            alarm.stop()
