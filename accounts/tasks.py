"""Entries for the queue. Each may run twice, late, or never."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings

from accounts.access import sessions, tallies
from audit.chain import link_new


def clear_expired() -> None:
    """Delete the sessions and the counts that are over, and link what is new in the audit log."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    sessions.forget_ended()
    tallies.clear_expired()
    link_new()
