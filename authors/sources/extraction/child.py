"""The process in which a source, or a robots.txt, is read: it takes its limits upon itself, reads, answers, and ends.

Its answer is JSON: what was read, or the sentence that says why it was not.
"""

from __future__ import annotations

import json
import logging
import sys

from authors.sources.errors import TooMuch, Unreadable
from authors.sources.extraction.limits import ExtractionLimits
from authors.sources.extraction.reading import read_source
from authors.sources.robots import rules_for
from sandbox.child import limit_itself, met_its_limit

MOST_ANSWERED = 128 * 1024 * 1024
"""Bytes of an answer: more than the most characters of a text come to."""

TOO_MUCH = json.dumps({"problem": str(TooMuch()), "kind": "much"}).encode()


def answer(asked: str) -> None:
    """Live the process's whole life: read what is on standard input, and answer on standard output."""
    logging.disable(logging.CRITICAL)
    given = json.loads(asked)
    limits = ExtractionLimits(**given["limits"])
    limit_itself(memory=limits.memory, seconds=limits.seconds, answer=MOST_ANSWERED)
    data = sys.stdin.buffer.read()
    answered = _answered(data, given, limits)
    sys.stdout.buffer.write(TOO_MUCH if answered is None else answered)
    sys.stdout.flush()


def _answered(data: bytes, given: dict[str, str], limits: ExtractionLimits) -> bytes | None:
    """Return the answer; None if that took too much: then there is no memory to say so in."""
    try:
        answered = _robots(data, given) if given["task"] == "robots" else _source(data, given, limits)
        return None if met_its_limit(limits.memory) else answered.encode()
    except MemoryError:
        return None
    except Unreadable as error:
        if isinstance(error.__cause__, MemoryError) or met_its_limit(limits.memory):
            return None
        kind = "much" if isinstance(error, TooMuch) else "unreadable"
        return json.dumps({"problem": str(error), "kind": kind}).encode()


def _source(data: bytes, given: dict[str, str], limits: ExtractionLimits) -> str:
    text = read_source(data, limits, media_type=given["media_type"], name=given["name"], address=given["address"])
    return f'{{"text": {text.model_dump_json()}}}'


def _robots(data: bytes, given: dict[str, str]) -> str:
    return f'{{"rules": {rules_for(data, address=given["address"], agent=given["agent"]).model_dump_json()}}}'
