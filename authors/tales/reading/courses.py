"""Themes of any deeds, told in their order: who it is about, and what happens first, then, and in the end.

"A fox who steals a hen's egg and then hatches it himself" is a fox with two deeds; "the wind steals a hat" happens to
a hero of the author's choice. What is not surely read is none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from authors.tales.grammar import singular_of
from authors.tales.reading.lexicon import DETERMINERS, PREPOSITIONS, has_word, lexicon, third_of, verb_of
from authors.tales.reading.known_ways import is_a_swap
from authors.tales.reading.pasts import Told, past_told
from authors.tales.reading.phrases import phrase_of
from authors.tales.reading.scenes import scene_of, scene_of_others, scenes
from authors.tales.reading.situation import hero_of

MOST_HAPPENINGS = 4
MOST_WORDS = 12
"""Words of one happening that a sentence of the story can carry."""
_JOINT = re.compile(
    r"(?P<joint>,? and then |,? and so |,? and |,? but |,? so |,? until |,? because |,? when |,? although |,? though "
    r"|,? then |,? after |,? while |[.;:!] (?:in the end,? |then,? |finally,? )?|, who |, which |, )"
)
_OPENING = re.compile(r"^(?:one day,? |in the end,? |then |finally,? |suddenly,? |at last,? |once,? |so )+", re.I)
_DAY = re.compile(r"^(?:the |a |one )(?:day|night|morning|evening|afternoon|summer|winter)(?: that| when)? (?P<told>.+)$", re.I)
_WHO = re.compile(r"^(?P<who>[^,]+?),? (?:who|that|which) (?P<told>.+)$")
_LEFT = re.compile(
    r"^(?P<who>(?:an?|the|my) [\w -]+?) (?P<told>(?:left|stuck|lost|trapped|caught|forgotten|stranded|asleep|alone) "
    r"(?:behind|in|on|at|under|up|inside|between|alone)\b.*)$"
)
_SECOND_VERB = re.compile(
    r"^(?P<first>.+? (?!to\b|and\b|or\b|he\b|she\b|it\b|they\b|who\b|that\b|a\b|the\b|his\b|her\b|never\b|not\b)[\w']+) "
    r"(?P<second>(?:has to|must|wants|goes|gets|finds|learns|meets|becomes|saves|helps|decides|discovers|makes|is|sets"
    r"|builds|opens|takes|moves|wins|loses|tries) .+)$"
)
_HEROES = re.compile(r"^(?:he|she|they|it|they both|both|the two(?: of them)?)$", re.I)
_CROWD = re.compile(
    r"^(?:everybody|everyone|nobody|no one|somebody|someone|all (?:the )?(?:others|other \w+|\w+)|the others|the other \w+"
    r"|(?:his|her|their|my|our) [\w ]+|the [\w ]+|an? [\w ]+|all [\w ]+|it|other \w+|people|the whole [\w ]+)$",
    re.I,
)
_SEVERAL = re.compile(r"^(?:the )?(?:two|three|four|five|twin|both|a pair of)(?: little| best| old| small)? (?P<kind>[\w -]+)$", re.I)
_PAIR = re.compile(
    r"^(?P<a>(?:an? |the |my )?[\w' -]+?) and (?P<b>(?:an? |the |my |his |her |their )?[\w' -]+)$", re.I
)
_OTHER_WORDS = re.compile(r"\b(?:you|your|we|us|i|me|how|why|what to)\b|\?|^(?:where|what|which|who|when|if) ", re.I)
_HURTS = ("hit", "bite", "kick", "hurt", "burn", "kill", "shoot", "attack", "drown", "hate", "fight", "poison", "starve")
_LOSES = ("lose", "leave", "miss", "break", "abandon", "forget", "steal")
_SHE, _HE = re.compile(r"\b(?:she|her|herself|hers)\b", re.I), re.compile(r"\b(?:he|him|his|himself)\b", re.I)
_CAUSES = ("because", "after")
_ENDS = ("in the end", "then", "finally", "and then", "until")


class Happening(NamedTuple):
    """One thing that happens. `who` is empty for the hero or both of two; `past` has the hero's pronouns as slots.

    `thing` is the noun phrase that it is done to; `said` is how the theme puts it.
    """

    who: str
    past: str
    scene: str
    thing: str
    said: str
    joint: str = ""

    @property
    def is_state(self) -> bool:
        """Tell whether it is how somebody is, and not what is done at one time."""
        return scenes()[self.scene].is_state


class Course(NamedTuple):
    """Who a theme is about (nobody: a hero of the author's choice), a second hero, and what happens, in its order."""

    subject: str
    friend: str
    happenings: tuple[Happening, ...]


def course_of(text: str) -> Course | None:
    """Read a theme as what happens in it; None where some of it is not surely read."""
    text = _OPENING.sub("", text.strip(" .!?"))
    if _OTHER_WORDS.search(text) or (_SHE.search(text) and _HE.search(text)):
        return None
    if found := _DAY.match(text):
        text = found["told"]
    pieces = _pieces(text)
    first = _opening_of(pieces[0][1]) if pieces else None
    if first is None:
        return None
    subject, friend, clauses = first
    happenings: list[Happening] = []
    for said, who in clauses:
        happening = _happening(who, said, "", has_hero=bool(subject))
        if happening is None:
            return None
        happenings.append(happening)
    for joint, piece in pieces[1:]:
        found_one = _further(joint, piece, has_hero=bool(subject))
        if found_one is None:
            return None
        if joint in _CAUSES:
            happenings.insert(max(0, len(happenings) - 1), found_one)
        else:
            happenings.append(found_one)
    if len(happenings) > MOST_HAPPENINGS or is_a_swap(text) or any(_is_grave(one) for one in happenings):
        return None
    return Course(subject, friend, tuple(happenings))


def _is_grave(happening: Happening) -> bool:
    """Tell whether somebody is hurt, or one of the family is lost: no matter for a stock of scenes."""
    words = set(re.findall(r"[a-z]+", happening.said.lower()))
    does = {verb.plain for word in words if (verb := verb_of(word))} | words
    is_of_family = any(has_word("near", re.sub(r"\w+'s\b", "", said)) for said in (happening.said, happening.who))
    is_of_body = bool(words & {*lexicon().words["hurts"], "neck", "bone", "head", "heart", "back"})
    return bool(does & set(_HURTS)) or ((is_of_family or is_of_body) and bool(does & set(_LOSES)))


def _pieces(text: str) -> list[tuple[str, str]]:
    """Cut a theme at its joints where a clause begins after them; each piece has its joint."""
    parts = _JOINT.split(text)
    pieces: list[tuple[str, str]] = []
    current, joint = parts[0], ""
    for sign, following in zip(parts[1::2], parts[2::2], strict=True):
        plain = sign.strip(" ,.;:!").lower()
        if _opening_of(current) is not None or (pieces and _further(joint, current, has_hero=True)):
            if _further(plain, following, has_hero=True) or _begins_clause(following):
                pieces.append((joint, current))
                current, joint = following, plain
                continue
        current = f"{current}{sign}{following}"
    return [*pieces, (joint, current)]


def _begins_clause(piece: str) -> bool:
    return bool(re.match(r"(?:he|she|they|it|nobody|everybody|everyone) \w+", piece))


def _opening_of(piece: str) -> tuple[str, str, list[tuple[str, str]]] | None:
    """Return hero, second hero, and what they do with who does it, of the first piece of a theme."""
    if found := _LEFT.match(piece):
        heroes = _heroes(found["who"])
        return (*heroes, [(f"is {found['told']}", "")]) if heroes else None
    piece = re.sub(r"^(?P<who>(?:an?|the) [\w-]+) (?=(?:is|was) (?:left|stuck|lost|trapped)\b)", r"\g<who> who ", piece)
    if found := _WHO.match(piece):
        heroes = _heroes(found["who"])
        if heroes is None:
            return None
        told = found["told"]
        if past_told(told) is None:
            inner = _clause_at(told)
            return (*heroes, [(inner[1], inner[0])]) if inner else None
        more = _SECOND_VERB.match(told)
        if more and past_told(more["first"]) and past_told(more["second"]):
            return (*heroes, [(more["first"], ""), (more["second"], "")])
        return (*heroes, [(told, "")])
    first, _, rest = piece.partition(" ")
    verb = verb_of(first)
    if verb and verb.form == "gerund" and rest:
        return ("", "", [(f"{third_of(verb.plain)} {rest}", "")])
    found_clause = _clause_at(piece)
    if found_clause is None:
        return None
    who, told = found_clause
    heroes = _heroes(who)
    if heroes and not (_is_place(who) and told.startswith("is ")):
        return (*heroes, [(told, "")])
    return ("", "", [(told, who)]) if _is_of_the_world(who) else None


def _clause_at(piece: str) -> tuple[str, str] | None:
    """Return who and what they do, at the first word that is a verb after a whole noun phrase."""
    words = piece.split()
    for count in range(1, min(9, len(words))):
        who, told = " ".join(words[:count]), " ".join(words[count:])
        head = words[count - 1].lower()
        if head in DETERMINERS | PREPOSITIONS or head in ("and", "very", "little", "old", "big", "small"):
            continue
        verb = verb_of(words[count].lower())
        if verb and verb.form == "gerund":
            continue
        is_several = " and " in who or _SEVERAL.match(who) or _is_plural(head)
        if verb and verb.form == "plain" and not is_several and words[count].lower() not in ("can", "could", "have"):
            continue
        if verb and verb.form == "third" and is_several and words[count].lower() not in ("was",):
            continue
        if (_heroes(who) or _CROWD.match(who) or _HEROES.match(who)) and past_told(told):
            return who, told
    return None


def _is_plural(word: str) -> bool:
    return singular_of(word) != word or word in ("they", "people", "all")


def _heroes(who: str) -> tuple[str, str] | None:
    """Return the hero and the second hero that words name: somebody, "a fox and a hen", "two hens"."""
    if found := _SEVERAL.match(who):
        one = singular_of(found["kind"])
        return (f"a {one}", f"a {one}") if hero_of(f"a {one}") else None
    found = _PAIR.match(who)
    if found:
        if hero_of(found["a"]) and hero_of(found["b"]):
            second = re.sub(r"^(?:his|her|their|my) ", "the ", found["b"])
            return found["a"], second
        return None
    if _HEROES.match(who) or re.match(r"(?:his|her|their|its) ", who):
        return None
    phrase = phrase_of(who)
    return (who, "") if phrase is not None and hero_of(who) is not None else None


def _is_place(who: str) -> bool:
    """Tell whether somebody is something that stands there: of a broken bridge others are the heroes."""
    being = hero_of(who)
    return being is not None and being.is_common and being.moves == "stays"


def _is_of_the_world(who: str) -> bool:
    phrase = phrase_of(who)
    return phrase is not None and bool(phrase.determiner) and len(who.split()) <= 7


def _further(joint: str, piece: str, *, has_hero: bool) -> Happening | None:
    """Read a later piece: of the hero where it begins with a verb or a pronoun, else of somebody else."""
    said = _OPENING.sub("", piece.strip())
    gerund = verb_of(said.split(" ")[0]) if said else None
    if joint == "after" and gerund and gerund.form == "gerund":
        said = f"{third_of(gerund.plain)} {said.partition(' ')[2]}"
    if past_told(said) and not _starts_as_noun(said):
        return _happening("", said, joint, has_hero=has_hero)
    clause = _clause_at(said)
    if clause is None:
        return None
    who, told = clause
    return _happening("" if _HEROES.match(who) else who, told, joint, has_hero=has_hero)


def _starts_as_noun(said: str) -> bool:
    """Tell whether a piece that could begin with a verb is a list that goes on ("dances", "friends")."""
    first, _, rest = said.partition(" ")
    verb = verb_of(first)
    return bool(verb and verb.form == "plain" and not rest)


def _happening(who: str, said: str, joint: str, *, has_hero: bool) -> Happening | None:
    told = past_told(with_slots(said, has_hero=has_hero, of_hero=not who))
    if told is None or len(said.split()) > MOST_WORDS:
        return None
    if who:
        who = with_slots(who, has_hero=has_hero, of_hero=False)
        past = re.sub(r"^(?P<adverbs>(?:\w+ly |never |always )*)\{was\}", rf"\g<adverbs>{_was(who)}", told.past)
        return Happening(who, past, scene_of_others(who, told.verb, told.rest), "", said, joint)
    return Happening("", told.past, _scene_of_hero(told), _thing_of(told), said, joint)


def _scene_of_hero(told: Told) -> str:
    if told.past.startswith(("would not", "did not")):
        return "be"
    if told.past.startswith("would rather"):
        return "want"
    if re.match(r"(?:always|never|only|often|usually) ", told.past) and told.verb not in ("be", "have"):
        return "habit"
    done_to = re.match(r"(\w+) by ", told.rest) if told.verb == "be" else None
    if done_to and (verb := verb_of(done_to[1])):
        return scene_of_others("", verb.plain, "{him}")
    return scene_of(told.verb, _after_verb(told))


def _was(who: str) -> str:
    return "were" if " and " in who or _is_plural(who.split()[-1].lower()) else "was"


def _after_verb(told: Told) -> str:
    """Return what follows the verb, also that of "has to rescue a queen"."""
    return re.sub(rf"^to {re.escape(told.verb)} ?", "", told.rest)


def _thing_of(told: Told) -> str:
    """Return the noun phrase that a deed is done to, empty where there is none that texts can call."""
    rest = re.split(r" (?:that|who|which|and|but|until|because|when|for|to|than|as) ", _after_verb(told), maxsplit=1)[0]
    phrase = phrase_of(rest)
    if phrase is None or not phrase.determiner or hero_of(phrase.core) is not None:
        return ""
    return "" if phrase.head.lower() in PREPOSITIONS or verb_of(phrase.head) else phrase.core


def with_slots(text: str, *, has_hero: bool, of_hero: bool) -> str:
    """Return words with the hero's pronouns as slots; those of several are left where something else is several."""
    if not (has_hero or of_hero):
        return text
    several = r"|their(?= \w)" if of_hero and not re.search(r"\b\w+[^s\W]s\b.* their\b", text) else ""
    its = r"|its(?= \w)" if of_hero else ""
    text = re.sub(rf"\b(?:his|her(?= (?!and\b|but\b|or\b|to\b|in\b|at\b|on\b|with\b|for\b|by\b|from\b|out\b|up\b|back\b)\w)|my|our{several}{its})\b(?= \w)", "{his}", text)
    text = re.sub(r"\b(?:himself|herself)\b", "{himself}", text)
    text = re.sub(r"\b(?:him|her)\b", "{him}", text)
    return re.sub(r"\b(?:he|she)\b", "{he}", text)
