"""The process in which one picture is looked at for nudity: it takes its limits upon itself, looks, and answers."""

from __future__ import annotations

import io
import json
import sys

import numpy as np
from nudenet import NudeDetector
from PIL import Image

from sandbox.child import limit_itself

FORMATS = ("PNG", "JPEG", "WEBP")
LOOKED_AT = 640
"""Pixels of the longer side: twice what the detector sees."""
MOST_ANSWERED = 100_000
"""Bytes."""


def answer(limits_as_json: str) -> None:
    """Live the process's whole life: take the limits upon itself, look at what comes on stdin, answer on stdout."""
    limits = json.loads(limits_as_json)
    limit_itself(memory=limits["memory"], seconds=limits["seconds"], answer=MOST_ANSWERED)
    Image.MAX_IMAGE_PIXELS = None  # the limits' own is asked
    with Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=FORMATS) as picture:
        if picture.width * picture.height > limits["pixels"]:
            raise ValueError("too large")
        picture.thumbnail((LOOKED_AT, LOOKED_AT))
        pixels = np.asarray(picture.convert("RGB"))[:, :, ::-1]
    # Made here and not in the server: its threads would not live through a fork.
    found: dict[str, float] = {}
    for one in NudeDetector().detect(np.ascontiguousarray(pixels)):
        found[one["class"]] = max(found.get(one["class"], 0.0), float(one["score"]))
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
