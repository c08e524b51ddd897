"""What is to be done to an original, and what came of it, as plain data."""

from __future__ import annotations

from dataclasses import dataclass


class NotFollowed(Exception):
    """The original cannot be taken as it is: its text is another one, or its pages cannot hold pictures.

    The words go on after “This book is set in our own design: ”.
    """


@dataclass(frozen=True, slots=True)
class PlannedFigure:
    """A picture of ours. It stands before the paragraph of that number, or behind it if that opens a scene.

    `picture` is the name of its file; `label` is its line in the list of illustrations.
    """

    id: str
    picture: str
    alt: str
    caption: str
    label: str
    paragraph: int
    opens: bool


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page that is put behind the book. `body` is markup; addresses in it begin in our folder.

    The body of the list of illustrations is written when it is known where they stand; here it is empty.
    """

    name: str
    title: str
    body: str
    landmark: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a book is illustrated: its paragraphs in reading order, and what is put in.

    `pictures` are the files that are laid beside our pages, with their media types; `cover` is the one of them that
    shows the book if it has no cover of its own. `accessibility` are statements for a book that makes none.
    """

    paragraphs: tuple[str, ...]
    figures: tuple[PlannedFigure, ...]
    pages: tuple[PlannedPage, ...]
    pictures: tuple[tuple[str, str], ...]
    stylesheet: str
    changed: str
    cover: str = ""
    has_captions: bool = True
    accessibility: tuple[tuple[str, str], ...] = ()
    title: str = ""
    language: str = "und"


@dataclass(frozen=True, slots=True)
class EditedFile:
    """A file of the new archive that is not as it was, or was not there."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Edited:
    """What becomes of an original. `folder` is where our pictures go; `left_out` are files that are true no more.

    `unused` are pictures that it has no need of.
    """

    files: tuple[EditedFile, ...]
    folder: str
    left_out: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
