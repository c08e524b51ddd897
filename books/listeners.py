"""Telling the floors above what happens to the text that they refer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from uuid import UUID


class Renumbered(Protocol):
    """Called after scenes of a book have got other numbers, in the same transaction.

    `numbers` has the number that each scene has now by the one that it had, also where both are the same; scenes
    that are no longer there are not in it.
    """

    def __call__(self, *, vividpage_id: UUID, numbers: Mapping[int, int]) -> None: ...


class Removing(Protocol):
    """Called before scenes of a book are deleted, in the same transaction."""

    def __call__(self, *, vividpage_id: UUID, scenes: Collection[UUID]) -> None: ...


class FilesOf(Protocol):
    """Called before a book is deleted, in the same transaction; it returns the names of files."""

    def __call__(self, *, vividpage_id: UUID) -> set[str]: ...


class SubjectsOf(Protocol):
    """Called before a book is deleted, in the same transaction; it returns subjects of jobs that go with it."""

    def __call__(self, *, vividpage_id: UUID) -> list[UUID]: ...


class KeptBecause(Protocol):
    """Called before a book is deleted, in the same transaction; it returns why that cannot be, "" if it can."""

    def __call__(self, *, vividpage_id: UUID) -> str: ...


@dataclass(frozen=True, slots=True)
class TextListener:
    """What an app does when the scenes that it refers to change.

    `files` gives the names of the files that it keeps of a book: they are released when the book is deleted.
    `subjects` gives what else than the book itself it has jobs for: these are deleted with it. `kept_because` says of
    what a book is a part that is not deleted through it.
    """

    renumbered: Renumbered | None = None
    removing: Removing | None = None
    files: FilesOf | None = None
    subjects: SubjectsOf | None = None
    kept_because: KeptBecause | None = None


_listeners: list[TextListener] = []


def listen(listener: TextListener) -> None:
    """Call `listener` from now on."""
    if listener not in _listeners:
        _listeners.append(listener)


def notify_renumbered(*, vividpage_id: UUID, numbers: Mapping[int, int]) -> None:
    """Call those who keep numbers of scenes."""
    for listener in _listeners:
        if listener.renumbered is not None:
            listener.renumbered(vividpage_id=vividpage_id, numbers=numbers)


def notify_removing(*, vividpage_id: UUID, scenes: Collection[UUID]) -> None:
    """Call those who keep something of the scenes that the database does not delete with them, such as files."""
    for listener in _listeners:
        if listener.removing is not None:
            listener.removing(vividpage_id=vividpage_id, scenes=scenes)


def files_of(vividpage_id: UUID) -> set[str]:
    """Return the names of the files that apps above keep of a book."""
    kept = (listener.files(vividpage_id=vividpage_id) for listener in _listeners if listener.files is not None)
    return set().union(*kept)


def subjects_of(vividpage_id: UUID) -> list[UUID]:
    """Return what apps above have jobs for that go with a book."""
    known = (listener.subjects(vividpage_id=vividpage_id) for listener in _listeners if listener.subjects is not None)
    return sorted(subject for subjects in known for subject in subjects)


def kept_because(vividpage_id: UUID) -> str:
    """Return why a book cannot be deleted by itself, in its reader's words; "" if it can."""
    asked = (one.kept_because(vividpage_id=vividpage_id) for one in _listeners if one.kept_because is not None)
    return next(filter(None, asked), "")
