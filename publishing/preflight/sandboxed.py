"""Checking a PDF that nobody vouches for, in a process of its own with a limit of memory and of time."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass, field
from typing import IO, TYPE_CHECKING, Any

from pydantic import TypeAdapter

from publishing.checks import Check
from publishing.preflight.child import CheckLimits
from publishing.preflight.choices import ChoiceRefused
from publishing.preflight.inspecting import Inspection
from publishing.preflight.rules.catalogue import UNREADABLE
from sandbox.child import LENGTH
from sandbox.process import OutOfMemory, OutOfTime, ProcessFailed, outcome_of, read_exactly, size_left
from sandbox.servers import Program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from publishing.preflight.choices import PrintChoices

PROGRAM = Program("publishing.preflight.child", "answer")
AT_ONCE = threading.BoundedSemaphore(2)
"""Processes that this one waits for."""
INSPECTION = TypeAdapter(Inspection)
WAIT_SECONDS = 30.0
"""For others to end, before a caller is sent away."""
DIVIDE = "Export it again with pictures of 300 dots to an inch and without needless layers, or divide it."
TOO_MUCH_TIME = Check(UNREADABLE, "error", "Reading this file takes more time than any book needs.", DIVIDE)
TOO_MUCH_MEMORY = Check(UNREADABLE, "error", "Reading this file takes more memory than any book needs.", DIVIDE)
DAMAGED = Check(
    UNREADABLE,
    "error",
    "This file is so damaged that it cannot be checked.",
    "Export it again as PDF and try once more.",
)


class Busy(Exception):
    """So many files are being checked that another has to wait; the words are the reader's."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What was found, and WebPs of places by the number of their check."""

    inspection: Inspection
    pictures: dict[int, bytes] = field(default_factory=dict)


def check_file(path: Path, choices: PrintChoices, limits: CheckLimits | None = None) -> CheckedFile:
    """Check a PDF in a process of its own. Whatever is wrong with it is a check. Raises ChoiceRefused, and Busy."""
    limits = limits or CheckLimits()
    order = json.dumps({"path": str(path.resolve()), "choices": choices.model_dump(), "limits": asdict(limits)})
    if not AT_ONCE.acquire(timeout=WAIT_SECONDS):
        raise Busy("Other files are being checked. Try again in a minute.")
    try:
        with outcome_of(PROGRAM, order, given=b"", seconds=2 * limits.seconds) as (answered, failure):
            return _read(answered, failure)
    finally:
        AT_ONCE.release()


def _why(failure: ProcessFailed | None) -> Check:
    if isinstance(failure, OutOfTime):
        return TOO_MUCH_TIME
    return TOO_MUCH_MEMORY if isinstance(failure, OutOfMemory) else DAMAGED


def _read(file: IO[bytes], failure: ProcessFailed | None) -> CheckedFile:
    """Read the answer, believed in nothing but its form. Raises ChoiceRefused."""
    try:
        answer: dict[str, Any] = json.loads(read_exactly(file, LENGTH.unpack(read_exactly(file, LENGTH.size))[0]))
        words, limit = answer.get("refused"), answer.get("limit")
        inspection = None if words or limit else INSPECTION.validate_python(answer.get("inspection"))
    except ValueError:
        return CheckedFile(Inspection((_why(failure),)))
    if words:
        raise ChoiceRefused(str(words))
    if inspection is None:
        return CheckedFile(Inspection((TOO_MUCH_MEMORY,)))
    return CheckedFile(inspection, dict(_pictures(file)))


def _pictures(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield pictures as far as they are whole."""
    while size_left(file) > 2 * LENGTH.size:
        number, size = (LENGTH.unpack(read_exactly(file, LENGTH.size))[0] for _ in range(2))
        if size > size_left(file):
            return
        yield number, read_exactly(file, size)
