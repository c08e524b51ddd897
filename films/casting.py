"""Who speaks with which voice: by gender and age as the bible has them, the same through the whole book.

Chance has no part in it, and whoever has a voice keeps it: somebody who comes later in the book changes nobody's.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from providers.interfaces.speech import Voice

NARRATOR = ""
"""Under this a casting has the voice that tells."""
NEAREST_AGES: Mapping[str, tuple[str, ...]] = {
    "child": ("child", "young", "adult", "old"),
    "young": ("young", "adult", "child", "old"),
    "adult": ("adult", "young", "old", "child"),
    "old": ("old", "adult", "young", "child"),
    "unknown": ("adult", "young", "old", "child"),
}
"""Which voices are taken where there is none of somebody's age, the nearest first."""


@dataclass(frozen=True, slots=True)
class CastSpeaker:
    """Somebody who speaks: an id, what they are told apart by, `female`, `male` or `unknown`, and an age."""

    id: str
    key: str
    gender: str
    age: str


def cast(
    speakers: Iterable[CastSpeaker],
    voices: Sequence[Voice],
    *,
    narrator: str = "",
    known: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return the voice of each speaker by their id, and that of the narrator under NARRATOR.

    `narrator` is the voice that is wished for. `speakers` come in the order in which the book brings them; a voice that
    somebody is `known` by stays theirs as long as it is there. Raises ValueError if there is no voice at all.
    """
    if not voices:
        raise ValueError("A speaker has no voices.")
    names = {voice.name for voice in voices}
    tells = narrator if narrator in names else next((voice.name for voice in voices if voice.tells), voices[0].name)
    casting = {NARRATOR: tells}
    taken = Counter([tells])
    everybody = list(speakers)
    for speaker in everybody:
        kept = (known or {}).get(speaker.id)
        if kept in names and kept != tells:
            casting[speaker.id] = kept
            taken[kept] += 1
    for speaker in everybody:
        if speaker.id not in casting:
            casting[speaker.id] = _voice_for(speaker, voices, taken)
            taken[casting[speaker.id]] += 1
    return casting


def _voice_for(speaker: CastSpeaker, voices: Sequence[Voice], taken: Counter[str]) -> str:
    """Choose a voice of the right gender, then of the nearest age, then one that few others have."""
    suiting = [voice for voice in voices if _suits(voice, speaker.gender)] or list(voices)
    ages = NEAREST_AGES.get(speaker.age, NEAREST_AGES["unknown"])
    best = min(
        suiting,
        key=lambda voice: (
            ages.index(voice.age) + taken[voice.name],
            voice.gender == "neutral" and speaker.gender != "unknown",
            _chance(speaker.key, voice.name),
        ),
    )
    return best.name


def _suits(voice: Voice, gender: str) -> bool:
    return gender == "unknown" or voice.gender in (gender, "neutral")


def _chance(key: str, voice: str) -> bytes:
    return hashlib.sha256(f"{key}\0{voice}".encode()).digest()
