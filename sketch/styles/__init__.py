"""The styles that a book can be drawn in, one data file each: what readers call it, what image models are told of it,
and the medium that the sketch artist paints it in.

To add a style, add `<key>.toml` to this folder.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sketch.media import MEDIA
from sketch.media.settings import MediumSettings
from sketch.plans.wording.genres import GENRES

if TYPE_CHECKING:
    from collections.abc import Mapping

STYLES_FOLDER = Path(__file__).parent
DEFAULT_STYLE = "storybook"
NOT_IN_PICTURES = "text, lettering, watermark, signature, frame, extra limbs, deformed hands"
LONGEST_KEY = 40

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OWN_KEY = re.compile(r"own-[0-9a-f]{32}")


class StyleFileInvalid(ValueError):
    """A style's file does not say what it must; the message names the file and the field."""


class UnknownStyle(LookupError):
    """There is no style of that key."""


class Style(BaseModel):
    """A way of drawing. `prompt` is what image models are told; `negative_prompt` what they should leave out: in the
    files of ours beyond the usual (NOT_IN_PICTURES).

    `picture` is the digest of a picture that shows a reader's own style, for models that look at one; "" for none.

    Styles are offered by their `order`, then by name. A genre is a style that is `based_on` another: what its file does
    not say of the medium is as there. `genre` leans places and clothes, too (`sketch/plans/wording/genres.toml`).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(max_length=LONGEST_KEY)
    name: str = Field(min_length=1)
    description: str = Field(min_length=1)
    prompt: str = Field(min_length=1)
    negative_prompt: str = NOT_IN_PICTURES
    order: int = 100
    based_on: str = ""
    genre: str = ""
    picture: str = ""
    medium: MediumSettings

    @property
    def is_genre(self) -> bool:
        """Say whether it is a genre: another style, in colours and places of its own."""
        return bool(self.based_on)

    @property
    def drawn_from(self) -> list[Any]:
        """All that the sketch artist takes of it, as JSON has it: styles that have the same are drawn alike."""
        return [self.genre, type(self.medium).__name__, self.medium.model_dump(mode="json")]


@dataclass(frozen=True, slots=True)
class StyleGroup:
    """Styles that are offered together, under a name."""

    name: str
    styles: tuple[Style, ...]


def load_styles(folder: Path) -> Mapping[str, Style]:
    """Load every style of a folder by its key, in the order in which they are offered. Raises StyleFileInvalid."""
    contents = {file.stem: _read(file) for file in folder.glob("*.toml")}
    styles = [_style(key, contents) for key in contents]
    return {style.key: style for style in sorted(styles, key=lambda style: (style.order, style.name))}


def _read(file: Path) -> dict[str, Any]:
    if not _KEY.fullmatch(file.stem):
        raise StyleFileInvalid(f"{file.name}: name the file in small letters, digits and hyphens; that is its key.")
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise StyleFileInvalid(f"{file.name}: this is not TOML: {error}.") from None


def _style(key: str, contents: Mapping[str, dict[str, Any]]) -> Style:
    content = contents[key]
    medium = _medium(key, _settings(key, contents))
    left_out = content.get("negative_prompt", "")
    words = {"negative_prompt": f"{left_out}, {NOT_IN_PICTURES}"} if isinstance(left_out, str) and left_out else {}
    try:
        style = Style(**{**content, **words, "key": key, "medium": medium})
    except ValidationError as error:
        raise StyleFileInvalid(f"{key}.toml: {_words_of(error)}") from None
    if style.genre and style.genre not in GENRES:
        raise StyleFileInvalid(f"{key}.toml: there is no genre “{style.genre}”. Choose one of {', '.join(GENRES)}.")
    return style


def _settings(key: str, contents: Mapping[str, dict[str, Any]]) -> Any:
    """Return the settings of a style's medium: its own, upon those of the style that it is based on."""
    content = contents[key]
    own, base = content.get("medium"), content.get("based_on")
    if base is None:
        return own
    if base not in contents or "based_on" in contents[base]:
        raise StyleFileInvalid(f"{key}.toml: based_on: “{base}” is no style that another can be based on.")
    below = contents[base].get("medium")
    if not isinstance(below, dict) or not isinstance(own, dict | None):
        return below
    own = own or {}
    return {**below, **own, "grade": {**below.get("grade", {}), **own.get("grade", {})}}


def _medium(key: str, settings: Any) -> MediumSettings:
    known = ", ".join(f"“{name}”" for name in MEDIA)
    if not isinstance(settings, dict) or "name" not in settings:
        raise StyleFileInvalid(f"{key}.toml: no medium is named. Add [medium] with the name of one of {known}.")
    name = settings["name"]
    if name not in MEDIA:
        raise StyleFileInvalid(f"{key}.toml: there is no medium “{name}”. Choose one of {known}.")
    try:
        return MEDIA[name](**{field: value for field, value in settings.items() if field != "name"})
    except ValidationError as error:
        raise StyleFileInvalid(f"{key}.toml: [medium] {_words_of(error)}") from None


def _words_of(error: ValidationError) -> str:
    return "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()) + "."


STYLES: Mapping[str, Style] = load_styles(STYLES_FOLDER)
"""The styles that are offered."""


STYLE_GROUPS: tuple[StyleGroup, ...] = (
    StyleGroup("Ways of drawing", tuple(style for style in STYLES.values() if not style.is_genre)),
    StyleGroup("Genres", tuple(style for style in STYLES.values() if style.is_genre)),
)
"""The same in two groups, as forms show them."""


def own_key(number: UUID) -> str:
    """Return the key of a style that a reader has made, by its number."""
    return f"own-{number.hex}"


def own_number(key: str) -> UUID | None:
    """Return the number of the reader's own style that a key is of; None for any other key."""
    return UUID(key.removeprefix("own-")) if _OWN_KEY.fullmatch(key) else None


def style_named(key: str) -> Style:
    """Return the style of that key. Raises UnknownStyle."""
    try:
        return STYLES[key]
    except KeyError:
        raise UnknownStyle(f"There is no style “{key}”.") from None
