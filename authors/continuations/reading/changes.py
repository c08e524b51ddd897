"""What becomes of things: who gets them, what breaks, is lost or gone, what is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames.words import NOUN_CLASSES, noun_class
from authors.continuations.reading.note import note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysts.prose.frames import SentenceTree
    from authors.continuations.reading.clauses import Clause, ReadSentence
    from authors.continuations.reading.note import Note

Named = tuple[int, str]
"""A token, and the name of the thing that it means."""
_GIVE = words(
    "give hand pass lend sell bring throw toss offer leave show entrust present bequeath deliver trade feed send"
)
_TAKE = words(
    "take steal grab pick find receive get keep pocket buy inherit snatch seize catch fetch collect accept hide have "
    "wear recover gather carry confiscate pawn borrow win seize confiscate pick"
)
_PUT = words("put slip stuff tuck hang pin lock place lay store sew drop fold")
_BREAK = words("break smash shatter crush snap splinter tear burst")
_RUIN = words("burn destroy dissolve melt sink explode collapse demolish wreck raze")
_FALL = words("fall crash topple")
_MEND = words("mend repair fix rebuild restore")
_DOWN = words("throw tear pull knock blow")
_FIRES = words("fire stove flame acid sea furnace")
_STATES = {"gone": "gone", "lost": "lost", "broken": "broken", "destroyed": "gone"}
_NOBODYS = frozenset({"room", "building", "outdoors", "nature", "body", "time"})
_TIMES = words("winter summer spring autumn day night morning evening year week month time noon midnight")
_OWN_PLACES = words(
    "pocket bag purse wallet coat belt neck sleeve hat satchel pillow drawer cabin box handbag apron suitcase "
    "locker chest cloak boot pack case sheath holster hand room shirt jacket scarf basket lining jumper sweater "
    "trousers skirt dress finger knee lap back shoulder head trunk saddlebag rucksack backpack knapsack pouch "
    "desk safe skin bosom vest waistcoat tunic sash chain keyring wrist ear mouth teeth"
)


def changes_of(one: ReadSentence, clause: Clause, things: list[Named], subjects: list[Named]) -> Iterator[Note]:
    """Yield what a clause changes: `things` have something done to them, `subjects` do it by themselves."""
    for at, name in _set_on_fire(one, clause):
        yield note(one, at, "condition", name, "gone")
    for at, name in things:
        state = _state_of_object(one, clause, at)
        owner, way = _owner_after(one, clause)
        if state:
            yield note(one, at, "condition", name, state)
        elif owner and noun_class(one.tree.tokens[at].lemma) not in _NOBODYS:
            if clause.frame.lemma == "find":
                yield note(one, at, "condition", name, "whole")
            yield note(one, at, "has", owner, name, way)
    for at, name in subjects if all(one.tree.tokens[t].lemma in _TIMES for t, _ in things) else ():
        if one.tree.tokens[at].lemma in _TIMES:
            continue
        state = _state_of_subject(one, clause, at)
        if state:
            yield note(one, at, "condition", name, state)


def is_own(one: ReadSentence, clause: Clause, who: str) -> bool:
    """Say whether something is put where only its owner keeps it: into her coat, under his pillow."""
    tree = one.tree
    for oblique in clause.frame.obliques:
        owners = [one.mentions.get(c) for c in tree.children(oblique.token, "nmod:poss")]
        if tree.tokens[oblique.token].lemma in _OWN_PLACES and who in owners:
            return True
    return False


def _particles(one: ReadSentence, clause: Clause) -> set[str]:
    return {clause.frame.particle, *one.tree.child_words(clause.frame.verb, "advmod", "compound:prt")}


def _set_on_fire(one: ReadSentence, clause: Clause) -> Iterator[Named]:
    tree, frame = one.tree, clause.frame
    if frame.lemma == "set" and any(tree.tokens[o].lemma == "fire" for o in frame.objects):
        yield from ((o.token, thing_at(tree, o.token)) for o in frame.obliques if o.case == "to")


def _state_of_object(one: ReadSentence, clause: Clause, at: int) -> str:
    """Return in what state a deed leaves its object, "" for no other than before."""
    tree, frame, lemma = one.tree, clause.frame, clause.frame.lemma
    particles = _particles(one, clause)
    if tree.children(at, "nummod"):  # "one letter", "two wagons": some of several
        return ""
    into_fire = any(tree.tokens[o.token].lemma in _FIRES for o in frame.obliques)
    thrown = lemma in ("throw", "toss") and ("away" in particles or into_fire)
    if lemma in _RUIN or thrown or (lemma in _DOWN and "down" in particles):
        return "gone"
    if lemma in _BREAK:
        return "broken"
    if lemma in _EAT_UP and _is_definite(one, at):
        return "gone"
    if lemma == "sell" and not _is_definite(one, at):  # a trade, not the loss of a thing
        return ""
    if lemma in ("lose", "sell", "misplace", "mislay", "pawn") or (
        lemma == "steal" and (not clause.actors or frame.is_passive)
    ):
        return "lost"
    return "whole" if lemma in _MEND else ""


_EAT_UP = words("eat devour swallow")


def _is_definite(one: ReadSentence, at: int) -> bool:
    """Say whether one certain thing is meant: "the", "her", "it"."""
    said = one.tree.child_words(at, "det")
    return one.tree.words[at] == "it" or "the" in said or "that" in said or bool(one.tree.children(at, "nmod:poss"))


def _owner_after(one: ReadSentence, clause: Clause) -> tuple[str, str]:
    """Return who has the object of a deed afterwards, and how they came by it."""
    lemma, who = clause.frame.lemma, clause.actors[0] if clause.actors else ""
    whom = next((name for name in clause.recipients if name != who), "")
    if not whom and lemma == "leave":
        with_whom = [
            one.mentions[o.token] for o in clause.frame.obliques if o.case == "with" and o.token in one.mentions
        ]
        whom = next((name for name in with_whom if name != who), "")
    if lemma in _GIVE and whom:
        return whom, ""
    if who and (lemma in _TAKE or (lemma in _PUT and is_own(one, clause, who))):
        return who, "takes" if lemma in _TAKE else lemma
    return "", ""


def _state_of_subject(one: ReadSentence, clause: Clause, at: int) -> str:
    """Return in what state something is by itself: "the oven exploded", "the tower fell", "the bridge was gone"."""
    tree, frame, lemma = one.tree, clause.frame, clause.frame.lemma
    said = tree.words[frame.verb]
    fell = lemma in _FALL and noun_class(tree.tokens[at].lemma) in ("building", "room")
    was = frame.is_state or bool(tree.children(frame.verb, "aux", "cop", "aux:pass"))
    pieces = lemma in ("fall", "go") and {"pieces", "ruin", "ruins"} & set(tree.words[frame.verb : frame.verb + 4])
    if lemma in _RUIN or fell or pieces or (was and said in _REMAINS):
        return "gone"
    if lemma == "die" and tree.tokens[at].lemma in _RUNNING:
        return "broken"
    if lemma in _BREAK:
        return "broken"
    return _STATES.get(said, "") if was else ""


_REMAINS = words("ash ashes scrap rubble ruin ruins wreck wreckage debris cinders")
_RUNNING = words(
    "radio engine motor phone telephone computer battery machine generator lamp lantern torch light screen"
)


def thing_at(tree: SentenceTree, at: int) -> str:
    """Return a thing's name with what tells it from others: "silver compass", "inkpot of glass" as "glass inkpot"."""
    at = _head_noun(tree, at)
    token = tree.tokens[at]
    said = [
        tree.words[c] for c in tree.children(at, "amod", "compound") if tree.tokens[c].tag[:2] in ("JJ", "NN", "VB")
    ]
    said += [tree.words[c] for n in tree.children(at, "nmod") if tree.case(n) == "of" for c in (n,)]
    before = tree.words[at - 1] if at else ""
    if before in _MATERIALS and before not in said:
        said.insert(0, before)
    return " ".join([*(word for word in said if word not in ("broken", "lost")), token.lemma.lower()])


_MATERIALS = words(
    "silver gold golden brass copper iron steel wooden leather glass stone paper silk red blue green black white "
    "yellow grey"
)


def _head_noun(tree: SentenceTree, at: int) -> int:
    """Return the noun behind a word of what it is made of, where the parser has taken that word for the thing."""
    after = at + 1
    if tree.words[at] in _MATERIALS and after < len(tree) and tree.words[after].isalpha():
        lemma = tree.tokens[after].lemma.lower()
        ends = tree.tokens[after + 1].text in (".", ",", ";", "!", "?") if after + 1 < len(tree) else True
        if lemma in NOUN_CLASSES or (ends and tree.tokens[after].tag in ("RB", "VB", "NN", "NNS", "VBP", "JJ")):
            return after
    return at
