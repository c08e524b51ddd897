"""Words that whoever guesses passwords of this site tries first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from accounts.models import User

WORDS = frozenset({"vividpages", "vividpage", "vivid", "pages", "books", "reader", "admin", "operator", "moderator"})
"""The program's name and its roles; the site's own host comes on top (docs/security.md)."""
REFUSED = "This password is made of the name of this site. Take words that have nothing to do with it."


class OwnWordsValidator:
    """Refuses passwords of nothing but the site's own words, digits and marks, such as `VividPages-2026`."""

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002 (Django hands it over)
        """Raise ValidationError if nothing else is in a password."""
        host = urlsplit(settings.SITE_URL).hostname or ""
        words = WORDS | {part for part in re.split(r"\W+", host) if len(part) > 2}
        letters = left = re.sub(r"[\W\d_]+", "", password.lower())
        for word in sorted(words, key=len, reverse=True):
            left = left.replace(word, "")
        if letters and not left:
            raise ValidationError(REFUSED, code="password_own_words")

    def get_help_text(self) -> str:
        """Say what is refused."""
        return "Your password can’t be made of the name of this site."
