"""Runs the public tests inside the page, and tells it what happens, a line of JSON for each event.

There are no threads here that could end a call: the page does it, by ending all of this. It
then starts anew and asks for the same tests, naming the call, which is ended at once.
"""

import collections
import json
import os
import sys
import time
from pathlib import Path

HOME = Path("/homework")
MARK = "\x1e"
SHARE_TO_FIND_THE_LINE = 0.3


def begin():
    """Look at the homework's folder as at the current one; from then on it can be imported."""
    os.chdir(HOME)
    sys.path.insert(0, str(HOME))


def run(request):
    """Run the tests that the file `request` asks for, and tell what they say.

    It holds `question` (null for all of them), `files` (texts by their path), `columns` (the
    width of the report), and `ended`: how often the page has ended which call, counted from 1.
    """
    wanted = json.loads(Path(request).read_text(encoding="utf-8"))
    for path, text in wanted["files"].items():
        (HOME / path).write_text(text, encoding="utf-8")
    os.environ["COLUMNS"] = str(wanted["columns"])
    import homework

    question = wanted["question"]
    keeper = Timekeeper({int(call): times for call, times in wanted["ended"].items()})
    statuses = Statuses()
    arguments = homework.tests_of(question) if question else []
    _, said = homework.run_here(["--color=no", *arguments], [keeper, statuses])
    tell(event="done", said=said.strip().removeprefix("ERROR: "), statuses=statuses.found)


def tell(**event):
    """Tell the page something."""
    print(MARK + json.dumps(event), file=sys.__stdout__, flush=True)


class Statuses:
    """Keeps what became of each question."""

    def __init__(self):
        self.found = {}

    def pytest_sessionfinish(self):
        homework = sys.modules["conftest"]
        self.found = {question: homework.status(question) for question in homework.runs}


class Timekeeper:
    """Takes the place of `watching.alarm`: tells the page when a call begins and ends.

    A call that the page has ended runs once more, line by line, until it is seen where it
    is; one that it had to end twice, since it was not in a line of Python, does not run.
    """

    def __init__(self, ended):
        self.ended, self.calls, self.rang = collections.Counter(ended), 0, False

    def pytest_collection_finish(self):
        import homework
        import watching

        self.folder = os.sep + homework.PACKAGE + os.sep
        self.watching, watching.alarm = watching, self

    def start(self, subject):
        self.calls, self.rang = self.calls + 1, False
        tell(event="call", call=self.calls, seconds=self.watching.SECONDS)
        if self.ended[self.calls] > 1:
            self.watching.stopped.add(subject)
            raise TimeoutError(self.watching.ENDLESS)
        if self.ended[self.calls]:
            self.due = time.monotonic() + self.watching.SECONDS * SHARE_TO_FIND_THE_LINE
            sys.settrace(self.trace)

    def stop(self):
        sys.settrace(None)
        tell(event="returned")

    def trace(self, frame, event, argument):
        if self.folder not in frame.f_code.co_filename:
            return None
        if time.monotonic() > self.due:
            self.rang = True
            raise KeyboardInterrupt
        return self.trace
