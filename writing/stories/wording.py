"""What is not written here, by the words of the site: asked before anything is drawn or shown."""

from __future__ import annotations

from storyboards.safety.words import word_list


def refused_words(text: str) -> str:
    """Return why a text is refused, in its writer's words; "" if it is not."""
    refused = word_list().refused(text)
    if not refused:
        return ""
    quoted = ", ".join(f"“{word}”" for word in refused)
    return f"This site does not write of {quoted}: say it in other words."
