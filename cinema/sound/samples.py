"""Sound as numbers: 48 kHz, two channels, between -1 and 1."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RATE = 48_000
CHANNELS = 2
Sound = NDArray[np.float32]
"""A row of samples for each channel."""


class UnreadableSound(Exception):
    """A file of sound cannot be read."""


def parts_of(path: Path) -> Iterator[Sound]:
    """Yield the sound of a file (WAV, or anything that FFmpeg knows) a little at a time. Raises UnreadableSound."""
    resampler = AudioResampler(format="fltp", layout="stereo", rate=RATE)
    try:
        with av.open(str(path)) as file:
            for frame in file.decode(audio=0):
                frame.pts = None
                yield from map(_samples, resampler.resample(frame))
        yield from map(_samples, resampler.resample(None))
    except (av.FFmpegError, IndexError, OSError) as error:
        raise UnreadableSound("This sound cannot be read. Make it again.") from error


def read(path: Path) -> Sound:
    """Return all of a file's sound. Raises UnreadableSound."""
    parts = list(parts_of(path))
    return np.concatenate(parts, axis=1) if parts else np.zeros((CHANNELS, 0), np.float32)


def write_wav(path: Path, sound: Sound) -> None:
    """Write sound as a WAV file of 16 bits."""
    with path.open("wb") as raw, wave.open(raw, "wb") as file:
        file.setnchannels(CHANNELS)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(np.clip(sound.T, -1, 1) * 32767).astype("<i2").tobytes())


def _samples(frame: av.AudioFrame) -> Sound:
    return np.asarray(frame.to_ndarray(), np.float32)
