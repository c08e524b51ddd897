"""Whether a told story has what its theme says: a word of the theme that never comes up in it is told to the writer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.tales.grammar import words
from authors.tales.reading.lexicon import DETERMINERS, PREPOSITIONS, lexicon, verb_of
from authors.tales.world import being_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from authors.tales.themes import Theme

_ALIKE = {
    "afraid": ("afraid",),
    "scared": ("afraid",),
    "frightened": ("afraid",),
    "terrified": ("afraid",),
    "nervous": ("afraid",),
    "feart": ("afraid",),
    "fear": ("afraid",),
    "fears": ("afraid",),
    "courage": ("afraid",),
    "friend": ("friend", "two", "company"),
}
_SHORTEST_STEM = 3


def unfollowed(theme: str, told: str, means: Iterable[str]) -> list[str]:
    """Return the words of a theme that matter and that neither the story nor its kind (`means`) has, in their order."""
    text = f" {told.lower()} "
    known = {word.lower() for word in means}
    empty = set(lexicon().words["empty"])
    missing = []
    for word in re.findall(
        r"[^\W\d_]+(?:-[^\W\d_]+)*", re.sub(r"'(?:s|t|re|ll|d|ve|m)\b", "", theme.lower().replace("’", "'"))
    ):
        if word in empty or word in known or word in DETERMINERS or word in PREPOSITIONS or len(word) < _SHORTEST_STEM:
            continue
        if not _comes_up(word, text):
            missing.append(word)
    return missing


def _comes_up(word: str, text: str) -> bool:
    """Tell whether a word, another form of it, or the author's word for such a being stands in a text."""
    forms = {_stem(word), *_ALIKE.get(word, ())}
    verb = verb_of(word)
    if verb:
        forms |= {_stem(verb.plain), words().past.get(verb.plain, _stem(verb.plain))}
    being = being_of(word)
    if being:
        forms |= {being.key, _stem(being.key)}
    return any(re.search(rf"\b{re.escape(form)}", text) for form in forms)


def _stem(word: str) -> str:
    for end in ("ing", "ies", "es", "ed", "y", "s", "e"):
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST_STEM:
            return word[: -len(end)]
    return word


def words_of(theme: Theme) -> tuple[str, ...]:
    """Return the words by which a theme is asked for: its story tells them, however it calls them."""
    said = " ".join((*theme.words, *theme.asks, theme.says))
    return tuple(re.findall(r"[a-z]+", re.sub(r"\(\?![^()]*(?:\([^()]*\)[^()]*)*\)|s\?", " ", said).lower()))
