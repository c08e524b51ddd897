"""Storyboards in the admin: look at pictures, hide what must not be shown."""

from __future__ import annotations

from typing import cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User
from storyboards.models import StoryboardVersion
from storyboards.pictures import keeping


@admin.register(StoryboardVersion)
class StoryboardVersionAdmin(admin.ModelAdmin[StoryboardVersion]):
    """Every picture, newest first."""

    list_display = ("thumbnail_shown", "book", "scene_number", "number", "moderation", "created")
    list_display_links = ("thumbnail_shown", "book")
    list_filter = ("moderation", "created")
    list_select_related = ("storyboard__scene__vividpage__owner",)
    search_fields = ("storyboard__scene__vividpage__title", "storyboard__scene__vividpage__owner__email")
    fields = (
        "image_shown", "book", "scene_number", "number", "moderation", "moderated_by", "prompt", "negative_prompt",
        "parameters", "width", "height", "size", "created",
    )  # fmt: skip
    readonly_fields = fields
    ordering = ("-created",)
    actions = ["hide", "show"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Pictures are drawn, not added."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: StoryboardVersion | None = None) -> bool:
        """A picture is hidden, not deleted: it has been paid for."""
        return False

    @admin.display(description="picture")
    def thumbnail_shown(self, version: StoryboardVersion) -> SafeString:
        """The thumbnail."""
        return format_html('<img src="{}" width="96" alt="">', version.thumbnail.url)

    @admin.display(description="picture")
    def image_shown(self, version: StoryboardVersion) -> SafeString:
        """The picture."""
        return format_html('<img src="{}" width="480" alt="">', version.image.url)

    @admin.display(description="book", ordering="storyboard__scene__vividpage__title")
    def book(self, version: StoryboardVersion) -> str:
        """The book's title."""
        return version.storyboard.scene.vividpage.title

    @admin.display(description="scene", ordering="storyboard__scene__number")
    def scene_number(self, version: StoryboardVersion) -> int:
        """The scene's number."""
        return version.storyboard.scene.number

    @admin.action(permissions=["change"], description="Hide the selected pictures from readers")
    def hide(self, request: HttpRequest, queryset: QuerySet[StoryboardVersion]) -> None:
        """Hide pictures."""
        self._moderate(request, queryset, StoryboardVersion.Moderation.HIDDEN)

    @admin.action(permissions=["change"], description="Show the selected pictures to readers again")
    def show(self, request: HttpRequest, queryset: QuerySet[StoryboardVersion]) -> None:
        """Show pictures."""
        self._moderate(request, queryset, StoryboardVersion.Moderation.SHOWN)

    def _moderate(
        self, request: HttpRequest, queryset: QuerySet[StoryboardVersion], moderation: StoryboardVersion.Moderation
    ) -> None:
        for version in queryset:
            keeping.moderate(version=version, moderation=moderation, by=cast(User, request.user))
        messages.success(request, f"{queryset.count()} pictures are {moderation.label} now.")
