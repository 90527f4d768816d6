"""The seed of a submission's inputs, which nobody can foresee who has not the secret.

All else that it is made from is public: the submission's own bytes. Whoever could compute a
seed could try out submissions at home until one draws inputs that suit it, or write down
the answers beforehand.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import hmac
import os
import pathlib
import secrets
from collections.abc import Iterator

from .homework import ROOT
from .records import Submission

SECRET_NAME = ".secret"
SECRET_FILE = ROOT / SECRET_NAME
"""This installation's secret: in a clone it is made when it is needed, in the bundle by `build`."""

SEED_BYTES = 8
LARGEST_SEED = 2 ** (8 * SEED_BYTES) - 1
SHORTEST_SECRET = 16


def seed_of(submission: Submission, secret: bytes) -> int:
    """A seed of 64 bits from the secret and all bytes of the submission's files."""
    code = hmac.new(secret, digestmod=hashlib.sha256)
    for piece in framed(submission):
        code.update(piece)
    return int.from_bytes(code.digest()[:SEED_BYTES], "big")


def framed(submission: Submission) -> Iterator[bytes]:
    """The submission's files as bytes: each name and each content behind its length.

    So two submissions that differ in anything differ here: no file can pose as two.
    """
    for files in (submission.sources, submission.beside):
        yield len(files).to_bytes(8, "big")
        for name in sorted(files):
            for data in (name.encode("utf-8", "backslashreplace"), files[name]):
                yield len(data).to_bytes(8, "big")
                yield data


@functools.lru_cache(maxsize=1)
def installation_secret() -> bytes:
    """The secret of this installation; one for this process alone where none can be kept."""
    try:
        return secret_in(SECRET_FILE)
    except OSError:
        return secrets.token_bytes(32)


def secret_in(path: pathlib.Path) -> bytes:
    """The secret in a file, which is made where it is not there yet. Only its owner reads it."""
    if not path.exists():
        _make_secret(path)
    secret = path.read_bytes().strip()
    if len(secret) < SHORTEST_SECRET:
        raise OSError(f"{path} is too short for a secret: delete it, and another one is made")
    return secret


def _make_secret(path):
    """Two processes that do so at once end up with the same one."""
    import tempfile

    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with open(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32) + "\n")
        with contextlib.suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        pathlib.Path(temporary).unlink(missing_ok=True)
