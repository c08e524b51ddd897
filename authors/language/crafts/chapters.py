"""From what a model has written of a chapter to its text, each sentence with its passages, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.contract import Paragraph, Support
from authors.language.depicting import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from authors.language.crafts.evidence import Evidence
    from authors.language.schemas.texts import ChapterParagraph, Mended

LONGEST_SENTENCE = 4_000


def paragraphs_of(written: Sequence[ChapterParagraph], evidence: Evidence) -> tuple[Paragraph, ...]:
    """Return paragraphs with what their sentences rest on; ids that nobody was given rest on nothing."""
    return tuple(paragraph for each in written if (paragraph := _paragraph(each, evidence)) is not None)


def unknown_ids(written: Sequence[ChapterParagraph], evidence: Evidence) -> list[str]:
    """Return the ids of passages that nobody was given."""
    known = set(evidence.passages.values())
    ids = (each.strip() for paragraph in written for sentence in paragraph.sentences for each in sentence.passages)
    return sorted({each for each in ids if each and each not in known})


def cited_line(number: int, paragraph: Paragraph, evidence: Evidence) -> str:
    """Show a paragraph with its number, and behind each sentence the passages that it rests on."""
    pieces, at = [], 0
    for support in sorted(paragraph.supports, key=lambda each: each.start):
        ids = ", ".join(evidence.passages[each] for each in support.passages if each in evidence.passages)
        pieces.append(f"{paragraph.text[at : support.end]} [{ids}]" if ids else paragraph.text[at : support.end])
        at = max(at, support.end)
    return f"{number} | {paragraph.kind} | {''.join([*pieces, paragraph.text[at:]])}"


def mended(
    paragraphs: Sequence[Paragraph], answer: Mended, shown: Sequence[int], evidence: Evidence
) -> list[tuple[Paragraph, ...]]:
    """Return for each paragraph what stands in its place. `shown` are the numbers from 0 that may be changed."""
    kept: list[tuple[Paragraph, ...]] = [(paragraph,) for paragraph in paragraphs]
    for replacement in answer.replacements:
        if replacement.number - 1 in shown:
            kept[replacement.number - 1] = paragraphs_of(replacement.paragraphs, evidence)
    return kept


def _paragraph(written: ChapterParagraph, evidence: Evidence) -> Paragraph | None:
    text = ""
    supports: list[Support] = []
    for sentence in written.sentences:
        words = clean(sentence.text, LONGEST_SENTENCE)
        if not words:
            continue
        start = len(text) + 1 if text else 0
        text = f"{text} {words}" if text else words
        passages = evidence.passage_ids(sentence.passages)
        if passages:
            supports.append(Support(start=start, end=len(text), passages=passages))
    return Paragraph(text=text, kind=written.kind, supports=tuple(supports)) if text else None
