"""Films in the admin: how each was made and from what; moderators withhold films, and show them again."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import admin, messages
from django.db import transaction
from django.template.defaultfilters import filesizeformat, pluralize

from films.models import Clip, Film, FilmWish, Passage, Shot
from films.services.moderating import release, withhold
from storyboards.admin import ReadOnlyAdmin, ReasonForm
from storyboards.safety.moderating import ModerationRefused
from storyboards.safety.moderators import is_moderator

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from accounts.models import User


@admin.register(Film)
class FilmAdmin(admin.ModelAdmin[Film]):
    """Every film, newest first. Its files are played on its own page."""

    list_display = ("vividpage", "owner", "shape", "state", "grows", "plays", "size", "withheld", "created")
    list_filter = ("state", "grows", ("withheld", admin.EmptyFieldListFilter), "created")
    list_select_related = ("vividpage__owner",)
    search_fields = ("vividpage__title", "vividpage__owner__email", "=id", "=vividpage__id")
    fields = (
        "vividpage",
        "owner",
        "state",
        "reason",
        "options",
        "grows",
        "withheld",
        "withheld_reason",
        "done",
        "total",
        "plays",
        "size",
        "unspoken",
        "unmoved",
        "created",
        "finished",
    )
    readonly_fields = fields
    ordering = ("-created",)
    actions = ("withhold", "release")
    action_form = ReasonForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: films are made."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Film | None = None) -> bool:
        """Return False: a film goes with its files and jobs, by its owner or with its book; moderators withhold it."""
        return False

    @admin.display(description="owner", ordering="vividpage__owner__email")
    def owner(self, film: Film) -> str:
        """Show whose book it is of."""
        return film.vividpage.owner.email

    @admin.display(description="shape")
    def shape(self, film: Film) -> str:
        """Show whether it is wide, square or upright."""
        return str(film.options.get("shape", ""))

    @admin.display(description="plays", ordering="seconds")
    def plays(self, film: Film) -> str:
        """Show how long it plays."""
        return f"{film.seconds / 60:.1f} min" if film.has_files else ""

    @admin.display(description="size", ordering="bytes")
    def size(self, film: Film) -> str:
        """Show how large all its files are."""
        return filesizeformat(film.bytes)

    @admin.action(permissions=["moderate"], description="Withhold the selected films from everybody")
    def withhold(self, request: HttpRequest, queryset: QuerySet[Film]) -> None:
        """Withhold films, for the reason that is given."""
        self._moderated(request, queryset, withhold, "withheld")

    @admin.action(permissions=["moderate"], description="Show the selected films again")
    def release(self, request: HttpRequest, queryset: QuerySet[Film]) -> None:
        """Show films again, for the reason that is given."""
        self._moderated(request, queryset, release, "shown again")

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        """Return whether somebody may moderate: being an admin does not do."""
        return is_moderator(request.user)

    def _moderated(self, request: HttpRequest, queryset: QuerySet[Film], deed: Callable[..., Film], words: str) -> None:
        """Do it to all of them, or to none without a reason."""
        by, reason = cast("User", request.user), request.POST.get("reason", "")
        try:
            with transaction.atomic():
                done = [deed(film=film, by=by, reason=reason) for film in queryset]
        except ModerationRefused as refused:
            messages.error(request, str(refused))
            return
        messages.success(request, f"{len(done)} film{pluralize(len(done))} {words}.")


@admin.register(Shot)
class ShotAdmin(ReadOnlyAdmin[Shot]):
    """Shots: which picture each shows and how long. What is told in them is not shown here."""

    list_display = ("film", "order", "kind", "chapter", "frames", "starts")
    list_filter = ("kind",)
    list_select_related = ("film",)
    search_fields = ("=film__id", "=key", "=version", "=scene")
    fields = ("film", "order", "key", "kind", "chapter", "scene", "version", "frames", "fades", "from_black", "starts")
    ordering = ("film", "order")
    show_full_result_count = False


@admin.register(Clip)
class ClipAdmin(ReadOnlyAdmin[Clip]):
    """Clips of video services, or why there are none. The words that were sent say only what moves."""

    list_display = ("film", "order", "seconds", "is_refused", "reason")
    list_filter = ("is_refused",)
    list_select_related = ("film",)
    search_fields = ("=film__id", "=key")
    fields = ("film", "order", "key", "prompt", "seconds", "is_refused", "reason")
    ordering = ("film", "order")
    show_full_result_count = False


@admin.register(Passage)
class PassageAdmin(ReadOnlyAdmin[Passage]):
    """Passages that are spoken, without their text."""

    list_display = ("film", "order", "voice", "seconds")
    list_select_related = ("film",)
    search_fields = ("=film__id", "=key")
    fields = ("film", "order", "key", "voice", "seconds")
    ordering = ("film", "order")
    show_full_result_count = False


@admin.register(FilmWish)
class FilmWishAdmin(ReadOnlyAdmin[FilmWish]):
    """Films that are to follow their book and have not been begun yet."""

    list_display = ("vividpage", "by", "created", "not_before")
    list_select_related = ("vividpage", "by")
    fields = ("vividpage", "by", "options", "created", "not_before")
    ordering = ("created",)
