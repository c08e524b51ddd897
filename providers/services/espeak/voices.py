"""The voices that espeak-ng is given: its own variants of a speaker, at a pitch and a speed that suit an age."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from providers.interfaces.speech import VoiceAge, VoiceGender

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Timbre:
    """What a voice is made of: `pitch` 0 to 99, `speed` in words a minute. `tells`: it suits a narrator."""

    title: str
    variant: str
    gender: VoiceGender
    age: VoiceAge
    pitch: int
    speed: int
    tells: bool = False


VOICES: Mapping[str, Timbre] = MappingProxyType(
    {
        "woman": Timbre("A woman who tells", "f2", "female", "adult", 42, 158, tells=True),
        "man": Timbre("A man who tells", "m3", "male", "adult", 38, 158, tells=True),
        "woman-low": Timbre("A woman with a low voice", "f5", "female", "adult", 32, 160),
        "woman-clear": Timbre("A woman with a clear voice", "f4", "female", "adult", 50, 165),
        "woman-warm": Timbre("A woman with a warm voice", "f3", "female", "adult", 40, 155),
        "man-low": Timbre("A man with a low voice", "m7", "male", "adult", 25, 155),
        "man-clear": Timbre("A man with a clear voice", "m2", "male", "adult", 48, 165),
        "man-dry": Timbre("A man with a dry voice", "m5", "male", "adult", 40, 162),
        "man-broad": Timbre("A man with a broad voice", "m4", "male", "adult", 32, 152),
        "young-woman": Timbre("A young woman", "f1", "female", "young", 58, 170),
        "young-woman-quick": Timbre("A young woman who speaks quickly", "f4", "female", "young", 62, 178),
        "young-man": Timbre("A young man", "m1", "male", "young", 58, 170),
        "young-man-quick": Timbre("A young man who speaks quickly", "m6", "male", "young", 55, 178),
        "girl": Timbre("A girl", "f1", "female", "child", 82, 165),
        "girl-small": Timbre("A small girl", "f3", "female", "child", 92, 155),
        "boy": Timbre("A boy", "f4", "male", "child", 72, 168),
        "boy-small": Timbre("A small boy", "f5", "male", "child", 86, 158),
        "old-woman": Timbre("An old woman", "f5", "female", "old", 22, 138),
        "old-woman-slow": Timbre("An old woman who speaks slowly", "f2", "female", "old", 28, 128),
        "old-man": Timbre("An old man", "m7", "male", "old", 14, 138),
        "old-man-slow": Timbre("An old man who speaks slowly", "m8", "male", "old", 22, 128),
        "somebody": Timbre("Somebody", "m8", "neutral", "adult", 60, 165),
    }
)
"""By the names that they are known by. Their pitch and speed set them apart, on espeak-ng 1.51."""
