"""A style as a form: words, a palette, the colours and strengths of its medium, and a picture that shows it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django import forms
from pydantic import ValidationError

from accounts.access.allowances import LimitReached, spend_upload
from sketch.styles.derived import (
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    LONGEST_NEGATIVE,
    LONGEST_PROMPT,
    MOST_COLOURS,
    SETTINGS,
    Drawing,
    MediumColour,
    colours_of,
    derived,
    hex_of,
    setting_of,
)
from storyboards.styles.reference_pictures import MOST_BYTES, ReferenceRefused, read_reference
from storyboards.styles.services import StyleWords
from storyboards.styles.sharing import LARGEST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict

    from accounts.models import User
    from sketch.styles import Style
    from storyboards.styles.models import ReaderStyle

STEPS = 40
"""In which the slider of a strength moves."""
FIRST_COLOURS = ("#1d2733", "#7a4a32", "#c9884f", "#e9d8b6", "#5d7a74", "#a8b8b0")
"""Of a palette that nobody has chosen yet."""


def colour_field(label: str) -> forms.RegexField:
    """Return a field for a colour as #rrggbb, which browsers show as a box of paint."""
    return forms.RegexField(
        regex=r"^#[0-9a-fA-F]{6}$",
        label=label,
        required=False,
        widget=forms.TextInput(attrs={"type": "color"}),
        error_messages={"invalid": "Write a colour as #rrggbb."},
    )


class StyleForm(forms.Form):
    """A style that is made from `base`; what is not changed stays as it is there."""

    name = forms.CharField(label="Name", max_length=LONGEST_NAME, error_messages={"required": "Give it a name."})
    description = forms.CharField(
        label="What it is like",
        required=False,
        max_length=LONGEST_DESCRIPTION,
        help_text="A line for yourself and for those with whom you share it.",
    )
    prompt = forms.CharField(
        label="Words for image models",
        max_length=LONGEST_PROMPT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Medium, line, light and colours, as you would tell a painter. They end each prompt.",
        error_messages={"required": "Say how models are to draw."},
    )
    negative_prompt = forms.CharField(
        label="What models leave out",
        required=False,
        max_length=LONGEST_NEGATIVE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For models that take negative words; others are not told of it.",
    )
    has_palette = forms.BooleanField(label="Keep to a palette", required=False)
    palette_strength = forms.FloatField(label="How strictly", min_value=0, max_value=1, required=False)
    picture = forms.FileField(label="Picture", required=False, widget=forms.FileInput(attrs={"accept": "image/*"}))
    without_picture = forms.BooleanField(label="Remove this picture", required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, UploadedFile[Any]] | None = None,
        *,
        base: Style,
        style: ReaderStyle | None = None,
        reader: User | None = None,
    ) -> None:
        self.base, self.reader = base, reader
        self.medium_colours: list[MediumColour] = list(colours_of(base.medium))
        super().__init__(data, files, initial=_initial(base, style))
        for number in range(MOST_COLOURS):
            self.fields[f"palette_{number}"] = colour_field(f"Colour {number + 1}")
            self.fields[f"palette_{number}_on"] = forms.BooleanField(label=f"Use colour {number + 1}", required=False)
        for colour in self.medium_colours:
            self.fields[f"colour_{colour.place}"] = colour_field(colour.label)
        for name, setting in SETTINGS.items():
            self.fields[f"setting_{name}"] = forms.FloatField(
                label=setting.label, min_value=setting.least, max_value=setting.most, required=False
            )
        self.reference: bytes | None = None
        self.found: list[str] = []
        """Colours of a picture that has come with the form."""

    def take_palette(self, colours: list[str]) -> None:
        """Show the colours of a picture as the palette; nothing is kept before the form is sent."""
        self.initial["has_palette"] = True
        for number in range(MOST_COLOURS):
            is_used = number < len(colours)
            self.initial[f"palette_{number}_on"] = is_used
            if is_used:
                self.initial[f"palette_{number}"] = colours[number]
        self.initial["drawing"] = {**self.initial["drawing"], "palette": colours}

    def clean_picture(self) -> UploadedFile[Any] | None:
        """Redraw the picture in the sandbox, as one of the files that a reader may bring in an hour."""
        picture: UploadedFile[Any] | None = self.cleaned_data["picture"]
        if picture is None:
            return None
        try:
            if self.reader is not None:
                spend_upload(self.reader)
            read = read_reference(picture.read(MOST_BYTES + 1))
        except (ReferenceRefused, LimitReached) as refused:
            raise forms.ValidationError(str(refused)) from None
        self.reference, self.found = read.data, [hex_of(colour) for colour in read.palette]
        return picture

    def clean(self) -> dict[str, Any]:
        """Put the drawing together."""
        cleaned = self.cleaned_data
        if cleaned.get("without_picture") and self.reference is None:
            self.reference = b""
        try:
            cleaned["drawing"] = Drawing.model_validate(self._drawing())
        except ValidationError:
            self.add_error(None, "A colour or a strength does not go. Move it, then try again.")
        return cleaned

    @property
    def drawing(self) -> Drawing:
        """What is drawn otherwise than in the style below."""
        drawing = getattr(self, "cleaned_data", {}).get("drawing")
        return drawing if isinstance(drawing, Drawing) else Drawing.model_validate(self._initial_drawing())

    @property
    def words(self) -> StyleWords:
        """What the style is called, and what models are told."""
        said = {name: self.cleaned_data[name] for name in ("name", "prompt", "negative_prompt", "description")}
        return StyleWords(**said)

    @property
    def style(self) -> Style:
        """The style as the form has it now, for a preview."""
        return derived(self.base, key=self.base.key, name="preview", prompt="preview", drawing=self.drawing)

    @property
    def drawing_json(self) -> str:
        """The drawing as an address takes it."""
        return json.dumps(self.drawing.as_json(), separators=(",", ":"))

    @property
    def palette_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each colour of the palette, and whether it is one."""
        return [(self[f"palette_{n}"], self[f"palette_{n}_on"]) for n in range(MOST_COLOURS)]

    @property
    def colour_rows(self) -> list[forms.BoundField]:
        """The colours of the medium."""
        return [self[f"colour_{colour.place}"] for colour in self.medium_colours]

    @property
    def setting_rows(self) -> list[dict[str, Any]]:
        """Each strength with its range."""
        rows = []
        for name, setting in SETTINGS.items():
            step = (setting.most - setting.least) / STEPS
            row = {"field": self[f"setting_{name}"], "least": setting.least, "most": setting.most, "step": f"{step:g}"}
            rows.append(row)
        return rows

    def _drawing(self) -> dict[str, Any]:
        """Return what the form says that is not as in the style below."""
        cleaned = self.cleaned_data
        said: dict[str, Any] = {}
        if cleaned.get("has_palette"):
            chosen = [cleaned.get(f"palette_{n}") for n in range(MOST_COLOURS) if cleaned.get(f"palette_{n}_on")]
            strength = cleaned.get("palette_strength")
            said = {"palette": list(filter(None, chosen)), "palette_strength": 0.7 if strength is None else strength}
        colours = {c.place: (cleaned.get(f"colour_{c.place}"), hex_of(c.colour)) for c in self.medium_colours}
        said["colours"] = {place: now for place, (now, below) in colours.items() if now and now.lower() != below}
        said["settings"] = {
            name: value
            for name, setting in SETTINGS.items()
            if (value := cleaned.get(f"setting_{name}")) is not None
            and abs(value - setting_of(self.base.medium, name)) > (setting.most - setting.least) / STEPS / 2
        }
        return said

    def _initial_drawing(self) -> dict[str, Any]:
        drawing: dict[str, Any] = self.initial["drawing"]
        return drawing


class ImportForm(forms.Form):
    """A style as a file."""

    file = forms.FileField(
        label="Style file",
        error_messages={"required": "Choose a file first.", "empty": "That file is empty."},
        widget=forms.FileInput(attrs={"accept": ".toml,application/toml"}),
    )

    def content(self) -> bytes:
        """Return the file, as far as it is read."""
        read: bytes = self.cleaned_data["file"].read(LARGEST + 1)
        return read


def _initial(base: Style, style: ReaderStyle | None) -> dict[str, Any]:
    """Return what a form shows first: the style that is changed, or the one that another is made from."""
    drawing = style.drawing if style else {}
    parsed = Drawing.model_validate(drawing)
    palette = [hex_of(colour) for colour in parsed.palette]
    initial: dict[str, Any] = {
        "name": style.name if style else "",
        "description": style.description if style else "",
        "prompt": style.prompt if style else base.prompt,
        "negative_prompt": style.negative_prompt if style else base.negative_prompt,
        "has_palette": bool(palette),
        "palette_strength": parsed.palette_strength,
        "drawing": drawing,
    }
    for number in range(MOST_COLOURS):
        is_used = number < len(palette)
        initial[f"palette_{number}"] = palette[number] if is_used else FIRST_COLOURS[number]
        initial[f"palette_{number}_on"] = is_used or not palette
    for colour in colours_of(base.medium):
        initial[f"colour_{colour.place}"] = hex_of(parsed.colours.get(colour.place, colour.colour))
    for name, setting in SETTINGS.items():
        value = parsed.settings.get(name, setting_of(base.medium, name))
        initial[f"setting_{name}"] = min(setting.most, max(setting.least, value))
    return initial
