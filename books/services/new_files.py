"""Files that are written in a transaction: dropped again if what they were written for does not come about."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.db import DatabaseError

from files import store

if TYPE_CHECKING:
    from collections.abc import Iterator

_written: ContextVar[list[str] | None] = ContextVar("written", default=None)


@contextmanager
def dropped_on_error() -> Iterator[None]:
    """Delete the files that are noted within, if an error leaves this block: the transaction writes no row of them."""
    around, own = _written.get(), list[str]()
    token = _written.set(own)
    try:
        yield
    except BaseException:
        with suppress(DatabaseError):  # then `check_storage` finds them
            store.release(own)
        raise
    finally:
        _written.reset(token)
    if around is not None:
        around.extend(own)


def note(name: str | None) -> None:
    """Note a file that has been written."""
    written = _written.get()
    if written is not None and name:
        written.append(name)
