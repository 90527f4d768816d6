"""What course staff change: settings.toml, read strictly.

An unknown key, a wrong type or a value out of bounds is refused by name.
"""

from __future__ import annotations

import datetime
import difflib
import functools
import re
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

from .assignment import current

VISIBILITIES = ("visible", "hidden", "after_due_date", "after_published")
LONGEST_TIMEOUT = 2400
LINE = re.compile(r"\(at line (\d+),")
BARE = re.compile(r"=\s*([A-Za-z]\w*)")
MEANT = {"true": "true in small letters", "false": "false in small letters"}
PYTHON_ADDRESS = "https://cdn.jsdelivr.net/npm/pyodide@{version}/"
PACKAGES_ADDRESS = "https://cdn.jsdelivr.net/pyodide/v{version}/full/"
TOP_KEYS = (
    "title", "points", "due_date", "run_seconds", "timeout_seconds", "visibility", "limit",
    "leaderboard", "browser",
)  # fmt: skip


class SettingsError(ValueError):
    """settings.toml cannot be used; the text names the key and says what is wanted."""


class Settings(NamedTuple):
    """The settings, checked. `limit` is (submissions, hours); None is no limit. `points` is what
    all questions together are to be worth."""

    title: str
    due_date: datetime.datetime | None = None
    run_seconds: float = 480.0
    default_visibility: str = "visible"
    visibilities: Mapping[str, str] = MappingProxyType({})
    limit: tuple[int, float] | None = None
    leaderboard: bool = False
    browser_python: str = ""
    browser_packages: str = ""
    points: float = 100

    @property
    def shows_all(self) -> bool:
        """Whether students see every question's row at once, and so their total."""
        return {self.default_visibility, *self.visibilities.values()} == {"visible"}

    def visibility(self, number: str) -> str:
        """When students see the row of question `number`."""
        return self.visibilities.get(number, self.default_visibility)


@functools.lru_cache(maxsize=1)
def load() -> Settings:
    """The settings of this kit. SettingsError where the file cannot be used."""
    try:
        return parse(current().settings.read_text(encoding="utf-8-sig"))
    except SettingsError as error:
        raise SettingsError(f"{current().settings.name}: {error}") from None


def parse(text: str) -> Settings:
    """Settings from the text of a settings.toml."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"it is not valid TOML: {_place(text, error)}") from None
    top = _Table("", values, TOP_KEYS)
    visibility = _Table("visibility", top.take("visibility", dict, {}))
    default = visibility.choice("default", VISIBILITIES, "visible")
    leaderboard = _Table("leaderboard", top.take("leaderboard", dict, {}), ("shown",))
    browser = _Table("browser", top.take("browser", dict, {}), ("python", "packages"))
    return Settings(
        title=_title(top),
        due_date=_due_date(top),
        run_seconds=_run_seconds(top),
        default_visibility=default,
        visibilities=MappingProxyType(_visibilities(visibility)),
        limit=_limit(_Table("limit", top.take("limit", dict, {}), ("submissions", "hours"))),
        leaderboard=leaderboard.take("shown", bool, False),
        browser_python=browser.take("python", str, PYTHON_ADDRESS),
        points=top.number("points", 100, least=1, most=10_000),
        browser_packages=browser.take("packages", str, PACKAGES_ADDRESS),
    )


def _place(text, error):
    """What is wrong, the line that it is in, and what to write where that is a common slip."""
    found = LINE.search(str(error))
    line = text.splitlines()[int(found[1]) - 1 :][:1] if found else []
    word = BARE.search(line[0]) if line else None
    meant = f"; write {MEANT.get(word[1].lower(), 'texts in quotes')}" if word else ""
    return f"{error}{meant}{f', in `{line[0].strip()}`' if line else ''}"


def _title(top):
    title = top.take("title", str)
    if not title.strip():
        raise SettingsError("title must not be empty: it names the page and the points' column")
    return title


def _run_seconds(top):
    timeout = top.number("timeout_seconds", 600, least=120, most=LONGEST_TIMEOUT)
    why = f"; it ends a minute before Gradescope's timeout, timeout_seconds = {timeout:g}"
    return top.number("run_seconds", min(480, timeout - 60), least=30, most=timeout - 60, why=why)


def _due_date(top):
    due_date = top.take("due_date", datetime.datetime, None)
    if due_date is not None and due_date.tzinfo is None:
        raise SettingsError("due_date needs its offset from UTC, as in 2026-12-11T23:59:00+01:00")
    return due_date


def _visibilities(table):
    for key, value in table.rest.items():
        if isinstance(value, dict):
            raise SettingsError(f'visibility: put a question\'s number in quotes, as in "{key}.1"')
    return {number: table.choice(number, VISIBILITIES) for number in list(table.rest)}


def _limit(table):
    submissions = int(table.number("submissions", 0, least=0, most=1000, whole=True))
    hours = table.number("hours", 24, least=0.1, most=24 * 366)
    return (submissions, hours) if submissions else None


_REQUIRED: Any = object()


class _Table:
    """Takes keys out of a table one by one; one that is not `known` is refused at once."""

    def __init__(self, name, values, known=None):
        self.name = name
        self.rest = dict(values)
        for key in self.rest:
            if known is not None and key not in known:
                raise SettingsError(
                    f"{self._named(key)} is no setting{_nearest(key, known)} "
                    f"(there are: {', '.join(known)})"
                )

    def take(self, key, kind, default=_REQUIRED):
        """The value of `key`, which must be of type `kind`."""
        value = self.rest.pop(key, default)
        if value is _REQUIRED:
            raise SettingsError(f"{self._named(key)} is missing")
        if value is not default and type(value) is not kind:
            raise SettingsError(f"{self._named(key)} must be {_WORDS[kind]}, not {_toml(value)}")
        return value

    def choice(self, key, allowed, default=_REQUIRED):
        """The value of `key`, which must be one of `allowed`."""
        value = self.take(key, str, default)
        if value not in allowed:
            raise SettingsError(
                f"{self._named(key)} must be one of {', '.join(allowed)}, not {value!r}"
                f"{_nearest(value, allowed)}"
            )
        return value

    def number(self, key, default, least, most, whole=False, why=""):
        """The value of `key`, a number from `least` to `most`."""
        value = self.rest.get(key, default)
        value = self.take(key, int if whole or type(value) is int else float, default)
        if not least <= value <= most:
            raise SettingsError(
                f"{self._named(key)} must be between {least:g} and {most:g}, not {value:g}{why}"
            )
        return value

    def _named(self, key):
        return f"{self.name}.{key}" if self.name else key


def _toml(value):
    """A value as it is in the file."""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, DATES) else repr(value)


DATES = (datetime.date, datetime.time)
_WORDS = {
    str: "a text in quotes",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    dict: "a table",
    datetime.datetime: "a date and time with its offset, as in 2026-12-11T23:59:00+01:00",
}


def _nearest(word, known):
    found = difflib.get_close_matches(word, known, 1, cutoff=0.5)
    return f"; did you mean {found[0]!r}?" if found else ""
