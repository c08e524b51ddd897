"""Choosing what the reference picture of somebody or of a place is: one that is uploaded, or one that was drawn."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from accounts.models import User
from characters.editing import EditRefused
from characters.editing.journal import fresh, recorded
from characters.models import Character, Edit, Setting, portrait_path, view_path

LONGER_SIDE = 1024
"""Pixels: as much as image models look at."""
MOST_PIXELS = 40_000_000
"""Of the file's own; what is larger would take hundreds of megabytes to open."""
MOST_BYTES = 20 * 2**20
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
"""Pillow would open many more, some of them by running other programs."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a row keeps its reference pictures: the one that is shown, which the reader may lock, and all there are."""

    field: str
    history: str
    path: Callable[[Any, str], str]


PORTRAITS = Shelf("portrait", "portraits", portrait_path)
VIEWS = Shelf("view", "views", view_path)


def shelf_of(row: Character | Setting) -> Shelf:
    """Portraits for somebody, views for a place."""
    return PORTRAITS if isinstance(row, Character) else VIEWS


def set_picture(*, row: Character | Setting, data: bytes, by: User | None) -> Edit | None:
    """Make a picture, of whatever origin, the reference picture of somebody or of a place; it is drawn anew as WebP.

    So nothing but pixels comes from the file. Raises EditRefused for what is no picture, or too large a one.
    """
    shelf = shelf_of(row)
    name = default_storage.save(shelf.path(row, ""), ContentFile(redrawn(data)))
    try:
        with recorded(vividpage_id=row.vividpage_id, by=by, kind=shelf.field) as journal:
            now = fresh(row)
            _keep_history(now, [*pictures_of(now), name])
            journal.summary = f"{now.name} has a new reference picture"
            journal.change(now, **{shelf.field: name})
            journal.lock(now, shelf.field)
    except BaseException:
        default_storage.delete(name)
        raise
    return journal.edit


def choose_portrait(*, character: Character, name: str, by: User | None) -> Edit | None:
    """Take one of somebody's earlier reference pictures again. Raises EditRefused if it is not one of them."""
    with recorded(vividpage_id=character.vividpage_id, by=by, kind="portrait") as journal:
        person = fresh(character)
        if name not in pictures_of(person):
            raise EditRefused("That picture is no longer there.")
        journal.summary = f"{person.name} has an earlier reference picture again"
        if name != person.portrait.name:
            _keep_history(person, pictures_of(person))
            journal.change(person, portrait=name)
            journal.lock(person, PORTRAITS.field)
    return journal.edit


@transaction.atomic
def keep_drawn(*, row: Character | Setting, data: bytes) -> None:
    """Keep a reference picture that an artist has drawn; it is shown unless the reader has chosen another."""
    shelf = shelf_of(row)
    name = default_storage.save(shelf.path(row, ""), ContentFile(data))
    rows: Any = type(row)._default_manager
    now = rows.select_for_update(no_key=True).get(pk=row.pk)
    setattr(now, shelf.history, [*pictures_of(now), name])
    if shelf.field not in now.locked:
        setattr(now, shelf.field, name)
    now.save(update_fields=[shelf.field, shelf.history])


def pictures_of(row: Character | Setting) -> list[str]:
    """The files of all reference pictures of somebody or of a place, oldest first."""
    shelf = shelf_of(row)
    shown = getattr(row, shelf.field)
    now = [shown.name] if shown and shown.name else []
    return list(dict.fromkeys([*(getattr(row, shelf.history) or now), *now]))


def _keep_history(row: Character | Setting, names: list[str]) -> None:
    history = shelf_of(row).history
    setattr(row, history, names)
    type(row)._default_manager.filter(pk=row.pk).update(**{history: names})


def redrawn(data: bytes) -> bytes:
    """A picture decoded, turned upright, made no larger than LONGER_SIDE and encoded as WebP. Raises EditRefused."""
    if len(data) > MOST_BYTES:
        raise EditRefused(f"A picture has {MOST_BYTES // 2**20} megabytes at most.")
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise EditRefused(f"A picture has {MOST_PIXELS // 10**6} million pixels at most.")
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((LONGER_SIDE, LONGER_SIDE))
            encoded = io.BytesIO()
            upright.convert("RGB").save(encoded, "WEBP", quality=88)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise EditRefused("That file is no picture that can be opened: choose a JPEG, PNG, GIF or WebP.") from error
    return encoded.getvalue()
