"""What a mistake is, and how to enter one: as a small edit of the reference.

Each part's catalogue is a table. An entry says what the mistake is called, what it changes,
and what the student is told:

    jacobian = mistakes_in("jacobians.softmax_jacobian")

    jacobian.edit("a plus for the minus", {"np.diag(p) -": "np.diag(p) +"},
                  "which sign has the derivative of the sum in the denominator?")
    jacobian.arguments("the shifted logits", "z - 1",
                       "is it z that you start from?")
    jacobian.answer("only the diagonal", "np.diag(np.diag(answer))",
                    "each p_k depends on every z_i: which entries are then not 0?")

What is an idea of its own is written as the whole body of the function:

    jacobian.body("a vector", "return softmax(z)", "has a Jacobian one axis, or two?")

Edits of one function compose: two mistakes at once are recognised as a pair.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Mistake(NamedTuple):
    """A wrong version of a function, or of one method of a class.

    `target` is "module.name" or "module.Class.method". `name` says in a few words what is
    wrong; `hint` is the sentence for the student, which gives no code away. The rest is Python:
    `lines` are texts of the reference, each of which stands in it once, and what stands in their
    place; `body` replaces all of them; `arguments` are those that it is really called with;
    `answer` is what is returned for `answer`. They see what the function sees. In `line` of
    `file` it is entered.
    """

    target: str
    name: str
    hint: str
    lines: Mapping[str, str] = MappingProxyType({})
    body: str = ""
    arguments: str = ""
    answer: str = ""
    file: str = ""
    line: int = 0

    @property
    def function(self) -> str:
        """The function or class that is graded: the first two parts of the target."""
        return ".".join(self.target.split(".")[:2])


_entries: dict[tuple[str, str], Mistake] = {}


class mistakes_in(NamedTuple):  # Its name is that of a function: it is used like one.
    """Where the mistakes in one function, or in one method of a class, are entered."""

    target: str

    def edit(self, name: str, lines: Mapping[str, str], hint: str):
        """Other text in the place of some of the reference's."""
        self._enter(Mistake(self.target, name, hint, lines=MappingProxyType(dict(lines))))

    def body(self, name: str, body: str, hint: str):
        """Another body of the function altogether."""
        self._enter(Mistake(self.target, name, hint, body=textwrap.dedent(body).strip()))

    def arguments(self, name: str, arguments: str, hint: str):
        """Other arguments than those that are given."""
        self._enter(Mistake(self.target, name, hint, arguments=arguments))

    def answer(self, name: str, answer: str, hint: str):
        """Another answer, made of the right one, which is called `answer`."""
        self._enter(Mistake(self.target, name, hint, answer=answer))

    def _enter(self, mistake):
        key = (mistake.function, mistake.name)
        if key in _entries:
            raise ValueError(f"two mistakes in {mistake.function} are named {mistake.name!r}")
        frame = inspect.currentframe()
        while frame and frame.f_back and frame.f_code.co_name != "<module>":
            frame = frame.f_back
        if frame:
            mistake = mistake._replace(file=frame.f_code.co_filename, line=frame.f_lineno)
        _entries[key] = mistake


def registered() -> tuple[Mistake, ...]:
    """The mistakes that have been entered so far."""
    return tuple(_entries.values())
