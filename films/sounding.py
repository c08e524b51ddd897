"""The sound of passages and of shots: one channel of 16 bits, all equally loud. Knows no ORM."""

from __future__ import annotations

import io
import tempfile
import wave
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from cinema.sound.narrating import Voice, narrate
from cinema.sound.samples import RATE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Samples = NDArray[np.int16]


def levelled(wav: bytes) -> bytes:
    """Return speech as WAV without silence at its ends, as loud as all other speech."""
    with tempfile.TemporaryDirectory(prefix="vividpages-voice-") as folder:
        spoken, made = Path(folder) / "spoken.wav", Path(folder) / "made.wav"
        spoken.write_bytes(wav)
        narrate([Voice(spoken, "")], out=made, lead=0, tail=0)
        return as_wav(_samples(made.read_bytes()))


def seconds_of(wav: bytes) -> float:
    """Return how long a WAV file sounds."""
    with wave.open(io.BytesIO(wav)) as file:
        seconds: float = file.getnframes() / file.getframerate()
        return seconds


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
    """Return the first channel of a WAV file: speech has the same in each."""
    with wave.open(io.BytesIO(wav)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return samples[:: file.getnchannels()].astype(np.int16)
