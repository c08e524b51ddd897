"""Runway: its video models move the pictures of films."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from providers.interfaces.service import Access, Service

if TYPE_CHECKING:
    import httpx2

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.video import VideoAdapter


def _check(credentials: Credentials, client: httpx2.Client | None) -> str:
    from providers.services.runway.client import free_check

    return free_check(credentials, client)


def _video(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> VideoAdapter:
    from providers.services.runway.videos import RunwayVideos

    return RunwayVideos(credentials, entry.model, http_client=client)


SERVICE = Service(
    name="runway",
    title="Runway",
    kinds=("video",),
    access=Access(
        purpose="Moves the pictures of films: each becomes a clip of some seconds.",
        where="Make a key in Runway's developer portal. What is used is billed to you there, in credits of a cent.",
        where_url="https://dev.runwayml.com",
        needs_secret=True,
        check=_check,
    ),
    takes_seed=True,
    video=_video,
    jobs_kept=timedelta(hours=20),
)
