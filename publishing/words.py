"""The few words that editions add to a book, in its language where they are known, else in English. Knows no ORM."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What pages that the book does not bring are called; `illustration` stands before a picture's number."""

    contents: str
    illustrations: str
    illustration: str
    people: str
    notes: str


ENGLISH = Words("Contents", "Illustrations", "Illustration", "People", "Notes")
WORDS = {
    "en": ENGLISH,
    "de": Words("Inhalt", "Abbildungen", "Abbildung", "Personen", "Anmerkungen"),
    "fr": Words("Table des matières", "Illustrations", "Illustration", "Personnages", "Notes"),
    "es": Words("Índice", "Ilustraciones", "Ilustración", "Personajes", "Notas"),
    "it": Words("Indice", "Illustrazioni", "Illustrazione", "Personaggi", "Note"),
    "pt": Words("Índice", "Ilustrações", "Ilustração", "Personagens", "Notas"),
    "nl": Words("Inhoud", "Illustraties", "Illustratie", "Personages", "Noten"),
}


def words_in(language: str) -> Words:
    """Return the words in the language of a BCP 47 tag."""
    return WORDS.get(language.lower().replace("_", "-").partition("-")[0], ENGLISH)
