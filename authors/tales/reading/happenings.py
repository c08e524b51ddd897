"""Situations that are told as something that happens: a runaway thing, a mix-up, somebody who comes to stay, a mishap,
a feeling that is named as a noun.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.tales.reading.lexicon import kind_word, lexicon, noun_is, third_of, verb_of
from authors.tales.reading.phrases import phrase_of
from authors.tales.reading.situation import MOST_WORDS, Situation, hero_of
from authors.tales.world import being_of

if TYPE_CHECKING:
    from collections.abc import Callable

_RUNAWAY = re.compile(r"^(?:the |a |my )?(?:runaway|escaped|escaping) (?P<what>[\w -]+)$", re.I)
_MIX_UP = re.compile(
    r"^(?:the |a )?(?:big |great )?(?:mix-?up|muddle|confusion) (?:with|about|over|of) (?P<what>.+)$", re.I
)
_MISHAP = re.compile(
    r"^(?:(?:my|a|an|the|his|her) )?(?P<how>broken|sprained|scraped|grazed|bruised|sore|stubbed|twisted|bumped)"
    r" (?P<what>\w+)$",
    re.I,
)
_TORN = re.compile(
    r"^(?:(?:my|a|an|the) )?(?:torn|ripped|broken|cracked|snapped|leaking|squeaky|burst) (?P<what>[\w -]+)$", re.I
)
_HOLE = re.compile(r"^(?:the |a )?(?P<what>(?:hole|crack|tear|rip|leak) in (?:the|a|my) [\w ]+)$", re.I)
_FEELING = re.compile(
    r"^(?:being|feeling|when (?:you are|you're|you feel)) (?:so |very |a bit )?(?P<how>[\w-]+)$", re.I
)
_LOSING = re.compile(
    r"^(?:learning (?:how )?to (?:lose|be a good loser)|(?:being )?(?:a )?(?:bad|sore) losers?|losing)"
    r"(?P<at> (?:a|at|the) [\w ]+?)?(?: without (?:crying|tears))?$",
    re.I,
)
_LOST_TOOTH = re.compile(r"^(?:the |a |my )?(?:lost|loose|missing|first|wobbly) tooth$", re.I)
_STAYS = re.compile(
    r"^(?:when )?(?P<who>(?:an? |the |my |our )?[\w -]+?)(?:,? who)? (?:comes? to (?:stay|visit|live with us)|"
    r"(?:is )?coming to (?:stay|visit)|moves? in|moving in|comes? for (?:the weekend|a week|tea|a visit))"
    r"(?: with (?:us|me|him|her|them)| next door| for .+)?$",
    re.I,
)
_DID = re.compile(
    r"^who (?:has )?(?P<verb>broke|broken|spilled|spilt|left|made|drew|painted|knocked over|hid|hidden|opened|tore"
    r"|ripped|dropped|smashed|scribbled on|rang|moved|squashed|popped|cut|drew on|let out|messed up|dug up)"
    r" (?P<rest>.+?)\??$",
    re.I,
)
_CHORE = re.compile(
    r"^(?:(?P<subject>.+?) )?(?:who )?(?P<how>helps?|helping) (?P<who>[\w' ]+?) (?:to )?"
    r"(?P<verb>make|bake|cook|build|wash|clean|tidy|repair|fix|mend|paint|decorate|polish|sweep|knit|sew)\b"
    r" (?P<rest>.+)$",
    re.I,
)


def as_a_happening(text: str) -> Situation | None:
    """Return the situation of a theme that is put as something that happens."""
    ways: tuple[Callable[[str], Situation | None], ...] = (
        _runaway,
        _mix_up,
        _mishap,
        _to_mend,
        _feeling,
        _stays,
        _who_did,
        _chore,
    )
    return next((found for way in ways if (found := way(text))), None)


def _runaway(text: str) -> Situation | None:
    found = _RUNAWAY.match(text)
    if not found or not _is_thing(found["what"]):
        return None
    return Situation("wonder-thing", "", f"the {found['what']} | runs away")


def _mix_up(text: str) -> Situation | None:
    found = _MIX_UP.match(text)
    if not found or len(found["what"].split()) > MOST_WORDS:
        return None
    what = found["what"]
    return Situation("deed", "", f"mixes up {what if re.match(r'(the|my|two|all) ', what) else f'the {what}'}")


def _mishap(text: str) -> Situation | None:
    if _LOST_TOOTH.match(text):
        return Situation("first", "", "the wobbly tooth")
    found = _MISHAP.match(text)
    if not found or found["what"] not in lexicon().words["hurts"]:
        return None
    return Situation("trouble", "a child", f"has a {found['how']} {found['what']}")


def _to_mend(text: str) -> Situation | None:
    """Return the mending of a broken thing; what is said of it ("torn") stays with it."""
    found = _TORN.match(text) or _HOLE.match(text)
    if not found or (not _is_thing(found["what"]) and not _HOLE.match(text)):
        return None
    bare = re.sub(r"^(?:an?|the|my) ", "", text)
    return Situation("make", "", f"mend the {bare}")


def _is_thing(what: str) -> bool:
    being = being_of(what)
    head = what.rsplit(maxsplit=1)[-1]
    is_of_nobody = being is None or being.is_thing
    return is_of_nobody and head not in lexicon().words["people"] and head not in lexicon().words["no_things"]


def _feeling(text: str) -> Situation | None:
    if found := _LOSING.match(text):
        return Situation("trouble", "", f"hates losing{found['at'] or ''}")
    if found := _FEELING.match(text):
        word = found["how"].lower()
        is_felt = word in lexicon().words["feelings_said"]
        return Situation("trouble", "", f"is {word}") if is_felt else None
    bare = re.sub(r"^(?:my |the |dealing with |big )", "", text.lower())
    nouns = dict(pair.split("=") for pair in lexicon().words["feelings"])
    return Situation("trouble", "", nouns[bare]) if bare in nouns else None


def _stays(text: str) -> Situation | None:
    found = _STAYS.match(text)
    if not found:
        return None
    who = re.sub(r"^(?:an?|the|my|our) ", "", found["who"].strip())
    is_known = who.lower() in lexicon().words["visitors"] or re.match(
        r"(?:uncle|aunt|auntie|granny|grandma) \w+$", who, re.I
    )
    being = being_of(who)
    if not (is_known or (being and not being.is_thing and len(who.split()) <= 3)):
        return None
    kin = who.split()[0].lower()
    is_child = "cousin" in who or "friend" in who
    friend = kin if kin in lexicon().nouns["kin"] else "a child" if is_child else f"a {who}"
    return Situation("stay", "", "", friend) if hero_of(friend) or kin in lexicon().nouns["kin"] else None


def _who_did(text: str) -> Situation | None:
    found = _DID.match(text)
    phrase = phrase_of(found["rest"]) if found else None
    if not found or not phrase or len(text.split()) > MOST_WORDS:
        return None
    first, _, particle = found["verb"].lower().partition(" ")
    verb = verb_of({"broken": "broke", "hidden": "hid", "spilt": "spilled"}.get(first, first))
    if verb is None:
        return None
    return Situation("whodunit", "", " ".join(filter(None, (third_of(verb.plain), particle, found["rest"]))))


def _chore(text: str) -> Situation | None:
    """Return a piece of work with which somebody is helped, who is the second hero."""
    found = _CHORE.match(text)
    if not found:
        return None
    who = re.sub(r"^(?:his|her|their|my|our) ", "", found["who"])
    is_kin = who.lower() in lexicon().nouns["kin"]
    if not (is_kin or hero_of(f"the {re.sub(r'^(?:an?|the) ', '', who)}")):
        return None
    if kind_word("event", found["rest"]) or noun_is("contest", found["rest"]):
        return None
    friend = who.lower() if is_kin else who
    return Situation("make", (found["subject"] or "").strip(), f"{found['verb']} {found['rest']}", friend)
