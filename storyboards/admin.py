"""Pictures in the admin: look at them, hide what must not be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import admin, messages
from django.template.defaultfilters import pluralize
from django.utils.html import format_html

from storyboards.models import PictureVersion
from storyboards.pictures import keeping
from storyboards.pictures.choosing import target_of

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from accounts.models import User


@admin.register(PictureVersion)
class PictureVersionAdmin(admin.ModelAdmin[PictureVersion]):
    """Every picture, newest first."""

    list_display = ("thumbnail_shown", "book", "kind", "target", "number", "moderation", "created")
    list_display_links = ("thumbnail_shown", "book")
    list_filter = ("moderation", "picture__kind", "origin", "created")
    list_select_related = ("picture__vividpage__owner", "picture__scene", "picture__person", "picture__place")
    search_fields = ("picture__vividpage__title", "picture__vividpage__owner__email")
    fields = (
        "image_shown",
        "book",
        "kind",
        "target",
        "number",
        "origin",
        "moderation",
        "moderated_by",
        "prompt",
        "negative_prompt",
        "parameters",
        "request",
        "requested_by",
        "cost",
        "width",
        "height",
        "size",
        "created",
    )
    readonly_fields = fields
    ordering = ("-created",)
    actions = ["hide", "show"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: pictures are drawn, not added."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: PictureVersion | None = None) -> bool:
        """Return False: a picture is hidden, not deleted, as it has been paid for."""
        return False

    @admin.display(description="picture")
    def thumbnail_shown(self, version: PictureVersion) -> SafeString:
        """Show the thumbnail."""
        return format_html('<img src="{}" width="96" alt="">', (version.thumbnail or version.image).url)

    @admin.display(description="picture")
    def image_shown(self, version: PictureVersion) -> SafeString:
        """Show the picture."""
        return format_html('<img src="{}" width="480" alt="">', version.image.url)

    @admin.display(description="book", ordering="picture__vividpage__title")
    def book(self, version: PictureVersion) -> str:
        """Show the book's title."""
        return version.picture.vividpage.title

    @admin.display(description="kind", ordering="picture__kind")
    def kind(self, version: PictureVersion) -> str:
        """Show the kind: a scene's, a person's, …"""
        return version.picture.get_kind_display()

    @admin.display(description="of", ordering="picture__scene__number")
    def target(self, version: PictureVersion) -> str:
        """Show the scene's number, the person or the place."""
        target = target_of(version.picture)
        return str(target) if target else ""

    @admin.action(permissions=["change"], description="Hide the selected pictures from readers")
    def hide(self, request: HttpRequest, queryset: QuerySet[PictureVersion]) -> None:
        """Hide pictures."""
        self._moderate(request, queryset, PictureVersion.Moderation.HIDDEN)

    @admin.action(permissions=["change"], description="Show the selected pictures to readers again")
    def show(self, request: HttpRequest, queryset: QuerySet[PictureVersion]) -> None:
        """Show pictures."""
        self._moderate(request, queryset, PictureVersion.Moderation.SHOWN)

    def _moderate(
        self, request: HttpRequest, queryset: QuerySet[PictureVersion], moderation: PictureVersion.Moderation
    ) -> None:
        for version in queryset:
            keeping.moderate(version=version, moderation=moderation, by=cast("User", request.user))
        count = len(queryset)
        messages.success(request, f"{count} picture{pluralize(count, ' is,s are')} {moderation.label} now.")
