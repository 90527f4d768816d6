"""What `autograder build --browser` does."""

from __future__ import annotations

import shutil

from ...core.settings import load
from ..command import Derived
from ..stencil import BROWSER_SITE, write_tree
from .npm import installed
from .pyodide import Addresses
from .site import site_tree


def build_browser(derived: Derived) -> str:
    """Write dist/browser/; a line on it. CannotBuild where something is missing."""
    modules = installed()
    settings = load()
    addresses = Addresses(settings.browser_python, settings.browser_packages)
    page = derived.page.decode("utf-8")
    tree = site_tree(page, derived.stencil, modules, modules / "pyodide", addresses)
    shutil.rmtree(BROWSER_SITE, ignore_errors=True)
    write_tree(tree, BROWSER_SITE)
    size = sum(map(len, tree.values())) / 1024
    return f"dist/browser/: {len(tree)} files, {size:.0f} KB, for any web server (https)"
