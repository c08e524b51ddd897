"""The turns of talk in scenes: where somebody begins to speak, and how they say it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from analysts.certainty import SURE_SPEAKER, is_sure
from analysts.text.manner import manner_of
from characters.models import Character, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from storyboards.illustrated.tree import BookParagraph, IllustratedScene


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of talk: who speaks from there on, until somebody else does, and in what manner (`analysts.text`)."""

    speaker: Character
    manner: str


def turns_in(scenes: Iterable[IllustratedScene]) -> Mapping[UUID, Mapping[int, Turn]]:
    """Return the turns of scenes by the scene and the number of the paragraph in which each begins. One query.

    Only who is surely known to speak has a turn; of several that begin in one paragraph, the first stands for it.
    """
    by_id = {scene.id: list(scene.paragraphs) for scene in scenes}
    quotes = Quote.objects.filter(scene__in=by_id).select_related("speaker").order_by("scene", "start")
    return {
        scene: _turns(list(of_scene), by_id[scene])
        for scene, of_scene in groupby(quotes.defer("text"), key=lambda quote: quote.scene_id)
    }


def _turns(quotes: list[Quote], paragraphs: list[BookParagraph]) -> dict[int, Turn]:
    turns: dict[int, Turn] = {}
    speaking = None
    for quote in quotes:
        speaker = quote.speaker if is_sure(quote.confidence, SURE_SPEAKER) else None
        if speaker is not None and speaker != speaking:
            paragraph = _paragraph_of(quote, paragraphs)
            if paragraph is not None:
                manner = manner_of(paragraph.text, quote.start - paragraph.start, quote.end - paragraph.start)
                turns.setdefault(paragraph.number, Turn(speaker, manner))
        speaking = speaker
    return turns


def _paragraph_of(quote: Quote, paragraphs: list[BookParagraph]) -> BookParagraph | None:
    return next((p for p in paragraphs if p.start >= 0 and p.start <= quote.start < p.start + len(p.text)), None)
