"""Entries for the queue. Each may run twice, late, or never."""

from __future__ import annotations

from films.services import wishing


def grant_wishes() -> None:
    """Begin the films that have been wished for and forgotten by whoever was to begin them."""
    wishing.grant_wishes()
