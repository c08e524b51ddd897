"""Which scenes are most worth a picture, once their moments are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Min, Q

from books.services import choose_scenes
from books.text.scenes import parse_density
from characters.editing.scenes import DEED, PEOPLE
from characters.models import Analysis
from storyboards.models import Picture

if TYPE_CHECKING:
    from books.models import VividPage


def choose_telling(*, vividpage: VividPage) -> None:
    """Choose the scenes with the surest deeds, people and places, where not all are drawn and none is drawn yet."""
    drawn = Picture.objects.filter(vividpage=vividpage, kind=Picture.Kind.SCENE).exclude(active_version=None)
    if parse_density(vividpage.density).most is not None and not drawn.exists():
        choose_scenes(vividpage=vividpage, rates=_rates(vividpage))


def _rates(vividpage: VividPage) -> dict[int, float]:
    """Rate the scenes whose deeds have been judged: the deed counts most, then the people, then the place."""
    analyses = Analysis.objects.filter(scene__vividpage=vividpage).annotate(person=Min("presences__confidence"))
    judged = analyses.filter(Q(deed_confidence__isnull=False) | Q(locked__contains=[DEED]))
    columns = judged.values_list("scene__number", "locked", "deed_confidence", "person", "place_confidence")
    return {
        number: _counted(deed, DEED in locked)
        + _counted(person, PEOPLE in locked) / 2
        + _counted(place, "setting" in locked) / 4
        for number, locked, deed, person, place in columns
    }


def _counted(confidence: float | None, is_readers: bool) -> float:
    """Return what a confidence counts: all of it for a reader's word, half where nobody has judged."""
    if confidence is None:
        return 1.0 if is_readers else 0.5
    return confidence
