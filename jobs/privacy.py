"""What of an error may be logged: its message can hold words of a book, so only its kind and its place."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

logger = logging.getLogger(__name__)


def keep_words_from_output() -> None:
    """Have what nobody catches, in whatever thread of this process, logged like any other error from now on."""
    sys.excepthook = _log
    sys.unraisablehook = lambda unraisable: _log(unraisable.exc_type, unraisable.exc_value, unraisable.exc_traceback)
    threading.excepthook = lambda thread: _log(thread.exc_type, thread.exc_value, thread.exc_traceback)


def _log(kind: type[BaseException], error: BaseException | None, at: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt | SystemExit):
        logger.error("nobody caught: %s", kind_and_place((error or kind()).with_traceback(at)))


def kind_and_place(error: BaseException) -> str:
    """Say where an error arose: “ValueError at scenes.py:12 in cut”."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    last = frames[-1]
    return f"{type(error).__name__} at {last.filename}:{last.lineno} in {last.name}"
