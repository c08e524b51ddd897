"""Editing an original in a process of its own with a limit of memory and of time: strangers have written it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from pydantic import ValidationError

from books.epub import EpubError, TooLarge
from books.epub.sandbox import TOO_MUCH_TIME
from books.epub.sandbox_child import TOO_MUCH_MEMORY
from publishing.kinds.epub.original.plan import Edited, NotFollowed
from publishing.kinds.epub.original.sandbox_child import answers, plans
from sandbox.child import LENGTH
from sandbox.process import OutOfMemory, OutOfTime, ProcessFailed, answer_of
from sandbox.servers import Program

if TYPE_CHECKING:
    from books.epub.sandbox_child import SandboxLimits
    from publishing.kinds.epub.original.plan import Plan

PROGRAM = Program("publishing.kinds.epub.original.sandbox_child", "answer")


def edit_in_sandbox(epub: bytes, plan: Plan, limits: SandboxLimits) -> Edited:
    """Follow a plan in an EPUB of these bytes. Raises NotFollowed, and EpubError if it is damaged or takes too much."""
    written = plans().dump_json(plan)
    given = LENGTH.pack(len(written)) + written + epub
    try:
        with answer_of(PROGRAM, json.dumps(asdict(limits)), given=given, seconds=limits.seconds) as file:
            answer = answers().validate_json(file.read())
    except OutOfTime as error:
        raise TooLarge(TOO_MUCH_TIME) from error
    except OutOfMemory as error:
        raise TooLarge(TOO_MUCH_MEMORY) from error
    except (ProcessFailed, ValidationError) as error:
        raise EpubError from error
    if answer.is_refused:
        raise NotFollowed(answer.message)
    if answer.edited is None:
        raise EpubError(answer.message)
    return answer.edited
