"""Slips of the hand that need no grammar to be seen: words twice, "a apple", blanks, small letters at a beginning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.checks.rules.words import phrases_in, word_list
from authors.contract import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.checks.measured import MeasuredPart

_TWICE = re.compile(r"\b([^\W\d_]+)[ \n]+\1\b", re.IGNORECASE)
_ARTICLE = re.compile(r"(?<![\w’'.-])([Aa]n?) ([“‘\"]?)([A-Za-z][\w’'-]*)")
_LETTER_NAME_VOWELS = frozenset("AEFHILMNORSX")
_BLANKS = re.compile(r"(?<=\S) {2,}(?=\S)|\s[,;.!?](?=\s|$)(?!\s*\.)|[,;]{2,}|(?<![.])\.\.(?![.])|[,;:](?=[A-Za-z])")
_SLOT = re.compile(r"\{[^}]*\}|\[[A-Za-z][^\]]*\]|\bundefined\b|\bNone\b(?=[.,!?]? *$)")
_SMALL_START = re.compile(r"(?:^|[.!?]\s+)([a-z]\w*)")
_MAY_BE_TWICE = word_list("slips", "twice")
_VOWEL_SOUND = word_list("slips", "vowel_sound")
_CONSONANT_SOUND = tuple(word_list("slips", "consonant_sound"))
_SMALL_FIRST = phrases_in("slips", "small_first")


def slips(measured: MeasuredPart) -> Iterator[Finding]:
    """Tell slips with their places; those of English words only in English."""
    for index, paragraph in enumerate(measured.text.paragraphs):
        text = paragraph.text
        for slot in _SLOT.finditer(text):
            yield _slip("A word is missing where this stands.", index, slot)
        for blank in _BLANKS.finditer(text):
            yield _slip("Look at the blanks and marks here.", index, blank)
        if measured.in_english:
            yield from _english(index, text, paragraph.kind == "verse")


def _english(index: int, text: str, is_verse: bool) -> Iterator[Finding]:
    for twice in _TWICE.finditer(text):
        if twice[1].lower() not in _MAY_BE_TWICE and not (is_verse and "\n" in twice[0]):
            yield _slip(f"“{twice[1]}” stands here twice.", index, twice)
    for article in _ARTICLE.finditer(text):
        wanted = "an" if _begins_with_vowel(article[3]) else "a"
        if article[1].lower() != wanted and not (article[1] == "A" and article.start() and not article[2]):
            yield _slip(f"Here “{wanted}” is needed: “{wanted} {article[3]}”.", index, article)
    first = _SMALL_START.match(text)
    if first and not is_verse and not text.startswith(_SMALL_FIRST):
        yield _slip("A paragraph begins with a small letter.", index, first)


def _begins_with_vowel(word: str) -> bool:
    plain = word.lower().replace("’", "'")
    if plain in _VOWEL_SOUND:
        return True
    if word.isupper() and len(word) > 1:
        return word[0] in _LETTER_NAME_VOWELS
    return plain[0] in "aeiou" and plain != "one" and not plain.startswith(_CONSONANT_SOUND)


def _slip(words: str, index: int, found: re.Match[str]) -> Finding:
    return Finding(rule="slip", severity="wrong", words=words, paragraph=index, start=found.start(), end=found.end())
