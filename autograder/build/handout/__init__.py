"""From the text in handout/ to the assignment's page and the student's notebook."""


class SourceError(ValueError):
    """The text of the handout is amiss; the message names what, and where it can the line."""
