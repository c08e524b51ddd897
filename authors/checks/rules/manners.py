"""What a language model says beside the text that it was asked for, and lists where prose is wanted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.checks.rules.words import any_of, phrases_in
from authors.contract import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.checks.measured import MeasuredPart

_ANYWHERE = any_of(phrases_in("manners", "anywhere"))
_AT_BEGINNING = re.compile("|".join(phrases_in("manners", "at_beginning")), re.IGNORECASE)
_AT_END = any_of(phrases_in("manners", "at_end"))
_WORN = any_of(phrases_in("manners", "worn"))
_MARKDOWN = re.compile(
    r"^\s{0,3}#{1,6} |\*\*[^*\n]+\*\*|^```|^---+$|</?(?:p|div|br|b|i|em|strong)\b[^>]*>|\[[^\]\n]+\]\(http", re.M
)
_LABEL = re.compile(
    r"^\s*(?:\**)?(?:chapter|page|spread|part|scene|title|text|draft|version|word count) ?\d*\**\s*:", re.I
)
_LISTED = re.compile(r"^\s*(?:[-*•–] |\d{1,2}[.)] |[a-z]\) )", re.M)


def model_manners(measured: MeasuredPart) -> Iterator[Finding]:
    """Tell sentences that speak about the text instead of being it, marks of markdown, and worn phrases."""
    last = len(measured.text.paragraphs) - 1
    for index, paragraph in enumerate(measured.text.paragraphs):
        text = paragraph.text
        for found in (*_ANYWHERE.finditer(text), *_MARKDOWN.finditer(text)):
            yield _told("This is no part of a book. Take it away.", "wrong", index, found)
        beginning = (_AT_BEGINNING.match(text) if index == 0 else None) or _LABEL.match(text)
        if beginning:
            yield _told(
                "The text begins with words about itself. Begin with its first sentence.", "wrong", index, beginning
            )
        ending = _AT_END.search(text) if index == last else None
        if ending:
            yield _told("The text ends with words about itself. Take them away.", "wrong", index, ending)
        for found in _WORN.finditer(text):
            yield _told(
                "Readers have met this phrase in too many texts. Say it in your own way.", "doubtful", index, found
            )


def list_in_prose(measured: MeasuredPart) -> Iterator[Finding]:
    """Tell items of a list where a story or a chapter is told."""
    for index, paragraph in enumerate(measured.text.paragraphs):
        if paragraph.kind == "list" and measured.for_children:
            told = "A list stands here where a story is wanted. Tell it in sentences."
            yield Finding(rule="list", severity="wrong", words=told, paragraph=index)
        elif paragraph.kind == "prose" and (found := _LISTED.match(paragraph.text)):
            yield Finding(
                rule="list",
                severity="wrong" if len(_LISTED.findall(paragraph.text)) > 1 else "doubtful",
                words="This is written as an item of a list. Tell it in sentences.",
                paragraph=index,
                start=found.start(),
                end=found.end(),
            )


def _told(words: str, severity: str, index: int, found: re.Match[str]) -> Finding:
    place = {"paragraph": index, "start": found.start(), "end": found.end()}
    return Finding.model_validate({"rule": "manners", "severity": severity, "words": words, **place})
