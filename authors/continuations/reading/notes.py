"""All notes of a text, in the order of the text."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from analysts.prose.frames.words import VERBS
from analysts.text.quotations import find_quotes
from authors.continuations.reading.clauses import read
from authors.continuations.reading.names import TITLES, pronoun_of
from authors.continuations.reading.note import Note, note
from authors.continuations.reading.people import of_people
from authors.continuations.reading.settings import of_settings
from authors.continuations.reading.things import of_things

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from authors.continuations.contract import Statement, StoryFacts
    from authors.continuations.reading.clauses import ReadSentence, ReadText

_FAMILIAR = (
    "as always",
    "as usual",
    "as ever",
    "as he always",
    "as she always",
    "again",
    "just as",
    "as on every",
    "as last",
    "as she did",
    "as he did",
    "usual ",
    "the way he always",
    "the way she always",
    "as they always",
    "as ever",
    "had always",
    "had never trusted",
    "were always",
    "was always",
    "as on all",
    "of old",
)
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-ZÀ-Þ][^\W\d_A-Z]+\b")
_OWN_NAME = re.compile(r"\b(?:[Mm]y name is|I am called|[Cc]all me) ([A-ZÀ-Þ]\w+(?: [A-ZÀ-Þ]\w+)*)")
_INTRODUCED = frozenset({"called", "named", "name", "call", "stranger"})
_COMING = frozenset({"come", "arrive", "enter", "appear", "knock", "step", "visit"})


def statements_of(paragraphs: Sequence[str], facts: StoryFacts) -> tuple[Statement, ...]:
    """Return the facts that a text states, read by what was known before it."""
    return tuple(statement for one in notes_of(tuple(paragraphs), facts) if (statement := one.statement))


@lru_cache(maxsize=256)
def notes_of(paragraphs: tuple[str, ...], facts: StoryFacts) -> tuple[Note, ...]:
    """Return all notes of a text."""
    text = read(paragraphs, facts)
    last: list[str] = []
    found: list[Note] = []
    counts = {thing.name.split()[-1]: thing.count for thing in facts.things if thing.count}
    named: set[str] = set()
    introduced = {name for one in text.sentences for name in one.named.values() if _is_described(one.text, name)}
    for sentence in text.sentences:
        found += _appearing(sentence, facts, introduced)
        found += (note(sentence, at, "name", name) for at, name in sentence.named.items())
        found += of_settings(sentence)
        found += (one for one in of_people(sentence) if not _may_be_another(one, named | _within(sentence, one), text))
        found += _counted(of_things(sentence, last), counts)
        named |= set(sentence.named.values())
    named_so = (Note("name", who, name) for who, name in text.naming.baptised.items())
    names = dict.fromkeys(one.about for one in found if one.kind == "name")
    met = (Note("name", name) for name in names)
    return (*named_so, *met, *_genders(text), *_of_speech(text), *_stay(found, facts))


def _genders(text: ReadText) -> Iterator[Note]:
    """Yield the pronouns that names tell by themselves."""
    for name, pronoun in text.naming.pronouns.items():
        if name not in text.naming.given:
            yield Note("pronoun", name, pronoun, "" if pronoun_of(name) == pronoun else "weak")


def _of_speech(text: ReadText) -> Iterator[Note]:
    """Yield the names that are only spoken: who is spoken of is not unknown any more."""
    for number, paragraph in enumerate(text.paragraphs):
        own = _OWN_NAME.search(paragraph)
        if own:
            who = next(
                (c.actors[0] for one in text.sentences for c in one.clauses if c.actors and one.paragraph == number), ""
            )
            yield Note("name", who or own[1], own[1] if who else "", "", number, own.start(1), own.end(1), paragraph)
        for quote in find_quotes([paragraph])[0]:
            for name in _NAME.findall(paragraph[quote.start : quote.end]):
                yield Note("name of thing", name.lower(), name.lower(), "", number, quote.start, quote.end)


def _within(sentence: ReadSentence, drift: Note) -> set[str]:
    tokens = sentence.tree.tokens
    return (
        {name for at, name in sentence.named.items() if tokens[at].start < drift.start}
        if drift.kind == "drifts"
        else set()
    )


def _may_be_another(one: Note, named: set[str], text: ReadText) -> bool:
    """Say whether a pronoun may mean somebody else whom the text has named before."""
    pronouns = text.naming.pronouns
    others = named - {one.about}
    return one.kind == "drifts" and any(pronouns.get(name, one.value) == one.value for name in others)


def _counted(notes: Iterable[Note], counts: dict[str, int]) -> Iterator[Note]:
    """Put numbers beside those that are known: what is counted first states how many there are."""
    for one in notes:
        if one.kind == "number":
            counts[one.about] = int(one.value)
        elif one.kind == "counted":
            known, count = counts.get(one.about, 0), int(one.value)
            if one.other == "all" and known:
                yield one
            if known and count < 0:
                counts[one.about] = known + count
                yield replace(one, kind="number", value=str(max(0, known + count)))
            elif not known and count > 0:
                counts[one.about] = count
                yield replace(one, kind="number")
            continue
        yield one


def _stay(found: list[Note], facts: StoryFacts) -> list[Note]:
    """Leave out journeys of those with whom the story goes: whoever acts on afterwards, and the first of it, alone."""
    first = facts.people[0].name if facts.people else next((one.about for one in found if one.kind == "acts"), "")
    kept = []
    for number, one in enumerate(found):
        if one.kind == "life" and one.value == "away":
            acting = [n for n in found[number:] if n.kind == "acts" and n.words != one.words]
            later = [n for n in acting if n.about == one.about and not _takes_leave(n)]
            left = [n for n in acting if n.about != one.about]
            others = {n.about for n in found if n.kind == "acts"} | {person.name for person in facts.people}
            together = any(n.words.startswith(("They ", "At dusk they")) or " they " in n.words for n in found[number:])
            if (one.about == first and not left) or later or together or others <= {one.about}:
                continue
        kept.append(one)
    return kept


def _takes_leave(one: Note) -> bool:
    """Say whether a deed is only what somebody says in going."""
    return one.value in VERBS["speaking"] or "“" in one.words or bool(_LEAVE_TAKING.search(one.words))


_LEAVE_TAKING = re.compile(
    r"\b(?:good-?bye|farewell|adieu|waved|looked back|promised|gave|handed|entrusted|kissed|hugged|left)\b",
    re.IGNORECASE,
)


def _appearing(one: ReadSentence, facts: StoryFacts, introduced: set[str]) -> Iterator[Note]:
    """Yield names that the branch has not met and nothing introduces; `introduced` keeps those that something does."""
    tree = one.tree
    for at, name in one.named.items():
        token = tree.tokens[at]
        familiar = any(words in one.text.lower() for words in _FAMILIAR)
        known = facts.person(name) or name.startswith("the ") or (name in introduced and not familiar)
        if known or any(a <= token.start < b for a, b in one.quoted):
            continue
        near = {*tree.words[max(0, at - 4) : at], *(tree.words[c] for c in tree.below[at])}
        if any(word.lower() in facts.words for word in name.split() if word.lower() not in TITLES):
            continue
        beside = (
            any(tree.tokens[c].relation in ("appos", "acl:relcl") for c in tree.below[at]) or token.relation == "appos"
        )
        beside = beside or any(i != at and one.named[i] == name for i in one.named)
        comes = any(at in clause.frame.actors and clause.frame.lemma in _COMING for clause in one.clauses)
        described = tree.children(at, "det", "nmod:poss") or beside or near & _INTRODUCED or comes
        described = described or _is_described(one.text, name)
        if described:
            introduced.add(name)
        acts = any(
            {at - 1, at, at + 1} & _bare(one, clause.frame.actors, at) and not clause.frame.is_state
            for clause in one.clauses
        )
        if (not described or familiar) and acts:
            yield note(one, at, "appears", name, "familiar" if familiar else "")


def _bare(one: ReadSentence, actors: Iterable[int], at: int) -> set[int]:
    """Return the actors that are the name itself or another word of it."""
    return {actor for actor in actors if actor == at or one.tree.tokens[actor].text[:1].isupper()}


def _is_described(text: str, name: str) -> bool:
    """Say whether a name comes with a word of who that is: "the wizard Pell", "Sir Bram, the oldest knight"."""
    form = re.escape(name)
    before = rf"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Mm]y) (?:[a-z-]+ ){{1,3}}{form}\b"
    if re.search(rf"[a-z], {form}(?:,| and)", text) or re.match(r"(?:Young|Little|Old) ", name):
        return True
    if re.search(rf"\b{form} (?:is|was) (?:an? |the |only |just |about )?(?!not\b|still\b)\w+[ ,.]", text):
        return True
    full = len([word for word in name.split() if word.lower() not in TITLES]) > 1
    return full or bool(re.search(before, text) or re.search(rf"{form}, (?:the|an?|his|her|their|who|whose)\b", text))
