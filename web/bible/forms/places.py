"""Forms by which readers edit a place. `PLACE` names them by the last part of the address that they are sent to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db import transaction

from characters.editing import merging, places, renaming
from characters.editing.cast import removing
from characters.models import Edit, Setting
from web.bible.forms.editing import LetGoForm, LinesField, RowForm, merge_field

if TYPE_CHECKING:
    from accounts.models import User


class PlaceForm(RowForm):
    """A form about a place."""

    def __init__(self, setting: Setting, *args: Any, **kwargs: Any) -> None:
        self.row = self.setting = setting
        super().__init__(setting.vividpage, *args, **kwargs)


class PlaceDetailsForm(PlaceForm):
    """What a place is like."""

    name = forms.CharField(max_length=renaming.LONGEST)
    kind = forms.ChoiceField(choices=[(kind, kind) for kind in places.KINDS])
    indoors = forms.BooleanField(required=False)
    description = forms.CharField(
        required=False, max_length=places.LONGEST_DESCRIPTION, widget=forms.Textarea(attrs={"rows": 4})
    )
    keywords = LinesField(label="What can be seen there", required=False, help_text="One thing on a line.")

    def __init__(self, setting: Setting, *args: Any, **kwargs: Any) -> None:
        fields = ("name", "kind", "indoors", "description", "keywords")
        super().__init__(setting, *args, initial={field: getattr(setting, field) for field in fields}, **kwargs)

    @transaction.atomic
    def apply(self, *, by: User) -> Edit | None:
        """Make one edit for its name, one for the rest."""
        data = dict(self.cleaned_data)
        renamed = renaming.rename(row=self.setting, name=data.pop("name"), by=by)
        return places.edit_place(setting=self.setting, by=by, **data) or renamed


class PlaceMergeForm(PlaceForm):
    """A place that is the same."""

    submit = "Merge"
    other = forms.ModelChoiceField(queryset=Setting.objects.none())

    def __init__(self, setting: Setting, *args: Any, **kwargs: Any) -> None:
        super().__init__(setting, *args, **kwargs)
        self.fields["other"] = merge_field(setting, setting.vividpage.settings_found)

    def apply(self, *, by: User) -> Edit | None:
        """Make them one."""
        return merging.merge_places(keep=self.setting, other=self.cleaned_data["other"], by=by)


class PlaceRemovalForm(PlaceForm):
    """A place that is none."""

    submit = "There is no such place"

    def apply(self, *, by: User) -> Edit | None:
        """Take it out of the book."""
        return removing.remove_place(setting=self.setting, by=by)


class PlaceLetGoForm(LetGoForm, PlaceForm):
    """A field of a place that the next analysis may change again."""


PLACE: dict[str, type[PlaceForm]] = {
    "details": PlaceDetailsForm,
    "merge": PlaceMergeForm,
    "remove": PlaceRemovalForm,
    "let-go": PlaceLetGoForm,
}
