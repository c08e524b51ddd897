"""What a reader wants of adult and violent pictures, with the age that it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from storyboards.models import PicturePreferences
from storyboards.safety.veiling import OF_AGE, Veil, age_on

if TYPE_CHECKING:
    from accounts.models import User

OLDEST = 125
"""Years."""


class PreferenceRefused(Exception):
    """It cannot be set so; the words are the reader's."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader wants: of adult and of violent pictures, and whether OpenAI may check what services draw.

    `birth_date` is needed once, unless adult pictures are hidden.
    """

    adult: Veil
    violent: Veil
    checks_at_services: bool
    birth_date: date | None = None


def preferences_of(reader: User) -> PicturePreferences:
    """Return what a reader wants; what they have not said is as at first."""
    return PicturePreferences.objects.filter(reader=reader).first() or PicturePreferences(reader=reader)


@transaction.atomic
def prefer(*, reader: User, wanted: Wanted) -> PicturePreferences:
    """Keep what a reader wants. Raises PreferenceRefused.

    A date of birth is told once: else whoever is told that they are too young would tell another.
    """
    kept, _ = PicturePreferences.objects.select_for_update().get_or_create(reader=reader)
    born = kept.birth_date or wanted.birth_date
    if born is not None:
        _check(born)
    if wanted.adult != Veil.HIDE and born is None:
        raise PreferenceRefused("Tell your date of birth: adult pictures are for those who are of age.")
    is_minor = born is not None and age_on(timezone.localdate(), born) < OF_AGE
    kept.adult = Veil.HIDE if is_minor else wanted.adult
    kept.violent, kept.birth_date = wanted.violent, born
    kept.checks_at_services = wanted.checks_at_services
    kept.save()
    return kept


def _check(born: date) -> None:
    today = timezone.localdate()
    if born > today or age_on(today, born) > OLDEST:
        raise PreferenceRefused("That is nobody's date of birth.")
