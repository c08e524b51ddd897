"""Which scenes are most worth a picture, once their moments are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Min

from books.services import choose_scenes
from books.text.scenes import parse_density
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
    judged = Analysis.objects.filter(scene__vividpage=vividpage, deed_confidence__isnull=False)
    least_sure = judged.annotate(person=Min("presences__confidence"))
    columns = least_sure.values_list("scene__number", "deed_confidence", "person", "place_confidence")
    return {
        number: (deed or 0.0) + _or_half(person) / 2 + _or_half(place) / 4 for number, deed, person, place in columns
    }


def _or_half(confidence: float | None) -> float:
    """Return a confidence, or what counts where nobody has judged it."""
    return 0.5 if confidence is None else confidence
