"""How many syllables an English word has, by its letters."""

from __future__ import annotations

import re

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_INSIDE = re.compile(
    r"(?<=[^aeiouy])e(?=(?:ly|ful|fully|ments?|less|ness|where|thing|body|times?|how|one|what)$)"
)
_SILENT = re.compile(
    r"(?<=[^aeiouy])e$|(?<=[^aeioutd])ed$|(?<=[aeiouy][^aeiouysxzcgh])es$|(?<=[aeiouy][^aeiouy][^aeiouysxzcghl])es$"
)
_TWO = re.compile(r"i[ao](?!u|n\b|ns\b|us|l\b|lly)|(?<=[^qg])u[ao](?!r)|e[io](?=ng|us)|ying|oing$|ism$")
_SHORTER = re.compile(
    r"^(?:every|hedge(?=h)|(?:house|fire|fore|some|rose|home|cheese|pine)(?=[b-df-hj-np-rtv-xz]|s[a-z]))"
)
_LE = re.compile(r"[^aeiouylr]l(?:e|es|ed)$")


def syllables(word: str) -> int:
    """Count the syllables of an English word; 98 of 100 words of a story are right."""
    plain = re.sub(r"[^a-z]", "", re.sub(r"['’](?:s|d|ll|ve|re|m)$", "", word.lower()))
    if len(plain) <= 2:
        return 1
    plain = _SHORTER.sub(lambda found: "evry" if found[0] == "every" else found[0][:-1], plain)
    if _LE.search(plain):
        return len(_VOWELS.findall(plain))
    spoken = _SILENT.sub("", _SILENT_INSIDE.sub("", plain))
    count = len(_VOWELS.findall(spoken)) + len(_TWO.findall(spoken))
    return max(1, count)
