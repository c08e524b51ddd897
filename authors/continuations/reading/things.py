"""What a sentence says of things: who has them, what breaks or is lost, how many there are, who uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames.words import noun_class
from authors.continuations.reading.note import note
from authors.continuations.reading.numbers import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysts.prose.frames import SentenceTree
    from authors.continuations.reading.clauses import Clause, ReadSentence
    from authors.continuations.reading.note import Note

_GIVE = words("give hand pass lend sell bring throw toss offer leave show")
_TAKE = words(
    "take steal grab pick find receive get keep pocket buy inherit snatch seize catch fetch collect accept hide have wear "
    "recover gather"
)
_PUT = words("put slip stuff tuck hang pin lock place lay store sew drop fold")
_BREAK = words("break smash shatter crush snap splinter tear")
_RUIN = words("burn destroy dissolve melt sink explode collapse demolish")
_FALL = words("fall crash topple")
_MEND = words("mend repair fix rebuild restore")
_LOSE = words("lose")
_OWN_PLACES = words(
    "pocket bag purse wallet coat belt neck sleeve hat satchel pillow drawer cabin box handbag apron suitcase locker chest "
    "cloak boot pack case sheath holster hand room shirt jacket scarf basket lining"
)
_BARE = words("old new own other same first last next whole very little big small great large good poor")
_NO_COUNT = words(
    "day hour year minute second mile foot inch time week month night pace step metre yard pound kilometre century moment "
    "tooth eye hand arm leg ear finger knee side half word part piece coin crown dollar penny floor kind way"
)
_WHOLE = frozenset({"the", "all", "these", "those", "both", "her", "his", "their", "my", "our", "its"})


def thing_at(tree: SentenceTree, at: int) -> str:
    """Return a thing's name with what tells it from others: "silver compass", "inkpot of glass" as "glass inkpot"."""
    token = tree.tokens[at]
    said = [
        tree.words[c] for c in tree.children(at, "amod", "compound") if tree.tokens[c].tag[:2] in ("JJ", "NN", "VB")
    ]
    said += [tree.words[c] for n in tree.children(at, "nmod") if tree.case(n) == "of" for c in (n,)]
    return " ".join([*(word for word in said if word not in ("broken", "lost")), token.lemma.lower()])


def same_thing(one: str, other: str) -> bool:
    """Say whether two names may name the same: "compass" and "silver compass", but no red and green box."""
    first, second = one.lower().split(), other.lower().split()
    if first[-1] != second[-1]:
        return False
    mine, theirs = set(first[:-1]), set(second[:-1])
    if (mine ^ theirs) & {"new", "another", "second", "other"}:
        return False
    return not mine or not theirs or bool(mine & theirs) or not ((mine | theirs) - _BARE)


def of_things(one: ReadSentence, last: list[str]) -> Iterator[Note]:
    """Yield what a sentence says of things. `last` is the thing spoken of last, and is kept up to date."""
    for clause in one.clauses:
        if not _in_speech(one, clause.frame.verb):
            yield from _of_clause(one, clause, last)
    yield from _numbers(one)
    for at, token in enumerate(one.tree.tokens):
        if one.tree.is_noun(at):
            yield note(one, at, "name of thing", token.lemma.lower(), token.lemma.lower())


def _in_speech(one: ReadSentence, at: int) -> bool:
    token = one.tree.tokens[at]
    return any(a <= token.start and token.end <= b for a, b in one.quoted)


def _thing(one: ReadSentence, at: int, last: list[str]) -> str:
    tree, token = one.tree, one.tree.tokens[at]
    if tree.words[at] == "it" and last:
        return last[0]
    if tree.words[at + 1 : at + 2] in (["'"], ["’"], ["'s"], ["’s"]) or (
        token.text[:1].isupper() and at in one.mentions
    ):
        return ""
    if at in one.named and not (one.named[at].startswith("the ") and noun_class(token.lemma) == "animal"):
        return ""
    if not tree.is_common_noun(at) or token.tag == "NNS" and token.lemma in _NO_COUNT:
        return ""
    if noun_class(token.lemma) in ("abstract", "time", "sound", "speech", "gaze", "body", "person"):
        return ""
    return thing_at(tree, at)


def _of_clause(one: ReadSentence, clause: Clause, last: list[str]) -> Iterator[Note]:
    tree, frame = one.tree, clause.frame
    things = [(o, name) for o in frame.objects if (name := _thing(one, o, last))]
    subjects = [(a, name) for a in frame.actors if (name := _thing(one, a, last))]
    if clause.is_real:
        for at, name in things:
            yield from _uses(one, clause, at, name)
    happens = clause.is_real or (set(frame.reasons) <= {"earlier", "general"} and not one.is_aside)
    if happens:
        yield from _changes(one, clause, things, subjects)
    if clause.is_real:
        for at, name in subjects if not frame.is_passive and not frame.is_state else ():
            yield note(one, at, "uses", "", name, frame.lemma)
        for oblique in frame.obliques:
            name = _thing(one, oblique.token, last)
            if name:
                who = clause.actors[0] if clause.actors else ""
                yield note(one, oblique.token, "uses", who, name, f"{oblique.case} {frame.lemma}")
    around = [(o.token, name) for o in frame.obliques if (name := _thing(one, o.token, []))]
    for at, name in (*subjects, *around, *things):
        if tree.words[at] != "it" and noun_class(tree.tokens[at].lemma) not in ("nature", "animal"):
            last[:] = [name]


def _changes(
    one: ReadSentence, clause: Clause, things: list[tuple[int, str]], subjects: list[tuple[int, str]]
) -> Iterator[Note]:
    tree, frame = one.tree, clause.frame
    lemma, who = frame.lemma, clause.actors[0] if clause.actors else ""
    particles = {frame.particle, *tree.child_words(frame.verb, "advmod", "compound:prt")}
    whom = next((r for r in clause.recipients if r != who), "")
    if lemma == "set" and any(tree.tokens[o].lemma == "fire" for o in frame.objects):
        for oblique in frame.obliques:
            if oblique.case == "to" and (name := _thing(one, oblique.token, [])):
                yield note(one, oblique.token, "condition", name, "gone")
        return
    for at, name in things:
        into_fire = any(tree.tokens[o.token].lemma in ("fire", "stove", "flame", "acid", "sea") for o in frame.obliques)
        if lemma in _BREAK and not (lemma == "tear" and "down" in particles):
            yield note(one, at, "condition", name, "broken")
        elif lemma in _RUIN or (lemma in ("throw", "tear", "pull", "knock", "blow") and "down" in particles):
            yield note(one, at, "condition", name, "gone")
        elif lemma in ("throw", "toss") and ("away" in particles or into_fire):
            yield note(one, at, "condition", name, "gone")
        elif lemma in _LOSE:
            yield note(one, at, "condition", name, "lost")
        elif lemma in _MEND:
            yield note(one, at, "condition", name, "whole")
        elif lemma in _GIVE and whom:
            yield note(one, at, "has", whom, name)
        elif lemma == "sell" and who:
            yield note(one, at, "condition", name, "lost")
        elif lemma == "steal" and (not who or frame.is_passive):
            yield note(one, at, "condition", name, "lost")
        elif who and (lemma in _TAKE or (lemma in _PUT and _is_own(one, clause, who))):
            if lemma == "find":
                yield note(one, at, "condition", name, "whole")
            yield note(one, at, "has", who, name, "takes" if lemma in _TAKE else lemma)
    for at, name in subjects if not things else ():
        fell = lemma in _FALL and noun_class(tree.tokens[at].lemma) in ("building", "room")
        if lemma in _BREAK:
            yield note(one, at, "condition", name, "broken")
        elif lemma in _RUIN or fell:
            yield note(one, at, "condition", name, "gone")
        elif lemma == "lose" and frame.is_passive:
            yield note(one, at, "condition", name, "lost")
        elif frame.is_state and tree.words[frame.verb] in ("gone", "lost", "broken", "destroyed"):
            state = {"destroyed": "gone"}.get(tree.words[frame.verb], tree.words[frame.verb])
            yield note(one, at, "condition", name, state)


def _is_own(one: ReadSentence, clause: Clause, who: str) -> bool:
    """Say whether something is put where only its owner keeps it: into her coat, under his pillow."""
    tree = one.tree
    for oblique in clause.frame.obliques:
        owners = [one.mentions.get(c) for c in tree.children(oblique.token, "nmod:poss")]
        if tree.tokens[oblique.token].lemma in _OWN_PLACES and who in owners:
            return True
    return False


def _uses(one: ReadSentence, clause: Clause, at: int, name: str) -> Iterator[Note]:
    tree, frame = one.tree, clause.frame
    who = clause.actors[0] if clause.actors else ""
    own = "own " if who and _is_own(one, clause, who) else ""
    if not tree.child_words(at, "amod") & {"broken", "lost", "cracked", "burnt"} and not tree.child_words(at, "det") & {
        "a",
        "an",
    }:
        yield note(one, at, "uses", who, name, f"{own}{frame.lemma} {frame.particle}".strip())


def _numbers(one: ReadSentence) -> Iterator[Note]:
    tree = one.tree
    for at, token in enumerate(tree.tokens):
        if token.tag != "NNS" or token.lemma in _NO_COUNT or _in_speech(one, at):
            continue
        last = at - 1
        while (
            last > 0
            and number_of(tree.words[last]) is None
            and tree.tokens[last].tag in ("JJ", "NN", "VBN", "JJS", "NNS")
        ):
            last -= 1
        first = last
        while first >= 0 and number_of(tree.words[first]) is not None:
            first -= 1
        first += 1
        if first > last:
            continue
        count = number_of(" ".join(tree.words[first : last + 1]))
        if count is None or tree.words[max(0, first - 1)] in ("other", "more", "about", "over"):
            continue
        parent = token.head
        whole = {
            *tree.child_words(at, "det", "nmod:poss"),
            *tree.words[max(0, first - 1) : first],
        } & _WHOLE or "all" in tree.words[max(0, first - 2) : first]
        if tree.case(at) == "of" and tree.is_noun(parent):
            whole = whole or tree.child_words(parent, "det") & _WHOLE
            if tree.words[parent] in ("one", "some", "most", "many"):
                continue
        lost = tree.tokens[token.head].lemma in ("cut", "sell", "eat", "kill", "lose", "burn", "break", "steal")
        left = "left" in tree.words[at : at + 4]
        if lost and not whole:
            yield note(one, at, "counted", token.lemma, str(-count), "less")
        elif left:
            yield note(one, at, "number", token.lemma, str(count), "left")
        else:
            kind = "all" if whole else "some"
            yield note(one, first, "counted", token.lemma, str(count), kind, last=last)
    for at, token in enumerate(tree.tokens):  # "two of the eggs", "one of the bullets"
        if token.tag == "CD" and (count := number_of(token.text)) and tree.is_verb(token.head):
            of = [c for c in tree.children(at, "nmod", "obl") if tree.case(c) == "of"]
            lost = tree.tokens[token.head].lemma in (
                "eat",
                "sell",
                "fire",
                "kill",
                "lose",
                "burn",
                "break",
                "steal",
                "cut",
            )
            if of and lost:
                yield note(one, at, "counted", tree.tokens[of[0]].lemma, str(-count), "less")
