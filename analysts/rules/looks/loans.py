"""Clothes that one person gives to another: who wears them from then on, who goes without, and until when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysts.bible import Change
from analysts.lexicon import alternatives
from analysts.lexicon import appearance as words
from analysts.rules.looks.features import kept
from analysts.rules.people.salience import STRANGER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysts.rules.looks.statements import Statement

_GARMENT = alternatives(words.GARMENTS)
_OFF = re.compile(
    r"\b(?:took off|taken off|pulled off|unwrapped|undid|slipped off|threw off|stripped off|unfastened) "
    rf"(?:the|his|her|my) (?P<adj>(?:[a-z-]+ ){{0,3}}?)(?P<noun>{_GARMENT})\b"
)
_ONTO = re.compile(
    rf"\b(?:put|wrapped|hung|threw|laid|flung|drew|folded|placed) (?P<what>it"
    rf"|(?:the|his|her|my) (?P<adj>(?:[a-z-]+ ){{0,3}}?)(?P<noun>{_GARMENT})) (?:around|about|round|over|on|upon) "
)
_INSTEAD = re.compile(
    rf"\bin (?:an?|his|her) (?P<adj>(?:[a-z-]+ ){{0,3}}?)(?P<noun>shirt|dress|shirtsleeves|waistcoat|{_GARMENT})\b"
)
_NEAR = 14
"""Sentences within which what is taken off is put on somebody else."""


@dataclass(frozen=True, slots=True)
class _Garment:
    owner: str
    adjectives: tuple[str, ...]
    noun: str
    at: int
    scene: int

    @property
    def text(self) -> str:
        return " ".join([*self.adjectives, self.noun])


def find_loans(lines: Sequence[Statement], next_chapter: Mapping[int, int | None]) -> Iterator[Change]:
    """Find for each garment that changes hands the borrower's outfit and what the lender is left in."""
    off: _Garment | None = None
    for at, line in enumerate(lines):
        text = line.block.text
        for m in _OFF.finditer(text, *line.span):
            owner = line.subject_before(m.start())
            if owner and not owner.startswith(STRANGER):
                off = _Garment(owner, tuple(kept(m["adj"], _COLOURED)), m["noun"], at, line.block.scene)
        for m in _ONTO.finditer(text, *line.span):
            taken = off if off and at - off.at <= _NEAR and off.scene == line.block.scene else None
            given = _given(line, m, at, taken)
            receiver = next((r for r in line.references if m.end() <= r.start <= m.end() + 4), None)
            if given is None or receiver is None or receiver.person in (given.owner, STRANGER):
                continue
            if receiver.person.startswith(STRANGER) or not given.adjectives:
                continue
            until = _returned(lines, at, receiver.person, given.noun) or next_chapter.get(given.scene)
            yield Change(receiver.person, given.scene, "outfit", line.source, given.text, until)
            instead = _instead(lines[max(0, given.at - 2) : at + 3], given)
            yield Change(given.owner, given.scene, "outfit", line.source, instead, until)


_COLOURED = words.COLOURS | words.SHADES | words.CLOTH


def _given(line: Statement, m: re.Match[str], at: int, taken: _Garment | None) -> _Garment | None:
    if m["what"] == "it":
        return taken
    owner = line.subject_before(m.start())
    if not owner or owner.startswith(STRANGER) or m["what"].startswith("the "):
        return taken if taken and taken.noun == m["noun"] else None
    return _Garment(owner, tuple(kept(m["adj"], _COLOURED)), m["noun"], at, line.block.scene)


def _returned(lines: Sequence[Statement], after: int, wearer: str, noun: str) -> int | None:
    """Return the scene in which the wearer takes the garment off again."""
    for line in lines[after + 1 :]:
        for m in _OFF.finditer(line.block.text, *line.span):
            if m["noun"] == noun and line.subject_before(m.start()) == wearer:
                return line.block.scene
    return None


def _instead(near: Sequence[Statement], given: _Garment) -> str:
    """Return what the lender is seen in without the garment."""
    for line in near:
        for m in _INSTEAD.finditer(line.block.text, *line.span):
            adjectives = kept(m["adj"], _COLOURED)
            if m["noun"] != given.noun and adjectives:
                return f"{' '.join([*adjectives, m['noun']])}, no {given.noun}"
    return f"no {given.noun}"
