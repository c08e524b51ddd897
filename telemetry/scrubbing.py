"""Keys that got into a text all the same are taken out of it: the last line of defence, not the first."""

from __future__ import annotations

import re

HIDDEN = "[hidden]"

_KEYS = re.compile(
    r"""
    (?<![A-Za-z0-9.])  # as services make them:
    (?:sk|pk|rk|r8|hf|gh[pousr]|xox[abprs]|key(?=[-_])|AIza|AKIA|ya29|eyJ)[-_]?[A-Za-z0-9_-]{16,}[A-Za-z0-9_.-]*
    | \b[A-Za-z0-9+/_-]{40,}={0,2}  # long and without a blank: nobody's prose
    """,
    re.VERBOSE,
)
_NAMED = re.compile(
    r"""(?ix)
    \b(authorization|bearer|api[-_]?key|x-api-key|secret|password|passphrase|token|access[-_]key|signature|dsn)\b
    (["']?\s*[:=]\s*["']?|\s+)
    (?:(?:bearer|basic|token)\s+)?
    [^\s"',;&]{6,}
    """
)
_IN_URLS = re.compile(r"(?i)(\w+://)[^/\s:@]+:[^/\s@]+@")


def without_keys(text: str) -> str:
    """Return a text with everything hidden that looks like a key, a password or a token."""
    text = _IN_URLS.sub(rf"\1{HIDDEN}@", text)
    text = _NAMED.sub(lambda match: f"{match[1]}{match[2]}{HIDDEN}", text)
    return _KEYS.sub(HIDDEN, text)
