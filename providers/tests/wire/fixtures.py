"""The wire server as a fixture: `from providers.tests.wire.fixtures import wire` in a test module or a conftest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from providers.tests.wire.server import WireServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def wire() -> Iterator[WireServer]:
    """A fresh wire server with empty caches, no calls and nothing planned."""
    with WireServer() as server:
        yield server
