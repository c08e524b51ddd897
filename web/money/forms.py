"""By which models a book is made and what it may cost: a form of its own, and a part of the setup page's."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

from django import forms

from accounts.keys import usable_key
from accounts.models import ApiKey
from books.models import VividPage
from providers import offers
from providers.catalogue import Kind, ModelEntry, entry_named, usable_entry
from providers.errors import ProviderError
from providers.offers import Offer, Offered, OfferGroup
from providers.services import title_of
from storyboards.making import costs
from storyboards.making.costs import Costs

TERMS = ("text_model", "image_model", "embedding_model", "text_key", "image_key", "economy")
KINDS: tuple[Kind, ...] = ("text", "image", "embedding")


class BudgetForm(forms.ModelForm[VividPage]):
    """What a book may cost."""

    budget = forms.DecimalField(
        label="Budget", required=False, min_value=Decimal(0), max_digits=10, decimal_places=4,
        help_text="In US dollars. Nothing is asked of a service that could pass it; empty: no limit.",
    )  # fmt: skip

    class Meta:
        model = VividPage
        fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["budget"] = self.instance.budget.limit

    def clean_budget(self) -> Decimal | None:
        """Not less than is spent or being spent."""
        budget: Decimal | None = self.cleaned_data["budget"]
        gone = self.instance.budget.committed
        if budget is not None and budget < gone:
            raise forms.ValidationError(f"${gone:.2f} are spent already; the budget cannot be less.")
        return budget


class TermsForm(BudgetForm):
    """The models, the keys that they are called with, the budget, and the economy mode."""

    text_model = forms.CharField(label="Who reads it", required=False, max_length=offers.LONGEST_NAME)
    image_model = forms.CharField(label="Who draws it", required=False, max_length=offers.LONGEST_NAME)
    embedding_model = forms.CharField(label="Who makes it searchable", required=False, max_length=offers.LONGEST_NAME)
    text_key = forms.ModelChoiceField(ApiKey.objects.none(), label="Key for reading", required=False)
    image_key = forms.ModelChoiceField(ApiKey.objects.none(), label="Key for drawing", required=False)
    economy = forms.BooleanField(label="Economy: half the price for reading, answered within a day", required=False)

    class Meta(BudgetForm.Meta):
        fields: ClassVar[tuple[str, ...]] = TERMS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("text_key", "image_key"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = ApiKey.objects.owned_by(self.instance.owner).usable()

    @cached_property
    def offered(self) -> Offered:
        """What the reader can choose."""
        return offers.offered_to(self.instance.owner)

    @property
    def text_groups(self) -> list[OfferGroup]:
        """The text models by their services."""
        return offers.grouped(self._with_chosen("text"))

    @property
    def image_groups(self) -> list[OfferGroup]:
        """The image models by their services."""
        return offers.grouped(self._with_chosen("image"))

    @property
    def embedding_groups(self) -> list[OfferGroup]:
        """The embedding models by their services."""
        return offers.grouped(self._with_chosen("embedding"))

    @property
    def lacking(self) -> list[Offer]:
        """One offer of each service that the reader has no key for."""
        found: dict[str, Offer] = {}
        for offer in (*self.offered.text, *self.offered.image):
            if not offer.is_usable:
                found.setdefault(offer.entry.service, offer)
        return list(found.values())

    @property
    def retired(self) -> list[str]:
        """Of each chosen model that is shut down or gone: what became of it and what follows, in words."""
        return [words for kind in KINDS if (words := self._why_not(kind))]

    @property
    def text_offer(self) -> Offer | None:
        """The text model that is chosen now."""
        return self._chosen("text")

    @property
    def image_offer(self) -> Offer | None:
        """The image model that is chosen now."""
        return self._chosen("image")

    @property
    def text_keys(self) -> list[ApiKey]:
        """The keys to choose from for reading; none if there is no choice."""
        return self._keys(self.text_offer)

    @property
    def image_keys(self) -> list[ApiKey]:
        """The keys to choose from for drawing; none if there is no choice."""
        return self._keys(self.image_offer)

    @property
    def costs(self) -> Costs:
        """What the book costs as it is chosen now."""
        told = costs.costs_of(self.instance)
        return replace(told, budget=self.cleaned_data.get("budget")) if self.is_bound else told

    def clean_text_model(self) -> str:
        """A text model that the reader can use."""
        return self._usable("text")

    def clean_image_model(self) -> str:
        """An image model that the reader can use."""
        return self._usable("image")

    def clean_embedding_model(self) -> str:
        """An embedding model that the reader can use."""
        return self._usable("embedding")

    def clean(self) -> dict[str, Any]:
        """Keys that fit the models, economy only where there are batches, a budget only where prices are known."""
        cleaned = self.cleaned_data
        for kind in KINDS:
            entry = self._entry(cleaned.get(f"{kind}_model", ""), kind)
            if entry is None:
                continue
            if kind != "embedding":
                cleaned[f"{kind}_key"] = self._key_for(entry, cleaned.get(f"{kind}_key"))
            if kind == "text" and not entry.has_batches:
                cleaned["economy"] = False
            if cleaned.get("budget") is not None and offers.price_of(entry) is None:
                self.add_error(
                    "budget",
                    f"No price is known for {entry.title}, so a budget cannot be kept with it. "
                    "Leave it empty, or choose another model.",
                )
        return cleaned

    def _usable(self, kind: Kind) -> str:
        name: str = self.cleaned_data[f"{kind}_model"] or getattr(self.instance, f"{kind}_model")
        try:
            entry = usable_entry(name, kind)
        except ProviderError as error:
            raise forms.ValidationError(str(error)) from None
        if not entry.is_built_in and usable_key(owner=self.instance.owner, service=entry.service) is None:
            raise forms.ValidationError(f"For {entry.title} you need a key for {title_of(entry.service)}.")
        return entry.name

    def _key_for(self, entry: ModelEntry, chosen: ApiKey | None) -> ApiKey | None:
        """The chosen key if it is one for this model; that of the server which has the model, if there are several."""
        if chosen is not None and chosen.service == entry.service:
            return chosen
        own = [] if entry.is_built_in else self.offered.keys_for(entry.service)
        if len(own) < 2:
            return None
        having = self.offered.key_with(entry.name, entry.kind)
        return next((key for key in own if key.pk == having), None)

    def _entry(self, name: str, kind: Kind) -> ModelEntry | None:
        try:
            return entry_named(name, kind) if name else None
        except ProviderError:
            return None

    def _why_not(self, kind: Kind) -> str:
        try:
            usable_entry(getattr(self.instance, f"{kind}_model"), kind)
        except ProviderError as error:
            return str(error)
        return ""

    def _chosen(self, kind: Kind) -> Offer | None:
        name = getattr(self.instance, f"{kind}_model")
        return next((offer for offer in self._with_chosen(kind) if offer.entry.name == name), None)

    def _with_chosen(self, kind: Kind) -> list[Offer]:
        """All offers, with the model that is chosen already even if its server does not list it just now."""
        listed = self.offered.of_kind(kind)
        name = getattr(self.instance, f"{kind}_model")
        if any(offer.entry.name == name for offer in listed):
            return listed
        entry = self._entry(name, kind)
        if entry is None or entry.is_retired:
            return listed
        return [*listed, Offer(entry, bool(self.offered.keys_for(entry.service)), offers.price_of(entry))]

    def _keys(self, offer: Offer | None) -> list[ApiKey]:
        keys = self.offered.keys_for(offer.entry.service) if offer else []
        return keys if len(keys) > 1 else []


class CapForm(forms.Form):
    """The most that a month may cost."""

    monthly = forms.DecimalField(
        label="Monthly cap", required=False, min_value=Decimal(0), max_digits=10, decimal_places=2,
        help_text="In US dollars, over all books. Empty: no cap.",
    )  # fmt: skip
