"""Whether somebody may see a film now: what has become of its pictures and of its text since it was made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from books.models import Scene
from storyboards.models import PictureVersion
from storyboards.safety.veiling import VEILED, Veil

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from films.models import Film
    from storyboards.safety.veiling import Eyes

SHOWN = PictureVersion.Moderation.SHOWN


class Bar(StrEnum):
    """What keeps a film from somebody."""

    NONE = ""
    MODERATOR = "moderator"
    """A moderator has withheld it."""
    PICTURE = "picture"
    """A picture in it is hidden."""
    TEXT = "text"
    """It tells what is no longer in its book; only of films that grow, which others see."""
    VEIL = "veil"
    """A picture in it is one that they do not want to see, or have not clicked yet."""


@dataclass(frozen=True, slots=True)
class Screening:
    """What keeps a film from somebody, if anything does.

    Of what stands behind a veil, `veiled` are the versions; `may_reveal` says whether a click shows all of them, and
    `asks_age` whether it would once they have told their date of birth.
    """

    bar: Bar = Bar.NONE
    veiled: tuple[UUID, ...] = ()
    may_reveal: bool = False
    asks_age: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether they may see it."""
        return self.bar == Bar.NONE


def screenings_of(films: Iterable[Film], eyes: Eyes) -> dict[UUID, Screening]:
    """Return whether somebody may see films, by their ids. Two queries at most, for pictures and for scenes."""
    listed = list(films)
    versions = {version for film in listed for version in film.versions}
    doubtful = PictureVersion.objects.filter(Q(rating__in=VEILED) | ~Q(moderation=SHOWN), pk__in=versions)
    rated = {pk: (moderation, rating) for pk, moderation, rating in doubtful.values_list("pk", "moderation", "rating")}
    told = {scene for film in listed if film.grows for scene in film.scenes}
    there = set(Scene.objects.filter(pk__in=told).values_list("pk", flat=True)) if told else set()
    return {film.pk: _screening(film, eyes, rated, told - there) for film in listed}


def _screening(film: Film, eyes: Eyes, rated: Mapping[UUID, tuple[str, str]], gone: Collection[UUID]) -> Screening:
    known = {version: rated[version] for version in film.versions if version in rated}
    if film.withheld is not None:
        return Screening(Bar.MODERATOR)
    if any(moderation != SHOWN for moderation, _ in known.values()):
        return Screening(Bar.PICTURE)
    if film.grows and not set(film.scenes).isdisjoint(gone):
        return Screening(Bar.TEXT)
    veils = {version: eyes.veil(rating, version) for version, (_, rating) in known.items()}
    veiled = tuple(sorted(version for version, veil in veils.items() if veil != Veil.SHOW))
    if not veiled:
        return Screening()
    is_blurred = all(veils[version] == Veil.BLUR for version in veiled)
    may_reveal = is_blurred and all(eyes.may_reveal(known[version][1]) for version in veiled)
    return Screening(Bar.VEIL, veiled, may_reveal, asks_age=is_blurred and not may_reveal and not eyes.is_minor)
