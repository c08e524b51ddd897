"""Whom the voices of speech servers suit, as far as their names tell."""

from __future__ import annotations

import re

from providers.interfaces.speech import Voice, VoiceGender

OPENAI_VOICES = (
    Voice("sage", "Sage", "female"),
    Voice("onyx", "Onyx", "male"),
    Voice("coral", "Coral", "female", "young"),
    Voice("echo", "Echo", "male"),
    Voice("nova", "Nova", "female", "young"),
    Voice("ash", "Ash", "male"),
    Voice("shimmer", "Shimmer", "female"),
    Voice("ballad", "Ballad", "male", "young"),
    Voice("verse", "Verse", "male", "young"),
    Voice("alloy", "Alloy", "neutral"),
    Voice("fable", "Fable", "neutral"),
)
"""Those that OpenAI's models have in common. It says nothing of gender or age: this is how they sound."""
_KOKORO = re.compile(r"[a-z](?P<gender>[fm])_(?P<name>\w+)")
"""Kokoro's names: the first letter is the language, the second the gender."""
_GENDERS: dict[str, VoiceGender] = {"f": "female", "m": "male"}
_WORDS: tuple[tuple[VoiceGender, re.Pattern[str]], ...] = (
    ("female", re.compile(r"(?<![a-z])(female|woman|girl|lady)", re.IGNORECASE)),
    ("male", re.compile(r"(?<![a-z])(male|man|boy)(?![a-z])", re.IGNORECASE)),
)


def voice_named(name: str) -> Voice:
    """Return the voice of a name, with what the name tells of it; one that tells nothing suits anybody."""
    known = next((voice for voice in OPENAI_VOICES if voice.name == name), None)
    if known is not None:
        return known
    if kokoro := _KOKORO.fullmatch(name):
        return Voice(name, kokoro["name"].capitalize(), _GENDERS[kokoro["gender"]])
    gender = next((gender for gender, words in _WORDS if words.search(name)), None)
    return Voice(name, name, gender or "neutral")
