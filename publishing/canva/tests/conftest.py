"""What the tests of Canva share."""

from __future__ import annotations

from publishing.canva.tests.fixtures import canva
from publishing.tests.conftest import vividpage

__all__ = ["canva", "vividpage"]
