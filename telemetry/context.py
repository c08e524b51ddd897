"""Whose work this is: the ids of the request, job, unit and user at hand, wherever a log line or a span is made."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAMES = ("request", "job", "unit", "user")
"""Ids that are known, in the order in which log lines give them."""

_NOTHING: Mapping[str, object] = MappingProxyType({})
_ids: ContextVar[Mapping[str, object]] = ContextVar("telemetry_ids", default=_NOTHING)


def current() -> dict[str, str]:
    """Return the ids of what is at hand, by name; what has none is left out."""
    ids = {name: value() if callable(value) else value for name, value in _ids.get().items()}
    return {name: str(ids[name]) for name in NAMES if ids.get(name)}


@contextmanager
def bound(**ids: object) -> Iterator[None]:
    """Add ids for as long as the block lasts: `bound(job=job.pk)`. One that is None is left as it was.

    One that is not known yet is given as a function, which is asked whenever the ids are. A thread that is started
    within takes them along only if it runs in a copy of this context.
    """
    unknown = ids.keys() - set(NAMES)
    if unknown:
        raise ValueError(f"There are no such ids: {', '.join(sorted(unknown))}.")
    token = _ids.set({**_ids.get(), **{name: value for name, value in ids.items() if value is not None}})
    try:
        yield
    finally:
        _ids.reset(token)
