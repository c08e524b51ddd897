"""What somebody does, wants, cannot or will not do: which situation a clause tells of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.tales.reading.lexicon import has_word, is_state, kind_word, lexicon, noun_is, third_of
from authors.tales.reading.phrases import phrase_of
from authors.tales.reading.situation import LONGEST_SKILL, Situation, hero_of, is_one_matter

if TYPE_CHECKING:
    from collections.abc import Callable

    from authors.tales.reading.clauses import Clause
    from authors.tales.reading.phrases import Phrase

_AWAY = re.compile(r"\b(?:away|holiday|missing|disappear|vanish|strike)\b|^stop")
_TO_A_PLACE = re.compile(r"(?:to|the|into|across|over|around|through|up|an?|his|her|their|my) ")
_ONE_THING = re.compile(r"(?:an?|the|his|her|its|their|my) ")
_BOTHERING = re.compile(r"\b(?:when|because|at school|too (?:much|little|fast|slowly))\b|very little")
_DEGREES = ("very", "so", "always", "too", "a", "bit", "really")
_CARING = (("look", "after "), ("take", "care of "))


def of_clause(clause: Clause) -> Situation | None:
    """Return the situation that a clause tells of."""
    if not is_one_matter(clause.rest):
        return None
    hero = hero_of(clause.subject)
    if clause.subject and (hero is None or (hero.is_thing and clause.verb in ("grow", "shrink"))):
        return _of_thing(clause)
    if hero and hero.is_common and (odd := _of_thing(clause)):
        return odd
    if clause.verb in ("hate", "dislike") and clause.mode == "does" and len(clause.rest.split()) <= LONGEST_SKILL:
        return Situation("trouble", clause.subject, clause.told)
    modes: dict[str, Callable[[Clause], Situation | None]] = {
        "refuses": lambda told: Situation("refuse", told.subject, told.deed),
        "cannot": lambda told: Situation("trouble", told.subject, told.told),
        "learns": _learns,
        "wants": _wants,
        "does": _does,
        "can only": lambda told: Situation("habit", told.subject, told.told),
    }
    return modes[clause.mode](clause) or deed_of(clause)


def deed_of(clause: Clause) -> Situation | None:
    """Return one thing that somebody does, if it is done at once and everything could come of it ("rings the bell")."""
    is_able = clause.verb in lexicon().words["consequences"] and bool(clause.rest)
    if clause.mode != "does" or not is_able or has_word("near", clause.rest) or " and " in clause.rest:
        return None
    return Situation("deed", clause.subject, clause.told)


def _of_thing(clause: Clause) -> Situation | None:
    """Return what is told of something that is nobody's hero: "a messy desk that starts to talk"."""
    phrase = phrase_of(clause.subject)
    if phrase is None or clause.mode != "does" or not phrase.determiner or " and " in clause.subject:
        return None
    if has_word("people", phrase.core):
        return None
    if noun_is("nature", phrase.head) and _AWAY.search(f"{clause.verb} {clause.rest}"):
        return Situation("gone", "", phrase.core)
    is_odd = clause.verb in lexicon().verbs_of_things or any(
        re.match(rf"(?:{rest})\b", f"{clause.verb} {clause.rest}") for rest in lexicon().states["deeds_of_things"]
    )
    if is_odd and not noun_is("nature", phrase.head) and len(clause.rest.split()) <= LONGEST_SKILL:
        return Situation("wonder-thing", "", f"{phrase.core} | {third_of(clause.verb)} {clause.rest}".strip())
    return None


def _wants(clause: Clause) -> Situation | None:
    if clause.told_as_habit:
        return Situation("habit", clause.subject, clause.told)
    if clause.verb in ("be", "become"):
        return Situation("become", clause.subject, f"be {clause.rest}")
    if clause.verb == "win":
        return Situation("contest", clause.subject, clause.rest)
    if clause.says == "go":
        return Situation("quest", clause.subject, clause.deed)
    if clause.says == "make" and phrase_of(clause.rest):
        return Situation("make", clause.subject, clause.deed)
    if clause.verb == "have":
        return Situation("become", clause.subject, f"have {clause.rest}") if clause.rest.startswith("no ") else None
    return _learns(clause)


def _learns(clause: Clause) -> Situation | None:
    if clause.verb in lexicon().words["no_skills"] or len(clause.deed.split()) > LONGEST_SKILL:
        return None
    return Situation("learn", clause.subject, clause.deed)


def _does(clause: Clause) -> Situation | None:
    told = phrase_of(clause.rest)
    meanings: dict[str, Callable[[Clause, Phrase | None], Situation | None]] = {
        "make": _makes,
        "tend": _tends,
        "go": _goes,
        "work": _works,
        "habit": _has_habit,
        "help": _helps,
        "find": _finds,
        "contest": _competes,
        "get": _gets,
    }
    verbs: dict[str, Callable[[Clause, Phrase | None], Situation | None]] = {"be": _is, "have": _has}
    return verbs.get(clause.verb, meanings.get(clause.says, _does_other))(clause, told)


def _makes(clause: Clause, told: Phrase | None) -> Situation | None:
    """Somebody makes something, perhaps with one of the family, who is the second hero."""
    if told is None or (clause.says == "habit" and not clause.is_gerund):
        return None
    kin = "|".join(lexicon().nouns["kin"])
    found = re.search(
        rf" with (?:my |his |her |their |our |a |the )?(?P<who>{kin}|best friend|friend|brother|sister|cousin)\b",
        clause.rest,
    )
    if not found:
        return Situation("make", clause.subject, clause.deed)
    friend = "" if "friend" in found["who"] else "a child" if found["who"] not in kin.split("|") else found["who"]
    return Situation("make", clause.subject, f"{clause.verb} {clause.rest.replace(found[0], '')}", friend)


def _tends(clause: Clause, told: Phrase | None) -> Situation | None:
    if told is None or not (noun_is("plant", told.bare) or noun_is("young", told.bare)):
        return None
    return Situation("tend", clause.subject, clause.deed)


def _goes(clause: Clause, _: Phrase | None) -> Situation | None:
    is_to_a_place = _TO_A_PLACE.match(f"{clause.rest} ")
    return Situation("quest", clause.subject, clause.deed) if is_to_a_place else None


def _works(clause: Clause, told: Phrase | None) -> Situation | None:
    has_a_shop = clause.verb in ("open", "run") and told and noun_is("shop", told.bare)
    has_a_job = clause.verb == "work" and re.match(r"(?:as|at|in) ", clause.rest)
    if has_a_shop or has_a_job or clause.verb in ("sell", "deliver", "serve"):
        return Situation("work", clause.subject, clause.told)
    return None


def _has_habit(clause: Clause, told: Phrase | None) -> Situation | None:
    if clause.is_gerund:
        rest = re.sub(r"^(?:out|up) ", "", clause.rest)
        clause, told = clause._replace(rest=rest), phrase_of(rest)
        return _makes(clause, told) if clause.verb in lexicon().words["chores"] else None
    if clause.verb in lexicon().words["bothers"] or _BOTHERING.search(clause.rest):
        return Situation("trouble", clause.subject, clause.told)
    if clause.verb in lexicon().words["needs_more"] and not clause.rest:
        return None
    if _ONE_THING.match(clause.rest) and clause.verb not in ("wear", "swallow"):
        return None
    return Situation("habit", clause.subject, clause.told)


def _helps(clause: Clause, told: Phrase | None) -> Situation | None:
    if told is None or told.tail or hero_of(told.core) is None:
        return None
    return Situation("help", clause.subject, "", told.core)


def _finds(clause: Clause, told: Phrase | None) -> Situation | None:
    if told and noun_is("secret", told.core):
        return Situation("secret", clause.subject, clause.rest)
    if told and noun_is("young", told.bare):
        return Situation("tend", clause.subject, f"look after {told.core}")
    return None


def _competes(clause: Clause, told: Phrase | None) -> Situation | None:
    return Situation("contest", clause.subject, clause.rest) if told and noun_is("contest", told.bare) else None


def _gets(clause: Clause, told: Phrase | None) -> Situation | None:
    told = phrase_of(re.split(r" and ", clause.rest, maxsplit=1)[0]) or told
    if told and noun_is("body", told.bare):
        return Situation("first", clause.subject, f"the {kind_word('body', told.bare)}")
    states = [word for word in clause.rest.split() if word not in _DEGREES]
    return Situation("trouble", clause.subject, clause.told) if states and is_state(states[0]) else None


def _is(clause: Clause, _: Phrase | None) -> Situation | None:
    words = [word for word in clause.rest.lower().split() if word not in _DEGREES]
    is_fine = bool(words) and words[0] in lexicon().states["of_somebody_fine"]
    is_so = bool(words) and is_state(words[0]) and not is_fine
    if is_so or re.match(r"an? \w+$|the one that nobody |not allowed to |tired of ", clause.rest):
        return Situation("trouble", clause.subject, f"is {clause.rest}")
    return None


def _has(clause: Clause, told: Phrase | None) -> Situation | None:
    is_none = re.match(r"(?:to|lost|broken|found|been|got)\b", clause.rest) or has_word("no_trouble", clause.rest)
    if told is None or is_none or noun_is("visit", told.bare) or kind_word("body", told.bare) == "tooth":
        return None
    return Situation("trouble", clause.subject, f"has {clause.rest}")


def _does_other(clause: Clause, told: Phrase | None) -> Situation | None:
    for verb, particle in _CARING:
        if clause.verb == verb and clause.rest.startswith(particle):
            cared_for = clause.rest.removeprefix(particle)
            return _tends(clause._replace(verb="look after", rest=cared_for), phrase_of(cared_for))
    if clause.verb in ("need", "wear") and told and kind_word("body", told.bare) in ("glasses", "haircut"):
        return Situation("first", clause.subject, f"the {kind_word('body', told.bare)}")
    if clause.verb == "live" and re.match(r"(?:in|inside|under|on|behind|at) ", clause.rest):
        return Situation("guest", clause.subject, clause.rest)
    if clause.verb in ("prepare", "celebrate") and (
        about := phrase_of(re.sub(r"^for | with (?:my |his |her )?\w+$", "", clause.rest))
    ):
        return Situation("feast", clause.subject, about.core) if noun_is("event", about.bare) else None
    won = re.match(r"part in (.+)", clause.rest) if clause.verb == "take" else None
    if won or (clause.verb == "win" and told and noun_is("contest", told.bare)):
        return Situation("contest", clause.subject, won[1] if won else clause.rest)
    return None
