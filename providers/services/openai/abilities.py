"""What each of OpenAI's models takes, by its name: the least reasoning effort, and how its prompt cache works.

A service answers a parameter that a model does not know with an error, so whatever is not known here is not sent.
Sources: OpenAI's pages on reasoning and prompt caching, as of 2026-11.
"""

from __future__ import annotations

import re
from typing import Literal

ReasoningEffort = Literal["none", "minimal", "low"]

_GPT = re.compile(r"gpt-(?P<major>\d+)(?:\.(?P<minor>\d+))?(?P<rest>.*)")


def openai_effort(model: str) -> ReasoningEffort | None:
    """Return the least reasoning effort that OpenAI's model of that name takes; None: it takes no such parameter."""
    if re.match(r"o[134](-mini)?(-\d|$)", model) and not model.startswith("o1-mini"):
        return "low"
    match = _GPT.fullmatch(model)
    if not match or int(match["major"]) < 5 or re.search(r"-(chat|pro|audio|search)", match["rest"]):
        return None
    version = (int(match["major"]), int(match["minor"] or 0))
    if "codex" in match["rest"] or "astra" in match["rest"]:
        return "low"
    return "minimal" if version == (5, 0) else "none"


def caches_at_breakpoints(model: str) -> bool:
    """Return whether OpenAI's model of that name writes its prompt cache at breakpoints and bills what it writes."""
    match = _GPT.fullmatch(model)
    return match is not None and (int(match["major"]), int(match["minor"] or 0)) >= (5, 6)
