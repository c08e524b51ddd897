"""What somebody has clicked to see, until they sign out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from storyboards.safety.veiling import Eyes, eyes_of

if TYPE_CHECKING:
    from django.http import HttpRequest

KEY = "revealed"
MOST = 200
"""Pictures; of more, those that were clicked first are behind the blur again."""


def eyes_on(request: HttpRequest) -> Eyes:
    """Read how whoever asks sees, with what they have clicked to see. One query."""
    return eyes_of(request.user, [UUID(hexed) for hexed in request.session.get(KEY, [])])


def reveal(request: HttpRequest, version: UUID) -> None:
    """Remember that somebody has clicked to see a picture."""
    seen = [hexed for hexed in request.session.get(KEY, []) if hexed != version.hex]
    request.session[KEY] = [*seen, version.hex][-MOST:]
