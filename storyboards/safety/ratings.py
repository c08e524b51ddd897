"""From the scores of the checks to a rating, by thresholds of the settings (`MODERATION_THRESHOLDS`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from storyboards.models import PictureVersion

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Rating = PictureVersion.Rating
FORBIDDEN = "forbidden"
STRICTEST_FIRST = (Rating.ADULT, Rating.VIOLENT, Rating.MATURE, Rating.TEEN)
STRICTER_FIRST = (
    Rating.ADULT,
    Rating.UNCHECKED,
    Rating.VIOLENT,
    *STRICTEST_FIRST[2:],
    Rating.GENERAL,
    Rating.NOT_RATED,
)
"""All of them: what could not be checked may be adult."""


def rating_of(scores: Mapping[str, float], *, at_least: Iterable[str] = ()) -> PictureVersion.Rating:
    """Return the strictest rating of which some score reaches its threshold, or that is named in `at_least`."""
    named = {*at_least}
    return next((rating for rating in STRICTEST_FIRST if rating in named or _reaches(scores, rating)), Rating.GENERAL)


def stricter(one: str, other: str) -> PictureVersion.Rating:
    """Return the stricter of two ratings."""
    return min(Rating(one), Rating(other), key=STRICTER_FIRST.index)


def is_forbidden(scores: Mapping[str, float]) -> bool:
    """Return whether a picture is hidden until a moderator has looked at it."""
    return _reaches(scores, FORBIDDEN)


def _reaches(scores: Mapping[str, float], rating: str) -> bool:
    thresholds: dict[str, float] = settings.MODERATION_THRESHOLDS.get(rating, {})
    return any(scores.get(name, 0.0) >= least for name, least in thresholds.items())
