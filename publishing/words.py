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
    cover: str


ENGLISH = Words("Contents", "Illustrations", "Illustration", "People", "Notes", "Cover")
WORDS = {
    "en": ENGLISH,
    "de": Words("Inhalt", "Abbildungen", "Abbildung", "Personen", "Anmerkungen", "Umschlag"),
    "fr": Words("Table des matières", "Illustrations", "Illustration", "Personnages", "Notes", "Couverture"),
    "es": Words("Índice", "Ilustraciones", "Ilustración", "Personajes", "Notas", "Cubierta"),
    "it": Words("Indice", "Illustrazioni", "Illustrazione", "Personaggi", "Note", "Copertina"),
    "pt": Words("Índice", "Ilustrações", "Ilustração", "Personagens", "Notas", "Capa"),
    "nl": Words("Inhoud", "Illustraties", "Illustratie", "Personages", "Noten", "Omslag"),
    "sv": Words("Innehåll", "Illustrationer", "Illustration", "Personer", "Noter", "Omslag"),
    "da": Words("Indhold", "Illustrationer", "Illustration", "Personer", "Noter", "Omslag"),
    "nb": Words("Innhold", "Illustrasjoner", "Illustrasjon", "Personer", "Noter", "Omslag"),
    "fi": Words("Sisällys", "Kuvat", "Kuva", "Henkilöt", "Viitteet", "Kansi"),
    "pl": Words("Spis treści", "Ilustracje", "Ilustracja", "Postacie", "Przypisy", "Okładka"),
    "cs": Words("Obsah", "Ilustrace", "Ilustrace", "Postavy", "Poznámky", "Obálka"),
    "ru": Words("Содержание", "Иллюстрации", "Иллюстрация", "Действующие лица", "Примечания", "Обложка"),
    "el": Words("Περιεχόμενα", "Εικόνες", "Εικόνα", "Πρόσωπα", "Σημειώσεις", "Εξώφυλλο"),
}


def words_in(language: str) -> Words:
    """Return the words in the language of a BCP 47 tag."""
    return WORDS.get(language.lower().replace("_", "-").partition("-")[0], ENGLISH)
