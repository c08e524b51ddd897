"""How loud sound is, as people hear it (ITU-R BS.1770-5), at 48 kHz."""

from __future__ import annotations

from functools import cache
from math import inf, log10
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cinema.sound.samples import RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cinema.sound.samples import Sound

SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (-1.69065929318241, 0.73248077421585))
HIGH_PASS = ((1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))
"""The two filters of the K weighting: numerators, and denominators behind their 1 (BS.1770-5, tables 1 and 2)."""
TAPS = 8192
"""Samples after which nothing is left of an impulse (-200 dB)."""
HOP = RATE // 10
BLOCK = 4 * HOP
"""Blocks of 400 ms, a new one every 100 ms."""
SILENT, GATE = -70.0, -10.0
"""LUFS below which a block does not count, and LU below the mean of the others."""
OVERSAMPLING, SINC = 4, 12
"""Samples between samples in which peaks are looked for, and neighbours on which they are computed."""


def loudness(sound: Sound) -> float:
    """Return the integrated loudness in LUFS; -inf where nothing is to be heard.

    What is shorter than a block is measured as one.
    """
    power: NDArray[np.float64] = (_weighted(sound) ** 2).sum(axis=0)
    if len(power) < BLOCK:
        return _lufs(float(power.mean())) if len(power) else -inf
    hops = power[: len(power) // HOP * HOP].reshape(-1, HOP).mean(axis=1)
    blocks = sliding_window_view(hops, BLOCK // HOP).mean(axis=1)
    heard = blocks[blocks > _power(SILENT)]
    if not len(heard):
        return -inf
    return _lufs(float(heard[heard > _power(_lufs(float(heard.mean())) + GATE)].mean()))


def peaks(sound: Sound) -> NDArray[np.float64]:
    """Return for each sample the largest value of any channel at it and before the next, between samples too."""
    padded = np.pad(sound.astype(np.float64), ((0, 0), (SINC // 2 - 1, SINC // 2)))
    found: NDArray[np.float64] = np.abs(sound).max(axis=0, initial=0).astype(np.float64)
    for kernel in _between():
        for channel in padded:
            np.maximum(found, np.abs(np.convolve(channel, kernel, mode="valid")), out=found)
    return found


def true_peak(sound: Sound) -> float:
    """Return the true peak in dBTP; -inf for silence."""
    largest = float(peaks(sound).max(initial=0.0))
    return 20 * log10(largest) if largest else -inf


@cache
def _between() -> tuple[NDArray[np.float64], ...]:
    """Return the kernels that interpolate at each quarter between two samples, for `np.convolve`."""
    place = np.arange(SINC) - (SINC // 2 - 1)
    kernels = []
    for step in range(1, OVERSAMPLING):
        distance = place - step / OVERSAMPLING
        window = np.cos(np.pi * distance / SINC) ** 2
        kernel = np.sinc(distance) * window
        kernels.append((kernel / kernel.sum())[::-1])
    return tuple(kernels)


def _weighted(sound: Sound) -> NDArray[np.float64]:
    """Return sound after the K weighting; in pieces, by Fourier transforms."""
    size = 8 * TAPS
    step = size - TAPS
    response = np.fft.rfft(_response(), size)
    weighted = np.zeros((len(sound), sound.shape[1] + size))
    for start in range(0, sound.shape[1], step):
        piece = np.fft.irfft(np.fft.rfft(sound[:, start : start + step], size) * response, size)
        weighted[:, start : start + size] += piece
    return weighted[:, : sound.shape[1]]


@cache
def _response() -> NDArray[np.float64]:
    """Return what the K weighting makes of an impulse."""
    impulse = [1.0] + [0.0] * (TAPS - 1)
    for (b0, b1, b2), (a1, a2) in (SHELF, HIGH_PASS):
        x1 = x2 = y1 = y2 = 0.0
        result = []
        for x in impulse:
            y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            x1, x2, y1, y2 = x, x1, y, y1
            result.append(y)
        impulse = result
    return np.array(impulse)


def _lufs(power: float) -> float:
    return -0.691 + 10 * log10(power) if power > 0 else -inf


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))
