"""The homework in a browser: the page, an editor for each question's file, and Python beside it."""


class CannotBuild(RuntimeError):
    """dist/browser/ cannot be written; the text says what is missing."""
