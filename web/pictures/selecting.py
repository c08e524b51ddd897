"""The form that says which pictures of a book are to be redrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from characters.models import Character
from storyboards.orders.bulk import Selection

if TYPE_CHECKING:
    from books.models import VividPage

WHAT = (("chapter", "a chapter"), ("person", "somebody"), ("all", "the whole book"))


class SelectionForm(forms.Form):
    """Which pictures: of a chapter, of a person, or all; `since` is kept from the trial to the rest."""

    what = forms.ChoiceField(label="Pictures of", choices=WHAT, initial="chapter")
    chapter = forms.TypedChoiceField(label="Chapter", coerce=int, empty_value=None, required=False)
    person = forms.ModelChoiceField(label="Person", queryset=Character.objects.none(), required=False, empty_label="–")
    since = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, vividpage: VividPage) -> None:
        super().__init__(data)
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
        return Selection(since=since)
