"""Choosing what somebody's reference picture is: one that is uploaded, or one that has been drawn."""

from __future__ import annotations

import io

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from accounts.models import User
from characters.editing import EditRefused
from characters.editing.journal import fresh, recorded
from characters.models import Character, Edit, portrait_path

LONGER_SIDE = 1024
"""Pixels: as much as image models look at."""
MOST_PIXELS = 40_000_000
"""Of the file's own; what is larger would take hundreds of megabytes to open."""
MOST_BYTES = 20 * 2**20
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
"""Pillow would open many more, some of them by running other programs."""
LOCK = "portrait"


def set_portrait(*, character: Character, data: bytes, by: User | None) -> Edit | None:
    """Make a picture, of whatever origin, somebody's reference picture; it is drawn anew as WebP.

    So nothing but pixels comes from the file. Raises EditRefused for what is no picture, or too large a one.
    """
    drawn = redrawn(data)
    name = default_storage.save(portrait_path(character, ""), ContentFile(drawn))
    try:
        with recorded(vividpage_id=character.vividpage_id, by=by, kind="portrait") as journal:
            person = fresh(character)
            known = portraits_of(person)
            Character.objects.filter(pk=person.pk).update(portraits=[*known, name])
            person.portraits = [*known, name]
            journal.summary = f"{person.name} has a new reference picture"
            journal.change(person, portrait=name)
            journal.lock(person, LOCK)
    except BaseException:
        default_storage.delete(name)
        raise
    return journal.edit


def choose_portrait(*, character: Character, name: str, by: User | None) -> Edit | None:
    """Take one of somebody's earlier reference pictures again. Raises EditRefused if it is not one of them."""
    with recorded(vividpage_id=character.vividpage_id, by=by, kind="portrait") as journal:
        person = fresh(character)
        if name not in portraits_of(person):
            raise EditRefused("That picture is no longer there.")
        journal.summary = f"{person.name} has an earlier reference picture again"
        if name != person.portrait.name:
            Character.objects.filter(pk=person.pk).update(portraits=portraits_of(person))
            journal.change(person, portrait=name)
            journal.lock(person, LOCK)
    return journal.edit


@transaction.atomic
def keep_drawn(*, character: Character, data: bytes) -> None:
    """Keep a reference picture that an artist has drawn; it is shown unless the reader has chosen another."""
    name = default_storage.save(portrait_path(character, ""), ContentFile(data))
    person = Character.objects.select_for_update(no_key=True).get(pk=character.pk)
    person.portraits = [*portraits_of(person), name]
    if LOCK not in person.locked:
        person.portrait = name
    person.save(update_fields=["portrait", "portraits"])


def portraits_of(character: Character) -> list[str]:
    """The files of all reference pictures of somebody, oldest first."""
    now = [character.portrait.name] if character.portrait and character.portrait.name else []
    return list(dict.fromkeys([*(character.portraits or now), *now]))


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
