"""The bell, as open pages are told of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accounts.models import User
from notifications.services.keeping import unread_count

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class BellAudience:
    """The browsers of a reader, whatever page they show."""

    reader: User

    @property
    def subject(self) -> UUID:
        """Whose changes they are told of."""
        return self.reader.pk

    def render(self) -> str:
        """Return as JSON how many notifications are not read."""
        return json.dumps({"unread": unread_count(self.reader.pk)})
