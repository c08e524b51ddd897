"""What a service is called with. Its secret never shows in a repr, so not in a log or a traceback either."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Credentials:
    """A reader's access to a service. `base_url` is "" for the service's own; `key_id` is the ApiKey's id."""

    service: str
    secret: str = field(default="", repr=False)
    base_url: str = ""
    key_id: UUID | None = None
