"""Mutants that do what the reference does, each with the reason why no test can tell."""

from __future__ import annotations

EQUIVALENT: dict[str, str] = {}
