"""The slots of a theme's object: the forms in which texts say what a story is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.tales.grammar import gerund_of, past_of, past_within, plain_of, thing_of
from authors.tales.reading.courses.slots import course_slots
from authors.tales.reading.lexicon import third_of, verb_of
from authors.tales.reading.phrases import phrase_of

if TYPE_CHECKING:
    from authors.tales.themes import Theme

_EVER = re.compile(r"(?:^| )(?:all day(?: long)?|all the time|all night|every day)$")
"""How long a habit lasts: told of each day, it would be wrong of one moment."""
_SEEKING = {"see", "find", "meet", "reach", "visit", "catch", "go", "look"}
_TRAVELLING = {"travel", "fly", "sail", "drive", "climb", "explore", "cross", "swim", "ride", "walk", "row", "journey"}
_MODALS = {"can", "could", "is", "has", "does", "must"}
_TO_WHAT_IS_THERE = {"clean", "wash", "tidy", "sweep", "polish", "sort", "mend", "repair", "fix", "decorate"}
"""What is done to something that is there already; other verbs make something new."""
_PROPER = re.compile(
    r"\b(?:christmas|halloween|easter|hanukkah|diwali|thanksgiving|australia|africa|america|england|scotland|mars|venus"
    r"|jupiter|monday|north pole|south pole"
    r"|tuesday|wednesday|thursday|friday|saturday|sunday|english|german|french|spanish)\b",
    re.I,
)
_WEATHER = (("storm", r"storm|thunder\w*|hurricane|wind"), ("snow", r"snow\w*|blizzard|ice"), ("rain", r"rain\w*|wet"))
_THEN = re.compile(r"\b(when|because|if|while|whenever|as) (.+)$")


def matter_of(theme: Theme, obj: str) -> dict[str, str]:
    """Return the slots of a theme's object."""
    known = theme.known(obj)
    if not obj:
        return {}
    obj = _PROPER.sub(lambda found: found[0].title(), obj)
    if theme.object == "thing":
        thing = thing_of(known.phrase if known and known.phrase else obj)
        slots = thing.slots() | ({"kind": known.kind} if known and known.kind else {})
        return {"": thing.phrase} | slots
    if theme.object == "deed":
        obj = known.phrase if known and known.phrase else obj
        is_lead = theme.lead and obj.split(maxsplit=1)[0].lower() not in _SEEKING | _TRAVELLING
        return _deed(f"{theme.lead} {obj}" if is_lead else obj)
    if theme.object == "clause":
        return _clause(obj)
    if theme.object == "quality":
        return {"": known.phrase if known and known.phrase else obj.lower()}
    return {
        "made": _made,
        "event": _event,
        "place": _place,
        "doing": _doing,
        "course": course_slots,
        "occasion": _occasion,
    }.get(theme.object, _as_it_is)(obj)


def _as_it_is(obj: str) -> dict[str, str]:
    return {"": obj}


def _deed(obj: str) -> dict[str, str]:
    verb, _, rest = obj.partition(" ")
    verb, tail = verb.lower(), f" {_his(rest)}" if rest else ""
    return {"": verb + tail, "past": past_of(verb) + tail, "ing": gerund_of(verb) + tail} | _spoken(verb + tail)


def _clause(obj: str) -> dict[str, str]:
    first, _, rest = obj.partition(" ")
    rest = _EVER.sub("", rest)
    first, tail = first.lower(), f" {_his(rest)}" if rest else ""
    then = past_within(_in_the_past(tail))
    if first in ("can", "could"):
        doing = _done(tail.strip().removeprefix("only "))
        me = first + _mine(tail, "my", "I", "myself")
        return {"": f"{first}{tail}", "past": doing, "plain": tail.strip(), "kind": "deed", "me": me}
    if first == "cannot":
        me = first + _mine(tail, "my", "I", "myself")
        return {"": f"{first}{tail}", "past": f"could not{then}", "plain": tail.strip(), "kind": "state", "me": me}
    plain = plain_of(first)
    kind = "state" if first in _MODALS else "deed"
    if first in ("always", "often") and rest:
        return _clause(rest)
    if first in ("never", "only") and rest:
        inner = _clause(rest)
        return {key: f"{first} {value}" if key in ("", "past") else value for key, value in inner.items()}
    past = "{was}" if plain == "be" else past_of(plain)
    return {
        "": first + tail,
        "past": past + then,
        "plain": plain + tail,
        "ing": gerund_of(plain) + tail,
        "kind": kind,
        "me": ("am" if plain == "be" else plain) + _mine(tail, "my", "I", "myself"),
    }


def _done(deed: str) -> str:
    """Return what somebody did who can do it: "make smoke", "made smoke"."""
    verb, _, rest = deed.partition(" ")
    return past_of(verb) + (f" {rest}" if rest else "")


def _made(obj: str) -> dict[str, str]:
    """Return the slots of "bake a cake for granny": the cake, and how it is made. `all` has what follows it."""
    words = obj.split()
    verb, rest = (
        ("look after", " ".join(words[2:])) if words[:2] == ["look", "after"] else (words[0], " ".join(words[1:]))
    )
    rest = re.sub(r"^(?:my|our|your) ", "his ", rest)
    phrase = phrase_of(_before_who(rest))
    core = phrase.core if phrase else rest
    thing = thing_of(core)
    told = thing.phrase + _his(rest.removeprefix(core))
    head, _, particle = verb.partition(" ")
    particle = f" {particle}" if particle else ""
    return (
        {"": thing.phrase, "all": told, "my.all": _mine(told, "my", "I", "myself")}
        | thing.slots()
        | {
            "shown": f"{verb} {told}",
            "make": verb,
            "made": past_of(head) + particle,
            "making": gerund_of(head) + particle,
            "new": "" if head in _TO_WHAT_IS_THERE else "yes",
        }
    )


def _event(obj: str) -> dict[str, str]:
    """Return the slots of an event; `all` has where and when it is, `weather` what weather comes between."""
    phrase = phrase_of(obj)
    core = phrase.core if phrase else obj
    thing = thing_of(core)
    is_named = _PROPER.match(core) is not None
    shown = thing.phrase if thing.is_owned or is_named or core.split()[0] in ("the", "a", "an") else f"the {core}"
    shown = re.sub(r"^an? ", "the ", shown)
    tail = f" {phrase.tail}" if phrase and phrase.tail else ""
    place = re.search(r" (?:at|in|on) an? (\w+)", tail)
    weather = next((name for name, words in _WEATHER if re.search(rf"\b(?:{words})\b", obj.lower())), "")
    slots = thing.slots() | {
        "": shown,
        "all": shown + _his(tail),
        "head": core.split()[-1],
        "weather": weather,
        "shown": shown + _his(tail),
    }
    return slots | {"the": shown, "place": f"the {place[1]}" if place and not weather.startswith(place[1]) else ""}


def _place(obj: str) -> dict[str, str]:
    """Return the slots of a place with its preposition ("in the supermarket")."""
    preposition, _, bare = obj.partition(" ")
    if not re.match(r"(?:the|an?|my|his|her|their|our) ", bare):
        bare = f"the {bare}"
    bare = _his(re.sub(r"^(?:my|our) ", "the ", bare))
    known = re.sub(r"^an? ", "the ", bare)
    return {"": f"{preposition} {known}", "a": f"{preposition} {bare}", "the": known}


def _doing(obj: str) -> dict[str, str]:
    """Return the slots of a thing and what it does ("the umbrella | flies")."""
    what, _, does = (part.strip() for part in obj.partition("|"))
    thing = thing_of(what)
    first, _, rest = does.partition(" ")
    verb = verb_of(first)
    plain, tail = verb.plain if verb else plain_of(first), f" {_his(rest)}" if rest else ""
    known = re.sub(r"^the (?=[A-Z]\w*'s )", "", re.sub(r"^an? ", "the ", thing.phrase))
    does = (plain if thing.is_many else third_of(plain)) + tail
    deeds = {"does.it": does, "did": past_of(plain) + tail, "do": plain + tail, "doing": gerund_of(plain) + tail}
    deeds["shown"] = f"{known} {does}"
    return {"": known, "a": what if re.match(r"an? ", what) else known} | thing.slots() | deeds


def _occasion(obj: str) -> dict[str, str]:
    """Return the slots of an occasion, and who of the family comes along ("the picnic | Grandpa")."""
    what, _, who = (part.strip() for part in obj.partition("|"))
    return {"": what, "with": who, "shown": f"{what}, with {who}" if who else what}


def _before_who(text: str) -> str:
    return re.split(r" (?:that|which|who) ", text, maxsplit=1)[0]


def _his(text: str) -> str:
    """Return words with the hero's pronouns as slots."""
    text = re.sub(r"\b(?:her|his|their|its|my|your)(?= \w)", "{his}", text)
    text = re.sub(r"\b(?:he|she|they)(?:'s|'re| is| are)\b", "{he} {H.is}", text)
    text = re.sub(r"(?<!\{)\b(?:he|she|they)\b", "{he}", text)
    return re.sub(r"\b(?:himself|herself|themselves)\b", "{himself}", text)


def _spoken(text: str) -> dict[str, str]:
    """Return words as the hero says them, and as they are said to the hero."""
    return {"my": _mine(text, "my", "I", "myself"), "your": _mine(text, "your", "you", "yourself")}


def _mine(text: str, his: str, he: str, himself: str) -> str:
    is_verb = "am" if he == "I" else "are"
    text = text.replace("{his}", his).replace("{he} {H.is}", f"{he} {is_verb}").replace("{himself}", himself)
    return text.replace("{he}", he)


def _in_the_past(tail: str) -> str:
    """Return what follows a verb with the verb of its own clause in the past ("when plans change": "changed")."""
    found = _THEN.search(tail)
    if not found:
        return tail
    words = found[2].split()
    for number, word in enumerate(words[1:], start=1):
        verb = verb_of(word)
        if word in ("is", "are", "{H.is}"):
            words[number] = {"is": "was", "are": "were"}.get(word, "{was}")
            break
        if verb and verb.form in ("plain", "third"):
            words[number] = past_of(verb.plain)
            break
    return tail[: found.start(2)] + " ".join(words)
