"""A shot's sound as packets of AAC that join to those of any other shot.

A packet of AAC overlaps with the next. Shots are encoded each by itself and can be joined nonetheless, because each
begins and ends with silence (a few hundredths of a second): what the overlap would need of its neighbour is zero.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import av
import numpy as np

from cinema.contract import FRAME_RATE
from cinema.sound.samples import CHANNELS, RATE, parts_of
from cinema.streams.bmff.fragments import Sample
from cinema.streams.bmff.tracks import AAC_SAMPLES, SOUND_BITS

if TYPE_CHECKING:
    from pathlib import Path

    from cinema.sound.samples import Sound

SAMPLES_A_FRAME = RATE // FRAME_RATE
SILENT_BEFORE, SILENT_AFTER = AAC_SAMPLES, 2 * AAC_SAMPLES
"""Samples at a shot's beginning and end that are made silent."""
RAMP = RATE // 100
"""Samples over which sound comes and goes where it was cut."""


def packets_until(frame: int) -> int:
    """Return how many packets begin before that frame of a film: a whole number, at most 21 ms too many."""
    # ceil(a + b) − ceil(a) ≤ ceil(b): wherever a shot begins, it needs no more than its length alone would.
    return -(-frame * SAMPLES_A_FRAME // AAC_SAMPLES)


def encoded(path: Path, *, frames: int) -> tuple[bytes, list[Sample]]:
    """Encode a WAV file as the sound of a shot; return the AudioSpecificConfig and a packet for every 1,024 samples.

    What is too long is cut, what is too short is followed by silence. Raises sound.samples.UnreadableSound.
    """
    sound = np.zeros((CHANNELS, packets_until(frames) * AAC_SAMPLES), np.float32)
    place = 0
    for part in parts_of(path):
        length = min(part.shape[1], sound.shape[1] - place)
        sound[:, place : place + length] = part[:, :length]
        place += length
    _silence_ends(sound, frames * SAMPLES_A_FRAME)
    return _encode(sound)


def silence() -> tuple[bytes, Sample]:
    """Return the AudioSpecificConfig, and a packet in which nothing is to be heard."""
    configuration, packets = _encode(np.zeros((CHANNELS, 4 * AAC_SAMPLES), np.float32))
    return configuration, packets[1]


def _silence_ends(sound: Sound, length: int) -> None:
    """Make the ends of a shot's sound silent, in place; short ramps keep cuts from being heard as clicks."""
    ramp = np.linspace(0, 1, RAMP, dtype=np.float32)
    sound[:, :SILENT_BEFORE] = 0
    sound[:, SILENT_BEFORE : SILENT_BEFORE + RAMP] *= ramp[: max(0, sound.shape[1] - SILENT_BEFORE)]
    end = max(0, length - SILENT_AFTER)
    sound[:, end:] = 0
    fading = sound[:, max(0, end - RAMP) : end]
    fading *= ramp[::-1][RAMP - fading.shape[1] :]


def _encode(sound: Sound) -> tuple[bytes, list[Sample]]:
    encoder = av.CodecContext.create("aac", "w")
    encoder.sample_rate, encoder.layout, encoder.format = RATE, "stereo", "fltp"
    encoder.bit_rate, encoder.time_base = SOUND_BITS, Fraction(1, RATE)
    encoder.options = {"flags": "+bitexact+global_header", "aac_coder": "twoloop"}
    packets = []
    for place in range(0, sound.shape[1], AAC_SAMPLES):
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(sound[:, place : place + AAC_SAMPLES]), "fltp", "stereo"
        )
        frame.sample_rate, frame.pts, frame.time_base = RATE, place, Fraction(1, RATE)
        packets += encoder.encode(frame)
    packets += encoder.encode(None)
    samples = [Sample(bytes(packet), AAC_SAMPLES) for packet in packets if (packet.pts or 0) >= 0]
    return encoder.extradata or b"", samples[: sound.shape[1] // AAC_SAMPLES]
