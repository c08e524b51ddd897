"""Forms by which readers add people and places by hand, and let the analysis find somebody again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from characters.editing import EditRefused, people, places, renaming
from characters.editing.cast import adding, removing
from characters.models import Nobody
from web.bible.forms.editing import RowForm

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage
    from characters.models import Edit


class BookForm(RowForm):
    """A form about a whole book."""

    def __init__(self, vividpage: VividPage, *args: Any, **kwargs: Any) -> None:
        self.row = vividpage
        super().__init__(vividpage, *args, **kwargs)


class NewPersonForm(BookForm):
    """Somebody whom nobody has found."""

    submit = "Add"
    name = forms.CharField(max_length=renaming.LONGEST)
    gender = forms.ChoiceField(choices=[(value, value) for value in people.DETAILS["gender"]], initial="unknown")
    age = forms.ChoiceField(choices=[(value, value) for value in people.DETAILS["age"]], initial="unknown")
    species = forms.CharField(
        label="Kind of being",
        required=False,
        max_length=people.LONGEST_SPECIES,
        help_text="Empty: human.",
        widget=forms.TextInput(attrs={"list": "beings"}),
    )

    def apply(self, *, by: User) -> Edit | None:
        """Add them."""
        return adding.add_person(vividpage=self.vividpage, by=by, **self.cleaned_data)


class NewPlaceForm(BookForm):
    """A place that nobody has found."""

    submit = "Add"
    name = forms.CharField(max_length=renaming.LONGEST)
    kind = forms.ChoiceField(choices=[(kind, kind) for kind in places.KINDS], initial="unknown")

    def apply(self, *, by: User) -> Edit | None:
        """Add it."""
        return adding.add_place(vividpage=self.vividpage, by=by, **self.cleaned_data)


class AllowAgainForm(BookForm):
    """Somebody who may be found again."""

    submit = "Allow again"
    nobody = forms.UUIDField(widget=forms.HiddenInput)

    def apply(self, *, by: User) -> Edit | None:
        """Let the next analysis find them. Raises EditRefused if they may be found already."""
        nobody = Nobody.objects.filter(vividpage=self.vividpage, pk=self.cleaned_data["nobody"]).first()
        if nobody is None:
            raise EditRefused("They may be found again already.")
        return removing.allow_again(nobody=nobody, by=by)


ADDING: dict[str, type[BookForm]] = {"person": NewPersonForm, "place": NewPlaceForm, "allow": AllowAgainForm}
