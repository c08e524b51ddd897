"""The process in which one file of sound is decoded: it takes its limits upon itself, decodes, and answers as WAV."""

from __future__ import annotations

import io
import json
import sys
import wave

import av
import numpy as np

from sandbox.child import limit_itself


def answer(order_as_json: str) -> None:
    """Live the process's whole life: decode what comes on stdin to one channel of 16 bits, and write it on stdout."""
    order = json.loads(order_as_json)
    limit_itself(memory=order["memory"], seconds=order["seconds"], answer=order["bytes"])
    rate = order["rate"]
    pieces = []
    with av.open(io.BytesIO(sys.stdin.buffer.read()), "r") as container:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
        for frame in container.decode(audio=0):
            pieces += [part.to_ndarray() for part in resampler.resample(frame)]
        pieces += [part.to_ndarray() for part in resampler.resample(None)]
    samples = np.concatenate(pieces, axis=1) if pieces else np.zeros((1, 0), np.int16)
    with wave.open(sys.stdout.buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.astype("<i2").tobytes())
    sys.stdout.flush()
