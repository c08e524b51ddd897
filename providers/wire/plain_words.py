"""Free text on its way to an image model: what would be a command there becomes words again, or goes.

People, places and moments come from books and from models that read them, so they may hold whatever somebody has put
there. Plain language stays as it is. What a service reads as more than words it says itself (`Service.prompt_syntax`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

Syntax = Literal["parentheses", "brackets", "braces", "keywords"]
"""(word:1.3) and ((word)); [word], [one:other:0.5] and [one|other]; {one|other} and __wildcard__; BREAK and AND."""

_NETWORK = re.compile(r"<\s*\w+\s*:[^<>]*>|<(?=\s*\w+\s*:)")
"""With or without its end, which could stand in what comes next."""
_EMBEDDING = re.compile(r"\bembedding:\S+", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:[a-z][a-z0-9+.-]{1,20}://|www\.|data:\w+/)\S*", re.IGNORECASE)
_FLAGS = (
    "ar aspect c chaos cref cw draft exp fast hd iw niji no oref ow p profile q quality r raw relax repeat s seed sref "
    "stop stylize style sv sw test testp tile turbo uplight v version video w weird"
)
_FLAG = re.compile(
    rf"(?<!\S)--(?:{'|'.join(_FLAGS.split())})\b(?:[ =]+[\d.:/]+|[ =]+raw\b)?(?=[\s.,;]|$)",
    re.IGNORECASE,
)
_WEIGHT = re.compile(r"::-?(?:\d+(?:\.\d+)?)?")
_NEVER_WORDS = (_NETWORK, _EMBEDDING, _ADDRESS, _FLAG, _WEIGHT)
"""Of no plain text: LoRAs and their kin, embeddings, addresses, Midjourney's flags and weights."""

_IN_PARENTHESES = re.compile(r"\(([^()]*):\s*[-+\d.]+\s*\)")
_IN_BRACKETS = re.compile(r"\[([^\[\]:|]*)(?:[:|][^\[\]]*)\]")
_IN_BRACES = re.compile(r"\{(?:\d*\$\$)?([^{}|]*)(?:\|[^{}]*)?\}")
_WILDCARD = re.compile(r"__+")
_KEYWORD = re.compile(r"\b(?:AND|BREAK|ADDCOMM|ADDBASE|ADDROW|ADDCOL)\b")
_GAPS = re.compile(r"\s*\n\s*|\s{2,}")
_BEFORE_A_SIGN = re.compile(r"\s+(?=[,.;!?])|(?<=[,;])\s*(?=[,;])")


def plain_words(text: str, syntax: frozenset[Syntax]) -> str:
    """Strip `text` of what a service of that syntax would take for more than words."""
    plain = _without_commands(text)
    if syntax:
        plain = plain.replace("\\", " ")
    for kind, harmless in _HARMLESS.items():
        if kind in syntax:
            plain = harmless(plain)
    plain = _without_commands(plain)  # signs that went may have stood between the parts of one
    return text if plain == text else _BEFORE_A_SIGN.sub("", _GAPS.sub(" ", plain)).strip(" ,;")


def _without_commands(text: str) -> str:
    for pattern in _NEVER_WORDS:
        text = pattern.sub(" ", text)
    return text


def _without_weights(text: str) -> str:
    return _escaped(_repeated(_IN_PARENTHESES, text), "()")


def _without_editing(text: str) -> str:
    return _escaped(_repeated(_IN_BRACKETS, text), "[]")


def _without_alternatives(text: str) -> str:
    return _WILDCARD.sub(" ", _repeated(_IN_BRACES, text)).replace("{", "").replace("}", "")


def _in_small_letters(text: str) -> str:
    return _KEYWORD.sub(lambda word: word[0].lower(), text)


def _repeated(pattern: re.Pattern[str], text: str) -> str:
    """Repeat the first of what stands within, from the inside out."""
    before = None
    while before != text:
        before, text = text, pattern.sub(lambda found: found[1].strip(), text)
    return text


def _escaped(text: str, signs: str) -> str:
    """Escape the signs, so that they are signs."""
    return re.sub(rf"(?<!\\)[{re.escape(signs)}]", r"\\\g<0>", text)


_HARMLESS: dict[Syntax, Callable[[str], str]] = {
    "braces": _without_alternatives,
    "parentheses": _without_weights,
    "brackets": _without_editing,
    "keywords": _in_small_letters,
}
