"""What each Claude model takes, by its name: how it is told to think least, and how its prompt cache works.

A service answers a parameter that a model does not know with an error, so whatever is not known here is not sent.
Sources: Anthropic's pages on effort, thinking and prompt caching, as of 2026-11.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_CLAUDE = re.compile(r"claude-(?P<line>[a-z]+)-(?P<major>\d{1,2})(?:-(?P<minor>\d{1,2}))?(?!\d)")


@dataclass(frozen=True, slots=True)
class ClaudeAbilities:
    """What a Claude model takes. `thinking`: how it is told to think least, "" for saying nothing.

    `least_cached_tokens` is how long a prefix must be, in tokens, before the prompt cache keeps it.
    """

    effort: bool = False
    thinking: Literal["", "disabled", "between_tools"] = ""
    least_cached_tokens: int = 1024


def claude_abilities(model: str) -> ClaudeAbilities:
    """Return the abilities of the Claude model of that name; the least of all for one whose name says nothing."""
    match = _CLAUDE.search(model)
    if not match:
        return ClaudeAbilities()
    line, version = match["line"], (int(match["major"]), int(match["minor"] or 0))
    if version >= (5, 0):
        least = 1024 if (line, version) == ("sonnet", (5, 0)) else 512
        return ClaudeAbilities(effort=True, thinking=_least_thinking(line, version), least_cached_tokens=least)
    if line == "opus" and version >= (4, 5):
        return ClaudeAbilities(True, least_cached_tokens={(4, 5): 4096, (4, 6): 4096, (4, 7): 2048}.get(version, 1024))
    if line == "sonnet" and version >= (4, 6):
        return ClaudeAbilities(effort=True)
    return ClaudeAbilities(least_cached_tokens=4096 if line == "haiku" else 1024)


def _least_thinking(line: str, version: tuple[int, int]) -> Literal["", "disabled", "between_tools"]:
    if (line, version) == ("sonnet", (5, 5)):
        return "between_tools"
    if (line, version) in {("haiku", (5, 5)), ("opus", (5, 0)), ("sonnet", (5, 0))}:
        return "disabled"
    return ""
