"""Languages as Word names them: with a country, or its spelling and hyphenation are not found. Knows no Django."""

from __future__ import annotations

RIGHT_TO_LEFT = ("ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")
COUNTRIES = {
    "ar": "SA",
    "bg": "BG",
    "ca": "ES",
    "cs": "CZ",
    "da": "DK",
    "de": "DE",
    "el": "GR",
    "en": "US",
    "es": "ES",
    "et": "EE",
    "fa": "IR",
    "fi": "FI",
    "fr": "FR",
    "he": "IL",
    "hi": "IN",
    "hr": "HR",
    "hu": "HU",
    "id": "ID",
    "is": "IS",
    "it": "IT",
    "ja": "JP",
    "ko": "KR",
    "lt": "LT",
    "lv": "LV",
    "nb": "NO",
    "nl": "NL",
    "nn": "NO",
    "no": "NO",
    "pl": "PL",
    "pt": "PT",
    "ro": "RO",
    "ru": "RU",
    "sk": "SK",
    "sl": "SI",
    "sr": "RS",
    "sv": "SE",
    "tr": "TR",
    "uk": "UA",
    "ur": "PK",
    "vi": "VN",
    "zh": "CN",
}
"""Where a language has most readers, or its first standard, if a book's tag does not say."""


def word_language(tag: str) -> str:
    """Return the tag with its country: “de” is “de-DE”; English if there is none."""
    primary, _, rest = (tag or "en").replace("_", "-").partition("-")
    country = rest or COUNTRIES.get(primary.lower(), "")
    return f"{primary.lower()}-{country}" if country else primary.lower()


def is_right_to_left(tag: str) -> bool:
    """Return whether a language is written from right to left."""
    return tag.lower().replace("_", "-").partition("-")[0] in RIGHT_TO_LEFT
