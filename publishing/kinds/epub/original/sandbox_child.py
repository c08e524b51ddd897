"""The process in which an original is edited: it takes its limits upon itself, reads, answers, and ends."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from pydantic import TypeAdapter

from books.epub import EpubError, ReadingLimits, TooLarge
from books.epub.archive.container import Container
from books.epub.sandbox_child import TOO_MUCH_MEMORY, SandboxLimits
from publishing.kinds.epub.original.edition import edit
from publishing.kinds.epub.original.plan import Edited, NotFollowed, Plan
from sandbox.child import LENGTH, limit_itself, met_its_limit

MOST_ANSWERED = 256 * 1024 * 1024
"""Bytes: all pages of the largest book, written anew."""


@dataclass(frozen=True, slots=True)
class EditAnswer:
    """What the child answers: the files, or why there are none; `is_refused`: the original was not followed."""

    edited: Edited | None = None
    message: str = ""
    is_refused: bool = False


@cache
def answers() -> TypeAdapter[EditAnswer]:
    """Return what reads and writes answers."""
    return TypeAdapter(EditAnswer)


@cache
def plans() -> TypeAdapter[Plan]:
    """Return what reads and writes plans."""
    return TypeAdapter(Plan)


def answer(limits_as_json: str) -> None:
    """Live the child's whole life: read a plan and an EPUB from stdin, answer on stdout."""
    given = json.loads(limits_as_json)
    limits = SandboxLimits(given["memory"], given["seconds"], ReadingLimits(**given["reading"]))
    limit_itself(memory=limits.memory, seconds=limits.seconds, answer=MOST_ANSWERED)
    data = sys.stdin.buffer.read()
    sys.stdout.buffer.write(answers().dump_json(_answer(data, limits)))
    sys.stdout.flush()


def _answer(data: bytes, limits: SandboxLimits) -> EditAnswer:
    (length,) = LENGTH.unpack(data[: LENGTH.size])
    plan = plans().validate_json(data[LENGTH.size : LENGTH.size + length])
    try:
        with Container(BytesIO(data[LENGTH.size + length :]), limits.reading) as container:
            edited = edit(container, plan)
        if met_its_limit(limits.memory):
            raise MemoryError
    except NotFollowed as error:
        return EditAnswer(message=str(error), is_refused=True)
    except MemoryError:
        return EditAnswer(message=TOO_MUCH_MEMORY)
    except (EpubError, RecursionError) as error:
        return EditAnswer(message=str(error) if isinstance(error, EpubError) else str(TooLarge()))
    return EditAnswer(edited)
