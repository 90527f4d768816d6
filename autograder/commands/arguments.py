"""What the arguments of the command may be, and what is said of those that cannot be used."""

from __future__ import annotations

import pathlib

import click

from ..core.documents import why_not_writable


class Given(click.Path):
    """A path that is not empty: an empty one would be this folder."""

    def __init__(self, **conditions):
        super().__init__(path_type=pathlib.Path, **conditions)

    def convert(self, value, param, ctx):
        if not str(value):
            self.fail("a path is empty", param, ctx)
        return super().convert(value, param, ctx)


class Whole(click.ParamType):
    """A whole number from `least` to `most`, both included."""

    name = "number"

    def __init__(self, least: int, most: int | None = None):
        self.least, self.most = least, most

    def convert(self, value, param, ctx):
        text = str(value)
        number = int(text) if text.isdecimal() and len(text) < 40 else -1
        if number < self.least or (self.most is not None and number > self.most):
            upper = "up" if self.most is None else f"to {self.most}"
            self.fail(f"{value!r} is not a whole number from {self.least} {upper}", param, ctx)
        return number


class InOrder(click.Group):
    """Commands are listed as they are used, not by the alphabet."""

    def list_commands(self, ctx):
        return list(self.commands)


def check_results(path: pathlib.Path):
    """UsageError where no results can be written to this file."""
    folder = path.absolute().parent
    if path.is_dir():
        raise click.UsageError(
            f"--results takes a file, and {path} is a folder: {path}/results.json"
        )
    if not folder.is_dir():
        raise click.UsageError(f"there is no folder {folder} for --results: make it first")
    if why := why_not_writable(folder):
        raise click.UsageError(
            f"--results cannot be written into {folder} ({why}): choose another folder"
        )


def said_of(error: click.UsageError) -> str:
    """What is wrong with the arguments, and where to read what they may be."""
    text = error.format_message()
    return (
        f"{text.removesuffix('.')}. See `{error.ctx.command_path} --help`." if error.ctx else text
    )
