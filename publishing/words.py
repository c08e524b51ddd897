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
    about: str
    coloring: str
    belongs: str
    end: str


ENGLISH = Words(
    "Contents",
    "Illustrations",
    "Illustration",
    "People",
    "Notes",
    "Cover",
    "About this edition",
    "A colouring book",
    "This book belongs to",
    "The End",
)
WORDS = {
    "en": ENGLISH,
    "de": Words(
        "Inhalt",
        "Abbildungen",
        "Abbildung",
        "Personen",
        "Anmerkungen",
        "Umschlag",
        "Zu dieser Ausgabe",
        "Ein Ausmalbuch",
        "Dieses Buch gehört",
        "Ende",
    ),
    "fr": Words(
        "Table des matières",
        "Illustrations",
        "Illustration",
        "Personnages",
        "Notes",
        "Couverture",
        "À propos de cette édition",
        "Livre de coloriage",
        "Ce livre appartient à",
        "Fin",
    ),
    "es": Words(
        "Índice",
        "Ilustraciones",
        "Ilustración",
        "Personajes",
        "Notas",
        "Cubierta",
        "Sobre esta edición",
        "Libro para colorear",
        "Este libro pertenece a",
        "Fin",
    ),
    "it": Words(
        "Indice",
        "Illustrazioni",
        "Illustrazione",
        "Personaggi",
        "Note",
        "Copertina",
        "Su questa edizione",
        "Libro da colorare",
        "Questo libro appartiene a",
        "Fine",
    ),
    "pt": Words(
        "Índice",
        "Ilustrações",
        "Ilustração",
        "Personagens",
        "Notas",
        "Capa",
        "Sobre esta edição",
        "Livro para colorir",
        "Este livro pertence a",
        "Fim",
    ),
    "nl": Words(
        "Inhoud",
        "Illustraties",
        "Illustratie",
        "Personages",
        "Noten",
        "Omslag",
        "Over deze uitgave",
        "Kleurboek",
        "Dit boek is van",
        "Einde",
    ),
    "sv": Words(
        "Innehåll",
        "Illustrationer",
        "Illustration",
        "Personer",
        "Noter",
        "Omslag",
        "Om denna utgåva",
        "Målarbok",
        "Den här boken tillhör",
        "Slut",
    ),
    "da": Words(
        "Indhold",
        "Illustrationer",
        "Illustration",
        "Personer",
        "Noter",
        "Omslag",
        "Om denne udgave",
        "Malebog",
        "Denne bog tilhører",
        "Slut",
    ),
    "nb": Words(
        "Innhold",
        "Illustrasjoner",
        "Illustrasjon",
        "Personer",
        "Noter",
        "Omslag",
        "Om denne utgaven",
        "Fargeleggingsbok",
        "Denne boken tilhører",
        "Slutt",
    ),
    "fi": Words(
        "Sisällys",
        "Kuvat",
        "Kuva",
        "Henkilöt",
        "Viitteet",
        "Kansi",
        "Tietoja tästä julkaisusta",
        "Värityskirja",
        "Tämän kirjan omistaa",
        "Loppu",
    ),
    "pl": Words(
        "Spis treści",
        "Ilustracje",
        "Ilustracja",
        "Postacie",
        "Przypisy",
        "Okładka",
        "O tym wydaniu",
        "Kolorowanka",
        "Ta książka należy do",
        "Koniec",
    ),
    "cs": Words(
        "Obsah",
        "Ilustrace",
        "Ilustrace",
        "Postavy",
        "Poznámky",
        "Obálka",
        "O tomto vydání",
        "Omalovánky",
        "Tato kniha patří",
        "Konec",
    ),
    "ru": Words(
        "Содержание",
        "Иллюстрации",
        "Иллюстрация",
        "Действующие лица",
        "Примечания",
        "Обложка",
        "Об этом издании",
        "Раскраска",
        "Эта книга принадлежит",
        "Конец",
    ),
    "el": Words(
        "Περιεχόμενα",
        "Εικόνες",
        "Εικόνα",
        "Πρόσωπα",
        "Σημειώσεις",
        "Εξώφυλλο",
        "Για αυτή την έκδοση",
        "Βιβλίο ζωγραφικής",
        "Αυτό το βιβλίο ανήκει σε",
        "Τέλος",
    ),
}


def words_in(language: str) -> Words:
    """Return the words in the language of a BCP 47 tag."""
    return WORDS.get(language.lower().replace("_", "-").partition("-")[0], ENGLISH)
