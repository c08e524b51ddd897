"""What the tests of pages of films share."""

from __future__ import annotations

from films.tests.conftest import quick, story

__all__ = ["quick", "story"]
