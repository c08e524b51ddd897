"""What the tests of pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from web.tests.signing_in import sign_in_now

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User


@pytest.fixture
def signed_in(client: Client, reader: User) -> Client:
    """A browser in which the reader is signed in."""
    sign_in_now(client, reader)
    return client
