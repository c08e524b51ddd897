"""Who tells each chapter of a book as "I": whom its title says, who signs it as a letter, else the book's narrator."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.text.signatures import signatures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.rules.people.cast import Cast
    from analysts.text.blocks import SceneBlock
    from books.text.content import ChapterText

_TOLD_BY = re.compile(
    r"\b(?:by|of) (?P<by>[^—–:;.]+?)(?: ?[—–:;]| - |\.$|$)"
    r"|^(?P<whose>.+?)[’']s (?:narrative|story|account|statement|diary|journal|letter)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"^(?:[\w.]+: )?letter\b", re.IGNORECASE)


def teller_of(
    chapter: ChapterText, blocks: Sequence[SceneBlock], cast: Cast, before: tuple[str, str | None] = ("", None)
) -> str | None:
    """Return who tells a chapter. `before` are the title of the chapter before it and who tells that.

    Letters without a signature go on in the hand of the letter before.
    """
    signed = signatures(blocks).get(chapter.number)
    writer = cast.named(signed) if signed else None
    if writer is None:
        writer = _named_in_title(chapter.title, cast)
    if writer is None and _LETTER.match(chapter.title) and _LETTER.match(before[0]):
        writer = before[1]
    return writer or cast.narrator


def _named_in_title(title: str, cast: Cast) -> str | None:
    m = _TOLD_BY.search(title)
    return cast.named((m["by"] or m["whose"]).strip()) if m else None
