"""Reading a source that nobody vouches for, in a process of its own with a limit of memory and of time."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from authors.sources.errors import TooMuch, Unreadable
from authors.sources.extraction.limits import MEGABYTE, ExtractionLimits
from authors.sources.records import ExtractedText
from authors.sources.robots import MOST_BYTES, RobotsRules
from sandbox.process import OutOfMemory, OutOfTime, ProcessFailed, answer_of
from sandbox.servers import Program

PROGRAM = Program("authors.sources.extraction.child", "answer")
ROBOTS_LIMITS = ExtractionLimits(memory=512 * MEGABYTE, seconds=5.0)


def read_in_sandbox(
    data: bytes, limits: ExtractionLimits, *, media_type: str = "", name: str = "", address: str = ""
) -> ExtractedText:
    """Read a source as `reading.read_source` does, in a process of its own. Raises Unreadable."""
    asked = {"task": "source", "media_type": media_type, "name": name, "address": address}
    answered = _answer(asked, limits, data)
    try:
        return ExtractedText.model_validate(answered["text"])
    except (KeyError, ValidationError) as error:
        raise Unreadable from error


def robots_in_sandbox(data: bytes, *, address: str, agent: str) -> RobotsRules:
    """Read a robots.txt as `robots.rules_for` does, in a process of its own. Raises Unreadable."""
    asked = {"task": "robots", "address": address, "agent": agent}
    answered = _answer(asked, ROBOTS_LIMITS, data[:MOST_BYTES])
    try:
        return RobotsRules.model_validate(answered["rules"])
    except (KeyError, ValidationError) as error:
        raise Unreadable from error


def _answer(asked: dict[str, str], limits: ExtractionLimits, data: bytes) -> dict[str, Any]:
    """Return what the process says, believed in nothing but its form. Raises Unreadable."""
    argument = json.dumps(asked | {"limits": limits.model_dump()})
    try:
        with answer_of(PROGRAM, argument, given=data, seconds=2 * limits.seconds) as file:
            answered = json.loads(file.read())
    except (OutOfTime, OutOfMemory) as error:
        raise TooMuch from error
    except (ProcessFailed, ValueError) as error:
        raise Unreadable from error
    if not isinstance(answered, dict):
        raise Unreadable
    if "problem" in answered:
        raise (TooMuch if answered.get("kind") == "much" else Unreadable)(str(answered["problem"]))
    return answered
