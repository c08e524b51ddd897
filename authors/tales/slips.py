"""Slips that can be seen in a text alone: as it is told (`told_slips`), and as it is written (`written_slips`).

Each rule has been broken once. What only a reader sees is no rule.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from authors.tales.pen import Variant

ECHO = re.compile(r"\b(\w+)(?: \1\b)+", re.IGNORECASE)
TWICE = "a word twice"
TOLD = (
    (re.compile(r"\b(\w+) \1\b(?<!had had)(?<!that that)", re.IGNORECASE), TWICE),
    (re.compile(r" [,.!?;]|[{}\[\]|]|,,|\.\.(?!\.)"), "stops that stand alone"),
    (re.compile(r"\b(?:a|an|the|his) (?:a|an|the|his|her|my|your)\b", re.IGNORECASE), "two articles"),
    (
        re.compile(
            r"\b(?:they|we|you) was\b|(?<!if )(?<!only )\b(?:he|she|it) were\b|\b\w+s the \w+s was\b", re.IGNORECASE
        ),
        "a verb that does not agree",
    ),
    (
        re.compile(r"\b(?:it|they) (?:was|were) (?:her|its|their|my|your)[.,;!?]", re.IGNORECASE),
        "a pronoun that owns nothing",
    ),
    (re.compile(r"(?:^|[.!?] )[a-z]"), "a sentence without its capital"),
    (re.compile("[\"']"), "typewriter's quotation marks"),
    (re.compile(r"“[^”\n]*“"), "a quotation within a quotation"),
    (re.compile(r"“[A-Z][^“”]{24,}[.!?]”\.|“[A-Z][^“”]{24,}”\."), "a stop outside of a quoted sentence"),
    (re.compile(r"^(?!# )[^\n]*[\w,;]\Z"), "a paragraph without its stop"),
)
"""What no told text may have."""

_BARE_MATTER = re.compile(r"“[^”]*\{\^?matter\}[^”]*”")
_HERO = re.compile(r"\{\^?(?:H|he|him|his)[.}]")
_SINGLE_VERB = re.compile(r"\{\^?matter\}(?: and \{\^?matter\})? (?:was|is|has|does|goes|lives|comes|makes|wants)\b")
_PRESENT = re.compile(
    r"\{\^?(?:(?P<role>[A-Z])\.)?he\} (?!was\b|always\b|sometimes\b|perhaps\b|once\b|\w*(?:ss|us|hurts)\b)\w+s\b"
)
_NAME_AND_THEIR_VERB = re.compile(r"\{\^?([A-Z])\} \{(?:\1\.)?(?:was|is|has|does)\}")
_WHO_TWICE = re.compile(r"\{\^?[A-Z]\.little\},? (?:who|that)\b")


def told_slips(text: str, written: str) -> Iterator[str]:
    """Return what is wrong with a told text, by the text that it was written as."""
    for line in (text,) if "\n\n" not in text else text.split("\n\n"):
        for pattern, words in TOLD:
            found = pattern.search(line)
            if found and not (words == TWICE and ECHO.search(written)):
                yield f"{words}: “{line[max(0, found.start() - 25) : found.end() + 25]}”"


def written_slips(variant: Variant, *, people: Collection[str], is_thing: bool) -> Iterator[str]:
    """Return what is wrong with a text before its slots are filled.

    `people` are roles of whom a brief may say “they”; `is_thing`: its theme's matter is a thing. A thing may be
    several, and may be the hero's own: whoever speaks of it says `{matter.my}` or `{matter.your}`.
    """
    text = variant.text
    if (found := _PRESENT.search(text)) and (found["role"] or "H") in people:
        yield f"a verb that does not agree with “they”: “{found[0]}”"
    if found := _NAME_AND_THEIR_VERB.search(text):
        yield f"a name with the verb of its pronoun: “{found[0]}”"
    if found := _WHO_TWICE.search(text):
        yield f"“who” after a row that may have its own: “{found[0]}”"
    if not is_thing:
        return
    if (found := _SINGLE_VERB.search(text)) and not any("matter.kind" in condition for condition in variant.when):
        yield f"a verb that does not agree with several things: “{found[0]}”"
    for spoken in _BARE_MATTER.findall(text):
        if not _HERO.search(spoken):
            yield f"somebody speaks of the hero's own as another's: {spoken[:70]}"
