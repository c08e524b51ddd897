"""The form that says in which look another variant is drawn, and what it may cost."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms

from web.money.forms import AMOUNT_ERRORS
from web.pictures.selecting import LookForm

if TYPE_CHECKING:
    from books.models import VividPage


class VariantForm(LookForm):
    """Style, size and model of another variant, and its budget."""

    budget = forms.DecimalField(
        label="Budget",
        required=False,
        min_value=Decimal(0),
        max_digits=10,
        decimal_places=4,
        error_messages=AMOUNT_ERRORS,
        help_text="The most that this variant may cost, in US dollars. Leave empty for no limit.",
    )

    def __init__(self, data: Any, *, vividpage: VividPage) -> None:
        super().__init__(data, vividpage=vividpage)
        self.fields["budget"].widget.attrs["class"] = "input"
