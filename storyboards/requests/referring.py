"""Which pictures go with a request: of people, of the place, and of a reader's own style."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from characters.models import Character, Setting
from providers.interfaces.images import ReferenceImage
from storyboards.requests.certain import certain
from storyboards.requests.facts import ShownPerson
from storyboards.styles.resolving import picture_of

if TYPE_CHECKING:
    from sketch.styles import Style
    from storyboards.models import PictureVersion
    from storyboards.requests.facts import SceneToDraw

Referred = ShownPerson | Setting
MEDIA_TYPES = {"webp": "image/webp", "png": "image/png", "jpg": "image/jpeg"}
THE_STYLE = "the style"


def reference_count(facts: SceneToDraw, *, most: int, style_picture: bool = False) -> int:
    """Count the reference pictures that go with the request."""
    is_shown = style_picture and bool(facts.style.picture)
    return len(referred_in(certain(facts), most=room_beside(facts.style, most, takes_style=style_picture))) + is_shown


def referred_in(facts: SceneToDraw, *, most: int) -> list[tuple[Referred, PictureVersion]]:
    """Return whose pictures go with the request: the people's, the most important first, then that of the place."""
    setting = facts.analysis.setting
    rows: list[Referred] = [shown for shown in facts.people if not shown.is_vague]
    rows += [setting] if setting else []
    pictures = ((row, facts.references.get(_row_of(row).pk)) for row in rows)
    return [(row, picture.shown) for row, picture in pictures if picture and picture.shown][:most]


def room_beside(style: Style, most: int, *, takes_style: bool) -> int:
    """Return how many pictures of people and places an artist takes that takes `most`, beside that of the style."""
    return most - 1 if takes_style and style.picture else most


def style_references(style: Style, *, takes_style: bool) -> tuple[ReferenceImage, ...]:
    """Return the picture of a reader's own style as it is sent; nothing where there is none, or nobody takes it."""
    data = picture_of(style) if takes_style else b""
    return (ReferenceImage(THE_STYLE, data, "image/webp", "style"),) if data else ()


def sheet_references(
    version: PictureVersion | None, name: str, shows: Literal["person", "place"], looks: str = ""
) -> tuple[ReferenceImage, ...]:
    """Return the reference picture of somebody or some place as it is sent; nothing without one."""
    if version is None:
        return ()
    media_type = MEDIA_TYPES[str(version.image.name).rpartition(".")[2]]
    with version.image.open("rb") as file:
        return (ReferenceImage(name, file.read(), media_type, shows, looks),)


def _row_of(referred: Referred) -> Character | Setting:
    return referred.character if isinstance(referred, ShownPerson) else referred
