"""A reader's own style as a file that others can take in: TOML, as docs/styles.md describes it. No code, no paths."""

from __future__ import annotations

import base64
import binascii
import json
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sketch.styles import STYLES
from sketch.styles.derived import (
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    LONGEST_NEGATIVE,
    LONGEST_PROMPT,
    Drawing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storyboards.styles.models import ReaderStyle

FORMAT, VERSION = "vividpages-style", 1
LARGEST = 512 * 1024
"""Bytes of a file, its picture with it."""
_LINE = 76
_MOST_DOTS = 2500
"""More than all texts of a style have signs, and the base64 of its picture has none: what reading a key of TOML takes
grows with the square of its parts, to gigabytes for one that fills a file."""


class FileRefused(ValueError):
    """A file that no style can be made of; the words say why, and what to do."""


class _Picture(BaseModel):
    model_config = ConfigDict(extra="forbid")

    type: Literal["image/webp"]
    data: str


class _File(BaseModel):
    """What stands in a file, beside its `[drawing]`, which is a Drawing."""

    model_config = ConfigDict(extra="forbid")

    format: str
    version: int
    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    based_on: str
    description: str = Field(default="", max_length=LONGEST_DESCRIPTION)
    prompt: str = Field(min_length=1, max_length=LONGEST_PROMPT)
    negative_prompt: str = Field(default="", max_length=LONGEST_NEGATIVE)
    drawing: Drawing = Field(default_factory=Drawing)
    reference: _Picture | None = None


@dataclass(frozen=True, slots=True)
class SharedStyle:
    """A style that has been read from a file; `reference` are bytes that nobody has looked at."""

    name: str
    based_on: str
    description: str
    prompt: str
    negative_prompt: str
    drawing: Drawing
    reference: bytes = b""


def written(style: ReaderStyle) -> str:
    """Write a style as a file."""
    drawing = Drawing.model_validate(style.drawing).as_json()
    tables = {name: drawing.pop(name, {}) for name in ("colours", "settings")}
    lines = [
        "# A style for VividPages. Take it in on the page “Your styles”.",
        f"format = {_text(FORMAT)}",
        f"version = {VERSION}",
        *(
            f"{name} = {_text(getattr(style, name))}"
            for name in ("name", "based_on", "description", "prompt", "negative_prompt")
        ),
        *_table("drawing", drawing),
        *(line for name, table in tables.items() for line in _table(f"drawing.{name}", table)),
    ]
    if style.reference:
        encoded = base64.b64encode(bytes(style.reference)).decode()
        rows = [encoded[at : at + _LINE] for at in range(0, len(encoded), _LINE)]
        lines += ["", "[reference]", 'type = "image/webp"', 'data = """', *rows, '"""']
    return "\n".join(lines) + "\n"


def read(data: bytes) -> SharedStyle:
    """Read a style from a file. Raises FileRefused."""
    content = _parsed(data)
    if content.get("format") != FORMAT:
        raise FileRefused("This is no style: choose a file that was saved on the page “Your styles”.")
    version = content.get("version")
    if isinstance(version, int) and version > VERSION:
        raise FileRefused("A later version of VividPages has written this style. Update this one, then try again.")
    if version != VERSION or isinstance(version, bool):
        raise FileRefused("The file does not say which version of the format it has.")
    try:
        file = _File.model_validate(content)
    except ValidationError as error:
        raise FileRefused(_words(error)) from None
    if file.based_on not in STYLES:
        raise FileRefused("It is made from a style that this VividPages does not have.")
    return SharedStyle(
        file.name.strip(),
        file.based_on,
        file.description.strip(),
        file.prompt.strip(),
        file.negative_prompt.strip(),
        file.drawing,
        _decoded(file.reference.data) if file.reference else b"",
    )


def _parsed(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST:
        raise FileRefused(f"A style has {LARGEST // 1024} kB at most; this file has more.")
    if data.count(b".") > _MOST_DOTS:
        raise FileRefused("This file has more dots than a style can have. Save it anew where it is from.")
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError, ValueError):
        raise FileRefused(
            "This file cannot be read: it is no style, or is damaged. Save it anew where it is from."
        ) from None


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise FileRefused("The picture in this file is damaged. Save it anew where it is from.") from None


def _table(name: str, table: dict[str, Any]) -> Iterator[str]:
    if table:
        yield ""
        yield f"[{name}]"
        yield from (f"{_key(key)} = {_value(value)}" for key, value in table.items())


def _key(key: str) -> str:
    return key if re.fullmatch(r"[a-z_]+", key) else _text(key)


def _value(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_text, value))}]"
    return repr(float(value)) if isinstance(value, int | float) else _text(str(value))


def _text(text: str) -> str:
    """Write a string of TOML: those of JSON are, but for the one control character that JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _words(error: ValidationError) -> str:
    fault = error.errors()[0]
    where = ".".join(map(str, fault["loc"]))
    if fault["type"] == "extra_forbidden":
        return f"The file says something that no style has: “{where[:60]}”. Take it out, then try again."
    return f"What the file says of “{where[:60]}” does not go: {fault['msg']}."
