"""English that a slot needs: pronouns, articles, plurals, tenses, and what kind of thing a noun phrase names."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from authors.contract import Plain

NounKind = Literal["count", "plural", "mass", "event", "sound", "place"]
"""How a thing behaves in a sentence: counted, several, stuff, something that happens, is heard, or can be gone to."""

DATA = Path(__file__).parent / "data"
PRONOUNS: dict[str, dict[str, str]] = {
    "he": {"he": "he", "him": "him", "his": "his", "himself": "himself", "hers": "his"},
    "she": {"he": "she", "him": "her", "his": "her", "himself": "herself", "hers": "hers"},
    "it": {"he": "it", "him": "it", "his": "its", "himself": "itself", "hers": "its"},
    "they": {"he": "they", "him": "them", "his": "their", "himself": "themselves", "hers": "theirs"},
}
_KIN = re.compile(r"(?:great-?)?(?:grand)?(?:mother|father|ma|pa|mum|mummy|mama|dad|daddy|papa|nan|granny|auntie)'s")
"""Somebody of the family who owns a thing: called as by a name, "Grandfather's compass"."""
_FURTHER = re.compile(r" (?:of|in|on|at|under|with|from|by|for|to|behind|near|over|that|who|when) ")
_ONE = {"was": "was", "is": "is", "has": "has", "does": "does", "s": "s"}
_MANY = {"was": "were", "is": "are", "has": "have", "does": "do", "s": ""}
_POSSESSIVES = {"his", "her", "their", "its", "my", "our"}
_ARTICLE = re.compile(r"\b([Aa])n? (?=[“‘]?([\w-]+))")
_VOWEL_SOUND = re.compile(r"(?!one\b|once\b|uni|use|eu|uk)[aeiou]|hour|honest|heir|[fhlmnrsx]\b", re.IGNORECASE)


class Words(Plain):
    """The tables of `data/grammar.toml`."""

    past: dict[str, str]
    plural: dict[str, str]
    double: tuple[str, ...]
    mass: tuple[str, ...]
    event: tuple[str, ...]
    sound: tuple[str, ...]
    place: tuple[str, ...]


@cache
def words() -> Words:
    """Return the tables of irregular and told-apart words."""
    return Words.model_validate(tomllib.loads((DATA / "grammar.toml").read_text(encoding="utf-8")))


def pronoun_slots(pronoun: str) -> dict[str, str]:
    """Return the forms that texts use for somebody: he, him, his, himself, hers, and verbs that agree."""
    return PRONOUNS[pronoun] | (_MANY if pronoun == "they" else _ONE)


def with_articles(text: str) -> str:
    """Return a text whose "a" and "an" suit the words that follow them."""
    return _ARTICLE.sub(lambda found: f"{found[1]}{'n' if _VOWEL_SOUND.match(found[2]) else ''} ", text)


def plural_of(noun: str) -> str:
    """Return a noun in the plural."""
    if noun in words().plural:
        return words().plural[noun]
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else "s")


def singular_of(noun: str) -> str:
    """Return the singular of a noun that may be a plural."""
    for singular, plural in words().plural.items():
        if noun == plural:
            return singular
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if re.search(r"(?:s|x|z|ch|sh)es$", noun):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def past_of(verb: str) -> str:
    """Return the past of a verb in its plain form."""
    if verb in words().past:
        return words().past[verb]
    if verb.endswith("e"):
        return verb + "d"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def past_within(words: str) -> str:
    """Return what follows a verb in the past, with the verbs of the hero's own clauses in the past, too.

    "everything {he} sees" becomes "everything {he} saw".
    """
    return re.sub(r"(?<=\{he\} )(\w+s)\b(?<!always)", lambda verb: past_of(plain_of(verb[1])), words)


def gerund_of(verb: str) -> str:
    """Return a verb with -ing."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and verb not in ("be", "see", "flee"):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def plain_of(third: str) -> str:
    """Return the plain form of a verb in the third person ("collects" → "collect")."""
    irregular = {"has": "have", "does": "do", "goes": "go", "is": "be"}
    if third in irregular:
        return irregular[third]
    if third.endswith("ies") and len(third) > 4:
        return third[:-3] + "y"
    if re.search(r"(?:ss|x|z|ch|sh)es$", third):
        return third[:-2]
    return third.removesuffix("s")


def _doubled(verb: str) -> str:
    short = re.fullmatch(r"[^aeiou]*(?:qu)?[aeiou][bdfgklmnprtz]", verb)
    return verb + verb[-1] if short or verb in words().double else verb


class Thing(Plain):
    """A noun phrase, taken apart: `phrase` as it stands in a sentence, `bare` without article or possessive."""

    phrase: str
    bare: str
    kind: NounKind
    is_many: bool = False
    is_owned: bool = False

    def slots(self) -> dict[str, str]:
        """Return what texts may say of it, and whether it is one or several.

        `the` is how it is called after it was named, `of` is with its owner's name, `my` and `your` are for speech.
        """
        is_new = self.phrase.startswith(("a ", "an ", "one ")) or (self.kind == "plural" and self.phrase == self.bare)
        known = f"the {self.bare}" if is_new else self.phrase
        owned = {"of": f"{{H}}'s {self.bare}", "my": f"my {self.bare}", "your": f"your {self.bare}"}
        spoken = self.phrase if self.kind == "plural" else known
        said = owned if self.is_owned else dict.fromkeys(("of", "my", "your"), spoken)
        forms = pronoun_slots("they" if self.is_many else "it")
        return (
            said
            | {"the": known, "bare": self.bare, "kind": self.kind, "it": forms["he"], "them": forms["him"]}
            | {key: forms[key] for key in ("was", "is", "has", "does", "s", "his")}
        )


def thing_of(phrase: str) -> Thing:
    """Take a noun phrase apart; a possessive is written as the slot of the hero's."""
    plain = re.sub(r"\s+", " ", phrase.strip(" .!?,"))
    parts = plain.split()
    first = parts[0].lower() if parts else ""
    if _KIN.fullmatch(first):
        plain = plain[:1].upper() + plain[1:]
    bare = (
        " ".join(parts[1:]) if first in {"the", "a", "an", "one", "some", *_POSSESSIVES} and len(parts) > 1 else plain
    )
    head = head_of(bare)
    kind, is_many = _kind(bare.lower(), head, counted=first in ("a", "an"))
    is_owned = first in _POSSESSIVES
    shown = f"{{his}} {bare}" if is_owned else plain
    if (
        kind == "count"
        and not is_many
        and first not in {"the", "a", "an", "one", *_POSSESSIVES}
        and not plain[:1].isupper()
    ):
        shown = f"the {plain}"
    return Thing(phrase=shown, bare=bare, kind=kind, is_many=is_many, is_owned=is_owned)


def head_of(bare: str) -> str:
    """Return the noun that a phrase is about: the last before what only tells more of it."""
    before = _FURTHER.split(bare, maxsplit=1)[0]
    return before.split()[-1].lower() if before.split() else ""


def _kind(bare: str, head: str, *, counted: bool) -> tuple[NounKind, bool]:
    table = words()
    first = bare.split(maxsplit=1)[0] if bare else ""
    if (
        re.fullmatch(r"\w{2,}ing", first) and first not in ("ring", "king", "wing", "string", "morning", "evening")
    ) or (not counted and any(re.search(rf"\b{word}\b", bare) for word in table.event)):
        return "event", False
    for kind in ("mass", "sound", "place"):
        singular = singular_of(head)
        if head in getattr(table, kind):
            return kind, False
        if singular != head and singular in getattr(table, kind):
            return kind, True
    if head in ("everything", "nothing", "everybody", "something"):
        return "mass", False
    is_many = head in table.plural.values() or (head.endswith("s") and not head.endswith(("ss", "us")))
    return ("plural", True) if is_many and not counted else ("count", False)
