"""JSON as services and their models write it, made fit for parsers and databases."""

from __future__ import annotations

import re

_PAIR = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_ESCAPE = re.compile(rf"({_PAIR})|\\(u[0-9a-fA-F]{{4}}|.)", re.DOTALL)


def readable(text: str) -> str:
    """Strip JSON of what no JSON parser or database takes: halves of characters, NUL, a mark of byte order."""
    whole = text.lstrip("\ufeff").encode(errors="replace").decode()
    return _ESCAPE.sub(_kept, whole)


def _kept(escape: re.Match[str]) -> str:
    code = escape[2]
    if code and len(code) == 5:
        number = int(code[1:], 16)
        if number == 0:
            return ""
        if 0xD800 <= number <= 0xDFFF:
            return "\ufffd"
    return escape[0]
