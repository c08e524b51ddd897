"""The forms of the page editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from publishing.models import Page
from publishing.pages.catalogue import audiences, layouts
from publishing.pages.editing import MOST_TEXT, TOO_MUCH_TEXT
from publishing.pages.framing import MOST_ZOOM
from publishing.pages.laying import Plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publishing.rectangle import Rectangle

TRIMS = {
    "8.5x8.5": "8.5 × 8.5 in, square",
    "8x10": "8 × 10 in",
    "8.5x11": "8.5 × 11 in",
    "8.25x6": "8.25 × 6 in, wide",
    "7x10": "7 × 10 in",
    "6x9": "6 × 9 in",
    "5.5x8.5": "5.5 × 8.5 in",
}
SIDES = ("left", "top", "width", "height")


class PlanForm(forms.Form):
    """How a book is laid out at first."""

    trim = forms.ChoiceField(label="Size of the page", choices=list(TRIMS.items()))
    audience = forms.ChoiceField(
        label="Who reads it",
        required=False,
        choices=[("", "As long as its scenes suggest")],
        help_text="Decides how large the type is and how much stands on a page.",
    )
    passages = forms.ChoiceField(
        label="Text",
        required=False,
        choices=[
            ("", "All of a short book, the sentences of the pictures of a long one"),
            ("whole", "All of the text"),
            ("moments", "Only the sentence of each picture"),
        ],
    )
    multiple = forms.TypedChoiceField(
        label="Number of pages",
        coerce=int,
        choices=[(2, "Even (Amazon KDP, Lulu)"), (4, "A multiple of 4 (stapled)"), (8, "A multiple of 8 (offset)")],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["audience"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Whoever its scenes suit"), *((one.name, one.title) for one in audiences().values())]
        for each in self.fields.values():
            each.widget.attrs["class"] = "input"

    @property
    def plan(self) -> Plan:
        """What was chosen, once the form is valid."""
        width, height = map(float, self.cleaned_data["trim"].split("x"))
        chosen = self.cleaned_data
        return Plan(width, height, chosen["audience"], chosen["passages"], chosen["multiple"])


def _percent(label: str, least: float, most: float) -> forms.FloatField:
    attributes = {"class": "input", "step": "0.1", "inputmode": "decimal"}
    return forms.FloatField(
        label=label, min_value=least, max_value=most, widget=forms.NumberInput(attrs=attributes), required=False
    )


class PageForm(forms.Form):
    """Everything of one page; lengths in percent of the page."""

    layout = forms.ChoiceField(label="Layout")
    text = forms.CharField(label="Text", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 9}))
    size = forms.FloatField(label="Size of the type, in points", min_value=6, max_value=96)
    align = forms.ChoiceField(label="Lines", choices=Page.Align.choices)
    ink = forms.ChoiceField(label="Ink", choices=Page.Ink.choices)
    left = _percent("Left", 0, 95)
    top = _percent("Top", 0, 95)
    width = _percent("Width", 5, 100)
    height = _percent("Height", 3, 100)
    picture = forms.ChoiceField(label="Picture", required=False)
    focus_x = _percent("Across", 0, 100)
    focus_y = _percent("Down", 0, 100)
    zoom = _percent("Zoom", 100, 100 * MOST_ZOOM)

    def __init__(self, data: Any = None, *, pictures: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(data, **options)
        for name, choices in (
            ("layout", [(one.name, one.title) for one in layouts().values()]),
            ("picture", [("", "None"), *pictures]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        for name, each in self.fields.items():
            each.widget.attrs |= {"class": "input"}
            if name == "size":
                each.widget.attrs |= {"step": "0.5", "inputmode": "decimal"}

    def clean_text(self) -> str:
        """Return the text with the ends of its lines as they are kept; refuse what no page holds, before it is set."""
        text: str = self.cleaned_data["text"].replace("\r\n", "\n").strip()
        if len(text) > MOST_TEXT:
            raise forms.ValidationError(TOO_MUCH_TEXT)
        return text

    @property
    def values(self) -> dict[str, Any]:
        """What a page has by it, once the form is valid."""
        given = self.cleaned_data
        values = {name: given[name] for name in ("layout", "text", "size", "align", "ink")}
        values["text_box"] = self._box()
        values["picture"] = given["picture"] or None
        for name, default in (("focus_x", 50.0), ("focus_y", 50.0), ("zoom", 100.0)):
            values[name] = (default if given[name] is None else given[name]) / 100
        return values

    def _box(self) -> list[float] | None:
        sides = [self.cleaned_data[side] for side in SIDES]
        if any(side is None for side in sides):
            return None
        left, top, width, height = (round(side / 100, 4) for side in sides)
        box = [left, top, min(width, round(1 - left, 4)), min(height, round(1 - top, 4))]
        own = layouts()[self.cleaned_data["layout"]].text
        return None if own is None or _is_near(box, own) else box


def _is_near(box: list[float], other: Rectangle) -> bool:
    """Return whether a typed box is a layout's own, as far as percents can say."""
    return all(
        abs(one - two) < 0.003 for one, two in zip(box, (other.left, other.top, other.width, other.height), strict=True)
    )
