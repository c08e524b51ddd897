"""What somebody sees of a rated picture: all of it, a blur until they click, or nothing.

It is their own setting, and their age: adult pictures are hidden from whoever is under 18, whatever they have set, and
stay behind the blur until somebody has told their age.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

from django.utils import timezone

from storyboards.models import PicturePreferences, PictureVersion

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

OF_AGE = 18
"""Years."""
Rating = PictureVersion.Rating
Veil: TypeAlias = PicturePreferences.Veil
VEILED = (Rating.ADULT, Rating.UNCHECKED, Rating.VIOLENT)
"""Ratings that stand behind a blur unless their reader wants otherwise. What could not be checked may be adult."""


def age_on(day: date, birth_date: date) -> int:
    """Return somebody's age in full years. Who was born on 29 February is older by a year on 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


@dataclass(frozen=True, slots=True)
class Eyes:
    """Somebody who looks: what they have set for adult and violent pictures, their age if told, and what they have
    clicked to see.
    """

    adult: Veil = Veil.BLUR
    violent: Veil = Veil.BLUR
    age: int | None = None
    revealed: frozenset[UUID] = frozenset()

    @property
    def is_minor(self) -> bool:
        """Whether they have told that they are under 18."""
        return self.age is not None and self.age < OF_AGE

    def veil(self, rating: str, version: UUID | None = None) -> Veil:
        """Return how a picture of that rating is shown: as it is, blurred, or not at all."""
        if rating not in VEILED:
            return Veil.SHOW
        wanted = self.violent if rating == Rating.VIOLENT else self._adult
        if wanted == Veil.BLUR and version in self.revealed and self.may_reveal(rating):
            return Veil.SHOW
        return wanted

    def may_reveal(self, rating: str) -> bool:
        """Return whether a click shows a picture that is behind a blur: an adult one to whoever has told their age."""
        return rating == Rating.VIOLENT or (self.age is not None and not self.is_minor)

    @property
    def _adult(self) -> Veil:
        if self.is_minor:
            return Veil.HIDE
        return Veil.BLUR if self.age is None and self.adult == Veil.SHOW else self.adult


def eyes_of(user: User | AnonymousUser, revealed: Collection[UUID] = ()) -> Eyes:
    """Read how somebody sees. One query."""
    preferences = PicturePreferences.objects.filter(reader=user.pk).first() if user.is_authenticated else None
    if preferences is None:
        return Eyes(revealed=frozenset(revealed))
    born = preferences.birth_date
    return Eyes(
        adult=Veil(preferences.adult),
        violent=Veil(preferences.violent),
        age=age_on(timezone.localdate(), born) if born else None,
        revealed=frozenset(revealed),
    )
