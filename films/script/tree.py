"""The script of a film as plain data: cards, and stretches of text with the picture that they are told over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from films.drawn import Drawn

CardKind = Literal["cover", "title", "chapter", "credits"]


@dataclass(frozen=True, slots=True)
class Line:
    """Some sentences of one paragraph that one voice speaks. `speaker` is who: an id of the bible, or the narrator.

    `rests`: its paragraph ends with it.
    """

    text: str
    speaker: UUID | None = None
    name: str = ""
    rests: bool = False


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture by its name in the storage. `version` is ours, None for one that the book brings.

    `mood` and `deed` are those of its scene. `drawn` is what the built-in artist drew it from, and draws it from again
    in layers; None: it is shown flat. `motion` says what moves in it, for video models.
    """

    image: str
    width: int
    height: int
    version: UUID | None = None
    mood: str = ""
    deed: str = ""
    drawn: Drawn | None = None
    motion: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What stands by itself: the cover, or words: the first are the largest, and stand below those `above`.

    `credits` are pairs of what somebody did (or nothing) and who. `says` is read aloud if anything is. A chapter of the
    film begins here if it has a `title`; `chapter` is the number of the book's.
    """

    kind: CardKind
    words: tuple[str, ...] = ()
    above: str = ""
    credits: tuple[tuple[str, str], ...] = ()
    says: str = ""
    picture: ShownPicture | None = None
    chapter: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that is told over one picture, or over none."""

    scene: UUID
    chapter: int
    picture: ShownPicture | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A whole film, in its order."""

    title: str
    language: str
    parts: tuple[Card | Stretch, ...]

    @property
    def versions(self) -> frozenset[UUID]:
        """The versions of pictures that it shows."""
        shown = (part.picture for part in self.parts if part.picture is not None)
        return frozenset(picture.version for picture in shown if picture.version is not None)
