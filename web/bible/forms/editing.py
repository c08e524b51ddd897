"""What the forms have in common by which readers edit the bible.

Each belongs to one row, and `apply` calls the service of its edit. `PERSON`, `PLACE` and `SCENE` beside this name the
forms of each page by the last part of the address that they are sent to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django import forms

from characters.editing import EditRefused, people
from characters.models import Character, Setting

if TYPE_CHECKING:
    from django.db.models import Manager

    from accounts.models import User
    from books.models import Scene, VividPage
    from characters.models import Edit

Row = TypeVar("Row", Character, Setting)


class LinesField(forms.CharField):
    """Words on a line each."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> Any:
        """Split into the lines that are not empty."""
        return [line.strip() for line in str(super().to_python(value)).splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        """Join lines again."""
        return "\n".join(value) if isinstance(value, list) else value


class EditForm(forms.Form):
    """A form about one row of a book's bible. `submit` is what its button says."""

    submit: ClassVar[str] = "Save"

    def __init__(self, vividpage: VividPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.vividpage = vividpage
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple | forms.HiddenInput):
                field.widget.attrs.setdefault("class", "input")

    def scene(self, number: int) -> Scene:
        """Find the scene of that number. Raises EditRefused if the book has none."""
        scene = self.vividpage.scenes.filter(number=number).first()
        if scene is None:
            raise EditRefused(f"The book has no scene {number}.")
        return scene


class RowForm(EditForm):
    """A form about one row whose fields can be kept from re-analysis."""

    row: people.Lockable


class LetGoForm(RowForm):
    """A field that the next analysis may change again."""

    submit = "Unlock"
    field = forms.CharField(widget=forms.HiddenInput)

    def apply(self, *, by: User) -> Edit | None:
        """Lift its lock."""
        return people.let_go(row=self.row, field=self.cleaned_data["field"], by=by)


def merge_field(keep: Row, rows: Manager[Row]) -> forms.ModelChoiceField[Row]:
    """Offer all other `rows` of a book, of which one is the same as `keep`."""
    return forms.ModelChoiceField(
        label="Merge with",
        queryset=rows.exclude(pk=keep.pk).order_by("name"),
        widget=forms.Select(attrs={"class": "input"}),
        empty_label="Choose",
        help_text=f"{keep.name} keeps this name and takes over all that is known of the other.",
    )
