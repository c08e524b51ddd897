"""What each model bears, by its name: the least reasoning it can be asked for, and how its prompt cache works.

A service answers a parameter that a model does not know with an error, so whatever is not known here is not sent.
Sources: the services' pages on effort, thinking, reasoning and prompt caching, as of 2026-11.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

ReasoningEffort = Literal["none", "minimal", "low"]

_CLAUDE = re.compile(r"claude-(?P<line>[a-z]+)-(?P<major>\d{1,2})(?:-(?P<minor>\d{1,2}))?(?!\d)")
_GPT = re.compile(r"gpt-(?P<major>\d+)(?:\.(?P<minor>\d+))?(?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class ClaudeAbilities:
    """What a Claude model takes. `thinking`: how it is told to think least, "" for saying nothing.

    `least_cached_tokens` is how long a prefix must be, in tokens, before the prompt cache keeps it.
    """

    effort: bool = False
    thinking: Literal["", "disabled", "between_tools"] = ""
    least_cached_tokens: int = 1024


def claude_abilities(model: str) -> ClaudeAbilities:
    """The abilities of the Claude model of that name; the least of all for one whose name says nothing."""
    found = _CLAUDE.search(model)
    if not found:
        return ClaudeAbilities()
    line, version = found["line"], (int(found["major"]), int(found["minor"] or 0))
    if version >= (5, 0):
        least = 1024 if (line, version) == ("sonnet", (5, 0)) else 512
        return ClaudeAbilities(effort=True, thinking=_least_thinking(line, version), least_cached_tokens=least)
    if line == "opus" and version >= (4, 5):
        return ClaudeAbilities(True, least_cached_tokens={(4, 5): 4096, (4, 6): 4096, (4, 7): 2048}.get(version, 1024))
    if line == "sonnet" and version >= (4, 6):
        return ClaudeAbilities(effort=True)
    return ClaudeAbilities(least_cached_tokens=4096 if line == "haiku" else 1024)


def openai_effort(model: str) -> ReasoningEffort | None:
    """The least reasoning effort that OpenAI's model of that name takes; None: it takes no such parameter."""
    if re.match(r"o[134](-mini)?(-\d|$)", model) and not model.startswith("o1-mini"):
        return "low"
    found = _GPT.fullmatch(model)
    if not found or int(found["major"]) < 5 or re.search(r"-(chat|pro|audio|search)", found["rest"]):
        return None
    version = (int(found["major"]), int(found["minor"] or 0))
    if "codex" in found["rest"] or "astra" in found["rest"]:
        return "low"
    return "minimal" if version == (5, 0) else "none"


def caches_at_breakpoints(model: str) -> bool:
    """Whether OpenAI's model of that name writes its prompt cache at breakpoints and bills what it writes."""
    found = _GPT.fullmatch(model)
    return found is not None and (int(found["major"]), int(found["minor"] or 0)) >= (5, 6)


def _least_thinking(line: str, version: tuple[int, int]) -> Literal["", "disabled", "between_tools"]:
    if (line, version) == ("sonnet", (5, 5)):
        return "between_tools"
    if (line, version) in {("haiku", (5, 5)), ("opus", (5, 0)), ("sonnet", (5, 0))}:
        return "disabled"
    return ""
