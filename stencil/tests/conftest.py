"""How pytest reports the homework: "todo" for a stub, a short message for a mistake, the points."""

import platform
import re
import sys
import textwrap
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from answers import EXACT, TOLERANCE
from checking import usual
from loading import CheckFailed, Todo, explain_exception, stub_of
from points import EXACT_QUESTIONS, GRADED_WITH, PARTS, QUESTIONS, file_of, part_of

sys.dont_write_bytecode = True  # no __pycache__ in a folder that gets handed in

VERSIONS = {"Python": platform.python_version(), "NumPy": np.__version__}

runs = defaultdict(list)  # question -> the (outcome, Todo or None) of each of its tests
skipped_by_choice = set()  # questions of which -k or --deselect left tests out
partly_run = set()  # the same, as the reports say, which may come from other processes
shown = set()  # what the messages so far were about: a second one like it is cut, or left out
again = defaultdict(list)  # question -> the tests whose messages were left out

NUMBER = r"[-+]?\d[\d.]*(e[-+]?\d+)?"
# These lines are never cut, and failures in which they are the same are of one kind.
LASTING = ("  problem", "  raised", "  at", "  hint")


def pytest_configure(config):
    config.addinivalue_line("markers", "question(id): the question that a test belongs to")


class OneCopy:
    """A copy of these tests further down, in a folder that was unpacked twice, is not run."""

    @staticmethod
    def pytest_ignore_collect(collection_path):
        conftest = Path(collection_path, "conftest.py")
        return True if conftest.is_file() and conftest != Path(__file__) else None


def pytest_addoption(parser, pluginmanager):
    if pluginmanager.hasplugin("one copy"):
        return
    pluginmanager.register(OneCopy, "one copy")
    about = "only this question's tests, told in short, as in the notebook"
    parser.addoption("--question", metavar="ID", help=about)


def pytest_collection_modifyitems(config, items):
    chosen = config.getoption("question")
    if chosen and chosen not in QUESTIONS:
        raise pytest.UsageError(f"there is no question {chosen}; there are {', '.join(QUESTIONS)}")
    if chosen:
        items[:] = [item for item in items if question_of(item) == chosen]


def pytest_deselected(items):
    skipped_by_choice.update(filter(None, map(question_of, items)))


def question_of(item):
    marker = item.get_closest_marker("question")
    return marker.args[0] if marker else None


def pytest_runtest_setup(item):
    usual.tolerance = EXACT if question_of(item) in EXACT_QUESTIONS else TOLERANCE


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    error = call.excinfo.value if call.excinfo else None
    question = question_of(item)
    stub = stub_of(error) if error and question else None
    if stub:
        # A skip is reported at once; writing up a traceback takes pytest 15 ms a test.
        waits = "" if stub.question == question else f"{question} waits: "
        call.excinfo = _skip(f"{waits}{stub}")
    report = (yield).get_result()
    if question is None or (call.when != "call" and not error):
        return
    report.question, report.test = question, item.name
    report.stub = [stub.question, stub.name] if stub else None
    report.partly_run = question in skipped_by_choice
    if stub:
        report.todo = True
    elif error:
        _shorten(report, item, question, error)


def pytest_runtest_logreport(report):
    """Take note of a report; with pytest -n 2 it was made in another process."""
    question = getattr(report, "question", None)
    if question is None:
        return
    runs[question].append((report.outcome, Todo(*report.stub) if report.stub else None))
    if getattr(report, "again", False):
        again[question].append(report.test)
    if report.partly_run:
        partly_run.add(question)


def _skip(reason):
    try:
        pytest.skip(reason)
    except pytest.skip.Exception:
        return pytest.ExceptionInfo.from_current()


def _shorten(report, item, question, error):
    """The first failure of a function is printed whole, a second kind of failure in short.

    One more of a kind is not printed: its id stands in the summary.
    """
    lines = str(error).split("\n") if isinstance(error, CheckFailed) else explain_exception(error)
    if not isinstance(error, CheckFailed) and len(lines) == 1:
        return
    # A message begins with its hints; then comes the call, or what else there is to say.
    first = next((line for line in lines if not line.startswith(LASTING)), lines[0])
    sentence = (item.obj.__doc__ or "").strip()
    called = re.match(r"  called +((\w+)\()?", first)
    subject = (question, called[2]) if called else (first,)
    kind = *subject, *(re.sub(NUMBER, "", line) for line in _starting(LASTING, lines))
    report.again = kind in shown
    if subject in shown:
        told = {first} & shown
        lines = [line for line in lines if line.startswith((*LASTING, first)) and line not in told]
    report.longrepr = "\n".join([f"Question {question}. {sentence}", *lines])
    shown.update([subject, kind, first])


def _starting(labels, lines):
    return [line for line in lines if line.startswith(labels)]


def pytest_report_teststatus(report, config):
    if getattr(report, "todo", False):
        status = "todo", "t", "TODO"
    elif getattr(report, "again", False):
        status = "failed again", "F", "FAILED"
    else:
        status = None
    if config.getoption("question"):  # no letters for the tests: the question's line tells it
        return (status[0] if status else report.outcome), "", ""
    return status


def pytest_terminal_summary(terminalreporter):
    if not runs:
        return
    if terminalreporter.config.getoption("question"):
        for question in runs:
            terminalreporter.write_line(in_short(question))
        return
    terminalreporter.section("points so far")
    total = possible = 0
    for part, title in PARTS.items():
        questions = [q for q in runs if part_of(q) == part]
        if questions:
            earned = sum(QUESTIONS[q][1] for q in questions if status(q) == "passed")
            of = sum(points for q, (_, points) in QUESTIONS.items() if part_of(q) == part)
            total, possible = total + earned, possible + of
            terminalreporter.write_line(f"{part} {title:<26}{earned:>4} / {of}")
            for line in sorted(filter(None, map(describe, questions))):
                terminalreporter.write_line(f"      {line}")
    terminalreporter.write_line(f"  {'total':<26}{total:>4} / {possible}")
    terminalreporter.write_line("The autograder uses different numbers, and more checks.")
    if {name: used.rpartition(".")[0] for name, used in VERSIONS.items()} != GRADED_WITH:
        graded, here = (" and ".join(map(" ".join, v.items())) for v in (GRADED_WITH, VERSIONS))
        terminalreporter.write_line(f"It has {graded}, and you have {here}:")
        terminalreporter.write_line("names and syntax that are only in your versions fail there.")


def status(question):
    """passed, wrong, todo, waits (for a stub of another question) or partly run."""
    outcomes = [outcome for outcome, _ in runs[question]]
    stubs = [stub for _, stub in runs[question] if stub]
    if "failed" in outcomes:
        return "wrong"
    if stubs:
        return "todo" if any(stub.question == question for stub in stubs) else "waits"
    return "partly run" if question in partly_run else "passed"


def describe(question):
    """A line on a question that is not yet done."""
    names = ", ".join(QUESTIONS[question][0])
    stubs = {f"{stub.question} {stub.name}": stub for _, stub in runs[question] if stub}
    if status(question) == "wrong":
        failed = sum(outcome == "failed" for outcome, _ in runs[question])
        fail = "fails" if failed == 1 else "fail"
        line = f"{question} wrong      {names}: {failed} of {len(runs[question])} tests {fail}"
        return "\n".join([line, *_ids(again[question], failed)])
    if status(question) == "todo":
        own = ", ".join(stub.name for stub in stubs.values() if stub.question == question)
        return f"{question} to write   {own} in {file_of(question)}"
    if status(question) == "waits":
        return f"{question} waits      {names}, for {', '.join(stubs)}"
    if status(question) == "partly run":
        return f"{question} part of its tests ran"
    return ""


def in_short(question):
    """The line on a question when it is run alone, as the notebook does."""
    names, points = QUESTIONS[question]
    if status(question) == "todo":
        return f"{question} is yours to write: {', '.join(names)} in {file_of(question)}"
    if status(question) == "passed":
        earned = "1 point" if points == 1 else f"{points} points"
        return f"{question} passed: {', '.join(names)}, {earned} with these tests"
    return describe(question)


def _ids(names, failed):
    """The tests that failed again, a line for each function: test_arithmetic [x / 4] [x ** 3]."""
    if len(names) == failed:
        return [" " * 21 + "failed again: all of them"]
    ids = defaultdict(list)
    for name in names:
        function, bracket, case = name.partition("[")
        ids[function].append((bracket + case).replace(" ", "\0"))  # lines break between ids only
    lines = [" ".join([f"failed again: {function}", *cases]) for function, cases in ids.items()]
    indent = {"initial_indent": " " * 21, "subsequent_indent": " " * 23}
    return [textwrap.fill(line, 88, **indent).replace("\0", " ") for line in lines]
