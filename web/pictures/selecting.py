"""The form that says which pictures of a book are to be redrawn, and in which look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from books.models import VividPage
from characters.models import Character
from providers.choosing import model_choices
from sketch.styles import STYLE_GROUPS
from storyboards.looks.look import Look
from storyboards.making.choosing import entry_or_none
from storyboards.orders.bulk import Selection
from storyboards.styles.resolving import own_styles, style_for

if TYPE_CHECKING:
    from accounts.models import User

WHAT = (
    ("chapter", "a chapter"),
    ("person", "somebody"),
    ("all", "the whole book"),
    ("stale", "scenes that no longer fit"),
)
LOOK_FIELDS = ("style", "resolution", "image_model")
OWN_STYLES = "Your own"
Grouped = list[tuple[str, list[tuple[str, str]]]]


class LookForm(forms.Form):
    """In which style and size and by which model pictures are drawn; what is left empty stays as the book is."""

    style = forms.ChoiceField(label="Style", required=False)
    resolution = forms.ChoiceField(label="Size", required=False)
    image_model = forms.ChoiceField(label="Drawn by", required=False)

    def __init__(self, data: Any, *, vividpage: VividPage) -> None:
        super().__init__(data, label_suffix="")
        kept = "as the book: "
        self._offer("style", kept + style_for(vividpage).name, offered_styles(vividpage.owner))
        sizes = [(key, str(name)) for key, name in VividPage.Resolution.choices]
        self._offer("resolution", kept + vividpage.get_resolution_display(), [("Sizes", sizes)])
        self._offer("image_model", kept + _title(vividpage.image_model), _models(vividpage.owner))
        for name in LOOK_FIELDS:
            self.fields[name].widget.attrs["class"] = "input"

    def look(self) -> Look:
        """Return the look that has been chosen."""
        return Look(**{name: self.cleaned_data.get(name) or "" for name in LOOK_FIELDS})

    def _offer(self, name: str, kept: str, choices: Grouped) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", kept), *choices]


class SelectionForm(LookForm):
    """Which pictures: of a chapter, of a person, or all; `since` is kept from the trial to the rest."""

    what = forms.ChoiceField(label="Pictures of", choices=WHAT, initial="chapter")
    chapter = forms.TypedChoiceField(label="Chapter", coerce=int, empty_value=None, required=False)
    person = forms.ModelChoiceField(label="Person", queryset=Character.objects.none(), required=False, empty_label="–")
    since = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    field_order = ("what", "chapter", "person", *LOOK_FIELDS)

    def __init__(self, data: Any, *, vividpage: VividPage) -> None:
        super().__init__(data, vividpage=vividpage)
        chapters = vividpage.chapters.filter(scenes__picture__active_version__isnull=False).distinct()
        named = [(c.number, c.title or f"Chapter {c.number}") for c in chapters.order_by("number").defer("matter")]
        self.fields["chapter"].choices = [("", "–"), *named]  # type: ignore[attr-defined]
        people = vividpage.characters.filter(presences__isnull=False).distinct().order_by("-mentions", "name")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        for name in ("what", "chapter", "person"):
            self.fields[name].widget.attrs["class"] = "input"

    def clean(self) -> dict[str, Any]:
        """Ask for the chapter or the person that is meant."""
        cleaned: dict[str, Any] = super().clean() or {}
        what = cleaned.get("what")
        if what in ("chapter", "person") and not cleaned.get(what) and what not in self.errors:
            self.add_error(what, f"Choose the {what}.")
        return cleaned

    def selection(self) -> Selection:
        """Return what has been chosen."""
        what, since = self.cleaned_data["what"], self.cleaned_data["since"]
        if what == "chapter":
            return Selection(chapter=self.cleaned_data["chapter"], since=since)
        if what == "person":
            return Selection(person=self.cleaned_data["person"].pk, since=since)
        return Selection(stale=what == "stale", since=since)


def offered_styles(reader: User) -> Grouped:
    """Return the styles that a reader may choose, by their groups."""
    groups = [(group.name, [(style.key, style.name) for style in group.styles]) for group in STYLE_GROUPS]
    own = [(style.key, style.name) for style in own_styles(reader)]
    return [*groups, (OWN_STYLES, own)] if own else groups


def _models(reader: User) -> Grouped:
    usable = [choice for choice in model_choices.choices_for(reader).image if choice.is_usable]
    groups = model_choices.grouped(usable)
    return [(group.title, [(choice.entry.name, choice.entry.title) for choice in group.choices]) for group in groups]


def _title(model: str) -> str:
    entry = entry_or_none(model, "image")
    return entry.title if entry else model
