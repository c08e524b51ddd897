"""What people wear: each garment with its colour and cloth, and who wears it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.lexicon import alternatives
from analysts.lexicon import appearance as words
from analysts.lexicon import words as words_of
from analysts.rules.looks.features import ADJECTIVES, Found, kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysts.rules.looks.statements import Statement

_GARMENT = alternatives(words.GARMENTS)
_WORN = re.compile(
    r"\b(?P<verb>wore|wearing|wears|dressed in|clad in|attired in"
    r"|wrapped in|had on|clothed in|in|with) (?:(?<=wore )(?:[a-z-]+ ){1,3}and )??"
    rf"(?P<det>(?:an?|his|her|the|my|their|nothing but|only) )?{ADJECTIVES}(?P<noun>{_GARMENT})\b"
    r"(?! of (?:his|her|my|the))"
)
_NEXT = re.compile(rf"(?:^|,? and |, |,? with )(?P<det>(?:an?|his|her) )?{ADJECTIVES}(?P<noun>{_GARMENT})\b")
_OWNED = re.compile(rf"\b(?P<owner>[Hh]is|[Hh]er|[Mm]y|[\w’']+[’']s) {ADJECTIVES}(?P<noun>{_GARMENT})\b(?! of\b)")
_CLAUSE_END = re.compile(r"[;:—]|\b(?:because|when|while|as|who|for|but|so|where|if|then|until|said|till)\b")
_LOOSE = frozenset({"in", "with"})
_PLAIN = frozenset({"new", "old", "long", "short", "tight", "loose", "high", "fine", "pretty", "neat", "gay", "good"})
_SPARE = re.compile(
    r"\b(?:drawer|pocket|wardrobe|hung|hanging|bought|sewing|sewed|mending|folded|packed|corner|hem|sleeve of)\b"
)
_COMMON = words_of(
    "coat dress gown hat cap shirt blouse skirt boots shoes slippers stockings breeches trousers jacket suit collar "
    "belt ribbon frock gloves necktie scarf vest waistcoat handkerchief habit hood muslin wig crown jersey sweater robe"
)
"""What nearly everybody wears: worth telling only with a colour or a cloth."""
_LOOKS_OF = words.COLOURS | words.SHADES | words.CLOTH
_SEEN_ON_FACE = frozenset({"handkerchief", "ribbon", "hood", "habit", "crown", "collar", "belt", "cap"})


def attire_in(line: Statement) -> Iterator[Found]:
    """Yield the garments that the line shows on somebody."""
    text = line.block.text
    start, end = line.span
    for m in _WORN.finditer(text, start, end):
        if m["noun"] != "handkerchief":
            yield from _worn(line, m)
    for m in _OWNED.finditer(text, start, end):
        yield from _owned(line, m)


def _worn(line: Statement, m: re.Match[str]) -> Iterator[Found]:
    loose = m["verb"] in _LOOSE
    adjectives = kept(m["adjectives"], _LOOKS_OF)
    if not (m["det"] or adjectives) or (loose and not _tells(adjectives)):
        return
    det = (m["det"] or "").strip().lower()
    person = line.bearer_at(m.start())
    if det in ("his", "her", "my") and person != line.owner_at(m.start("det")):
        return
    if not person or (det == "the" and loose) or (m["verb"] == "with" and m["noun"] in _SEEN_ON_FACE):
        return
    if adjectives or m["noun"] not in _COMMON:
        yield person, "clothes", " ".join([*adjectives, m["noun"]])
    at, rest = m.end(), line.block.text[m.end() : line.span.end]
    stop = _CLAUSE_END.search(rest)
    limit = at + (stop.start() if stop else len(rest))
    for n in _NEXT.finditer(line.block.text, at, limit):
        more = kept(n["adjectives"], _LOOKS_OF)
        if more and not (loose and not _tells(more)):
            yield person, "clothes", " ".join([*more, n["noun"]])


def _owned(line: Statement, m: re.Match[str]) -> Iterator[Found]:
    adjectives = kept(m["adjectives"], _LOOKS_OF)
    if not _tells(adjectives) or m["noun"] in _SEEN_ON_FACE or _SPARE.search(line.block.text, *line.span):
        return
    person = line.whose_at(m["owner"], m.start("owner"))
    if person:
        yield person, "clothes", " ".join([*adjectives, m["noun"]])


def _tells(adjectives: list[str]) -> bool:
    return any(w not in _PLAIN for w in adjectives)
