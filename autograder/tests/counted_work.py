"""How much work something does, counted and not timed: the same on every machine.

Lines of Python that run are counted, and of every regular expression the steps that a
backtracking matcher takes: `re` itself says nothing of them, so the expression is walked
here, by the same rules.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator

if sys.version_info >= (3, 11):
    from re import _constants as constants
    from re import _parser as parser
else:
    import sre_constants as constants
    import sre_parse as parser


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python run while something is done."""
    count = 0

    def trace(frame, event, argument):
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def steps_of_search(pattern: re.Pattern, text: str | bytes) -> int:
    """How many steps it takes to look for all matches of a pattern in a text."""
    if isinstance(text, bytes):
        text = text.decode("latin-1")
    matcher = _Matcher(pattern, text)
    place = 0
    while place <= len(text):
        end = matcher.match_at(place)
        place = place + 1 if end is None or end == place else end
    return matcher.steps


def parsed(pattern: re.Pattern) -> list:
    """A pattern as Python's own parser reads it: pairs of a kind and its argument."""
    source = pattern.pattern
    source = source.decode("latin-1") if isinstance(source, bytes) else source
    return list(parser.parse(source, pattern.flags & ~re.UNICODE | re.ASCII))


def nested_repetition(tree: list, repeated: bool = False) -> bool:
    """Whether something that has no fixed length is repeated without end."""
    for kind, argument in tree:
        if kind in (constants.MAX_REPEAT, constants.MIN_REPEAT):
            least, most, inner = argument
            endless = most is constants.MAXREPEAT
            if repeated and least != most:
                return True
            if nested_repetition(list(inner), repeated or endless):
                return True
        elif kind is constants.SUBPATTERN:
            if nested_repetition(list(argument[-1]), repeated):
                return True
        elif kind is constants.BRANCH and any(
            nested_repetition(list(branch), repeated) for branch in argument[1]
        ):
            return True
    return False


class _Matcher:
    """Walks a parsed pattern over a text, and counts what it tries."""

    def __init__(self, pattern, text):
        self.tree = parsed(pattern)
        self.multiline = bool(pattern.flags & re.MULTILINE)
        self.text = text
        self.steps = 0

    def match_at(self, place) -> int | None:
        return next(self._ends(self.tree, place), None)

    def _ends(self, nodes, place) -> Iterator[int]:
        """The places at which a sequence of nodes may end, in the order in which they are tried."""
        if not nodes:
            yield place
            return
        for end in self._ends_of(nodes[0], place):
            yield from self._ends(nodes[1:], end)

    def _ends_of(self, node, place):
        self.steps += 1
        kind, argument = node
        if kind in (constants.MAX_REPEAT, constants.MIN_REPEAT):
            yield from self._repeated(kind, argument, place)
        elif kind is constants.SUBPATTERN:
            yield from self._ends(list(argument[-1]), place)
        elif kind is constants.BRANCH:
            for branch in argument[1]:
                yield from self._ends(list(branch), place)
        elif kind is constants.AT:
            if self._is_at(argument, place):
                yield place
        elif kind is constants.ASSERT and argument[0] > 0:  # ahead, not behind
            if next(self._ends(list(argument[1]), place), None) is not None:
                yield place
        elif place < len(self.text) and self._fits(kind, argument, self.text[place]):
            yield place + 1

    def _repeated(self, kind, argument, place):
        least, most, inner = argument
        inner = list(inner)
        places = [place]
        while len(places) <= min(int(most), len(self.text)):
            end = next(self._ends(inner, places[-1]), None)
            if end is None or end == places[-1]:
                break
            places.append(end)
        reached = places[least:]
        yield from reversed(reached) if kind is constants.MAX_REPEAT else reached

    def _is_at(self, where, place):
        line = self.multiline and place > 0 and self.text[place - 1] == "\n"
        if where in (constants.AT_BEGINNING, constants.AT_BEGINNING_STRING):
            return place == 0 or (line and where is constants.AT_BEGINNING)
        if where in (constants.AT_END, constants.AT_END_STRING):
            rest = self.text[place : place + 1]
            return rest == "" or (rest == "\n" and where is constants.AT_END)
        if where is constants.AT_BOUNDARY:
            before, after = self.text[max(place - 1, 0) : place], self.text[place : place + 1]
            return _is_word(before) != _is_word(after)
        raise NotImplementedError(where)

    def _fits(self, kind, argument, character):
        if kind is constants.LITERAL:
            return ord(character) == argument
        if kind is constants.NOT_LITERAL:
            return ord(character) != argument
        if kind is constants.ANY:
            return character != "\n"
        if kind is constants.IN:
            negated = argument[0][0] is constants.NEGATE
            return negated != any(self._is_in(item, character) for item in argument[negated:])
        raise NotImplementedError(kind)

    def _is_in(self, item, character):
        kind, argument = item
        if kind is constants.LITERAL:
            return ord(character) == argument
        if kind is constants.RANGE:
            return argument[0] <= ord(character) <= argument[1]
        if kind is constants.CATEGORY:
            return re.match(_CATEGORIES[argument], character, re.ASCII) is not None
        raise NotImplementedError(kind)


def _is_word(character):
    return re.match(r"\w", character, re.ASCII) is not None


_CATEGORIES = {
    constants.CATEGORY_SPACE: r"\s",
    constants.CATEGORY_NOT_SPACE: r"\S",
    constants.CATEGORY_WORD: r"\w",
    constants.CATEGORY_NOT_WORD: r"\W",
    constants.CATEGORY_DIGIT: r"\d",
    constants.CATEGORY_NOT_DIGIT: r"\D",
}
