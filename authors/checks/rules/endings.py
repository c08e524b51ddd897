"""Paragraphs that break off, and quotation marks that are left open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.contract import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.checks.measured import MeasuredPart
    from authors.contract import Paragraph

_ENDED = re.compile(r"[.!?…][”’\"'»“)\]*_\s]*(?:\[?\d+\]?)?$|[—–:;-][”’\"'»“]+$")
_LEADS_ON = re.compile(r"[,:;—–-]$")
"""How a page may end whose sentence goes on overleaf, and a paragraph before a quotation, a list or a verse."""


def unfinished_text(measured: MeasuredPart) -> Iterator[Finding]:
    """Tell paragraphs without an end and speech without its closing mark."""
    paragraphs = measured.text.paragraphs
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text.rstrip()
        if not text:
            told = "An empty paragraph stands here. Take it away."
            yield Finding(rule="unfinished", severity="wrong", words=told, paragraph=index)
        elif paragraph.kind in ("prose", "verse", "quotation") and not _is_ended(measured, index, text):
            end = len(text)
            told = "This paragraph breaks off. Finish its last sentence."
            place = {"paragraph": index, "start": max(0, end - 40), "end": end}
            yield Finding(rule="unfinished", severity="wrong", words=told, **place)
        if _is_left_open(paragraph, paragraphs[index + 1] if index + 1 < len(paragraphs) else None):
            told = "A quotation is opened or closed only once here. Set the other mark."
            yield Finding(rule="unfinished", severity="wrong", words=told, paragraph=index)


def _is_ended(measured: MeasuredPart, index: int, text: str) -> bool:
    if _ENDED.search(text):
        return True
    following = measured.text.paragraphs[index + 1 : index + 2]
    leads_on = any(paragraph.kind != "prose" or paragraph.text.lstrip()[:1] in '“"‘' for paragraph in following)
    turns = not following and measured.part.kind == "spread"
    return (leads_on or turns) and _LEADS_ON.search(text) is not None


def _is_left_open(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Say whether marks do not match; speech that goes on in the next paragraph is opened there again."""
    opened, closed = paragraph.text.count("“"), paragraph.text.count("”")
    if opened == closed:
        return paragraph.text.count('"') % 2 == 1
    goes_on = following is not None and following.text.lstrip().startswith("“")
    return not (opened == closed + 1 and goes_on)
