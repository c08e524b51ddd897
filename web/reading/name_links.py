"""The names in a scene's text that lead to who that is: the first time each person is named there, and no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from books.markup import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ARTICLE = re.compile(r"^(?:the|a|an|my|our)\s+", re.IGNORECASE)


def first_names(
    paragraphs: Iterable[tuple[int, str]], people: Iterable[tuple[str, Sequence[str]]]
) -> dict[int, list[Link]]:
    """Make a link for each of `people` (address, and all that they are called) where a scene first names them.

    `paragraphs` and the links are known by their numbers. Who comes first is given a name that several share. Only
    names that are written large are looked for; of a long name the whole is linked and not the part of it that is
    another of its forms.
    """
    forms: dict[str, str] = {}
    for address, names in people:
        for name in names:
            form = _ARTICLE.sub("", name.strip())
            if form[:1].isupper():
                forms.setdefault(form, address)
    if not forms:
        return {}
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    links: dict[int, list[Link]] = {}
    linked: set[str] = set()
    for number, text in paragraphs:
        for match in pattern.finditer(text):
            address = forms[match[0]]
            if address not in linked:
                linked.add(address)
                links.setdefault(number, []).append(Link(match.start(), match.end(), address))
    return links
