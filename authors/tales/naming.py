"""Somebody of whom “they” is said is called by name wherever others have been spoken of since.

“Kit told the ants, and they laughed” may be Kit or the ants. In prose the name is put again; in verse it would not
scan.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

HERO = "H"
_ONE = {"was": "was", "is": "is", "has": "has", "does": "does", "s": "s"}
_OTHERS = (
    r"\b(?:[Tt]hey|[Tt]hem|[Tt]heir|themselves|[Ee]verybody|[Ee]veryone|[Nn]obody|[Ss]omebody|anybody|[Pp]eople|all|both|others|neighbours"
    r"|friends|children|brothers|cousins|two|three|four)\b|\{\^?matter[.}]"
)


def named(text: str, roles: Iterable[str]) -> str:
    """Return a text whose slots are not filled, with the names of roles where their “they” could be somebody else's."""
    for role in roles:
        text = _named(text, role)
    return text


def _named(text: str, role: str) -> str:
    is_clear = False

    def seen(found: re.Match[str]) -> str:
        nonlocal is_clear
        if found["pronoun"] is None:
            is_clear = found["name"] is not None
            return found[0]
        if is_clear:
            return found[0]
        is_clear = True
        verb = _ONE.get(found["verb"] or "", "")
        return f"{{{role}}}" + (f" {verb}" if verb else f" {found['plain']}s" if found["plain"] else "")

    return _mentions(role).sub(seen, text)


@cache
def _mentions(role: str) -> re.Pattern[str]:
    """Return what finds, in their order: the role's name, its pronoun as a subject, and anybody else."""
    own = rf"(?:{role}\.)?" if role == HERO else rf"{role}\."
    return re.compile(
        rf"(?P<name>\{{\^?{role}(?:\.full|\.a)?\}})"
        rf"|(?P<pronoun>\{{\^?{own}he\}})(?: \{{{own}(?P<verb>was|is|has|does)\}}| (?P<plain>\w+)\{{{own}s\}})?"
        rf"|\{{\^?(?!{role}[.}}])[A-Z][\w.]*\}}|{_OTHERS}",
    )
