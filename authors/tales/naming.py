"""Whose pronoun it is: somebody is called by name wherever their pronoun could be somebody else's.

“Kit told the ants, and they laughed” may be Kit or the ants, if of Kit “they” is said; “the owl had found her pebble”
may be the owl's. In prose the name is put again; in verse it would not scan.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

HERO = "H"
_ONE = {"was": "was", "is": "is", "has": "has", "does": "does", "s": "s"}
_CROWD = (
    r"\b(?:[Tt]hey|[Tt]hem|[Tt]heir|themselves|[Ee]verybody|[Ee]veryone|[Nn]obody|[Ss]omebody|anybody|[Pp]eople"
    r"|others|neighbours|friends|children|brothers|cousins)\b|\{\^?matter[.}]"
)
_THEY = re.compile(r"\b[Tt]he(?:y|m|ir)\b")
_SENTENCE = re.compile(r"(?<=[.!?])([”’]? )")
_OWN = re.compile(
    r"(?P<matter>\{\^?matter(?:\.the)?\})|(?P<hero>\{\^?(?:H[.}]|he\}|him\}|his\}|himself\}))"
    r"|\{\^?[A-Z]\w*[.}]|(?P<stop> / |\n\n)"
)


def named(text: str, roles: Iterable[str]) -> str:
    """Return a text whose slots are not filled, with the names of roles where their “they” could be somebody else's."""
    for role in roles:
        text = _named(text, role)
    return text


def owned(text: str) -> str:
    """Return a text whose slots are not filled, with the hero's name for what is the hero's own, after others.

    "{X} had found {matter}" would be “the owl had found her pebble”.
    """
    is_hero = True

    def seen(found: re.Match[str]) -> str:
        nonlocal is_hero
        if found["matter"] is None:
            is_hero = found["hero"] is not None or found["stop"] is not None
            return found[0]
        return found[0] if is_hero else "{matter.of}"

    return _OWN.sub(seen, text)


def _named(text: str, role: str) -> str:
    sentences = _SENTENCE.split(text)
    is_crowded = _THEY.search(text) is not None
    is_last = False
    for number, sentence in enumerate(sentences):
        sentences[number], is_last = _named_in(sentence, role, is_last=is_last, is_crowded=is_crowded)
    return "".join(sentences)


def _named_in(sentence: str, role: str, *, is_last: bool, is_crowded: bool) -> tuple[str, bool]:
    """Return a sentence with names, and whether the role is who was spoken of last.

    Where the text says “they” of others, too, a subject is clear only by a name in its own sentence, without that word.
    """
    is_named = not is_crowded
    has_they = _THEY.search(sentence) is not None

    def seen(found: re.Match[str]) -> str:
        nonlocal is_last, is_named
        if not any(found[kind] is not None for kind in ("pronoun", "possessive", "object")):
            is_last = found["name"] is not None
            is_named = is_named or is_last
            return found[0]
        if is_last and (not found["pronoun"] or (is_named and not has_they)):
            return found[0]
        is_last = is_named = True
        if found["possessive"]:
            return f"{{{role}}}'s"
        verb = _ONE.get(found["verb"] or "", "")
        return f"{{{role}}}" + (f" {verb}" if verb else f" {found['plain']}s" if found["plain"] else "")

    return _mentions(role).sub(seen, sentence), is_last


@cache
def _mentions(role: str) -> re.Pattern[str]:
    """Return what finds, in their order: the role's name, its pronouns but the reflexive, and anybody else."""
    own = rf"(?:{role}\.)?" if role == HERO else rf"{role}\."
    return re.compile(
        rf"(?P<name>\{{\^?{role}(?:\.full|\.a)?\}})"
        rf"|(?P<pronoun>\{{\^?{own}he\}})(?: \{{{own}(?P<verb>was|is|has|does)\}}| (?P<plain>\w+)\{{{own}s\}})?"
        rf"|(?P<possessive>\{{\^?{own}his\}})(?! own\b)"
        rf"|(?P<object>\{{{own}him\}})"
        rf"|\{{\^?(?!{role}[.}}])[A-Z][\w.]*\}}|{_CROWD}"
    )
