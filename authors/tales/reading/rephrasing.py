"""Other ways to put a theme, as the one that is read: "two robins building a nest" is "two robins who build a nest"."""

from __future__ import annotations

import re

from authors.tales.grammar import singular_of
from authors.tales.reading.lexicon import lexicon, noun_is, third_of, verb_of
from authors.tales.reading.phrases import phrase_of
from authors.tales.reading.situation import hero_of
from authors.tales.world import being_of

_PREPARE = {"": "e", "s": "es", "ting": "ing"}
_TO_A_CHILD = re.compile(r"^when you (?P<verb>\w+)(?P<rest>.*)$", re.I)
_BY_NOBODY = re.compile(r"^(?P<who>.+?) (?:that |whom |which )?(?:nobody|no one|no-one) (?P<verb>\w+)(?P<rest>.*)$")
_JOURNEY = re.compile(
    r"^(?P<who>(?:an? |the )[\w -]+?)'s (?:long |great |big )?(?:journey|trip|voyage|way) "
    r"(?P<to>(?:to|across|around|through|down) .+)$"
)
_SCHOOL = re.compile(
    r"^(?:the )?(?P<who>mermaid|monster|dragon|fairy|witch|robot|dinosaur|animal|wizard|pirate|ghost|knight) school$"
)
_AT_WORK = re.compile(r"^(?:an? |the )(?P<job>[\w]+) (?P<who>[\w]+)$")
_SEVERAL = re.compile(r"^(?P<who>(?:\w+ ){1,4}?)(?P<verb>\w+) (?P<rest>.+)$")
_AT_IT = re.compile(r"^(?P<who>.+?) (?P<verb>\w+ing) (?P<rest>.+)$")
_WISHES = re.compile(
    r"^(?P<who>.+?) wish(?:es|ed) (?:that )?(?:he|she|it|they) (?P<verb>had|were|was|could) (?P<rest>.+)$"
)
_SOMEBODY = r"(?:an? |the )?[\w-]+(?: [\w-]+)?"
_TWO = re.compile(rf"^(?P<a>{_SOMEBODY}) and (?P<b>{_SOMEBODY}?)(?: who| that)? (?P<verb>\w+) (?P<rest>.+)$")
_PRINT = re.compile(r"(?:books?|story|stories|rhymes?|game|song)\b", re.I)
"""What a "counting book" is, in which nobody counts."""


def plainly(text: str) -> str:
    """Put a theme that speaks to a child, or leaves out "who", as one about somebody who does something."""
    text = re.sub(r"\bget(?P<end>s|ting)? ready for\b", lambda found: f"prepar{_PREPARE[found['end'] or '']}", text)
    if (found := _TO_A_CHILD.match(text)) and (verb := verb_of(found["verb"])):
        text = f"a child who {third_of(verb.plain)}{found['rest']}"
    if found := _JOURNEY.match(text):
        text = f"{found['who']} who travels {found['to']}"
    if found := _SCHOOL.match(text):
        text = f"a {found['who']} who starts school"
    at = _AT_WORK.match(text)
    who = being_of(at["who"]) if at else None
    if at and who and not who.is_thing and noun_is("place", at["job"]):
        text = f"a {at['who']} who lives in the {at['job']}"
    if (found := _AT_WORK.match(text)) and being_of(found["who"]) and found["job"] in lexicon().nouns["job"]:
        text = f"a {found['who']} who works as a {found['job']}"
    if found := _BY_NOBODY.match(text):
        text = f"{found['who']} who is the one that nobody {found['verb']}{found['rest']}"
    for pattern, form in ((_SEVERAL, "plain"), (_AT_IT, "gerund")):
        found = pattern.match(text)
        verb = verb_of(found["verb"]) if found else None
        if (
            found
            and verb
            and verb.form == form
            and not _PRINT.match(found["rest"])
            and _do(found["who"], several=form == "plain")
        ):
            text = f"{found['who'].strip()} who {third_of(verb.plain)} {found['rest']}"
    if found := _WISHES.match(text):
        deed = {"had": "have ", "could": ""}.get(found["verb"], "be ")
        text = f"{found['who']} wants to {deed}{found['rest']}"
    return re.sub(r"\byour\b", "his", text)


def of_two(text: str) -> tuple[str, str] | None:
    """Return "a digger and a truck build a bridge" as "the digger builds a bridge", and the second of the two."""
    found = _TWO.match(text)
    verb = verb_of(found["verb"]) if found else None
    if not found or not verb or verb.form not in ("plain", "past"):
        return None
    if not (hero_of(found["a"]) and hero_of(found["b"])):
        return None
    first = re.sub(r"^(?:an?|the) ", "", found["a"])
    return f"the {first} {third_of(verb.plain)} {found['rest']}", found["b"]


def _do(who: str, *, several: bool) -> bool:
    phrase = phrase_of(who)
    if phrase is None or phrase.tail or being_of(phrase.bare) is None:
        return False
    head = phrase.head.lower()
    return not several or singular_of(head) != head
