"""Checking a picture, and the words that it was drawn from, before anybody sees it.

What a service has drawn is looked at by OpenAI's moderation where its reader has a key and lets it, and by NudeNet on
this machine where that is installed. The built-in artist cannot draw what they look for: of its pictures the words are
looked at, by the list of the settings alone. A check that fails loses no picture: it is held, and checked again.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.conf import settings

from providers.choosing.catalogue import entries
from providers.choosing.factory import built_in_moderator, moderator
from providers.errors import ContentRefused, KeyMissing, ProviderError
from providers.interfaces.moderation import ModerationRequest, Moderator
from sandbox.nudity import is_installed
from storyboards.models import PicturePreferences, PictureVersion
from storyboards.safety.ratings import is_forbidden, rating_of
from storyboards.safety.words import word_list

if TYPE_CHECKING:
    from providers.choosing.factory import Caller

logger = logging.getLogger(__name__)

PURPOSE = "moderation"
"""What the calls are for, in the ledger."""
WORDS = "words"
"""Who has rated a picture by its words alone."""
TOO_YOUNG = "The check found a child in a sexual picture. It is hidden until a moderator has looked at it."


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks have found: scores, the rating, and who looked; `problem` is why a check did not answer."""

    scores: Mapping[str, float] = field(default_factory=dict)
    rating: PictureVersion.Rating = PictureVersion.Rating.NOT_RATED
    rated_by: str = ""
    problem: str = ""

    @property
    def is_forbidden(self) -> bool:
        """Whether nobody may see it before a moderator has."""
        return is_forbidden(self.scores)


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks that a picture goes through. `is_harmless`: its artist cannot draw what they look for."""

    moderators: Sequence[Moderator] = ()
    is_harmless: bool = False

    def refuse(self, words: str) -> None:
        """Refuse words that are not drawn here, before anything is paid for. Raises ContentRefused."""
        if refused := word_list().refused(words):
            quoted = ", ".join(f"“{word}”" for word in refused)
            raise ContentRefused(f"This site does not draw {quoted}: ask for it in other words.")

    def of(self, words: str, picture: bytes, media_type: str = "image/webp") -> Checked:
        """Check a picture of ours with its words. Never raises for a check that fails.

        What one check has forbidden stays so, though another does not answer.
        """
        request = ModerationRequest(words=words, picture=picture, media_type=media_type)
        scores: dict[str, float] = {}
        problem = ""
        for one in self.moderators:
            try:
                verdict = one.check(request)
            except ProviderError as error:
                logger.warning("a picture could not be checked by %s: %s", one.name, type(error).__name__)
                problem = problem or str(error)
                continue
            for name, score in verdict.scores.items():
                scores[name] = max(score, scores.get(name, 0.0))
        if problem and not is_forbidden(scores):
            return Checked(problem=problem)
        by_words = word_list().ratings(words)
        if not (self.moderators or self.is_harmless or by_words):
            return Checked()
        rating = rating_of(scores, at_least=by_words)
        return Checked(scores, rating, ", ".join(one.name for one in self.moderators) or WORDS)


BY_WORDS = Checks(is_harmless=True)
"""For what the built-in artist draws."""


def checks_for(caller: Caller) -> Checks:
    """Return the checks of what a service draws for a reader. Three queries at most."""
    found: list[Moderator] = []
    for entry in entries("moderation"):
        if entry.is_built_in:
            if has_detector():
                found.append(moderator(entry, caller))
        elif _lets_services_check(caller):
            account = replace(caller.account, purpose=PURPOSE)
            try:
                found.append(moderator(entry, replace(caller, account=account, preferred_key=None)))
            except KeyMissing:
                continue
    return Checks(found)


def checks_of_uploads() -> Checks:
    """Return the checks of what a reader brings: on this machine alone, for they wait for it."""
    built_in = [entry for entry in entries("moderation") if entry.is_built_in]
    return Checks([built_in_moderator(entry) for entry in built_in] if has_detector() else [])


def has_detector() -> bool:
    """Return whether pictures are looked at on this machine: the extra is installed, and not switched off."""
    return settings.MODERATION_NUDENET and is_installed()


def _lets_services_check(caller: Caller) -> bool:
    return not PicturePreferences.objects.filter(reader=caller.owner.pk, checks_at_services=False).exists()
