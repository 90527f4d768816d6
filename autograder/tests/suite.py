"""How the suite runs: its progress, what is left to CI, and the sentences at the end.

A plugin of pytest, loaded by the line `addopts` in pyproject.toml. A test that takes long, or
needs a machine of its own, says what it is:

    @pytest.mark.ci("the bundle in a container")

It then runs with `--all`, or where it is named (`test_container.py::test_the_stencil_has_none`).
autograder/tests/README.md says when to use the mark.
"""

from __future__ import annotations

import collections
import os
import time

import pytest

MARK = "ci"
HOW_TO_RUN_ALL = "python -m pytest --all"


def pytest_addoption(parser):
    """Add the option --all."""
    parser.addoption("--all", action="store_true", help="also run what is left to CI")


@pytest.hookimpl(trylast=True)  # after the terminal's own
def pytest_configure(config):
    """Register the mark, and the parts of this plugin that this process needs."""
    config.addinivalue_line("markers", f"{MARK}(what): left to CI; `what` says so in a few words.")
    left = LeftToCI()
    config.pluginmanager.register(left, "left to CI")
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if hasattr(config, "workerinput") or terminal is None:
        return
    config.pluginmanager.register(Closing(terminal, left), "closing sentences")
    if config.get_verbosity() <= 0 and not config.option.collectonly:
        config.pluginmanager.register(Progress(terminal), "progress")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """One process more than there are cores: now and then a test waits."""
    return (os.cpu_count() or 1) + 1


class LeftToCI:
    """Leaves out the marked tests; `tests` counts them by what they are."""

    def __init__(self):
        self.tests = collections.Counter()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config, items):
        """Drop what is marked, unless all is asked for, or these very tests, or by mark."""
        named = any("::" in argument for argument in config.args)
        if config.option.all or config.option.markexpr or named:
            return
        left = [item for item in items if item.get_closest_marker(MARK)]
        self.tests.update(_what(item) for item in left)
        items[:] = [item for item in items if not item.get_closest_marker(MARK)]
        config.hook.pytest_deselected(items=left)

    def pytest_sessionfinish(self, session):
        """Where tests run side by side, tell the process that prints."""
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["left_to_ci"] = dict(self.tests)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        """Each process has left out the same."""
        self.tests |= collections.Counter(getattr(node, "workeroutput", {}).get("left_to_ci"))


def _what(item):
    arguments = item.get_closest_marker(MARK).args
    if len(arguments) != 1:
        raise pytest.UsageError(f'{item.nodeid}: write @pytest.mark.{MARK}("what it is")')
    return arguments[0]


class Progress:
    """A line that counts, and the name of a failure at once, in the place of dots.

    Where no terminal shows the line, a new one is written at each tenth of the tests.
    """

    def __init__(self, terminal):
        self.terminal = terminal
        self.rewrites = terminal.isatty
        self.began = time.monotonic()
        self.done = self.failed = self.tenths = 0

    def pytest_sessionstart(self, session):
        """Remember who knows how many tests there are."""
        self.session = session

    @pytest.hookimpl(wrapper=True)
    def pytest_report_teststatus(self):
        """No letter for each test; what is counted stays as it is."""
        category, _, word = yield
        return category, "", word

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report):
        """Count a test when it is over, and name it if it failed."""
        if report.failed:
            self.failed += 1
            self._name(report)
        if report.when == "teardown":
            self.done += 1
            self._show(self.session.testscollected)

    def pytest_sessionfinish(self):
        """Leave no half line behind."""
        if self.rewrites:
            self.terminal.rewrite("", erase=True)

    def _name(self, report):
        if self.rewrites:
            self.terminal.rewrite("", erase=True)
        where = "" if report.when == "call" else f" ({report.when})"
        self.terminal.write_line(f"FAILED {report.nodeid}{where}: {_reason(report)}", red=True)

    def _show(self, tests):
        line = f"{self.done} of {tests} tests, {self.failed} failed, {self._seconds()} s"
        if self.rewrites:
            self.terminal.rewrite(line, erase=True)
        elif tests and self.done * 10 // tests > self.tenths:
            self.tenths = self.done * 10 // tests
            self.terminal.write_line(line)

    def _seconds(self):
        return round(time.monotonic() - self.began)


def _reason(report):
    """The first line of what is wrong."""
    crash = getattr(report.longrepr, "reprcrash", None)
    return (crash.message if crash else str(report.longrepr)).partition("\n")[0][:200]


class Closing:
    """Says in words what could not run on this machine, and what is left to CI."""

    def __init__(self, terminal, left):
        self.terminal = terminal
        self.left = left

    def pytest_terminal_summary(self):
        """A sentence for each reason."""
        skipped = collections.Counter(map(_why, self.terminal.stats.get("skipped", ())))
        for reason, count in skipped.most_common():
            self.terminal.write_line(f"{_tests(count)} could not run here: {reason}")
        for what, count in self.left.tests.most_common():
            self.terminal.write_line(f"{_tests(count)} left to CI: {what}")
        if self.left.tests:
            self.terminal.write_line(f"`{HOW_TO_RUN_ALL}` runs those, too")


def _why(report):
    """The reason of a skip: the last of path, line and words."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return reason.removeprefix("Skipped: ")


def _tests(count):
    return "1 test" if count == 1 else f"{count} tests"
