"""How long a service asks to be left alone."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_IN_WORDS = re.compile(r"\b(?:retry|try again|reset\w*)\b(?: after| in)? ~?(\d+(?:\.\d+)?) ?(?:s\b|sec)", re.I)
"""“Please retry in 37.5s.” (Google), “Your rate limit resets in ~30s.” (Replicate)."""


def retry_after(headers: Mapping[str, str], words: str = "") -> float | None:
    """Return seconds from now by `retry-after-ms` or `retry-after` (seconds or an HTTP date), else by `words`.

    None if it does not say.
    """
    asked = _in_headers(headers)
    told = _IN_WORDS.search(words) if asked is None else None
    return float(told[1]) if told else asked


def _in_headers(headers: Mapping[str, str]) -> float | None:
    milliseconds = _number(headers.get("retry-after-ms", ""))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after", "")
    seconds = _number(value)
    if seconds is not None:
        return seconds
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None
