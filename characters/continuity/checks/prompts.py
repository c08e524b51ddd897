"""What a picture's words say against the bible: people who are not in the scene, looks that nobody has there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysts.bible import Look, LookField, Person
from characters.bible.contradictions import contradictions_of
from characters.continuity.checks.presence import is_there
from characters.continuity.facts import AppearanceFacts, BookFacts, PersonFacts, SceneFacts
from characters.continuity.inconsistency import Inconsistency, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLAUSE = re.compile(r"[,;:()]| and | with | in ")
_SENTENCE = re.compile(r"[.!?](?:\s|$)")
_NOUNS: tuple[tuple[LookField, re.Pattern[str]], ...] = (
    ("hair", re.compile(r"\b(?:hair|haired|curls|locks|braids?|plaits?)\b")),
    ("eyes", re.compile(r"\b(?:eyes|eyed)\b")),
    ("beard", re.compile(r"\b(?:beard|bearded|clean-shaven|moustache)\b")),
    ("skin", re.compile(r"\b(?:skin|skinned|complexion)\b")),
)
WORDS_OF_A_LOOK = 5
"""A clause with more words is about something else that has hair in it."""


@dataclass(frozen=True, slots=True)
class OtherLook:
    """Words say `phrase` of somebody whose looks at the scene are `known`, empty if the bible knows of none."""

    person: PersonFacts
    phrase: str
    known: str


def strangers(book: BookFacts) -> Iterator[Inconsistency]:
    """Find words for a scene's picture that name somebody who is not seen there."""
    scenes: dict[str, list[int]] = {}
    for scene in book.scenes:
        for person in strangers_in(scene.prompt, scene, book):
            scenes.setdefault(person.id, []).append(scene.number)
    for person_id, numbers in scenes.items():
        person = book.by_id[person_id]
        yield Inconsistency(
            "prompt-stranger",
            "note",
            f"The description of the picture of {listed(numbers)} names {person.name}, who is not seen there.",
            (person.id,),
            scene=numbers[0],
            person=person.id,
            mends=(is_there(person, *numbers),),
        )


def other_looks(book: BookFacts) -> Iterator[Inconsistency]:
    """Find words for a scene's picture that give somebody looks which they do not have there."""
    for scene in book.scenes:
        for other in other_looks_in(scene.prompt, scene, book):
            yield Inconsistency(
                "prompt-look",
                "warning",
                f"The description of scene {scene.number}'s picture gives {other.person.name} {contrast_of(other)}",
                (other.person.id, scene.number, other.phrase),
                scene=scene.number,
                person=other.person.id,
            )


def contrast_of(other: OtherLook) -> str:
    """Return the end of the sentence that says so."""
    return (
        f"“{other.phrase}”, but it is “{other.known}” there."
        if other.known
        else f"“{other.phrase}”, not yet or no longer so."
    )


def strangers_in(words: str, scene: SceneFacts, book: BookFacts) -> list[PersonFacts]:
    """Find those who are named in `words` and not seen in the scene, each once."""
    named = dict.fromkeys(mention.person for mention in book.names.mentions(words) if not mention.owns)
    return [book.by_id[person] for person in named if person not in scene.present]


def other_looks_in(words: str, scene: SceneFacts, book: BookFacts) -> list[OtherLook]:
    """Find looks in `words` that contradict those of the scene's people, each once."""
    seen = {one.person: one for one in scene.seen}
    others: dict[tuple[str, str], OtherLook] = {}
    for person_id, said_of in _said_of(words, book):
        if person_id in seen:
            for other in _compared(book.by_id[person_id], seen[person_id], said_of, scene.number):
                others.setdefault((person_id, other.phrase), other)
    return list(others.values())


def _said_of(words: str, book: BookFacts) -> Iterator[tuple[str, str]]:
    """Yield what is said of whom: from a name to the next one, within a sentence."""
    mentions = list(book.names.mentions(words))
    for index, mention in enumerate(mentions):
        end = mentions[index + 1].start if index + 1 < len(mentions) else len(words)
        phrase = words[mention.end : end]
        sentence = _SENTENCE.search(phrase)
        yield mention.person, phrase[: sentence.start()] if sentence else phrase


def _compared(person: PersonFacts, seen: AppearanceFacts, phrase: str, scene: int) -> Iterator[OtherLook]:
    clauses = [" ".join(clause.split()) for clause in _CLAUSE.split(phrase)]
    for look_field, noun in _NOUNS:
        known = seen.looks.get(look_field, "")
        for clause in clauses:
            is_a_look = len(clause.split()) <= WORDS_OF_A_LOOK and noun.search(clause)
            if known and is_a_look and _exclude(look_field, known, clause):
                yield OtherLook(person, clause, known)
    now = " ".join((*seen.looks.values(), *seen.modifiers)).casefold()
    for change in person.changes:
        modifier = change.modifier.casefold()
        if not change.holds_at(scene) and modifier and modifier in phrase.casefold() and modifier not in now:
            yield OtherLook(person, change.modifier, _known_instead(change.type, seen))


def _known_instead(kind: str, seen: AppearanceFacts) -> str:
    return seen.looks.get({"outfit": "clothes", "hair": "hair", "age": "age"}.get(kind, ""), "")


def _exclude(look_field: LookField, known: str, phrase: str) -> bool:
    looks = (Look(look_field, known, 1, ""), Look(look_field, phrase, 1, ""))
    return bool(contradictions_of(Person("", (), "unknown", "unknown", "minor", 0, (), looks)))
