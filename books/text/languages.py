"""Languages of books as PostgreSQL's full-text search knows them."""

from __future__ import annotations

ANY_LANGUAGE = "simple"
"""The configuration that takes words as they stand."""

CONFIGURATIONS = {
    "ar": "arabic",
    "hy": "armenian",
    "eu": "basque",
    "ca": "catalan",
    "da": "danish",
    "nl": "dutch",
    "en": "english",
    "fi": "finnish",
    "fr": "french",
    "de": "german",
    "el": "greek",
    "hi": "hindi",
    "hu": "hungarian",
    "id": "indonesian",
    "ga": "irish",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nb": "norwegian",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "es": "spanish",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""Search configurations by the language's two letters (ISO 639-1): those that PostgreSQL 14 and later bring."""

_BY_THREE_LETTERS = {
    "ara": "ar",
    "dan": "da",
    "deu": "de",
    "dut": "nl",
    "ell": "el",
    "eng": "en",
    "fin": "fi",
    "fra": "fr",
    "fre": "fr",
    "ger": "de",
    "gre": "el",
    "hin": "hi",
    "hun": "hu",
    "ita": "it",
    "nld": "nl",
    "nor": "no",
    "por": "pt",
    "ron": "ro",
    "rum": "ro",
    "rus": "ru",
    "spa": "es",
    "swe": "sv",
    "tam": "ta",
    "tur": "tr",
}
"""Forms of ISO 639-2 that EPUBs use for those languages, though they should not."""


def search_configuration(language: str) -> str:
    """Return the search configuration for a book's language tag (`en-GB`, `eng`, `pt_BR`, …), or for any language."""
    primary = language.strip().lower().replace("_", "-").partition("-")[0]
    return CONFIGURATIONS.get(_BY_THREE_LETTERS.get(primary, primary), ANY_LANGUAGE)
