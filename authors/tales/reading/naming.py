"""What a theme that is no clause tells of: "the farting dragon", "dinosaurs in the supermarket", "a birthday party"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.tales.phrasing import somebody
from authors.tales.reading.lexicon import has_word, kind_word, lexicon, noun_is, third_of, verb_of
from authors.tales.reading.phrases import doing_in, phrase_of, states_in
from authors.tales.reading.situation import Situation
from authors.tales.world import being_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from authors.tales.reading.phrases import Phrase

_OWNED = re.compile(r"^(?P<who>.+?)'s? (?P<what>.+)$")
_TO = re.compile(r"(?:to|at|in|on) (.+)")
_BETWEEN = re.compile(r"between (?P<a>.+?) and (?P<b>.+)$")
_ON_HOLIDAY = re.compile(r"^on (?:holiday|vacation) | on (?:holiday|vacation)$")


def of_phrase(phrase: Phrase) -> Situation | None:
    """Return the situation that a noun phrase names."""
    if "," in phrase.core:
        return None
    if any(_is_deed(word) for word in phrase.mods):
        return _event(phrase)
    ways: tuple[Callable[[Phrase], Situation | None], ...] = (_outing, _event, _young, _somebody, _thing)
    owned = _OWNED.match(phrase.core) if "'" in phrase.core else None
    if owned and somebody(owned["who"]):
        return _of_somebody(phrase, owned["who"], owned["what"])
    return next((found for way in ways if (found := way(phrase))), None)


def _is_deed(word: str) -> bool:
    verb = verb_of(word)
    return verb is not None and verb.form in ("plain", "third")


def _of_somebody(phrase: Phrase, who: str, what: str) -> Situation | None:
    inner = phrase_of(f"the {what}")
    if inner is None:
        return None
    if noun_is("secret", inner.head) and "secret" in inner.mods:
        return Situation("secret", "", f"{phrase.core} {phrase.tail}".strip())
    found = of_phrase(inner._replace(tail=phrase.tail))
    return found._replace(subject=who) if found and not found.subject else None


def _outing(phrase: Phrase) -> Situation | None:
    where = _TO.match(phrase.tail)
    is_outing = phrase.head in lexicon().words["outings"] or (phrase.head == "day" and noun_is("visit", phrase.tail))
    return Situation("quest", "", f"go to {where[1]}") if where and is_outing else None


def _event(phrase: Phrase) -> Situation | None:
    if kind_word("event", phrase.bare):
        return Situation("feast", "", f"{phrase.core} {phrase.tail}".strip())
    if not kind_word("contest", phrase.bare):
        return None
    rivals = _BETWEEN.match(phrase.tail)
    return Situation("contest", rivals["a"] if rivals else "", f"the {phrase.bare}", rivals["b"] if rivals else "")


def _young(phrase: Phrase) -> Situation | None:
    if phrase.determiner in ("my", "our") and noun_is("young", phrase.bare) and not phrase.tail:
        return Situation("tend", "", f"look after the {phrase.bare}")
    return None


def _somebody(phrase: Phrase) -> Situation | None:
    hero, doing = being_of(phrase.bare), doing_in(phrase)
    if hero is None or (hero.is_thing and doing):
        return None
    if phrase.tail:
        return None if hero.is_common else _somebody_with(phrase)
    if doing:
        mods = [word for word in phrase.mods if not _is_doing(word)]
        return Situation("habit", " ".join(filter(None, (phrase.determiner, *mods, phrase.head))), third_of(doing))
    states = [word for word in states_in(phrase) if word not in lexicon().states["of_somebody_fine"]]
    if not states:
        return None
    return Situation("trouble", f"{phrase.determiner or 'a'} {phrase.head}", f"is {' and '.join(states)}")


def _somebody_with(phrase: Phrase) -> Situation | None:
    told = phrase.after_preposition
    if phrase.preposition == "without" and told:
        return Situation("trouble", phrase.core, f"has no {re.sub(r'^(?:an?|the|any) ', '', told)}")
    if phrase.preposition == "with" and has_word("body", told):
        return Situation("trouble", phrase.core, f"has {told}")
    if noun_is("place", re.sub(r" for .*$", "", told)):
        return Situation("guest", _ON_HOLIDAY.sub("", phrase.core), _ON_HOLIDAY.sub("", phrase.tail))
    return None


def _is_doing(word: str) -> bool:
    verb = verb_of(word)
    return verb is not None and verb.form == "gerund"


def _thing(phrase: Phrase) -> Situation | None:
    hero, doing = being_of(phrase.bare), doing_in(phrase)
    if (hero and not (hero.is_common or (hero.is_thing and doing))) or re.match(r"(?:and|with) ", phrase.tail):
        return None
    if phrase.head.lower() in ("book", "story", "rhyme", "song", "game") and doing:
        return None
    if doing:
        is_magic = doing == "do magic"
        mods = [word for word in phrase.mods if is_magic or not _is_doing(word)]
        core = " ".join((phrase.determiner or "the", *mods, phrase.head))
        return Situation("wonder-thing", "", f"{core} | {'does magic' if is_magic else third_of(doing)}")
    said = {word.lower() for word in phrase.mods}
    is_hidden = (phrase.tail and not phrase.tail.startswith("for ")) or set(lexicon().words["hidden"]) & said
    is_found = noun_is("found", phrase.bare) and bool(phrase.determiner)
    is_secret = bool(said & {"secret", "hidden", "buried", "mysterious"}) and not noun_is("nature", phrase.head)
    if (
        (noun_is("secret", phrase.head) and is_hidden)
        or is_found
        or (is_secret and bool(phrase.determiner or phrase.tail))
    ):
        core = phrase.core if phrase.determiner else f"the {phrase.bare}"
        return Situation("secret", "", f"{core} {phrase.tail}".strip())
    return None
