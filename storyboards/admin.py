"""Pictures in the admin: look at them, hide what must not be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db import transaction
from django.db.models import Model
from django.template.defaultfilters import pluralize
from django.utils.html import format_html

from storyboards.models import ModerationEvent, PicturePreferences, PictureVersion, Report
from storyboards.pictures.choosing import target_of
from storyboards.safety import moderating
from storyboards.safety.moderating import LONGEST_REASON, ModerationRefused
from storyboards.safety.moderators import is_moderator

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from accounts.models import User

Row = TypeVar("Row", bound=Model)


class ReasonForm(ActionForm):
    """What is done to the selected pictures, and why."""

    reason = forms.CharField(max_length=LONGEST_REASON, required=False, label="Reason, told to the owner:")


@admin.register(PictureVersion)
class PictureVersionAdmin(admin.ModelAdmin[PictureVersion]):
    """Every picture, newest first."""

    list_display = ("thumbnail_shown", "book", "kind", "target", "number", "moderation", "rating", "created")
    list_display_links = ("thumbnail_shown", "book")
    list_filter = ("moderation", "rating", "picture__kind", "origin", "created")
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
        "moderation_reason",
        "moderated_by",
        "rating",
        "rated_by",
        "scores",
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
    action_form = ReasonForm

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

    @admin.action(permissions=["moderate"], description="Hide the selected pictures from readers")
    def hide(self, request: HttpRequest, queryset: QuerySet[PictureVersion]) -> None:
        """Hide pictures, for the reason that is given."""
        self._moderated(request, queryset, moderating.hide)

    @admin.action(permissions=["moderate"], description="Show the selected pictures to readers again")
    def show(self, request: HttpRequest, queryset: QuerySet[PictureVersion]) -> None:
        """Show pictures, for the reason that is given."""
        self._moderated(request, queryset, moderating.restore)

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        """Return whether somebody may moderate: being an admin does not do."""
        return is_moderator(request.user)

    def _moderated(
        self, request: HttpRequest, queryset: QuerySet[PictureVersion], deed: Callable[..., PictureVersion]
    ) -> None:
        """Do it to all of them, or to none without a reason."""
        reason = request.POST.get("reason", "")
        try:
            with transaction.atomic():
                done = [deed(version=version, by=cast("User", request.user), reason=reason) for version in queryset]
        except ModerationRefused as refused:
            messages.error(request, str(refused))
            return
        label = done[0].get_moderation_display() if done else ""
        messages.success(request, f"{len(done)} picture{pluralize(len(done), ' is,s are')} {label} now.")


class ReadOnlyAdmin(admin.ModelAdmin[Row]):
    """Rows to look at, and nothing else."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: they come about where they happen."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """Return False: they are looked at."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """Return False: they are evidence."""
        return False


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin[Report]):
    """What readers say is wrong with pictures; moderators answer it on their own page."""

    list_display = ("reason", "state", "words", "version", "created", "closed")
    list_filter = ("state", "reason", "created")
    fields = ("reason", "words", "state", "version", "reporter", "created", "closed")
    ordering = ("-created",)


@admin.register(ModerationEvent)
class ModerationEventAdmin(ReadOnlyAdmin[ModerationEvent]):
    """The audit trail. The database itself refuses to change it."""

    list_display = ("at", "action", "by", "reason", "owner", "version")
    list_filter = ("action", "at")
    search_fields = ("by", "owner", "version", "picture", "vividpage")
    fields = ("at", "action", "by", "reason", "version", "picture", "vividpage", "owner", "before", "after")
    ordering = ("-id",)


@admin.register(PicturePreferences)
class PicturePreferencesAdmin(admin.ModelAdmin[PicturePreferences]):
    """What readers want of pictures. A wrong date of birth is mended here: readers tell theirs once."""

    list_display = ("reader", "birth_date", "adult", "violent")
    search_fields = ("reader__email",)
    fields = ("reader", "birth_date")
    readonly_fields = ("reader",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: readers set what they want."""
        return False
