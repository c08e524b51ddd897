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


def answer(asked: str) -> None:
    """Live the process's whole life: read what is on standard input, and answer on standard output."""
    logging.disable(logging.CRITICAL)
    given = json.loads(asked)
    limits = ExtractionLimits(**given["limits"])
    limit_itself(memory=limits.memory, seconds=limits.seconds, answer=MOST_ANSWERED)
    data = sys.stdin.buffer.read()
    try:
        answered = _robots(data, given) if given["task"] == "robots" else _source(data, given, limits)
        if met_its_limit(limits.memory):
            raise MemoryError
    except MemoryError:
        answered = json.dumps({"problem": str(TooMuch()), "kind": "much"})
    except Unreadable as error:
        met = isinstance(error.__cause__, MemoryError) or met_its_limit(limits.memory)
        is_much = met or isinstance(error, TooMuch)
        words = str(TooMuch()) if met else str(error)
        answered = json.dumps({"problem": words, "kind": "much" if is_much else "unreadable"})
    sys.stdout.buffer.write(answered.encode())
    sys.stdout.flush()


def _source(data: bytes, given: dict[str, str], limits: ExtractionLimits) -> str:
    text = read_source(data, limits, media_type=given["media_type"], name=given["name"], address=given["address"])
    return f'{{"text": {text.model_dump_json()}}}'


def _robots(data: bytes, given: dict[str, str]) -> str:
    return f'{{"rules": {rules_for(data, address=given["address"], agent=given["agent"]).model_dump_json()}}}'
