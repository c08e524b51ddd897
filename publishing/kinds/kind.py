"""The one face of all kinds of editions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from books.models import VividPage
from publishing.checks import Check
from publishing.publication import Publication

__all__ = ["Check", "EditionKind", "Made", "Options", "Refused", "Stopped", "Tell"]

Tell = Callable[[int, int], None]
"""Called by makers with what is done, and how much there is. Raises Stopped once nobody wants the edition any more."""


class Refused(Exception):
    """This edition cannot be made of this book as chosen; the words are the reader's and say what to do."""


class Stopped(Exception):
    """The edition was cancelled or deleted while it was being made."""


class Options(BaseModel):
    """How an edition is made: what its reader chooses, with defaults for all of it.

    Fields have a title and, where it is not plain, a description: forms, the command and the API ask for them in these
    words. Only fields of the types `bool`, `int`, `float`, `str` and `Literal` are asked for. What values of the last
    are called may stand in `json_schema_extra` (`labels`).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")


ChosenOptions = TypeVar("ChosenOptions", bound=Options)


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file in the maker's folder. `previews` are small PNG or JPEG pictures of its first pages there."""

    file: Path
    pages: int = 0
    checks: tuple[Check, ...] = ()
    previews: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionKind(Generic[ChosenOptions]):
    """A kind of edition, told to readers by `title` and `about`.

    `make` writes the file into a folder of its own; it may take minutes, runs without the database, and raises Refused.
    Two runs on the same publication and options give the same bytes. `suits` says why it cannot be made of a book; ""
    if it can. `reads_pages` says whether it shows the pages that a reader has laid out: then an edition is out of date
    when these change. `reads_bible` says whether `make` needs the publication's bible, and `shows_pictures` whether the
    file has any: an edition is out of date when what it has changes.
    `prepared` is asked with the database, before anything is made, where a kind needs more than a publication holds: it
    returns the `make` of one edition, or raises Refused. `is_offered` says whether this site has the kind at all.
    """

    name: str
    title: str
    about: str
    suffix: str
    media_type: str
    options: type[ChosenOptions]
    make: Callable[[Publication, ChosenOptions, Path, Tell], Made]
    suits: Callable[[VividPage], str] = field(default=lambda _book: "")
    reads_pages: bool = False
    reads_bible: bool = False
    shows_pictures: bool = True
    prepared: Callable[[VividPage, ChosenOptions], Callable[[Publication, ChosenOptions, Path, Tell], Made]] | None = (
        None
    )
    is_offered: Callable[[], bool] = field(default=lambda: True)

    def make_for(
        self, vividpage: VividPage, options: ChosenOptions
    ) -> Callable[[Publication, ChosenOptions, Path, Tell], Made]:
        """Return what makes this edition of a book. Asks the database for some kinds; raises Refused."""
        return self.prepared(vividpage, options) if self.prepared else self.make
