"""How the site logs: a line of text or a line of JSON, with the ids of what is at hand and without anybody's words.

Of an error its kind and its way through the code are logged, not what it says: the database and parsers quote the book
there.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from telemetry.context import current
from telemetry.scrubbing import without_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from types import TracebackType

    Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

FORMATS = ("text", "json")


def levels_of(text: str) -> dict[str, str]:
    """Read levels as `jobs=DEBUG,providers=INFO`. Raises ValueError with a sentence for whoever set them."""
    levels: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, equals, level = (piece.strip() for piece in part.partition("="))
        if not name or not equals or level.upper() not in logging.getLevelNamesMapping():
            raise ValueError(f"LOG_LEVELS holds “{part}”. Write it as jobs=DEBUG,providers=INFO.")
        levels[name] = level.upper()
    return levels


def configuration(*, form: str, level: str, levels: Mapping[str, str], own: Collection[str]) -> dict[str, Any]:
    """Return what `logging.config.dictConfig` takes.

    `form` is one of `FORMATS`, `level` that of everything that `levels` does not name; `own` are the packages whose
    debugging may be logged. Raises ValueError for another form.
    """
    if form not in FORMATS:
        raise ValueError(f"LOG_FORMAT is “{form}”. It is text or json.")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {"()": "telemetry.logs.Line", "fmt": "{asctime} {levelname} {name}: {message}", "style": "{"},
            "json": {"()": "telemetry.logs.JsonLine"},
        },
        "filters": {"own": {"()": "telemetry.logs.NoForeignDebugging", "own": sorted(own)}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": form, "filters": ["own"]},
            "errors": {"()": "telemetry.errors.ErrorHandler", "level": "ERROR"},
        },
        "root": {"handlers": ["console", "errors"], "level": level},
        "loggers": {
            # It warns whenever a book changes that nobody is watching.
            "channels_postgres": {"level": "ERROR"},
            # It brings a handler of its own, unless it is given one.
            "django_q": {"handlers": ["console", "errors"], "level": level, "propagate": False},
            **{name: {"level": of_name} for name, of_name in levels.items()},
        },
    }


class NoForeignDebugging(logging.Filter):
    """Lets nothing below INFO pass that is not our own: libraries write down there what they send, which is the book.

    That they do so at whatever level somebody has set is no reason to let them.
    """

    def __init__(self, own: Collection[str]) -> None:
        super().__init__()
        self._own = frozenset(own)

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a record may be logged."""
        return record.levelno >= logging.INFO or record.name.partition(".")[0] in self._own


class WithoutWords(logging.Formatter):
    """A formatter that leaves out what an exception says, and keys from what is said otherwise."""

    def formatException(self, ei: Caught) -> str:  # noqa: N802  # logging's name
        """Format the frames and the kind of an exception and of those that it came from, the last first."""
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            lines += [*traceback.format_tb(error.__traceback__), f"{type(error).__qualname__}\n"]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(lines).rstrip()


class Line(WithoutWords):
    """A line to read, with the ids of what is at hand at its end."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's name
        """Format the line without what was caught."""
        told = " ".join(f"{name}={value}" for name, value in current().items())
        line = without_keys(super().formatMessage(record))
        return f"{line} [{told}]" if told else line


class JsonLine(WithoutWords):
    """A line of JSON, for programs: time, level, logger, message, where, and the ids of what is at hand."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_keys(record.getMessage()),
            "where": f"{record.module}:{record.lineno}",
            "process": record.process,
            **current(),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = record.exc_info[1].__class__.__qualname__
            line["stack"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
