"""Check that the text says what a model quotes from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from books.text.names import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Letters of scripts without spaces between words (Thai, Lao, Burmese, Khmer, Japanese, Chinese), for a pattern."""
SENTENCE = re.compile(r"[^.!?…。！？]+[.!?…。！？]*[”’\"»」』]*\s*", re.DOTALL)
WORD = re.compile(rf"[{SPACELESS}]|[^\W{SPACELESS}]+")
ENOUGH = 0.8
"""Of the words of the evidence must stand in one sentence, if it is not copied exactly."""
FEWEST_QUOTED = 0.5
"""Of the words of a quotation that must stand in the text, from its first on."""
LONGEST = 400


def sentence_with(evidence: str, paragraphs: Iterable[str]) -> str:
    """Return the sentence of the text that holds `evidence`, or "" if none does."""
    wanted = words_of(evidence)
    if not wanted:
        return ""
    best, best_share = "", 0.0
    for paragraph in paragraphs:
        for sentence in SENTENCE.findall(paragraph):
            spoken = set(words_of(sentence))
            share = sum(word in spoken for word in wanted) / len(wanted)
            if share > best_share:
                best, best_share = sentence.strip(), share
    return shortened(best, LONGEST) if best_share >= ENOUGH else ""


def span_of(quoted: str, text: str) -> tuple[int, int] | None:
    """Return where the words that are quoted stand in a text, whatever stands between them; None if nowhere.

    A quotation whose end is not the text's counts as far as its first words go, at least half of it.
    """
    wanted = words_of(quoted)
    spoken = [(found[0].lower(), found.span()) for found in WORD.finditer(text)]
    best: tuple[int, int] | None = None
    longest = 0
    for first, (word, (start, _)) in enumerate(spoken):
        if not wanted or word != wanted[0]:
            continue
        pairs = zip(wanted, spoken[first:], strict=False)
        same = next((n for n, (own, (other, _)) in enumerate(pairs) if own != other), None)
        count = min(len(wanted), len(spoken) - first) if same is None else same
        if count > longest and count >= FEWEST_QUOTED * len(wanted):
            longest, best = count, (start, spoken[first + count - 1][1][1])
    return best


def words_of(text: str) -> list[str]:
    """Split a text into its words in lower case; in a script without spaces, into its letters."""
    return WORD.findall(text.lower())
