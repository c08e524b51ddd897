"""Names against the plan: nobody whom it does not know, nobody of it missing, and everybody with their own pronoun."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.checks.measured import MeasuredBook, MeasuredPart, at_words
from authors.checks.rules.words import word_list
from authors.contract import Finding, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from authors.checks.reading import Sentence, Word
    from authors.contract import PlannedPerson

_NAME = re.compile(r"[^\W\d_]*[A-Z][^\W\d_]*(?:['’-][^\W\d_]+)*")
_ANYBODYS = word_list("names", "anybodys")
_PRONOUNS = {"female": frozenset({"she", "her", "hers", "herself"}), "male": frozenset({"he", "him", "his", "himself"})}
_ABOUT_ANOTHER = re.compile(r"\b(?:the|an?|his|her|another|one) \w+", re.IGNORECASE)
"""Somebody without a name, of whom a pronoun after it may speak."""
_OTHER = {"female": "male", "male": "female"}


def unplanned_names(measured: MeasuredPart) -> Iterator[Finding]:
    """Tell words with a capital in the middle of a sentence that neither the plan nor its facts have; each once."""
    if not measured.in_english:
        return
    known = _known(measured)
    small = {word.text for word in measured.reading.words if word.text.islower()}
    told: set[str] = set()
    for sentence in measured.reading.sentences:
        if measured.reading.paragraphs[sentence.paragraph].kind == "verse":
            continue
        for word in _inside(sentence):
            name = re.sub(r"['’]s?$", "", word.text)
            if not _NAME.fullmatch(name) or name.lower() in known or name.lower() in small or name in told:
                continue
            told.add(name)
            words = f"“{name}” is not in the plan. Use a name that is, or add this one to the plan."
            yield at_words("name", "doubtful", words, sentence, (word,))


def _inside(sentence: Sentence) -> Iterable[Word]:
    """Return the words that begin no sentence and no speech within one."""
    text, offset = sentence.text, sentence.start
    for word in sentence.words[1:]:
        before = text[: word.start - offset].rstrip(" ")
        if before and before[-1] not in "“\"‘'(—–-.!?…:\n*":
            yield word


def _known(measured: MeasuredPart) -> frozenset[str]:
    outline = measured.outline
    texts = [outline.title, outline.subtitle, outline.understood, measured.brief.model_dump_json()]
    texts += [" ".join((person.name, *person.aliases, person.species)) for person in outline.people]
    texts += [" ".join((place.name, place.description)) for place in outline.places]
    texts += [" ".join((part.title, part.summary, str(part.details))) for part in outline.parts]
    return _ANYBODYS | words_in(" ".join(texts)) | measured.material.words


def wrong_pronouns(measured: MeasuredPart) -> Iterator[Finding]:
    """Tell a pronoun that nobody of the part can have, where the plan says who everybody is."""
    if not measured.in_english or measured.brief.readers == "adults":
        return
    people = _depicted(measured)
    genders = {person.gender for person in people}
    if len(genders) != 1 or not genders <= _PRONOUNS.keys():
        return
    gender = next(iter(genders))
    others = _PRONOUNS[_OTHER[gender]]
    for sentence in measured.reading.sentences:
        words = [word for word in sentence.told if word.plain in others]
        if (
            words
            and not _ABOUT_ANOTHER.search(sentence.text, 0, words[0].start - sentence.start)
            and not _names_somebody_else(measured, sentence, people)
        ):
            told = f"“{words[0].text}”: everybody in this picture is {gender}. Who is meant?"
            yield at_words("pronoun", "doubtful", told, sentence, (words[0],))


def _depicted(measured: MeasuredPart) -> tuple[PlannedPerson, ...]:
    depiction = measured.text.depiction or measured.part.depiction
    names = {person.name for person in depiction.people} if depiction else set()
    return tuple(person for person in measured.outline.people if person.name in names)


def _names_somebody_else(measured: MeasuredPart, sentence: Sentence, people: tuple[PlannedPerson, ...]) -> bool:
    others = {person.name.split()[-1].lower() for person in measured.outline.people if person not in people}
    paragraph = measured.reading.paragraphs[sentence.paragraph].text.lower()
    return any(re.search(rf"\b{re.escape(name)}\b", paragraph) for name in others)


def missing_hero(book: MeasuredBook) -> Iterator[tuple[str, Finding]]:
    """Tell protagonists whom no part names, once all parts are there."""
    if len(book.parts) < len(book.outline.parts) or not any(measured.text.word_count for measured in book.parts):
        return
    text = " ".join(measured.text.plain for measured in book.parts).lower()
    for person in book.outline.people:
        names = [person.name, *person.aliases]
        if person.role == "protagonist" and not any(name.lower() in text for name in names if name):
            yield (
                "",
                Finding(rule="name", severity="wrong", words=f"{person.name} is the hero, but no part names them."),
            )
