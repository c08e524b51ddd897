"""The form by which readers say when and where a book plays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from characters.editing import worlds
from web.bible.forms.editing import EditForm, LetGoForm

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage
    from characters.models import Edit


class WorldForm(EditForm):
    """When and where a book plays, and what was worn, used and built there."""

    period = forms.CharField(
        label="Time", required=False, max_length=worlds.LONGEST["period"], help_text="For example 1760s, or medieval."
    )
    country = forms.CharField(required=False, max_length=worlds.LONGEST["country"])
    dress = forms.CharField(
        label="Clothes",
        required=False,
        max_length=worlds.LONGEST["dress"],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    technology = forms.CharField(
        label="Technology",
        required=False,
        max_length=worlds.LONGEST["technology"],
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Light, vehicles, weapons, tools.",
    )
    architecture = forms.CharField(
        label="Architecture",
        required=False,
        max_length=worlds.LONGEST["architecture"],
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, vividpage: VividPage, *args: Any, **kwargs: Any) -> None:
        known = {field: getattr(vividpage, field) for field in worlds.LONGEST}
        super().__init__(vividpage, *args, initial=known, **kwargs)

    def apply(self, *, by: User) -> Edit | None:
        """Make one edit for all of it."""
        return worlds.edit_world(vividpage=self.vividpage, by=by, **self.cleaned_data)


class WorldLetGoForm(LetGoForm):
    """A fact of a book's world that the next analysis may change again."""

    def __init__(self, vividpage: VividPage, *args: Any, **kwargs: Any) -> None:
        self.row = vividpage
        super().__init__(vividpage, *args, **kwargs)


WORLD: dict[str, type[EditForm]] = {"details": WorldForm, "let-go": WorldLetGoForm}
