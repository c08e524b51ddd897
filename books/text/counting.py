"""How long a text is: in words, or in characters where words are written without spaces. Knows no ORM."""

from __future__ import annotations

import re

CHARACTERS = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Chinese characters and Japanese kana: whoever writes with them counts them, and not words."""


def words_in(text: str) -> int:
    """Count the words of a text; each Chinese or Japanese character is one."""
    if text.isascii() or CHARACTERS.search(text) is None:
        return len(text.split())
    without, characters = CHARACTERS.subn(" ", text)
    return characters + sum(any(map(str.isalnum, word)) for word in without.split())
