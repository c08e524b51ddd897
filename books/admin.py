"""Books in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin, messages

from books import services
from books.models import VividPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from django.http import HttpRequest


@admin.register(VividPage)
class VividPageAdmin(admin.ModelAdmin[VividPage]):
    """Find books and see how they stand. Their text is their readers' own and is not shown."""

    list_display = ("title", "author", "owner", "status", "scene_count", "word_count", "budget", "created")
    list_filter = ("status", "style", "text_model", "image_model", "created")
    list_select_related = ("owner", "budget")
    search_fields = ("title", "owner__email", "=id")
    fields = (
        "id",
        "owner",
        "title",
        "authors",
        "language",
        "series",
        "series_index",
        "subjects",
        "description",
        "status",
        "style",
        "density",
        "resolution",
        "text_model",
        "image_model",
        "budget",
        "chapter_count",
        "scene_count",
        "word_count",
        "warnings",
        "created",
        "completed",
    )
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: books are uploaded by their readers."""
        return False

    def get_deleted_objects(
        self, objs: QuerySet[VividPage] | Sequence[VividPage], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Delete a book with all that was made of it, for whoever may delete books, and without listing every scene."""
        return [str(vividpage) for vividpage in objs], {"books with all that was made of them": len(objs)}, set(), []

    def delete_model(self, request: HttpRequest, obj: VividPage) -> None:
        """Delete a book with its files."""
        self._delete(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[VividPage]) -> None:
        """Delete books with their files."""
        for vividpage in queryset:
            self._delete(request, vividpage)

    def _delete(self, request: HttpRequest, vividpage: VividPage) -> None:
        try:
            services.delete(vividpage=vividpage)
        except services.BookKept as kept:
            self.message_user(request, str(kept), level=messages.ERROR)
