"""Reading a file that nobody vouches for, in a process of its own with a limit of memory and of time.

What a killer file then costs is one sentence: neither the web server nor the worker, nor any of their secrets.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from functools import cache
from typing import IO, TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from books.epub import EpubError, TooLarge
from books.epub.sandbox_child import TOO_MUCH_MEMORY, SandboxLimits, SandboxResult
from sandbox.child import LENGTH
from sandbox.process import OutOfMemory, OutOfTime, ProcessFailed, answer_of, read_exactly, size_left
from sandbox.servers import Program

if TYPE_CHECKING:
    from collections.abc import Sequence

    from books.manuscript import Manuscript

PROGRAM = Program("books.epub.sandbox_child", "answer")
TOO_MUCH_TIME = "Reading this book took more time than any book needs, so it was stopped."


def read_in_sandbox(epub: bytes, limits: SandboxLimits) -> Manuscript:
    """Read a book from the bytes of an EPUB as `read_epub` does, in a process of its own.

    Raises EpubError if it cannot be read, and TooLarge if that takes more memory or time than the limits allow.
    """
    try:
        with answer_of(PROGRAM, json.dumps(asdict(limits)), given=epub, seconds=limits.seconds) as answered:
            return read_answer(answered)
    except OutOfTime as error:
        raise TooLarge(TOO_MUCH_TIME) from error
    except OutOfMemory as error:
        raise TooLarge(TOO_MUCH_MEMORY) from error
    except ProcessFailed as error:
        raise EpubError from error


def read_answer(file: IO[bytes]) -> Manuscript:
    """Read the child's answer, believed in nothing but its form. Raises the EpubError that it reports."""
    length = LENGTH.unpack(file.read(LENGTH.size).rjust(LENGTH.size, b"\0"))[0]
    try:
        answer = _adapter().validate_json(file.read(min(length, size_left(file))), strict=True)
        if answer.manuscript is None:
            raise _error_named(answer.error, answer.message)
        files = [read_exactly(file, size) for size in answer.file_sizes]
        return _with_files(answer.manuscript, files)
    except (ValidationError, ValueError, IndexError) as error:
        raise EpubError from error


@cache
def _adapter() -> TypeAdapter[SandboxResult]:
    return TypeAdapter(SandboxResult)


def _error_named(name: str, message: str) -> EpubError:
    kinds = {kind.__name__: kind for kind in EpubError.__subclasses__()}
    return kinds.get(name, EpubError)(message)


def _with_files(manuscript: Manuscript, files: Sequence[bytes]) -> Manuscript:
    """Put the bytes of the manuscript's pictures in place of their numbers."""
    chapters = tuple(
        replace(
            chapter,
            pictures=tuple(replace(picture, data=_file(files, picture.data)) for picture in chapter.pictures),
        )
        if chapter.pictures
        else chapter
        for chapter in manuscript.chapters
    )
    cover = manuscript.cover
    if cover is not None:
        cover = replace(cover, data=_file(files, cover.data))
    return replace(manuscript, chapters=chapters, cover=cover)


def _file(files: Sequence[bytes], number: bytes) -> bytes:
    if not number.isdigit():
        raise ValueError("The answer numbers no file.")
    return files[int(number)]
