"""What each of OpenAI's models takes: the least reasoning effort, how its prompt cache works, a picture's tokens.

A service answers a parameter that a model does not know with an error, so whatever is not known here is not sent.
Sources: OpenAI's pages on reasoning and prompt caching, as of 2026-11.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from providers.choosing.catalogue import ModelEntry

ReasoningEffort = Literal["none", "minimal", "low"]

PICTURE_TOKENS = {"low": 196, "medium": 439, "high": 1756, "xhigh": 3122, "max": 7024}
"""Output tokens of a GPT Image 2.5 picture of 1024 × 1024 by quality (cellcog.ai, September 2026)."""
STANDARD_PICTURE_TOKENS = {"low": 272, "medium": 1056, "high": 4160}
"""The same of the models before it, that draw squares of 1024 and pictures of 1536 × 1024 and no others."""
STANDARD_OBLONG = 1.5
"""Squares that such an oblong costs."""

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


def picture_tokens(entry: ModelEntry, width: int, height: int) -> int:
    """Return about how many output tokens a picture of that size has."""
    if entry.any_size:
        tokens, area = PICTURE_TOKENS, max(1.0, width * height / 1024**2)
    else:
        tokens, area = STANDARD_PICTURE_TOKENS, 1.0 if width == height else STANDARD_OBLONG
    return round(tokens.get(entry.quality, tokens["high"]) * area)
