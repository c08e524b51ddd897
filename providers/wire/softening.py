"""Milder words for what the filters of image models trip over, for a picture that has been refused.

A novel has battles, wounds and deaths that nobody forbids to paint; a filter reads words and not the picture.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from providers.interfaces.images import PictureRequest

Softened = tuple[str, str]
"""A word, and the milder one that took its place."""


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """Return the milder words by kind and word."""
    loaded: Mapping[str, Mapping[str, str]] = tomllib.loads(
        Path(__file__).with_name("softer.toml").read_text(encoding="utf-8")
    )
    return loaded


def softened_request(request: PictureRequest, kinds: frozenset[str]) -> tuple[PictureRequest, tuple[Softened, ...]]:
    """Return the same picture asked for in milder words, and which words gave way, in their order.

    Without any of such `kinds` the request stays as it is. Negative words do: they say what is to be left out.
    """
    changed: dict[str, str] = {}
    milder = replace(
        request,
        prompt=_softened(request.prompt, kinds, changed),
        tags=_softened(request.tags, kinds, changed),
        references=tuple(
            replace(reference, looks=_softened(reference.looks, kinds, changed)) for reference in request.references
        ),
    )
    return milder, tuple(changed.items())


def _softened(text: str, kinds: frozenset[str], changed: dict[str, str]) -> str:
    pattern, milder = _pattern(kinds)
    if pattern is None:
        return text

    def softer(found: re.Match[str]) -> str:
        word = found[0].lower()
        if word not in milder:  # letters such as ſ and ı, which count as s and i when case is ignored
            return found[0]
        changed[word] = milder[word]
        return milder[word].capitalize() if found[0][0].isupper() else milder[word]

    return pattern.sub(softer, text)


@cache
def _pattern(kinds: frozenset[str]) -> tuple[re.Pattern[str] | None, Mapping[str, str]]:
    milder = {word: softer for kind in sorted(kinds) for word, softer in table()[kind].items()}
    if not milder:
        return None, milder
    longest_first = sorted(milder, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE), milder
