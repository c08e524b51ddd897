"""The names in a scene's text that lead to who that is: the first time each person is named there, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from books.markup import Link

_ARTICLE = re.compile(r"^(?:the|a|an|my|our)\s+", re.IGNORECASE)


def first_names(text: str, people: Iterable[tuple[str, Sequence[str]]]) -> list[Link]:
    """A link for each of `people` (address, and all that they are called) where `text` first names them.

    Who comes first is given a name that several share. Only names that are written large are looked for; of a long
    name the whole is linked and not the part of it that is another of its forms.
    """
    forms: dict[str, str] = {}
    for address, names in people:
        for name in names:
            form = _ARTICLE.sub("", name.strip())
            if form[:1].isupper():
                forms.setdefault(form, address)
    if not forms:
        return []
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    found = re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", text)
    links: dict[str, Link] = {}
    for match in found:
        address = forms[match[0]]
        links.setdefault(address, Link(match.start(), match.end(), address))
    return sorted(links.values(), key=lambda link: link.start)
