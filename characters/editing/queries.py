"""Reads that the pages of editing need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from characters.editing.people import words_of
from characters.embeddings.proposals import MergeProposal, merge_proposals
from characters.models import Analysis, Character, CharacterChange, Distinct, Edit, Setting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from books.models import VividPage

EDITS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Lock:
    """A field that no analysis changes, and what it is called."""

    field: str
    words: str


def locks(fields: Iterable[str]) -> list[Lock]:
    """Return the locks of a row in the order in which they were set."""
    return [Lock(field, words_of(field)) for field in fields]


def changes_of(character: Character) -> Sequence[CharacterChange]:
    """Return what changes about somebody, with its scenes."""
    return list(character.changes.select_related("scene", "until").order_by("scene__number"))


@dataclass(frozen=True, slots=True)
class EditableLook:
    """A look and the sentence that says so."""

    field: str
    value: str
    sentence: str


def looks_to_edit(character: Character) -> list[EditableLook]:
    """Return all looks of somebody."""
    return [
        EditableLook(str(look["field"]), str(look["value"]), str(look.get("sentence", ""))) for look in character.looks
    ]


def scenes_to_edit(row: Character | Setting) -> list[int]:
    """Return the numbers of the scenes of somebody, or of a place, that have been analysed."""
    seen = Analysis.objects.filter(scene__vividpage=row.vividpage_id, scene__number__in=row.scene_numbers)
    return list(seen.order_by("scene__number").values_list("scene__number", flat=True))


def edits_of(vividpage: VividPage) -> list[Edit]:
    """Return the latest edits of a book, the last first."""
    return list(vividpage.edits.select_related("user").defer("steps").order_by("-number")[:EDITS_SHOWN])


def open_proposals(vividpage: VividPage) -> list[MergeProposal]:
    """Return who and what may be the same, but for those of whom the reader has said that they are not."""
    apart = set(Distinct.objects.filter(vividpage=vividpage).values_list("one", "other"))
    proposed = merge_proposals(vividpage)
    return [p for p in proposed if tuple(sorted((p.keep.pk, p.other.pk))) not in apart]
