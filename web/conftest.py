"""What the tests of pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User


@pytest.fixture
def signed_in(client: Client, reader: User) -> Client:
    """A browser in which the reader is signed in."""
    client.force_login(reader)
    return client
