"""Words by which themes are read, from `data/lexicon.toml`: what a verb says of a story, and what a noun is."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Literal, NamedTuple

from authors.contract import Plain
from authors.tales.grammar import DATA, gerund_of, past_of, singular_of

VerbForm = Literal["plain", "third", "past", "gerund"]
_OUT_OF = {
    "in",
    "on",
    "at",
    "inside",
    "under",
    "behind",
    "near",
    "by",
    "from",
    "with",
    "of",
    "for",
    "to",
    "into",
    "over",
}
PREPOSITIONS = frozenset(_OUT_OF | {"without", "about", "after", "before", "during", "through", "across", "between"})
DETERMINERS = frozenset(
    ("a", "an", "the", "my", "our", "his", "her", "their", "its", "your", "one", "some", "this", "that", "these")
)


class Lexicon(Plain):
    """The tables of the file: verbs, adjectives and nouns, each by what they say of a story."""

    verbs: dict[str, tuple[str, ...]]
    states: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]
    patterns: dict[str, tuple[str, ...]]
    nouns: dict[str, tuple[str, ...]]

    @property
    def verbs_of_things(self) -> tuple[str, ...]:
        """What a thing does that is out of the ordinary."""
        return self.states["verbs_of_things"]


class Verb(NamedTuple):
    """A verb as it stands in a theme: its plain form, what it says of a story, and its form."""

    plain: str
    says: str
    form: VerbForm


@cache
def lexicon() -> Lexicon:
    """Return the tables."""
    return Lexicon.model_validate(tomllib.loads((DATA / "lexicon.toml").read_text(encoding="utf-8")))


@cache
def _verbs() -> dict[str, Verb]:
    found: dict[str, Verb] = {}
    for says, verbs in lexicon().verbs.items():
        if says == "serious":
            continue
        for verb in verbs:
            forms: tuple[tuple[str, VerbForm], ...] = (
                (verb, "plain"),
                (third_of(verb), "third"),
                (past_of(verb), "past"),
                (gerund_of(verb), "gerund"),
            )
            for word, form in forms[1:3] if says == "inflected" else forms:
                found.setdefault(word, Verb(verb, says, form))
    return found


def verb_of(word: str) -> Verb | None:
    """Return the verb that a word may be a form of; None for any that the author does not know."""
    return _verbs().get(word.lower())


def third_of(verb: str) -> str:
    """Return a verb in the third person ("catch" → "catches")."""
    irregular = {"be": "is", "have": "has", "do": "does", "go": "goes"}
    if verb in irregular:
        return irregular[verb]
    if re.search(r"(?:s|x|z|ch|sh|o)$", verb):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"


def noun_is(kind: str, words: str) -> bool:
    """Tell whether a noun, or the last words of its phrase, is of a kind ("event", "place", "food")."""
    return kind_word(kind, words) != ""


def kind_word(kind: str, words: str) -> str:
    """Return the longest end of a noun phrase that is listed as of a kind, empty where none is."""
    parts = words.lower().split()
    listed = set(lexicon().nouns[kind])
    for first in range(len(parts)):
        phrase = " ".join(parts[first:])
        if phrase in listed or " ".join([*parts[first:-1], singular_of(parts[-1])]) in listed:
            return phrase
    return ""


def has_word(kind: str, text: str) -> bool:
    """Tell whether a text has one of the words of a list ("near", "body")."""
    return bool(set(lexicon().words[kind]) & set(re.findall(r"[\w-]+", text.lower())))


@cache
def patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns by which a situation is known."""
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in lexicon().patterns[kind])


def is_state(word: str) -> bool:
    """Tell whether an adjective says how somebody is."""
    return word.lower() in lexicon().states["of_somebody"]


def is_magic(word: str) -> bool:
    """Tell whether a word makes an ordinary thing an extraordinary one ("flying", "talking")."""
    return word.lower() in lexicon().states["magic"]
