"""A style that a reader makes from one of ours: other words, other inks, other strengths of the same medium."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from sketch.media.fields import Colour, Part
from sketch.media.grade import Grade
from sketch.paint.colours import RGB
from sketch.styles import NOT_IN_PICTURES, Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sketch.media.settings import MediumSettings

MOST_COLOURS = 6
"""Of a palette."""
LONGEST_NAME, LONGEST_DESCRIPTION, LONGEST_PROMPT, LONGEST_NEGATIVE = 60, 200, 1000, 500
"""Characters."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A strength that readers may set: what it is called, its least, its most, and whether it is of the grade."""

    label: str
    least: float
    most: float
    of_grade: bool = False


SETTINGS: Mapping[str, Setting] = {
    "line": Setting("Line", 0.0, 6.0),
    "grain": Setting("Grain of the paper", 0.0, 0.4),
    "glow_strength": Setting("Glow of lights", 0.0, 2.0),
    "sway": Setting("Unsteady hand", 0.0, 3.0),
    "contrast": Setting("Contrast", 0.6, 1.8, of_grade=True),
    "brightness": Setting("Brightness", -0.2, 0.2, of_grade=True),
    "saturation": Setting("Colourfulness", 0.0, 2.0, of_grade=True),
    "vignette": Setting("Dark corners", 0.0, 0.8, of_grade=True),
}
"""By field, those of every medium before those of the grade. Within them no picture takes long or much memory."""
COLOUR_LABELS: Mapping[str, str] = {
    "paper": "Paper",
    "ink": "Ink",
    "inks": "Ink",
    "night_inks": "Ink by night",
    "wash_tint": "Wash",
    "graphite": "Graphite",
    "coal": "Coal",
    "chalk": "Chalk",
    "blue": "Blue",
    "deep": "Deep",
    "pale": "Pale",
    "lead": "Lead",
    "thread": "Thread",
    "shadow": "Shadow",
    "dusk": "Dusk",
    "dark": "Dark",
    "night_dark": "Dark by night",
    "cool": "Cool",
    "night_cool": "Cool by night",
    "warm": "Warm",
    "sand": "Sand",
}
"""By the fields of the media that are colours."""
_PLACE = re.compile(rf"(?:{'|'.join(COLOUR_LABELS)})(?:\.\d)?")


class Drawing(BaseModel):
    """What is drawn otherwise than in the style below: a palette, colours by their place in the medium, strengths."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    palette: tuple[Colour, ...] = Field(default=(), max_length=MOST_COLOURS)
    palette_strength: Part = 0.7
    colours: dict[str, Colour] = Field(default_factory=dict)
    settings: dict[str, float] = Field(default_factory=dict)

    @field_validator("colours")
    @classmethod
    def _known_colours(cls, colours: dict[str, RGB]) -> dict[str, RGB]:
        if unknown := sorted(place for place in colours if not _PLACE.fullmatch(place)):
            raise ValueError(f"there is no colour “{unknown[0][:40]}”")
        return colours

    @field_validator("settings")
    @classmethod
    def _known_settings(cls, settings: dict[str, float]) -> dict[str, float]:
        for name, value in settings.items():
            setting = SETTINGS.get(name)
            if setting is None:
                raise ValueError(f"there is no setting “{name[:40]}”")
            if not setting.least <= value <= setting.most:
                raise ValueError(f"“{name}” is from {setting.least:g} to {setting.most:g}")
        return settings

    def as_json(self) -> dict[str, Any]:
        """Return it as a file has it, colours as #rrggbb, without what is not said."""
        said: dict[str, Any] = {}
        if self.palette:
            said |= {"palette": [hex_of(colour) for colour in self.palette], "palette_strength": self.palette_strength}
        if self.colours:
            said["colours"] = {place: hex_of(colour) for place, colour in self.colours.items()}
        if self.settings:
            said["settings"] = dict(self.settings)
        return said


@dataclass(frozen=True, slots=True)
class MediumColour:
    """A colour of a medium: its place in the settings (`ink`, `inks.1`), what readers call it, and what it is now."""

    place: str
    label: str
    colour: RGB


def hex_of(colour: RGB) -> str:
    """Write a colour as #rrggbb."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def colours_of(medium: MediumSettings) -> Iterator[MediumColour]:
    """Yield the colours of a medium, its paper first."""
    for name, label in COLOUR_LABELS.items():
        value = getattr(medium, name, None)
        if not isinstance(value, tuple):
            continue
        if isinstance(value[0], tuple):
            yield from (MediumColour(f"{name}.{n}", f"{label} {n + 1}", ink) for n, ink in enumerate(value))
        else:
            yield MediumColour(name, label, value)


def setting_of(medium: MediumSettings, name: str) -> float:
    """Return how strong one of the SETTINGS is in a medium."""
    owner = (medium.grade or Grade()) if SETTINGS[name].of_grade else medium
    return float(getattr(owner, name))


def derived(
    base: Style,
    *,
    key: str,
    name: str,
    prompt: str,
    negative_prompt: str = NOT_IN_PICTURES,
    description: str = "",
    picture: str = "",
    drawing: Drawing | None = None,
) -> Style:
    """Make a style from another. What `drawing` says of colours that this medium has not is passed over."""
    return Style(
        key=key,
        name=name,
        description=description or base.description,
        prompt=prompt,
        negative_prompt=negative_prompt,
        genre=base.genre,
        picture=picture,
        medium=_medium(base.medium, drawing or Drawing()),
    )


def _medium(medium: MediumSettings, drawing: Drawing) -> MediumSettings:
    own = {name: value for name, value in drawing.settings.items() if not SETTINGS[name].of_grade}
    grade: dict[str, Any] = {name: value for name, value in drawing.settings.items() if SETTINGS[name].of_grade}
    if drawing.palette:
        grade |= {"palette": drawing.palette, "palette_strength": drawing.palette_strength}
    changes: dict[str, Any] = {**own, **_colours(medium, drawing.colours)}
    if grade:
        changes["grade"] = (medium.grade or Grade()).model_copy(update=grade)
    return medium.model_copy(update=changes)


def _colours(medium: MediumSettings, chosen: Mapping[str, RGB]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for colour in colours_of(medium):
        if colour.place not in chosen:
            continue
        name, _, number = colour.place.partition(".")
        if number:
            inks = list(changed.get(name, getattr(medium, name)))
            inks[int(number)] = chosen[colour.place]
            changed[name] = tuple(inks)
        else:
            changed[name] = chosen[colour.place]
    return changed
