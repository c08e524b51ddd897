"""Why something cannot be done with a story, in its reader's words."""

from __future__ import annotations


class StoryRefused(Exception):
    """It cannot be done now; the words are the reader's and say what to do."""
