"""Who writes a letter: the name below it; a letter is known by its greeting or by the words above the name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysts.text.blocks import SceneBlock

_GREETING = re.compile(
    r"^[“‘\"'«]?(?:(?:[Mm]y|[Oo]ur) )?(?:(?:[Vv]ery|[Oo]wn) )?(?:[Dd]ear|[Dd]earest|[Bb]eloved|[Hh]onou?red)\b"
)
_SIGN_OFF = re.compile(
    r"^(?:[\w ]+, )?(?:(?:[Bb]elieve me|[Ii] am|[Ii] remain|[Mm]ost|[Ee]ver|[Aa]lways|[Vv]ery)[ ,]+)*"
    r"(?:[Yy]ours?|[Tt]hine)\b[\w ,’'-]*,?$|\b(?:[Yy]ours|[Aa]ffectionately|[Ss]incerely|[Ff]aithfully|[Tt]ruly),?$"
)
_SIGNED = re.compile(r"[^\W\d_][\w.’'-]+(?: [^\W\d_][\w.’'-]*){0,3}")
_GREETING_LENGTH = 60
_FIRST, _LAST = 4, 3
"""Paragraphs at the start and end of a chapter in which a greeting and a signature stand."""


def signatures(blocks: Sequence[SceneBlock]) -> dict[int, str]:
    """Find the name below the letter that each chapter consists of, by the chapter's number."""
    return {chapter: name for chapter, name in _signed(blocks) if name}


def _signed(blocks: Sequence[SceneBlock]) -> Iterator[tuple[int, str]]:
    by_chapter: dict[int, list[SceneBlock]] = {}
    for block in blocks:
        by_chapter.setdefault(block.chapter, []).append(block)
    for chapter, inside in by_chapter.items():
        greeted = any(_GREETING.match(b.text) and len(b.text) <= _GREETING_LENGTH for b in inside[:_FIRST])
        if greeted or any(_is_sign_off(block) for block in inside[-_LAST:-1]):
            yield chapter, next((name for b in reversed(inside[-_LAST:]) if (name := _name_in(b))), "")


def _is_sign_off(block: SceneBlock) -> bool:
    """Say whether a paragraph stands above a signature: "Your affectionate brother,"."""
    return len(block.text) <= _GREETING_LENGTH and _SIGN_OFF.search(block.text.strip()) is not None


def _name_in(block: SceneBlock) -> str:
    """Return the name that a short paragraph consists of or ends with ("Your sister, Agnes Fane."), or nothing."""
    last = block.text.rstrip(" .”’\"'").rpartition(",")[2].strip()
    words = last.split()
    named = _SIGNED.fullmatch(last) and all(w[0].isupper() for w in words) and any(len(w) > 2 for w in words)
    return last if named and len(block.text.split()) <= 12 else ""
