"""Words that several rooms say."""

from __future__ import annotations


def many(count: int, what: str) -> str:
    """So many of what there is: "1 student", "2 students"."""
    return f"{count} {what}{'s' * (count != 1)}"
