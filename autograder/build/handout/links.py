"""Links from "part 4" and "question 2.5" to what they name, and from there back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

TAGS = re.compile(r"(<[^>]+>)")
# In these, text stays as it is: titles, code, formulas, and what is a link already.
LEFT_ALONE = re.compile(r"</?(a|code|pre|math|h[123]|svg|script|summary)\b")
LIST = r"(?:, {0})*(?:,? (?:and|to) {0})?"
PART = r"[1-9]\d*\b(?!\.\d)"
QUESTION = r"[1-9]\d*\.\d+\b"
PARTS = re.compile(r"\b[Pp]arts? " + PART + LIST.format(PART))
QUESTIONS = re.compile(r"\b[Qq]uestions? " + QUESTION + LIST.format(QUESTION))
IN_DOCSTRING = re.compile(r"(?:(?<=\()|(?<=in ))" + QUESTION)


class Links:
    """Turns words into links, and remembers where each question is mentioned.

    `parts` has the id of each part's heading by its number; `questions` the ids of questions.
    """

    def __init__(self, parts: Mapping[str, str], questions: Mapping[str, str]):
        self.parts, self.questions = parts, questions
        self.mentions: dict[str, list[tuple[str, str]]] = defaultdict(list)

    def prose(self, text: str, chapter: str) -> str:
        """HTML of a chapter, with its mentions of parts and questions as links."""
        pieces, closed_by = TAGS.split(text), 0
        for at, piece in enumerate(pieces):
            if at % 2:
                found = LEFT_ALONE.match(piece)
                closed_by += (-1 if piece.startswith("</") else 1) if found else 0
            elif not closed_by:
                pieces[at] = self._linked(piece, chapter)
        return "".join(pieces)

    def docstring(self, text: str) -> str:
        """An escaped docstring, with its mentions as links."""
        text = PARTS.sub(lambda found: self._parts(found[0]), text)
        return IN_DOCSTRING.sub(lambda found: self._question(found[0]), text)

    def back(self, number: str) -> str:
        """From a question: its part, and the places that mention it."""
        part = number.partition(".")[0]
        links = [f'Back to <a href="#{self.parts[part]}">part {part}</a>']
        links += [f'<a href="#{place}">{where}</a>' for place, where in self.mentions[number]]
        return " · mentioned in ".join(links[:2]) + "".join(f", {link}" for link in links[2:])

    def _linked(self, text, chapter):
        text = PARTS.sub(lambda found: self._parts(found[0]), text)
        return QUESTIONS.sub(
            lambda found: re.sub(
                QUESTION, lambda number: self._mention(number[0], chapter), found[0]
            ),
            text,
        )

    def _parts(self, words):
        return re.sub(
            r"\d+",
            lambda part: (
                f'<a href="#{self.parts[part[0]]}">{part[0]}</a>'
                if part[0] in self.parts
                else part[0]
            ),
            words,
        )

    def _question(self, number, attributes=""):
        if number not in self.questions:
            return number
        return f'<a{attributes} href="#{self.questions[number]}">{number}</a>'

    def _mention(self, number, chapter):
        if number in self.questions:
            place = f"from-{self.questions[number]}-{len(self.mentions[number]) + 1}"
            self.mentions[number].append((place, chapter))
            return self._question(number, f' id="{place}"')
        return number
