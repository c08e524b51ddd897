"""The narration of a shot: voices one after another, equally loud, with pauses, and when each of them speaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from cinema.sound.levelling import levelled
from cinema.sound.samples import CHANNELS, RATE, read, write_wav

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cinema.sound.samples import Sound

LEAD, PAUSE, TAIL = 0.35, 0.3, 0.6
"""Seconds of silence before the first voice, between voices, and after the last."""
FADE = 0.008
"""Seconds in which a voice comes and goes."""
QUIET, MARGIN = 0.01, 0.03
"""Part of a voice's largest sample below which its ends are silence, and seconds of it that are left to it."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one voice says: a file of sound and its text.

    `words` are the seconds of the file at which each word begins and ends, where the service that spoke told them.
    `pause` is the silence before it where it is not the first.
    """

    path: Path
    text: str
    speaker: str = ""
    words: tuple[tuple[float, float], ...] = ()
    pause: float = PAUSE


@dataclass(frozen=True, slots=True)
class Spoken:
    """When something is said: seconds of the shot; `words` are those of each word, or empty."""

    text: str
    start: float
    end: float
    speaker: str = ""
    words: tuple[tuple[float, float], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Narration:
    """A shot's narration as a WAV file (48 kHz, two channels, 16 bits) and what is said when."""

    path: Path
    seconds: float
    spoken: tuple[Spoken, ...]


def narrate(
    voices: Sequence[Voice], *, out: Path, lead: float = LEAD, tail: float = TAIL, least: float = 0.0
) -> Narration:
    """Write the narration of a shot to `out`, at least `least` seconds long.

    Each voice is freed of silence at its ends, levelled by itself to -16 LUFS with true peaks below -1 dBTP, and faded
    in and out; voices never overlap. Equal voices give equal bytes. One shot's sound is in memory.
    Raises samples.UnreadableSound.
    """
    pieces: list[Sound] = [_silence(lead)]
    spoken, place = [], pieces[0].shape[1]
    for number, voice in enumerate(voices):
        if number:
            pieces.append(_silence(voice.pause))
            place += pieces[-1].shape[1]
        sound, cut = _trimmed(read(voice.path))
        pieces.append(_faded(levelled(sound)))
        spoken.append(_spoken(voice, place / RATE, sound.shape[1] / RATE, cut / RATE))
        place += sound.shape[1]
    pieces.append(_silence(max(tail, least - place / RATE)))
    sound = np.concatenate(pieces, axis=1)
    out.parent.mkdir(parents=True, exist_ok=True)
    aside = out.with_name(f".{out.name}.part")
    write_wav(aside, sound)
    aside.replace(out)
    return Narration(out, sound.shape[1] / RATE, tuple(spoken))


def _spoken(voice: Voice, start: float, seconds: float, cut: float) -> Spoken:
    end = start + seconds
    words = tuple(
        (min(max(start, first - cut + start), end), min(max(start, last - cut + start), end))
        for first, last in voice.words
    )
    ordered = all(one[0] <= two[0] for one, two in pairwise(words))
    return Spoken(voice.text, start, end, voice.speaker, words if ordered else ())


def _trimmed(sound: Sound) -> tuple[Sound, int]:
    """Return sound without silence at its ends, and how many samples are gone from its beginning."""
    highest = np.abs(sound).max(axis=0, initial=0.0)
    heard = np.flatnonzero(highest > QUIET * highest.max(initial=0.0))
    if not len(heard):
        return sound, 0
    margin = round(MARGIN * RATE)
    first = max(0, int(heard[0]) - margin)
    return sound[:, first : int(heard[-1]) + margin], first


def _faded(sound: Sound) -> Sound:
    length = min(round(FADE * RATE), sound.shape[1] // 2)
    ramp = np.linspace(0, 1, length, dtype=np.float32)
    faded = sound.copy()
    faded[:, :length] *= ramp
    faded[:, sound.shape[1] - length :] *= ramp[::-1]
    return faded


def _silence(seconds: float) -> Sound:
    return np.zeros((CHANNELS, max(0, round(seconds * RATE))), np.float32)
