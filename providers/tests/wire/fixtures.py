"""The wire server as a fixture: `from providers.tests.wire.fixtures import wire` in a test module or a conftest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from providers.tests.wire.server import WireServer


@pytest.fixture
def wire() -> Iterator[WireServer]:
    """A fresh wire server with empty caches, no calls and nothing planned."""
    with WireServer() as server:
        yield server
