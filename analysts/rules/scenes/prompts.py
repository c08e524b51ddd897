"""The brief for an illustrator: the moment, and things in view that it does not tell of.

Place, light, weather and mood are facts of their own, and what people look like, and when and where the book plays, is
told when the picture is asked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_THINGS = 3


def compose(moment: str, props: Sequence[str]) -> str:
    """Compose the brief in plain English, without the book's dialogue and without what people look like."""
    things = [_with_article(prop) for prop in props[:MOST_THINGS] if prop not in moment.lower()]
    parts = [
        moment.rstrip(" .") + "." if moment else "",
        f"Also in view: {', '.join(things)}." if things else "",
    ]
    return " ".join(filter(None, parts))


def _with_article(phrase: str) -> str:
    noun_phrase = re.split(r" (?:on|in|under|down|across|with|between|tied|piled|pinned|turning) ", phrase)[0].split()
    first, last = noun_phrase[0], noun_phrase[-1]
    plural = last.endswith("s") and not last.endswith(("ss", "dress"))
    if first in ("a", "an", "no", "arms", "dressed", "wounded") or plural or last in _UNCOUNTED:
        return phrase
    return f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"


_UNCOUNTED = frozenset(
    ("hair", "skin", "armour", "armor", "muslin", "livery", "older", "clean-shaven", "bearded", "jewels", "missing")
)
