"""By which models a book is made and what it may cost: a form of its own, and a part of the setup page's."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms

from accounts.models import ApiKey
from books.choices import KEYS, Choices, ChoicesRefused, choices_of
from providers.choosing import model_choices
from providers.choosing.catalogue import Kind, usable_entry
from providers.choosing.model_choices import ModelChoice, ModelChoiceGroup, ModelChoices
from providers.errors import ProviderError
from storyboards.making import choosing, costs

if TYPE_CHECKING:
    from books.models import VividPage
    from storyboards.making.costs import Costs


AMOUNT_ERRORS = {
    "invalid": "Write an amount in US dollars, such as 2.50.",
    "min_value": "An amount cannot be below 0.",
    "max_digits": "That is more than a budget can be: write fewer digits.",
    "max_whole_digits": "That is more than a budget can be: write fewer digits.",
    "max_decimal_places": "Write at most %(max)s digits after the point.",
}


class BudgetForm(forms.Form):
    """What a book may cost. What is chosen is checked by the service that keeps it."""

    budget = forms.DecimalField(
        label="Budget",
        required=False,
        min_value=Decimal(0),
        max_digits=10,
        decimal_places=4,
        error_messages=AMOUNT_ERRORS,
        help_text="The most that this book may cost, in US dollars. Leave empty for no limit.",
    )

    def __init__(self, *args: Any, vividpage: VividPage, **kwargs: Any) -> None:
        self.vividpage = vividpage
        self.kept = choices_of(vividpage)
        names = [name for name in self.base_fields if hasattr(self.kept, name)]
        kwargs["initial"] = {name: getattr(self.kept, name) for name in names} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    @property
    def choices(self) -> Choices:
        """What is chosen for the book, with what of the form is in order; a model that is left empty stays."""
        cleaned = getattr(self, "cleaned_data", {})
        chosen = {name: value for name, value in cleaned.items() if hasattr(self.kept, name) and self._is_asked(name)}
        return replace(self.kept, **{n: v for n, v in chosen.items() if v != "" or not n.endswith("_model")})

    def _is_asked(self, name: str) -> bool:
        """Return whether the form had the choice at all: that of a key only where there are several."""
        return name not in KEYS or self.add_prefix(name) in self.data

    def clean(self) -> dict[str, Any]:
        """Ask the service whether that goes."""
        try:
            choosing.checked(self.choices, vividpage=self.vividpage)
        except ChoicesRefused as error:
            self._show(error)
        return self.cleaned_data

    def save(self) -> bool:
        """Choose what the form says. False: that no longer goes since it was checked, and is shown beside its field."""
        try:
            choosing.choose(vividpage=self.vividpage, choices=self.choices)
        except ChoicesRefused as error:
            self._show(error)
            return False
        return True

    def _show(self, error: ChoicesRefused) -> None:
        for name, words in error.problems.items():
            self.add_error(name if name in self.fields else None, words)


class TermsForm(BudgetForm):
    """The models, the keys that they are called with, the budget, and the economy mode."""

    text_model = forms.CharField(label="Reads the book", required=False, max_length=model_choices.LONGEST_NAME)
    image_model = forms.CharField(label="Draws the pictures", required=False, max_length=model_choices.LONGEST_NAME)
    embedding_model = forms.CharField(
        label="Makes it searchable", required=False, max_length=model_choices.LONGEST_NAME
    )
    text_key = forms.ModelChoiceField(ApiKey.objects.none(), label="Key for reading", required=False)
    image_key = forms.ModelChoiceField(ApiKey.objects.none(), label="Key for drawing", required=False)
    economy = forms.BooleanField(label="Economy mode: reading costs half, but may take up to a day", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("text_key", "image_key"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = ApiKey.objects.owned_by(self.vividpage.owner).usable()

    @cached_property
    def available(self) -> ModelChoices:
        """What the reader can choose."""
        return model_choices.choices_for(self.vividpage.owner)

    @property
    def text_groups(self) -> list[ModelChoiceGroup]:
        """The text models by their services."""
        return model_choices.grouped(self._with_chosen("text"))

    @property
    def image_groups(self) -> list[ModelChoiceGroup]:
        """The image models by their services."""
        return model_choices.grouped(self._with_chosen("image"))

    @property
    def embedding_groups(self) -> list[ModelChoiceGroup]:
        """The embedding models by their services."""
        return model_choices.grouped(self._with_chosen("embedding"))

    @property
    def lacking(self) -> list[ModelChoice]:
        """One offer of each service that the reader has no key for."""
        by_service: dict[str, ModelChoice] = {}
        for choice in (*self.available.text, *self.available.image):
            if not choice.is_usable:
                by_service.setdefault(choice.entry.service, choice)
        return list(by_service.values())

    @property
    def retired(self) -> list[str]:
        """Of each chosen model that is shut down, gone or soon to be: what becomes of it and what follows, in words."""
        return [words for kind in choosing.KINDS if (words := self._why_not(kind))]

    @property
    def text_choice(self) -> ModelChoice | None:
        """The text model that is chosen now."""
        return self._chosen("text")

    @property
    def image_choice(self) -> ModelChoice | None:
        """The image model that is chosen now."""
        return self._chosen("image")

    @property
    def text_keys(self) -> list[ApiKey]:
        """The keys to choose from for reading; none if there is no choice."""
        return self._keys(self.text_choice, self.kept.text_key)

    @property
    def image_keys(self) -> list[ApiKey]:
        """The keys to choose from for drawing; none if there is no choice."""
        return self._keys(self.image_choice, self.kept.image_key)

    @property
    def costs(self) -> Costs:
        """What the book costs as it is chosen now."""
        choices = self.choices
        return replace(
            costs.costs_of(choosing.with_choices(self.vividpage, choices)),
            budget=choices.budget,
        )

    def _why_not(self, kind: Kind) -> str:
        try:
            usable_entry(getattr(self.choices, f"{kind}_model"), kind)
        except ProviderError as error:
            return str(error)
        choice = self._chosen(kind)
        return choice.ends if choice else ""

    def _chosen(self, kind: Kind) -> ModelChoice | None:
        name = getattr(self.choices, f"{kind}_model")
        return next((choice for choice in self._with_chosen(kind) if choice.entry.name == name), None)

    def _with_chosen(self, kind: Kind) -> list[ModelChoice]:
        """Return all models, with the one that is chosen already even if its server does not list it just now."""
        listed = self.available.of_kind(kind)
        name = getattr(self.choices, f"{kind}_model")
        if any(choice.entry.name == name for choice in listed):
            return listed
        entry = choosing.entry_or_none(name, kind)
        if entry is None or entry.is_retired:
            return listed
        return [
            *listed,
            ModelChoice(entry, bool(self.available.keys_for(entry.service)), model_choices.price_of(entry)),
        ]

    def _keys(self, choice: ModelChoice | None, kept: ApiKey | None) -> list[ApiKey]:
        """Return all that fit, if there are several or the one that was chosen cannot be used any more."""
        keys = self.available.keys_for(choice.entry.service) if choice else []
        return keys if len(keys) > 1 or (kept is not None and kept not in self.available.keys) else []


class CapForm(forms.Form):
    """The most that a month may cost."""

    monthly = forms.DecimalField(
        label="Monthly cap",
        required=False,
        min_value=Decimal(0),
        max_digits=10,
        decimal_places=2,
        error_messages=AMOUNT_ERRORS,
        help_text="In US dollars, over all books. Empty: no cap.",
    )
