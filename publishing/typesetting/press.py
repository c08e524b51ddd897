"""Typst in a process of its own, with limits of memory and time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.child import LENGTH
from sandbox.process import OutOfMemory, OutOfTime, ProcessFailed, answer_of, read_exactly
from sandbox.servers import Program

if TYPE_CHECKING:
    from collections.abc import Mapping

PROGRAM = Program("publishing.typesetting.press_program", "answer")
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class PressLimits:
    """What setting one document may take. `memory` is address space in bytes, `seconds` are of each kind of time."""

    memory: int = 2560 * MEGABYTE
    seconds: float = 600.0


@dataclass(frozen=True, slots=True)
class SetPages:
    """A document that was set. `missing` are characters for which there is no font here: they show as boxes.

    `is_accessible` says whether it is PDF/UA-1; `warnings` are Typst's.
    """

    pdf: bytes
    missing: str = ""
    warnings: tuple[str, ...] = ()
    is_accessible: bool = False


class NotSet(Exception):
    """The document could not be set; the words are Typst's."""


class TooLarge(NotSet):
    """The document takes more memory or time than it may."""


def set_pages(
    template: str, data: Mapping[str, object], *, is_tagged: bool, limits: PressLimits | None = None
) -> SetPages:
    """Set a document: `template` is a file of `templates`, and `data` is what that reads.

    Nothing in `data` is ever read as Typst's markup. With `is_tagged` the PDF is made for screen readers, too.
    The same data give the same bytes. Raises NotSet.
    """
    limits = limits or PressLimits()
    order = {"template": template, "is_tagged": is_tagged, "memory": limits.memory, "seconds": limits.seconds}
    given = json.dumps(data, ensure_ascii=False).encode()
    try:
        with answer_of(PROGRAM, json.dumps(order), given=given, seconds=limits.seconds) as answer:
            (length,) = LENGTH.unpack(read_exactly(answer, LENGTH.size))
            header = json.loads(read_exactly(answer, length))
            pdf = answer.read()
    except (OutOfMemory, OutOfTime) as problem:
        raise TooLarge from problem
    except ProcessFailed as problem:
        raise NotSet("The typesetter ended without an answer.") from problem
    if header["problem"]:
        raise TooLarge if header["problem"] == "memory" else NotSet(header["problem"])
    return SetPages(pdf, header["missing"], tuple(header["warnings"]), header["is_accessible"])
