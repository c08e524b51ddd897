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
    found = _GPT.fullmatch(model)
    if not found or int(found["major"]) < 5 or re.search(r"-(chat|pro|audio|search)", found["rest"]):
        return None
    version = (int(found["major"]), int(found["minor"] or 0))
    if "codex" in found["rest"] or "astra" in found["rest"]:
        return "low"
    return "minimal" if version == (5, 0) else "none"


def caches_at_breakpoints(model: str) -> bool:
    """Return whether OpenAI's model of that name writes its prompt cache at breakpoints and bills what it writes."""
    found = _GPT.fullmatch(model)
    return found is not None and (int(found["major"]), int(found["minor"] or 0)) >= (5, 6)
