"""Which hint a failed question gets, where it looks like no known mistake."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...core.records import Judged
from .exceptions import meaning_of

PLACE = re.compile(r"^(the \w+) of .*? (are|is|has) ")
FROM_DIGIT = re.compile(r" from the \w+ digit on$")
NUMBERS = str.maketrans("", "", "0123456789./-")


def hint_of(first: Judged, judged: Sequence[Judged]) -> str:
    """The judge's hint on the `first` case that failed, or else its family's.

    What an answer looks like is said only where at least half of those of its family that fail
    so look alike: of a single number, a wrong sign is often chance. What a judge says in general
    is for the first family; a later one, narrowed down by what comes before it, says more.
    Where a line of the student's raised an exception, what that means comes first.
    """
    verdict, family = first.verdict, first.family
    looks = [
        one.verdict.hint.translate(NUMBERS)
        for one in judged
        if one.family is family and kind_of(one.verdict.summary) == kind_of(verdict.summary)
    ]
    alike = looks.count(verdict.hint.translate(NUMBERS))
    own = verdict.hint if 2 * alike >= len(looks) else ""
    general = "" if family is not judged[0].family else verdict.general
    said = own or general or family.hint or verdict.general
    meaning = "" if own else meaning_of(first.observation.raised)
    return " And then: ".join(filter(None, [meaning, said]))


def kind_of(summary: str) -> str:
    """A summary without the place and the size of the error."""
    kind = FROM_DIGIT.sub("", PLACE.sub(r"\1 \2 ", summary))
    alone = kind.endswith(" is wrong") and not kind.startswith(("the shape", "the answer"))
    return "the values are wrong" if alone else kind
