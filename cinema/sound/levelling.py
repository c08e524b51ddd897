"""Make voices equally loud, however they came, and no peak too high to be played."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cinema.sound.loudness import loudness, peaks
from cinema.sound.samples import RATE

if TYPE_CHECKING:
    from cinema.sound.samples import Sound

TARGET = -16.0
"""LUFS of speech, as podcasts and audio books in two channels have it."""
CEILING = -1.0
"""dBTP that no peak exceeds. Encoders overshoot by a few tenths: the limiter keeps half a decibel below."""
HEADROOM = 0.5
MOST_GAIN = 36.0
"""Decibels by which sound is made louder at most: what is weaker than that is noise."""
STEP = RATE // 1000
REACH = 6
"""Steps of a millisecond over which the limiter comes and goes."""
NEAR = 0.1
"""LU by which the result may miss the target before it is tried again."""


def levelled(sound: Sound, *, target: float = TARGET) -> Sound:
    """Return sound at `target` LUFS, with peaks below `CEILING`; silence as it is."""
    measured = loudness(sound)
    if measured == -inf:
        return sound
    gain, result = 0.0, sound
    for _ in range(4):
        missing = target - measured
        if abs(missing) <= NEAR:
            break
        gain = min(gain + missing, MOST_GAIN)
        result = limited(sound * np.float32(10 ** (gain / 20)))
        measured = loudness(result)
    return limited(result)


def limited(sound: Sound, *, ceiling: float = CEILING - HEADROOM) -> Sound:
    """Return sound without true peaks above `ceiling` dBTP: softer for a few milliseconds around each."""
    highest = peaks(sound)
    limit = 10 ** (ceiling / 20)
    if highest.max(initial=0.0) <= limit:
        return sound
    count = -(-len(highest) // STEP)
    steps = np.pad(highest, (0, count * STEP - len(highest))).reshape(count, STEP).max(axis=1)
    wanted = np.minimum(1.0, limit / np.maximum(steps, limit))
    # the lowest wish of all neighbours, then its mean over fewer of them: never above what any of them wishes
    lowest = sliding_window_view(np.pad(wanted, REACH + 1, constant_values=1.0), 2 * REACH + 3).min(axis=1)
    window = np.hanning(2 * REACH + 1)
    smooth = sliding_window_view(np.pad(lowest, REACH, mode="edge"), 2 * REACH + 1) @ (window / window.sum())
    middle = (np.arange(count) + 0.5) * STEP
    return np.asarray(sound * np.interp(np.arange(len(highest)), middle, smooth), np.float32)
