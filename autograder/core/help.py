"""`python -m … --help`: a module's docstring says what it does, and how it is called."""

from __future__ import annotations

import argparse
import sys


def parser(docstring: str | None) -> argparse.ArgumentParser:
    """Reads what is typed behind a module; --help prints its docstring, and runs nothing."""
    spec = sys.modules["__main__"].__spec__
    return argparse.ArgumentParser(
        prog=f"python -m {spec.name.removesuffix('.__main__')}" if spec else None,
        description=docstring,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
