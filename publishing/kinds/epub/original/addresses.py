"""Addresses of files in an archive, as pages write them."""

from __future__ import annotations

import posixpath
from urllib.parse import quote


def address(name: str, *, of: str, fragment: str = "") -> str:
    """Return how the document `of` addresses a file of the archive."""
    relative = posixpath.relpath(name, posixpath.dirname(of) or ".")
    return quote(relative, safe="/!$&'()*+,;=@-._~") + (f"#{quote(fragment, safe=SAFE)}" if fragment else "")


SAFE = "/!$&'()*+,;=:@-._~?"
