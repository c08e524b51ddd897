"""Reading a file that nobody vouches for, in a process of its own with a limit of memory and of time.

What a killer file then costs is one sentence: neither the web server nor the worker, nor any of their secrets.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from books.epub import EpubError, TooLarge
from books.epub.sandbox_child import LENGTH, TOO_MUCH_MEMORY, SandboxLimits, SandboxResult

if TYPE_CHECKING:
    from collections.abc import Sequence

    from books.manuscript import Manuscript

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]); from books.epub import sandbox_child; "
    "sandbox_child.answer(sys.argv[2])"
)
"""What the child runs: started with `-I`, it finds our code only where it is told."""
KEPT_VARIABLES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""The child gets nothing else of the environment: keys and passwords are there."""
TOO_MUCH_TIME = "Reading this book took more time than any book needs, so it was stopped."


def read_in_sandbox(epub: bytes, limits: SandboxLimits) -> Manuscript:
    """Read a book from the bytes of an EPUB as `read_epub` does, in a process of its own.

    Raises EpubError if it cannot be read, and TooLarge if that takes more memory or time than the limits allow.
    """
    command = [sys.executable, "-I", "-c", PROGRAM, str(ROOT), json.dumps(asdict(limits))]
    with TemporaryFile() as answered:
        try:
            child = subprocess.run(  # noqa: S603
                command,
                input=epub,
                stdout=answered,
                stderr=subprocess.DEVNULL,
                timeout=limits.seconds,
                check=False,
                start_new_session=True,  # Ctrl-C is for the worker, which first finishes what it is at
                env={name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ},
            )
        except subprocess.TimeoutExpired as error:
            raise TooLarge(TOO_MUCH_TIME) from error
        _check_end(child.returncode)
        answered.seek(0)
        return read_answer(answered)


def _check_end(code: int) -> None:
    if code == 0:
        return
    if code == -signal.SIGXCPU:
        raise TooLarge(TOO_MUCH_TIME)
    if code == -signal.SIGKILL:  # the system's own way out when its memory is used up
        raise TooLarge(TOO_MUCH_MEMORY)
    raise EpubError


def read_answer(file: IO[bytes]) -> Manuscript:
    """The child's answer, believed in nothing but its form. Raises the EpubError that it reports."""
    length = LENGTH.unpack(file.read(LENGTH.size).rjust(LENGTH.size, b"\0"))[0]
    try:
        answer = _adapter().validate_json(file.read(min(length, _size_left(file))), strict=True)
        if answer.manuscript is None:
            raise _error_named(answer.error, answer.message)
        files = [_exactly(file, size) for size in answer.file_sizes]
        return _with_files(answer.manuscript, files)
    except (ValidationError, ValueError, IndexError) as error:
        raise EpubError from error


@cache
def _adapter() -> TypeAdapter[SandboxResult]:
    return TypeAdapter(SandboxResult)


def _size_left(file: IO[bytes]) -> int:
    return os.fstat(file.fileno()).st_size - file.tell()


def _exactly(file: IO[bytes], size: int) -> bytes:
    """The next bytes, neither fewer nor more. Raises ValueError if there are fewer."""
    if not 0 <= size <= _size_left(file):
        raise ValueError("The answer is cut short.")
    return file.read(size)


def _error_named(name: str, message: str) -> EpubError:
    kinds = {kind.__name__: kind for kind in EpubError.__subclasses__()}
    return kinds.get(name, EpubError)(message)


def _with_files(manuscript: Manuscript, files: Sequence[bytes]) -> Manuscript:
    """The manuscript with the bytes of its pictures in place of their numbers."""
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
