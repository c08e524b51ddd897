"""One picture of a scene as a file of its own, which says in itself what it shows and how it was made."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from django.core.files.storage import default_storage
from django.utils.text import slugify
from PIL import Image

from publishing.jpegs import jpeg_of
from publishing.labels import Label, labelled
from storyboards.models import PictureVersion
from storyboards.rights.disclosing import BY_RULES
from storyboards.rights.licences import licence_of

if TYPE_CHECKING:
    from books.models import Scene

PictureFormat = Literal["jpg", "png", "webp"]
FORMATS: tuple[PictureFormat, ...] = get_args(PictureFormat)
MEDIA_TYPES: dict[PictureFormat, str] = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A file to save. `name` is what it is called."""

    name: str
    data: bytes
    media_type: str


def picture_file(scene: Scene, version: PictureVersion, form: PictureFormat, *, alt: str) -> PictureFile:
    """Make the file of a version in a format. Raises OSError if the picture is gone or cannot be read."""
    with default_storage.open(str(version.image.name)) as file:
        data = _encoded(bytes(file.read()), form)
    title = scene.vividpage.title
    name = "-".join(filter(None, (slugify(title)[:LONGEST_NAME].strip("-"), f"scene-{scene.number}")))
    return PictureFile(f"{name}.{form}", labelled(data, _label(version, title, alt)), MEDIA_TYPES[form])


def _label(version: PictureVersion, title: str, alt: str) -> Label:
    is_drawn = version.origin == PictureVersion.Origin.DRAWN
    model = str(version.parameters.get("model", "")) if is_drawn else ""
    return Label(title, alt, licence_of(model).what if model else "", model, is_by_rules=model == BY_RULES)


def _encoded(data: bytes, form: PictureFormat) -> bytes:
    """Encode a picture; one that is in that format stays as it is."""
    if form == "jpg":
        return jpeg_of(data).data
    wanted = form.upper()
    with Image.open(io.BytesIO(data)) as image:
        if image.format == wanted:
            return data
        out = io.BytesIO()
        image.save(out, wanted, **({"quality": 92} if wanted == "WEBP" else {}))
    return out.getvalue()
