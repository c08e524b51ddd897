"""What the tests of the pages of editions share."""

from __future__ import annotations

from publishing.tests.conftest import leaflets, vividpage

__all__ = ["leaflets", "vividpage"]
