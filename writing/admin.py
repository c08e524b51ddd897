"""Books that are written here in the admin: how each stands, without a word of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin

from writing.models import WrittenBook

if TYPE_CHECKING:
    from django.http import HttpRequest


@admin.register(WrittenBook)
class WrittenBookAdmin(admin.ModelAdmin[WrittenBook]):
    """Every book, newest first. Nothing is changed here: what writers ask for and write is theirs."""

    list_display = ("vividpage", "kind", "author", "state", "approved", "created")
    list_filter = ("kind", "state", "created")
    list_select_related = ("vividpage",)
    search_fields = ("vividpage__title", "vividpage__owner__email")
    fields = ("vividpage", "kind", "author", "economy", "state", "approved", "created")
    readonly_fields = fields
    ordering = ("-created",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: books are begun by their writers."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: WrittenBook | None = None) -> bool:
        """Return False: a book is deleted with its files and jobs, by its owner."""
        return False
