"""Entries for the queue. Each may run twice, late, or never."""

from __future__ import annotations

from publishing.services import telling


def mail_finished(edition_id: str) -> None:
    """Tell a reader by mail that an edition is ready."""
    telling.mail_finished(edition_id)
