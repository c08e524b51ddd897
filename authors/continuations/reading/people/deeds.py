"""What people do, and what of that some cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames.words import VERBS
from authors.continuations.reading.clauses import is_spoken
from authors.continuations.reading.note import note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.reading.clauses import Clause, ReadSentence
    from authors.continuations.reading.note import Note

_ABILITIES = {
    **dict.fromkeys(words("see look watch notice spot gaze stare glance peer examine spy"), ("see",)),
    "read": ("read", "see"),
    "write": ("write",),
    **dict.fromkeys(words("hear listen"), ("hear",)),
    **dict.fromkeys(words("walk jump stride march stroll kick pace tiptoe"), ("walk",)),
    **dict.fromkeys(words("run dance skip hop sprint race gallop"), ("walk", "run")),
    "lie": ("lie",),
    "whistle": ("whistle",),
    "climb": ("climb", "walk"),
    **dict.fromkeys(words("ride mount gallop"), ("ride",)),
    "swim": ("swim",),
    **dict.fromkeys(words("fly soar"), ("fly",)),
    **{verb: (verb,) for verb in words("leave smoke sing drive steer")},
}
_EAT = words("eat devour chew swallow munch taste fry gobble bite nibble")
_DRINK = words("drink sip empty swallow gulp drain")
_MEAT = words("meat lamb beef pork steak ham bacon sausage chicken mutton veal goose duck turkey roast venison stew")
_SIGNS = words("hand finger sign slate eye gesture")
_TELLING = words("write telephone send wire")
_STATES = words("be seem appear belong remain")
_MEETING = words("meet pass greet join follow wake feed lead overtake accompany")
_TOGETHER = words("dine talk dance speak walk play sit eat")


def deeds_in(one: ReadSentence, clause: Clause) -> Iterator[Note]:
    """Yield who acts in a clause, and what of that some cannot do."""
    frame = clause.frame
    if not clause.is_real or is_spoken(one, frame.verb) or _names(one, frame.verb):
        return
    for who in clause.actors:
        if (
            frame.lemma not in _STATES
            and "earlier" not in frame.reasons
            and not (one.has_message or frame.lemma in _TELLING)
        ):
            yield note(one, frame.verb, "acts", who, frame.lemma, "" if _is_named(one, who) else "pronoun")
        for ability in _abilities(one, clause):
            yield note(one, frame.verb, "does", who, ability, frame.lemma)
    yield from _met(one, clause)
    if frame.lemma in _TOGETHER and clause.actors:
        for oblique in frame.obliques:
            if oblique.case == "with" and oblique.token in one.mentions:
                yield note(one, oblique.token, "acts", one.mentions[oblique.token], frame.lemma)


def _names(one: ReadSentence, verb: int) -> bool:
    """Say whether a verb only says what somebody is called: "a man called Tom"."""
    return one.tree.words[verb] in ("called", "named") and verb + 1 in one.named


def _met(one: ReadSentence, clause: Clause) -> Iterator[Note]:
    """Yield those who must be there for a deed to be done to them: "Mara met Ilan"."""
    frame = clause.frame
    if frame.lemma in _MEETING and clause.actors and not frame.is_passive:
        there = [who for who in clause.objects if who not in clause.actors]
        yield from (note(one, frame.verb, "acts", who, frame.lemma) for who in there)


_FONDLING = words("kiss stroke pet hug cuddle embrace pat caress cradle rock fondle lift")
_FRIGHT = words(
    "shudder tremble afraid fear scream shriek pale sweat shake shaking shut closed flinch terror horror disgust brave "
    "gritted teeth must forced"
)


def _is_named(one: ReadSentence, who: str) -> bool:
    """Say whether a sentence names who acts, by more than a pronoun that may be somebody else's."""
    at = [token for token, name in one.named.items() if name == who]
    return any(one.tree.words[max(0, token - 1)] not in ("called", "named") for token in at)


def fondness_in(one: ReadSentence, clause: Clause) -> Iterator[Note]:
    """Yield what somebody touches as one does what one likes: "picked up a frog and kissed it"."""
    frame, tree = clause.frame, one.tree
    if not clause.is_real or is_spoken(one, frame.verb) or _FRIGHT & set(tree.words):
        return
    if frame.lemma in _FONDLING or (frame.lemma == "pick" and "up" in tree.words[frame.verb : frame.verb + 2]):
        for who in clause.actors:
            for at in frame.objects:
                if tree.is_common_noun(at):
                    yield note(one, at, "likes", who, tree.tokens[at].lemma.lower())


def _abilities(one: ReadSentence, clause: Clause) -> Iterator[str]:
    tree, frame = one.tree, clause.frame
    signs = any(tree.tokens[o.token].lemma in _SIGNS for o in frame.obliques)
    if frame.lemma in VERBS["speaking"] and not one.has_message and not signs:
        yield "speak"
    if frame.lemma in ("run", "jump", "skip", "dance", "race") and frame.objects:  # "ran a finger over it"
        return
    for ability in _ABILITIES.get(frame.lemma, ()):
        if bool(frame.objects) == (ability == "leave") or ability not in ("fly", "leave"):
            yield ability
    if frame.lemma in _EAT or frame.lemma in _DRINK:
        yield from _meals(one, clause)


def _meals(one: ReadSentence, clause: Clause) -> Iterator[str]:
    """Yield "eat", and "eat nut", "eat meat" by what it is."""
    tree, frame = one.tree, clause.frame
    verb = "drink" if frame.lemma in _DRINK else "eat"
    foods = [*frame.objects, *(o.token for o in frame.obliques if o.case == "of")]
    foods += [c for o in frame.objects for c in tree.children(o, "nmod")]
    yield verb
    for food in foods:
        lemma = tree.tokens[food].lemma.lower()
        yield f"{verb} {lemma}"
        if lemma in _MEAT:
            yield f"{verb} meat"
