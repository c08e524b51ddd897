"""Canva as a fixture, with this site set up for it and a reader who is connected."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest

from publishing.canva import connections
from publishing.canva.consent import Grant
from publishing.canva.tests.server import CLIENT_ID, CLIENT_SECRET, CanvaServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

    from accounts.models import User


def two_pages() -> bytes:
    """Make a PDF of two empty pages."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in "12":
            pdf.add_blank_page(page_size=(200, 200))
        pdf.save(out)
    return out.getvalue()


@pytest.fixture
def canva(settings: Settings) -> Iterator[CanvaServer]:
    """Canva, and a site that is set up for it."""
    with CanvaServer(two_pages()) as server:
        settings.CANVA_CLIENT_ID, settings.CANVA_CLIENT_SECRET = CLIENT_ID, CLIENT_SECRET
        settings.CANVA_API_URL = f"{server.url}/rest/v1"
        settings.CANVA_POLL_SECONDS = 0.01
        yield server


def connect(canva: CanvaServer, reader: User) -> None:
    """Connect a reader's account."""
    connections.connect(owner_id=reader.pk, grant=Grant.model_validate(canva.new_tokens()))
