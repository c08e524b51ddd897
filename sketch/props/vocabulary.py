"""The words for props: read from `vocabulary.toml` by those who name things and by those who draw them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

VOCABULARY = Path(__file__).with_name("vocabulary.toml")

Where = Literal["anywhere", "indoors", "outdoors", "by water"]


class VocabularyInvalid(ValueError):
    """The vocabulary does not say what it must; the message names the thing."""


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing that can be named and drawn.

    `words` are all that name it, `everyday` those of them that say little unless a scene has them more than once.
    What is `carried` is held in a hand, other things stand about, `where` they may. `shown_in` are the places whose
    pictures show one anyway.
    """

    name: str
    words: tuple[str, ...]
    everyday: frozenset[str] = frozenset()
    carried: bool = False
    where: Where = "anywhere"
    shown_in: frozenset[str] = frozenset()


def load_vocabulary(file: Path) -> Mapping[str, Prop]:
    """Map each word of a vocabulary to the prop that it names. Raises VocabularyInvalid."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    props: dict[str, Prop] = {}
    for name, fields in content.items():
        prop = _prop(name, fields)
        for word in prop.words:
            if word in props:
                raise VocabularyInvalid(f"{file.name}: “{word}” names both {props[word].name} and {name}.")
            props[word] = prop
    return props


def _prop(name: str, fields: dict[str, Any]) -> Prop:
    unknown = fields.keys() - {"words", "everyday", "carried", "where", "shown_in"}
    words, everyday = tuple(fields.get("words", name).split()), frozenset(fields.get("everyday", "").split())
    where, carried = fields.get("where", "anywhere"), fields.get("carried", False)
    if unknown or not words or not everyday <= set(words) or not isinstance(carried, bool):
        raise VocabularyInvalid(
            f"{name}: give it `words`, of these `everyday`, `carried`, `where` and `shown_in`, no more."
        )
    if where not in get_args(Where):
        raise VocabularyInvalid(f"{name}: it stands {', '.join(get_args(Where))}; not “{where}”.")
    return Prop(name, words, everyday, carried, where, frozenset(fields.get("shown_in", "").split()))


PROPS: Mapping[str, Prop] = load_vocabulary(VOCABULARY)
"""By the words that name them."""


def props_named(named: Iterable[str]) -> list[Prop]:
    """Find the prop in each phrase, once each."""
    return list(dict.fromkeys(PROPS[word] for word in words_for_props(named)))


def words_for_props(named: Iterable[str]) -> list[str]:
    """Find the word of the vocabulary in each phrase, once each: “a silver key” names a key, the last word first."""
    words: dict[str, None] = {}
    for phrase in named:
        word = _known_word(phrase.lower())
        if word is not None:
            words[word] = None
    return list(words)


def _known_word(phrase: str) -> str | None:
    for word in reversed(phrase.split()):
        for part in (word, *reversed(word.split("-"))):
            for form in (part.removesuffix("s"), part):
                if form in PROPS:
                    return form
    return None
