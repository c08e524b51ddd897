"""The first letter of a chapter, dropped as deep as some lines."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publishing.novels.runs import Run
    from storyboards.illustrated.tree import BookParagraph

OPENING_MARKS = "“‘\"'«»‹›„‚—¿¡([*_"
SCRIPTS_WITH_CAPITALS = ("LATIN", "GREEK", "CYRILLIC")
SHORTEST_FOR_A_DROP = 60
"""Characters: a shorter paragraph would end beside its letter."""


def dropped(paragraph: BookParagraph, lines: Sequence[Sequence[Run]], *, rows: int) -> dict[str, Any] | None:
    """Take the first letter off a paragraph, with the mark before it, and give the rest word by word.

    None where a letter cannot be dropped: the paragraph is short or has lines of its own, or begins with something
    else than a capital of a script that has them.
    """
    text = paragraph.text
    if len(text) < SHORTEST_FOR_A_DROP or len(lines) > 1 or not isinstance(lines[0][0], str):
        return None
    first: str = lines[0][0]
    quote = first[: len(first) - len(first.lstrip(OPENING_MARKS))]
    letter = _capital_of(first[len(quote) :])
    if not letter or len(quote) > 1:
        return None
    rest = [first[len(quote) + len(letter) :], *lines[0][1:]]
    return {"rows": rows, "quote": quote, "letter": letter, "words": list(_words(rest))}


def _capital_of(text: str) -> str:
    """Return the capital, with its accents, with which a text begins; "" if there is none."""
    if not text or not text[0].isupper() or not unicodedata.name(text[0], "").startswith(SCRIPTS_WITH_CAPITALS):
        return ""
    length = 1
    while length < len(text) and unicodedata.combining(text[length]):
        length += 1
    return text[:length]


def _words(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Cut runs into words, each with the space behind it; a word may be of several runs."""
    word: list[Run] = []
    for run in runs:
        if isinstance(run, dict):
            word.append(run)
            continue
        flags, text = ("", run) if isinstance(run, str) else run
        for piece in text.split(" ")[:-1]:
            yield [*word, _run(flags, f"{piece} ")]
            word = []
        if last := text.split(" ")[-1]:
            word.append(_run(flags, last))
    if word:
        yield word


def _run(flags: str, text: str) -> Run:
    return [flags, text] if flags else text
