"""Which scenes were read in another way than the reader had asked for, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from characters.models import Analysis

if TYPE_CHECKING:
    from uuid import UUID

MOST = 5
"""Reasons that are told; the rest are more of these."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about `scenes` of a book, in a sentence that goes on after their number: “were read by …”."""

    scenes: tuple[int, ...]
    words: str


def remarks_on(vividpage_id: UUID) -> list[Remark]:
    """Group the scenes with a note by what it says, most scenes first."""
    noted = Analysis.objects.filter(scene__vividpage_id=vividpage_id).exclude(note="").order_by("scene__number")
    by_note: dict[str, list[int]] = {}
    for note, number in noted.values_list("note", "scene__number"):
        by_note.setdefault(note, []).append(number)
    remarks = [Remark(tuple(scenes), note[:1].lower() + note[1:]) for note, scenes in by_note.items()]
    return sorted(remarks, key=lambda remark: -len(remark.scenes))[:MOST]
