"""Texts that writers change by hand: plain words in, and paragraphs that keep their kind and what they rest on."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from authors.contract import Paragraph, Support, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def edited(before: Text, words: str, *, title: str | None = None) -> Text:
    """Return a text with other words; paragraphs that stand keep all that they have.

    A paragraph that is changed keeps its kind, and those sentences that stand in it word for word keep their passages.
    """
    new = [block.strip("\n") for block in BLANK_LINES.split(words.replace("\r\n", "\n").strip()) if block.strip()]
    old = [paragraph.text for paragraph in before.paragraphs]
    paragraphs: list[Paragraph] = []
    for tag, first, last, start, end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            paragraphs += before.paragraphs[first:last]
        else:
            paragraphs += _changed(before.paragraphs[first:last], new[start:end], _kind_at(before, first))
    changes: dict[str, object] = {"paragraphs": tuple(paragraphs)}
    if title is not None:
        changes["title"] = title
    return before.model_copy(update=changes)


def _kind_at(text: Text, place: int) -> str:
    if not text.paragraphs:
        return "prose"
    return text.paragraphs[min(place, len(text.paragraphs) - 1)].kind


def _changed(old: Sequence[Paragraph], new: Sequence[str], kind: str) -> Iterator[Paragraph]:
    for at, words in enumerate(new):
        same = old[at] if at < len(old) else None
        yield Paragraph(
            text=words,
            kind=same.kind if same else kind,  # type: ignore[arg-type]  # a kind of the contract's own
            supports=tuple(_standing(old, words)),
        )


def _standing(old: Sequence[Paragraph], words: str) -> Iterator[Support]:
    """Yield what sentences rest on that still stand in `words`."""
    for paragraph in old:
        for support in paragraph.supports:
            sentence = paragraph.text[support.start : support.end].strip()
            at = words.find(sentence) if sentence else -1
            if at >= 0:
                yield Support(start=at, end=at + len(sentence), passages=support.passages)
