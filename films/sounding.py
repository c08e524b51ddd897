"""The sound of passages and of shots: one channel of 16 bits, all equally loud. Knows no ORM."""

from __future__ import annotations

import io
import wave
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    Samples = NDArray[np.int16]

RATE = 48_000
"""Samples a second."""
WHOLE = 32_767
EVEN_RMS = 10 ** (-20 / 20)
"""How loud speech is made: the mean power of what is not silence, of full scale."""
LOUDEST = 10 ** (-1.5 / 20)
"""What no sample passes."""
SILENT = 10 ** (-45 / 20)
WINDOW = RATE // 50
"""Samples that are heard together when silence is looked for."""
EDGE = RATE // 25
"""So much silence is left before and after speech."""


def levelled(wav: bytes) -> bytes:
    """Return speech as WAV without silence at its ends, as loud as all other speech."""
    sound = _samples(wav).astype(np.float32) / WHOLE
    count = len(sound) // WINDOW
    power = np.sqrt(np.mean(sound[: count * WINDOW].reshape(count, WINDOW) ** 2, axis=1)) if count else np.zeros(0)
    heard = np.flatnonzero(power > SILENT)
    if not len(heard):
        return as_wav(_samples(wav))
    first = max(0, heard[0] * WINDOW - EDGE)
    last = min(len(sound), (heard[-1] + 1) * WINDOW + EDGE)
    gain = EVEN_RMS / float(np.sqrt(np.mean(power[heard] ** 2)))
    peak = float(np.abs(sound[first:last]).max())
    even = sound[first:last] * min(gain, LOUDEST / peak if peak else gain)
    return as_wav(np.rint(even * WHOLE).astype(np.int16))


def seconds_of(wav: bytes) -> float:
    """Return how long a WAV file sounds."""
    with wave.open(io.BytesIO(wav)) as file:
        return file.getnframes() / file.getframerate()


def write_together(passages: Iterable[tuple[bytes, float]], seconds: float, path: Path) -> None:
    """Write passages (WAV, and when each begins) as one WAV file of that length."""
    whole = np.zeros(round(seconds * RATE), np.int16)
    for wav, at in passages:
        first = round(at * RATE)
        sound = _samples(wav)[: max(0, len(whole) - first)]
        whole[first : first + len(sound)] = sound
    path.write_bytes(as_wav(whole))


def as_wav(samples: Samples) -> bytes:
    """Return samples as a WAV file."""
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.astype("<i2").tobytes())
    return held.getvalue()


def _samples(wav: bytes) -> Samples:
    with wave.open(io.BytesIO(wav)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.int16)
