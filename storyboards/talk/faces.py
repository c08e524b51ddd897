"""The face of somebody who speaks: drawn in an expression by the built-in artist, or cut out of their portrait."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.cache import caches
from PIL import Image

from sketch.artist import draw_face
from storyboards.models import PictureVersion
from storyboards.pictures.parts import part_in
from storyboards.pictures.portraits import references_among
from storyboards.requests.composing import person_at
from storyboards.safety.veiling import VEILED
from storyboards.styles.resolving import style_for

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from uuid import UUID

    from books.models import Scene, VividPage
    from characters.models import Character
    from storyboards.models import Picture
    from storyboards.pictures.parts import Part

SIDE = 112
"""Pixels; pages show a face at half of that."""
_QUALITY = 82
_HEAD = (0.24, 0.05, 0.76, 0.57)
"""Where the head is in a half-length portrait, as parts of its shorter side: left, top, right and foot."""
Square = tuple[float, float, float, float]
"""Left, top, right and foot in pixels."""
_SKETCH = "sketch"
"""The built-in artist among the image models."""


@dataclass(frozen=True, slots=True)
class Face:
    """A square WebP; `digest` differs where the picture does."""

    data: bytes
    digest: str


def have_faces(vividpage: VividPage, people: Collection[UUID]) -> set[UUID]:
    """Return those of the people for whom there is a face. One query.

    The built-in artist draws everybody; in a book that another model draws, only who has a portrait has a face, so that
    no face is in another hand than the pictures.
    """
    pictures = references_among(people)
    shown = ((person, pictures.get(person)) for person in people)
    return {person for person, picture in shown if _cut_from(picture) or _is_sketched(vividpage, picture)}


def face_of(*, character: Character, scene: Scene, manner: str) -> Face | None:
    """Return the face that somebody has at a scene, speaking in a manner; None without one, or without its portrait.

    It takes about 50 ms to draw one, and each process remembers the last thousand. A face that is cut from a portrait
    has the portrait's expression, whatever the manner.
    """
    vividpage = character.vividpage
    picture = references_among([character.pk]).get(character.pk)
    version = _cut_from(picture)
    if version is not None:
        try:
            return _remembered(f"{version.pk}", lambda: _cut(version))
        except FileNotFoundError:  # `manage.py check_storage` finds and mends it
            return None
    if not _is_sketched(vividpage, picture):
        return None
    person, style = person_at(character, scene), style_for(vividpage)
    return _remembered(
        repr((person, manner, style)), lambda: draw_face(person, expression=manner, size=SIDE, style=style)
    )


def _remembered(made_from: str, make: Callable[[], bytes]) -> Face:
    digest = hashlib.sha256(made_from.encode()).hexdigest()[:32]
    key = f"face:{digest}"
    data: bytes | None = caches["process"].get(key)
    if data is None:
        data = make()
        caches["process"].set(key, data, timeout=None)
    return Face(data, digest)


def _is_sketched(vividpage: VividPage, picture: Picture | None) -> bool:
    """Say whether the built-in artist draws somebody's face: an admin who hides a portrait hides the face, too."""
    if picture is not None and picture.active_version is not None:
        return picture.shown is not None and picture.shown.rating not in VEILED
    return vividpage.image_model == _SKETCH


def _cut_from(picture: Picture | None) -> PictureVersion | None:
    """Return the portrait that somebody's face is cut from: one of another artist, or of the reader's own."""
    version = picture.shown if picture is not None else None
    if version is None or version.rating in VEILED:  # a face is too small to stand behind a blur
        return None
    is_sketched = version.origin == PictureVersion.Origin.DRAWN and version.parameters.get("model") == _SKETCH
    return None if is_sketched else version


def _head(width: int, height: int, part: Part | None) -> Square:
    """Return where the head is in a portrait of that size, in its pixels: in a part, where it is in the whole."""
    if part is None or not part.width:
        return _head_of_whole(width, height)
    left, top, right, _ = _head_of_whole(part.width, part.height)
    cut_left, cut_top, cut_right, _ = part.box
    scale = width / (cut_right - cut_left)
    side = min((right - left) * scale, width, height)
    middle = ((left + right) / 2 - cut_left) * scale
    left, top = _within(middle - side / 2, width - side), _within((top - cut_top) * scale, height - side)
    return left, top, left + side, top + side


def _head_of_whole(width: int, height: int) -> Square:
    side = min(width, height)
    beside = (width - side) / 2
    left, top, right, foot = (part * side for part in _HEAD)
    return beside + left, top, beside + right, foot


def _within(place: float, most: float) -> float:
    return min(max(0.0, place), most)


def _cut(version: PictureVersion) -> bytes:
    """Cut the head out of a portrait, where half-length portraits have it."""
    with version.image.open("rb") as file, Image.open(file) as portrait:
        box = _head(portrait.width, portrait.height, part_in(version))
        face = portrait.convert("RGB").resize((SIDE, SIDE), Image.Resampling.LANCZOS, box=box)
    encoded = io.BytesIO()
    face.save(encoded, "WEBP", quality=_QUALITY)
    return encoded.getvalue()
