"""The audit log in the admin: everything is read, nothing is added, changed or deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth import get_user_model

from audit.models import Entry

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet
    from django.http import HttpRequest


@admin.register(Entry)
class EntryAdmin(admin.ModelAdmin[Entry]):
    """Find out who did what, when and from where; accounts by their address, or by the id of one that is gone."""

    list_display = ("at", "event", "whose", "who", "network", "device", "details")
    list_filter = ("event", "at")
    search_fields = ("subject", "actor", "network")
    search_help_text = "An e-mail address, the id of an account, or a network"
    date_hierarchy = "at"
    fields = ("id", "at", "event", "whose", "subject", "who", "actor", "network", "device", "details")
    readonly_fields = fields
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: it writes itself."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False: retention alone deletes."""
        return False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Entry], search_term: str
    ) -> tuple[QuerySet[Entry], bool]:
        """Look for the account of an address as well."""
        if "@" not in search_term:
            return super().get_search_results(request, queryset, search_term)
        ids = get_user_model().objects.filter(email__iexact=search_term.strip()).values("pk")
        return queryset.filter(subject__in=ids) | queryset.filter(actor__in=ids), False

    @admin.display(description="account")
    def whose(self, entry: Entry) -> str:
        """Return whose account it was done to."""
        return _named(entry.subject)

    @admin.display(description="by")
    def who(self, entry: Entry) -> str:
        """Return who did it."""
        return _named(entry.actor)


def _named(account: UUID | None) -> str:
    """Return the address of an account that is there, else its id."""
    if account is None:
        return "–"
    user = get_user_model().objects.filter(pk=account).first()
    return str(user) if user is not None else f"{account} (deleted)"
