"""A reader's line, told in the past as the rest is: who does what, to whom, with what. Their words stay theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames.words import NOUN_CLASSES
from analysts.vocabulary import DeedKind
from authors.continuations.expanding.places import Place, kind_of, place_of
from authors.continuations.expanding.stock import of_thing
from authors.continuations.expanding.tenses import in_past
from authors.continuations.reading.clauses import is_spoken, read

if TYPE_CHECKING:
    from authors.continuations.contract import StoryContext
    from authors.continuations.reading.clauses import Clause, ReadSentence

_ADDRESSED = re.compile(r"\b(?:I|I'm|I’m|we|We|you|You|my|My|our|Our|your|Your|me|us)\b")
_NO_PROSE = re.compile(r"https?://|[{}<>\[\]|]|^\W*$|^\s*(?:TASK|SYSTEM|ASSISTANT)\b", re.IGNORECASE)
_ENDS = ".!?…”\"’'"
_NOT_THINGS = frozenset(
    [
        "time",
        "abstract",
        "speech",
        "gaze",
        "sound",
        "body",
        "person",
        "group",
        "dance",
        "animal",
        "room",
        "building",
        "outdoors",
    ]
)
_TELLING = words("say ask tell answer reply warn call whisper shout cry demand confess swear promise explain")
MOST_THINGS = 4


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A thing in a line: `noun` in the singular, `name` with what tells it from others, and whether it is several."""

    noun: str
    name: str
    is_many: bool = False
    is_object: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says. `told` is the line in the past; `doers` are people, `others` who else is in it.

    `deed` is the kind of deed and `verb` its verb; `things` are what can be seen in it, what the deed is done to
    first. `actions` are what each of the people does, in words of the line, with its kind. `note` says what was not
    understood.
    """

    told: str
    doers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    deed: DeedKind = "unknown"
    verb: str = ""
    things: tuple[NamedThing, ...] = ()
    place: Place | None = None
    actions: tuple[tuple[str, DeedKind, str], ...] = ()
    note: str = ""

    @property
    def is_understood(self) -> bool:
        """Say whether it is known who does what."""
        return not self.note

    @property
    def is_telling(self) -> bool:
        """Say whether somebody says or asks something in it."""
        return self.verb in _TELLING or "“" in self.told

    @property
    def thing(self) -> str:
        """The name of the thing that the deed is done to, "" for none."""
        return next((each.name for each in self.things if each.is_object), "")

    def deed_of(self, name: str) -> tuple[DeedKind, str]:
        """Return what somebody does in it: its kind, and in words of the line."""
        return next(((deed, words) for who, deed, words in self.actions if who == name), ("unknown", ""))


def understood(line: str, context: StoryContext) -> Line:
    """Read a reader's line. One that is not understood is told as it was written, and a note says so."""
    facts = context.facts
    words = " ".join(line.split())
    if words and words[-1] not in _ENDS:
        words += "."
    words = words[:1].upper() + words[1:]
    if _NO_PROSE.search(words):
        return Line(words, note="This does not read like a sentence of a story, so it stands as you wrote it.")
    posted = read((words,), facts).sentences
    outside = _outside_speech(words, posted[0].quoted if posted else ())
    if _ADDRESSED.search(outside):
        return Line(words, note="It speaks of “I”, “we” or “you”, so it stands as you wrote it.")
    told = in_past(words, posted)
    sentences = read((told,), facts).sentences
    clauses = [(one, clause) for one in sentences for clause in one.clauses]
    if not clauses or "?" in outside or _is_order(posted):
        return Line(words, note="It is not told as something that happens, so it stands as you wrote it.")
    doing = [(one, c) for one, c in clauses if _doers(one, c, context) and "question" not in c.frame.reasons]
    one, clause = _main(doing or clauses)
    doers = _doers(one, clause, context) if doing else ()
    actions = [(name, _deed(o, c), _action(o, c)) for o, c in doing for name in _doers(o, c, context)]
    return Line(
        told=told,
        doers=doers,
        others=tuple(dict.fromkeys(name for name in _mentioned(sentences) if name not in doers)),
        deed=_deed(one, clause),
        verb=clause.frame.lemma,
        things=_things(sentences, one, clause, context),
        place=place_of(sentences, context),
        actions=tuple(actions),
    )


def _outside_speech(words: str, quoted: tuple[tuple[int, int], ...]) -> str:
    kept, at = [], 0
    for start, end in sorted(quoted):
        kept.append(words[at:start])
        at = end
    return "".join([*kept, words[at:]])


def _is_order(sentences: list[ReadSentence]) -> bool:
    tree = sentences[0].tree
    first = tree.tokens[0]
    return first.tag == "VB" and first.relation == "root" and not tree.children(0, "nsubj")


def _main(doing: list[tuple[ReadSentence, Clause]]) -> tuple[ReadSentence, Clause]:
    """Return the clause of the line that can be seen best, the first of them."""
    happens = [(one, c) for one, c in doing if "negated" not in c.frame.reasons and not _names(one, c)] or doing
    real = [(one, c) for one, c in happens if c.is_real and not one.tree.words[c.frame.verb].endswith("ing")] or happens
    seen = [(one, c) for one, c in real if c.frame.deed != "unknown"] or real
    return seen[0]


def _names(one: ReadSentence, clause: Clause) -> bool:
    """Say whether a clause only gives a name: “a deaf boy called Piet”."""
    verb = clause.frame.verb
    return one.tree.words[verb] in ("called", "named") and verb + 1 in one.named


def _doers(one: ReadSentence, clause: Clause, context: StoryContext) -> tuple[str, ...]:
    """Return who does it: people of the line, or for “they” those who did something together before."""
    if clause.actors:
        return tuple(name for name in clause.actors if name)
    if clause.frame.is_state or not any(one.tree.words[at] == "they" for at in clause.frame.actors):
        return ()
    named = [name for at, name in sorted(one.named.items()) if at < clause.frame.verb]
    before = [person.name for person in context.last[-1].people] if context.last else []
    known = [name for name in before if (who := context.facts.person(name)) and who.state == "alive"]
    return tuple(dict.fromkeys(named if len(named) > 1 else known))[:3]


def _deed(one: ReadSentence, clause: Clause) -> DeedKind:
    """Return the deed, by what goes with the verb where that says more: to fall asleep is no fall."""
    around = set(one.tree.words)
    if clause.frame.lemma == "fall" and "asleep" in around:
        return "sleeping"
    if clause.frame.lemma == "cry":
        return "shouting" if "“" in one.text else "weeping"
    return _DEEDS.get(clause.frame.lemma, clause.frame.deed) if clause.frame.deed == "unknown" else clause.frame.deed


_DEEDS: dict[str, DeedKind] = {
    "find": "searching",
    "discover": "searching",
    "drop": "putting",
    "open": "opening",
    "search": "searching",
    "press": "listening",
    "hide": "hiding",
    "burn": "lighting",
    "repair": "working",
    "board": "arriving",
    "land": "arriving",
    "reach": "arriving",
    "enter": "arriving",
    "sneak": "walking",
    "wait": "standing",
    "warn": "talking",
    "say": "talking",
}


def _mentioned(sentences: list[ReadSentence]) -> list[str]:
    """Return everybody of a line, in its order, without those who are only spoken of as somebody's."""
    return [
        one.mentions[at]
        for one in sentences
        for at in sorted(one.mentions)
        if not is_spoken(one, at)
        and (one.tree.tokens[at].relation != "nmod:poss" or _has_part(one, at))
        and "dead" not in one.tree.words[max(0, at - 2) : at]
    ]


def _has_part(one: ReadSentence, at: int) -> bool:
    """Say whether somebody is there because a hand or a face of theirs is."""
    return NOUN_CLASSES.get(one.tree.tokens[one.tree.tokens[at].head].lemma) == "body"


def _things(
    sentences: list[ReadSentence], main: ReadSentence, clause: Clause, context: StoryContext
) -> tuple[NamedThing, ...]:
    """Return the things of a line that can be seen: what the deed is done to, then the others, as they come."""
    objects = {(main.paragraph, main.tree.tokens[at].start) for at in clause.frame.objects}
    found: dict[str, NamedThing] = {}
    known = {thing.name.split()[-1] for thing in context.facts.things if thing.owner and thing.state == "whole"}
    for one in sentences:
        tree = one.tree
        for at, token in enumerate(tree.tokens):
            noun = token.lemma.lower()
            is_part = token.relation == "compound" or tree.words[at + 1 : at + 2] in (["'s"], ["’s"])
            if not tree.is_common_noun(at) or at in one.mentions or is_part or is_spoken(one, at) or len(noun) < 3:
                continue
            if not is_thing(noun) or tree.child_words(at, "det") & {"no"} or _is_absent(one, at):
                continue
            if _is_reported(one, at) and noun not in known:
                continue
            is_object = (one.paragraph, token.start) in objects
            found.setdefault(noun, NamedThing(noun, _name(one, at), token.tag == "NNS", is_object))
    return tuple(sorted(found.values(), key=lambda each: not each.is_object))[:MOST_THINGS]


def is_thing(noun: str) -> bool:
    """Say whether a noun names a thing that can be looked at: no place, no hour, nothing that only has a word."""
    kind = NOUN_CLASSES.get(noun, "")
    if of_thing(noun, "has"):
        return noun not in ("day", "night")
    return bool(kind) and kind not in _NOT_THINGS and kind != "nature" and kind_of(noun) == "unknown"


def _is_reported(one: ReadSentence, at: int) -> bool:
    """Say whether a thing is only spoken of: “she asks who the coffin is for”."""
    tells = [c.frame.verb for c in one.clauses if c.frame.lemma in _TELLING and not is_spoken(one, c.frame.verb)]
    return any(verb < at for verb in tells) and any("reported" in c.frame.reasons for c in one.clauses)


def _is_absent(one: ReadSentence, at: int) -> bool:
    """Say whether a thing is only spoken of as not being there: “without wheels”, “the umbrella was gone”."""
    tree = one.tree
    gone = tree.tokens[at].relation.startswith("nsubj") and tree.words[tree.tokens[at].head] in (
        "gone",
        "lost",
        "missing",
    )
    return gone or tree.case(at) in ("without", "like", "as", "for", "of")


def _name(one: ReadSentence, at: int) -> str:
    """Return a thing with what tells it from others: “brass key”, not “clay full jar”."""
    tree = one.tree
    before = [c for c in tree.children(at, "amod", "compound") if c < at and tree.tokens[c].tag in ("JJ", "NN")]
    said = [tree.words[c] for c in before if tree.words[c] not in ("other", "full", "same", "own", "last", "first")]
    return " ".join([*said, tree.tokens[at].lemma.lower()])


def _action(one: ReadSentence, clause: Clause) -> str:
    """Return what somebody does in words of the line, up to the next thing that they do."""
    tree, verb = one.tree, clause.frame.verb
    last = min(tree.last_of(verb), verb + 8, len(tree) - 1)
    for at in range(verb + 1, last + 1):
        if tree.words[at] in (",", "“", ":", "and", "but", "while") and at > verb + 1:
            last = at - 1
            break
    return _slice(one, verb, last)


def _slice(one: ReadSentence, first: int, last: int) -> str:
    offset = one.tree.sentence.start
    start, end = one.tree.tokens[first].start - offset, one.tree.tokens[last].end - offset
    return one.text[start:end].rstrip(" .!?,")
