"""Models, calls, batches and limits in the admin. What was asked and answered is never shown, nor any secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin

from providers.choosing.catalogue import Kind, entries
from providers.models import Batch, Budget, CatalogueModel, PaidCall, Throttle
from providers.money.budgets import set_cap, too_little
from providers.services import service_named, services_with_access

if TYPE_CHECKING:
    from decimal import Decimal

    from django.db.models import QuerySet
    from django.http import HttpRequest

PRICED_BY_TOKENS = ("input_price", "output_price")


class CatalogueModelForm(forms.ModelForm[CatalogueModel]):
    """A model as an admin enters it."""

    service = forms.ChoiceField(choices=lambda: [(s.name, s.title) for s in services_with_access()])

    class Meta:
        model = CatalogueModel
        fields = CatalogueModel.FIELDS

    def clean(self) -> dict[str, Any]:
        """Check that the name, the service, the prices and the successor are of a model that can be."""
        cleaned = super().clean() or self.cleaned_data
        self._check_name(cleaned)
        self._check_prices(cleaned)
        self._check_successor(cleaned)
        return cleaned

    def _check_name(self, cleaned: dict[str, Any]) -> None:
        name, service, kind = (cleaned.get(field) for field in ("name", "service", "kind"))
        if name and service and (not name.startswith(f"{service}/") or not name.removeprefix(f"{service}/").strip()):
            self.add_error("name", f"The name is {service}/ and what the service calls the model.")
        if service and kind and kind not in service_named(service).kinds:
            self.add_error("kind", "This service has no such models.")

    def _check_prices(self, cleaned: dict[str, Any]) -> None:
        for field in (*PRICED_BY_TOKENS, "picture_price", "character_price", "second_price"):
            if (cleaned.get(field) or 0) < 0:
                self.add_error(field, "A price is 0 or more.")
        if cleaned.get("kind") == "text" and len({cleaned.get(field) is None for field in PRICED_BY_TOKENS}) > 1:
            self.add_error("output_price", "Enter both prices, for what is read and for what is written, or neither.")
        if cleaned.get("picture_price") is not None and cleaned.get("kind") != "image":
            self.add_error("picture_price", "Only image models have a price for each picture.")
        if cleaned.get("character_price") is not None and cleaned.get("kind") != "speech":
            self.add_error("character_price", "Only speech models have a price for characters.")
        if cleaned.get("second_price") is not None and cleaned.get("kind") != "video":
            self.add_error("second_price", "Only video models have a price for seconds.")

    def _check_successor(self, cleaned: dict[str, Any]) -> None:
        successor: str = cleaned.get("successor") or ""
        kind: Kind | None = cleaned.get("kind")
        if not successor or kind is None:
            return
        if successor == cleaned.get("name"):
            self.add_error("successor", "A model does not follow itself.")
        elif successor not in {entry.name for entry in entries(kind) if not entry.is_retired}:
            self.add_error("successor", f"No {kind} model of that name can be chosen.")


@admin.register(CatalogueModel)
class CatalogueModelAdmin(admin.ModelAdmin[CatalogueModel]):
    """Add models to the catalogue, or change those that it has by an entry of the same name and kind."""

    form = CatalogueModelForm
    list_display = ("name", "kind", "title", "input_price", "output_price", "picture_price", "retired", "successor")
    list_filter = ("kind", "service", ("retired", admin.EmptyFieldListFilter))
    search_fields = ("name", "title")
    ordering = ("kind", "name")
    fieldsets = (
        (None, {"fields": ("service", "name", "kind", "title", "note")}),
        (
            "What it can do",
            {
                "description": "What is left empty stays as the catalogue has it, or is assumed with care.",
                "fields": (
                    "context_tokens",
                    "most_output_tokens",
                    "references",
                    "any_size",
                    "adult",
                    "quality",
                    "concurrency",
                    "clip_seconds",
                ),
            },
        ),
        (
            "What it costs",
            {
                "description": "Left empty, published prices hold. USD per million tokens, picture, second of a clip.",
                "fields": ("input_price", "output_price", "picture_price", "character_price", "second_price"),
            },
        ),
        ("Shut down", {"fields": ("retired", "successor")}),
    )


class ReadOnlyAdmin:
    """What services write and nobody changes by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: only services add."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Return False: only services change."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Return False: what was paid stays written."""
        return False


@admin.register(PaidCall)
class PaidCallAdmin(ReadOnlyAdmin, admin.ModelAdmin[PaidCall]):
    """Follow calls and what they cost."""

    fields = (
        "id",
        "user",
        "title",
        "purpose",
        "label",
        "service",
        "model",
        "state",
        "batch",
        "month",
        "reserved",
        "cost",
        "is_priced",
        "usage",
        "reason",
        "created",
        "settled",
    )
    list_display = ("created", "user", "title", "purpose", "model", "state", "cost", "is_priced")
    list_filter = ("state", "service", "purpose", "is_priced", "month", "model")
    list_select_related = ("user",)
    search_fields = ("user__email", "title", "=id")
    date_hierarchy = "created"
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[PaidCall]:
        """Leave out what was asked and answered."""
        return super().get_queryset(request).defer("request", "response")


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin, admin.ModelAdmin[Batch]):
    """Follow batches."""

    list_display = ("created", "service", "state", "remote_id", "looked_at")
    list_filter = ("state", "service")
    search_fields = ("remote_id", "=id")
    fields = ("id", "service", "remote_id", "state", "created", "looked_at")


@admin.register(Throttle)
class ThrottleAdmin(admin.ModelAdmin[Throttle]):
    """See which keys are asked more slowly; deleting a throttle lets its key be asked at full speed again."""

    list_display = ("key", "limit", "not_before", "failures")
    readonly_fields = ("key", "limit", "not_before", "failures")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: services tell how fast they bear to be asked."""
        return False


class BudgetAdminForm(forms.ModelForm[Budget]):
    """A limit as an admin enters it."""

    class Meta:
        model = Budget
        fields = ("owner", "limit")

    def clean_limit(self) -> Decimal | None:
        """Check the limit: of a book, not less than is spent or being spent."""
        limit: Decimal | None = self.cleaned_data["limit"]
        if self.instance.kind == Budget.Kind.BOOK and limit is not None and limit < self.instance.committed:
            raise forms.ValidationError(too_little(self.instance))
        return limit


@admin.register(Budget)
class BudgetAdmin(admin.ModelAdmin[Budget]):
    """See what readers spend, and set what they may spend: adding sets a reader's monthly cap."""

    form = BudgetAdminForm
    list_display = ("kind", "month", "owner", "limit", "spent", "reserved")
    list_filter = ("kind", "month")
    list_select_related = ("owner",)
    search_fields = ("owner__email", "=subject")
    autocomplete_fields = ("owner",)
    readonly_fields = ("kind", "subject", "month", "spent", "reserved")

    def get_fields(self, request: HttpRequest, obj: Budget | None = None) -> Any:
        """Leave out of a new budget, which is of this month, what nobody has spent yet."""
        return ("owner", "limit") if obj is None else ("owner", *self.readonly_fields, "limit")

    def get_readonly_fields(self, request: HttpRequest, obj: Budget | None = None) -> tuple[str, ...]:
        """Return whose it is, which does not change."""
        return () if obj is None else ("owner", *self.readonly_fields)

    def has_delete_permission(self, request: HttpRequest, obj: Budget | None = None) -> bool:
        """Return False: what was paid stays written."""
        return False

    def save_model(self, request: HttpRequest, obj: Budget, form: BudgetAdminForm, change: bool) -> None:
        """Change a limit, or set the cap of this month and those that follow."""
        if change:
            obj.save(update_fields=["limit"])
            return
        obj.pk = set_cap(user=obj.owner, monthly=obj.limit).pk
        obj.refresh_from_db()
