"""Reading a file that nobody vouches for, in a process of its own with a limit of memory and of time.

What a killer file then costs is one sentence: neither the web server nor the worker, nor any of their secrets.
The child starts from this module too, so Django is imported only where the parent needs it.
"""

from __future__ import annotations

import json
import math
import os
import re
import resource
import signal
import subprocess
import sys
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, is_dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from books.epub import EpubError, ReadingLimits, TooLarge, read_epub
from books.manuscript import Manuscript

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from books import sandbox; sandbox.answer(sys.argv[2])"
"""What the child runs: started with `-I`, it finds our code only where it is told."""
KEPT_VARIABLES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""The child gets nothing else of the environment: keys and passwords are there."""
TOO_MUCH_MEMORY = "Reading this book took more memory than any book needs, so it was stopped."
TOO_MUCH_TIME = "Reading this book took more time than any book needs, so it was stopped."
MOST_ANSWERED = 256 * 1024 * 1024
"""Bytes of an answer: what the largest text and the largest cover within all limits come to."""
NEARLY_ALL = 7 / 8
"""Of the memory. A parser that is refused any calls its page damaged, and the book would come without that page: so
a reading that came this near to its limit is taken for one that met it."""
PEAK = re.compile(r"^VmPeak:\s*(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Order:
    """What the child may use: bytes of memory, seconds, and of the file."""

    memory: int
    seconds: float
    limits: ReadingLimits


def read_in_sandbox(epub: bytes) -> Manuscript:
    """Read a book from the bytes of an EPUB as `read_epub` does, in a process of its own.

    Raises EpubError if it cannot be read, and TooLarge if that takes more than EPUB_MEMORY_BYTES or EPUB_SECONDS.
    """
    from django.conf import settings

    limits = ReadingLimits(**settings.EPUB_LIMITS)
    order = Order(memory=settings.EPUB_MEMORY_BYTES, seconds=settings.EPUB_SECONDS, limits=limits)
    command = [sys.executable, "-I", "-c", PROGRAM, str(ROOT), json.dumps(asdict(order))]
    with TemporaryFile() as answered:
        try:
            child = subprocess.run(  # noqa: S603
                command, input=epub, stdout=answered, stderr=subprocess.DEVNULL, timeout=order.seconds, check=False,
                start_new_session=True,  # Ctrl-C is for the worker, which first finishes what it is at
                env={name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ},
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise TooLarge(TOO_MUCH_TIME) from error
        _check_end(child.returncode)
        answered.seek(0)
        return _book_of(answered.read(MOST_ANSWERED))


def answer(order_told: str) -> None:
    """The child's whole life: take the limits upon itself, read stdin as an EPUB, answer on stdout in JSON."""
    told = json.loads(order_told)
    order = Order(told["memory"], told["seconds"], ReadingLimits(**told["limits"]))
    _limit_itself(order)
    sys.stdout.buffer.write(_answer_to(sys.stdin.buffer.read(), order))
    sys.stdout.flush()


def _limit_itself(order: Order) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a host that goes down waits for the worker, and it for us
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, MOST_ANSWERED)
    _limit(resource.RLIMIT_CPU, math.ceil(order.seconds))  # the parent's clock is the stricter one while it lives
    with suppress(ValueError, OSError):  # macOS refuses; there the time is what limits
        _limit(resource.RLIMIT_AS, order.memory)


def _limit(kind: int, most: int) -> None:
    _, allowed = resource.getrlimit(kind)
    most = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
    resource.setrlimit(kind, (most, allowed))  # a hard limit of time would kill without saying why


def _answer_to(epub: bytes, order: Order) -> bytes:
    """The book or the error as JSON."""
    error: EpubError
    try:
        book = read_epub(BytesIO(epub), limits=order.limits)
        if _peak_memory() < NEARLY_ALL * order.memory:
            return json.dumps({"book": book}, default=_plain, ensure_ascii=False).encode()
        error = TooLarge(TOO_MUCH_MEMORY)
    except MemoryError:
        error = TooLarge(TOO_MUCH_MEMORY)
    except EpubError as raised:
        met = isinstance(raised.__cause__, MemoryError) or _peak_memory() >= NEARLY_ALL * order.memory
        error = TooLarge(TOO_MUCH_MEMORY) if met else raised
    return json.dumps({"error": type(error).__name__, "message": str(error)}).encode()


def _peak_memory() -> int:
    """The most bytes of address space that this process has had, which is what is limited; 0 where nobody tells."""
    try:
        found = PEAK.search(Path("/proc/self/status").read_text())
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0


def _plain(value: Any) -> object:
    """What JSON has no form for: bytes as base64, a dataclass as the list of its fields (shorter than a dict)."""
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    return [getattr(value, field.name) for field in fields(value)]


def _check_end(code: int) -> None:
    if code == 0:
        return
    if code == -signal.SIGXCPU:
        raise TooLarge(TOO_MUCH_TIME)
    if code == -signal.SIGKILL:  # the system's own way out when its memory is used up
        raise TooLarge(TOO_MUCH_MEMORY)
    raise EpubError


def _book_of(answered: bytes) -> Manuscript:
    """The child's answer, believed in nothing but its form. Raises the EpubError that it tells of."""
    try:
        told = json.loads(answered)
        if "error" in told:
            raise _error_of(_as(str, told["error"]), _as(str, told["message"]))
        book: Manuscript = _as(Manuscript, told["book"])
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise EpubError from error
    return book


def _error_of(name: str, message: str) -> EpubError:
    kinds = {kind.__name__: kind for kind in EpubError.__subclasses__()}
    return kinds.get(name, EpubError)(message)


def _as(kind: Any, value: Any) -> Any:
    """`value` of JSON as the type `kind`. Raises TypeError or ValueError unless it is exactly of that form."""
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(value, list):
        return kind(*(_as(part_kind, part) for part_kind, part in zip(_types_of(kind), value, strict=True)))
    if get_origin(kind) is tuple and isinstance(value, list):
        return tuple(_as(get_args(kind)[0], part) for part in value)
    if get_origin(kind) is Literal:
        return get_args(kind)[get_args(kind).index(value)]  # the one that all share
    if NoneType in get_args(kind):
        return None if value is None else _as(get_args(kind)[0], value)
    if kind is bytes and isinstance(value, str):
        return b64decode(value, validate=True)
    if type(value) is kind and kind in (str, int, float, bool):
        return value
    raise TypeError(f"no {kind}")


@lru_cache(maxsize=16)
def _types_of(kind: type[Any]) -> list[Any]:
    types = get_type_hints(kind)
    return [types[field.name] for field in fields(kind)]
