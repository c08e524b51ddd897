"""What stands beside the pictures in their ZIP. Knows no ORM. Its JSON Schema is in docs/pictures.schema.json."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

FORMAT: Literal["vividpages-pictures"] = "vividpages-pictures"
VERSION: Literal[1] = 1


class Part(BaseModel):
    """A part of the manifest."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LicencePart(Part):
    """What the maker of the model allows with the picture, in short, and where it is said in full."""

    who: str
    what: str
    source: str


class PicturePart(Part):
    """One picture. `file` is its path in the ZIP.

    `scene` and `chapter_number` count from 1, and are null for portraits and the cover. `passage` is the paragraph that
    the picture stands before, `caption` the words that it shows, `alt` what is told of it to whoever cannot see it.
    `people` are those who are in it, the first of them first. `model` is empty for what a reader has brought; then
    prompt and seed are, too.
    """

    file: str
    kind: Literal["scene", "portrait", "cover"]
    width: int
    height: int
    scene: int | None = None
    chapter: str = ""
    chapter_number: int | None = None
    passage: str = ""
    caption: str = ""
    alt: str = ""
    people: tuple[str, ...] = ()
    prompt: str = ""
    seed: int | None = None
    model: str = ""
    licence: LicencePart | None = None


class Manifest(Part):
    """The whole file. `rights` is what the book says of its text and pictures."""

    format: Literal["vividpages-pictures"]
    version: Literal[1]
    title: str
    authors: tuple[str, ...]
    language: str
    style: str
    rights: tuple[str, ...]
    pictures: tuple[PicturePart, ...]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the manifest."""
    found = Manifest.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "VividPages pictures", **found}
