"""The process in which a stranger's PDF is checked: it takes its limits upon itself, reads, answers, and ends.

Its answer is the length of a JSON text, the text, and the pictures of places one after another.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import pikepdf

from publishing.preflight.choices import ChoiceRefused, PrintChoices
from publishing.preflight.inspecting import Inspection, inspect
from publishing.preflight.placing import pictures_of
from sandbox.child import LENGTH, limit_itself, met_its_limit

MOST_ANSWERED = 32 * 1024 * 1024
"""Bytes."""
MOST_DECODED = 96 * 1024 * 1024
"""Bytes of one stream when it is unpacked: a page of a map has a tenth of it."""


@dataclass(frozen=True, slots=True)
class CheckLimits:
    """What checking one file may take: bytes of memory, seconds of processor time, pictures of places."""

    memory: int = 1024 * 1024 * 1024
    seconds: float = 60.0
    pictures: int = 24


def answer(order_as_json: str) -> None:
    """Live the process's whole life."""
    order = json.loads(order_as_json)
    limits = CheckLimits(**order["limits"])
    limit_itself(memory=limits.memory, seconds=limits.seconds, answer=MOST_ANSWERED)
    pikepdf.settings.set_qpdf_limits(
        doc_max_warnings=1000,
        max_stream_filters=4,
        flate_max_memory=MOST_DECODED,
        png_max_memory=MOST_DECODED,
        tiff_max_memory=MOST_DECODED,
        run_length_max_memory=MOST_DECODED,
        dct_max_memory=MOST_DECODED,
    )
    path = Path(order["path"])
    try:
        inspection = inspect(path, PrintChoices(**order["choices"]))
    except ChoiceRefused as error:
        _write({"refused": str(error)})
        return
    except MemoryError:
        _write({"limit": "memory"})
        return
    if met_its_limit(limits.memory):
        _write({"limit": "memory"})
        return
    _write({"inspection": asdict(inspection)})
    _add_pictures(path, inspection, limits.pictures)


def _add_pictures(path: Path, inspection: Inspection, most: int) -> None:
    """Add pictures of places, each after the number of the check that it belongs to: what has come is not lost."""
    out = sys.stdout.buffer
    for number, picture in pictures_of(path, inspection.checks, most):
        out.write(LENGTH.pack(number) + LENGTH.pack(len(picture)) + picture)
        out.flush()


def _write(answered: dict[str, object]) -> None:
    encoded = json.dumps(answered).encode()
    out = sys.stdout.buffer
    out.write(LENGTH.pack(len(encoded)) + encoded)
    out.flush()
