"""NudeNet: finds nudity in pictures, on this machine. An extra (requirements-moderation.txt) that may be missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.interfaces.service import Service

if TYPE_CHECKING:
    import httpx2

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.moderation import Moderator


def _moderation(_entry: ModelEntry, _credentials: Credentials, _client: httpx2.Client | None) -> Moderator:
    from providers.services.nudenet.moderation import NudeNet

    return NudeNet()


SERVICE = Service(
    name="nudenet", title="NudeNet (built in)", kinds=("moderation",), is_free=True, moderation=_moderation
)
