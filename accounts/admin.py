"""Users and their keys in the admin; of a key, what its reader sees, and never what is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin

from accounts import keys
from accounts.access import sessions
from accounts.factors.removing import take_away
from accounts.models import ApiKey, User
from audit.clients import device_of, shortened

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


# allauth's own pages of them show what is sealed, and whole addresses.
admin.site.unregister([Authenticator, UserSession])


@admin.register(User)
class UserAdmin(DjangoUserAdmin):  # type: ignore[type-arg]  # it takes none at run time
    """Find people, switch them off, let them into the admin."""

    ordering = ("-date_joined",)
    list_display = ("email", "full_name", "is_staff", "is_active", "date_joined", "last_login")
    list_filter = ("is_staff", "is_active")
    search_fields = ("email", "full_name")
    readonly_fields = ("id", "date_joined", "last_login")
    fieldsets = (
        (None, {"fields": ("id", "email", "full_name", "password")}),
        ("Permissions", {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        ("Dates", {"fields": ("date_joined", "last_login")}),
    )
    add_fieldsets = ((None, {"classes": ("wide",), "fields": ("email", "password1", "password2")}),)
    actions = ["switch_off"]

    @admin.action(permissions=["change"], description="Switch the selected accounts off, also for whoever is leaving")
    def switch_off(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Switch accounts off until an admin switches them on; one's own stays on."""
        for user in queryset:
            if user == request.user:
                continue
            user.is_active = False
            user.save(update_fields=["is_active"])
        messages.success(request, "Switched off.")


@admin.register(ApiKey)
class ApiKeyAdmin(admin.ModelAdmin[ApiKey]):
    """See whose keys there are, and switch them off."""

    list_display = ("nickname", "owner", "service", "last_four", "is_active", "created", "last_used")
    list_filter = ("service", "is_active")
    list_select_related = ("owner",)
    search_fields = ("owner__email", "nickname")
    fields = (
        "id",
        "owner",
        "service",
        "nickname",
        "base_url",
        "last_four",
        "is_active",
        "created",
        "last_used",
        "kek_id",
    )
    readonly_fields = fields
    actions = ["switch_off"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ApiKey]:
        """Leave out what is sealed."""
        return super().get_queryset(request).defer("sealed")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: readers add their keys."""
        return False

    @admin.action(permissions=["change"], description="Switch the selected keys off")
    def switch_off(self, request: HttpRequest, queryset: QuerySet[ApiKey]) -> None:
        """Stop keys from being used; their readers can switch them on again."""
        for api_key in queryset:
            keys.switch_key(api_key=api_key, is_active=False)
        messages.success(request, "Switched off.")


SHOWN = frozenset({"user", "type"})
"""By what lists of sessions and second factors may be asked."""


class _SeenAndDeleted(admin.ModelAdmin[Any]):
    """Rows that are made elsewhere; an admin sees them, and may delete them."""

    actions = ["delete_selected"]

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """Return whether a list may be asked by a field: a key of a session would be guessed letter by letter."""
        return lookup.partition("__")[0] in SHOWN and super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: readers make them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False."""
        return False


@admin.register(Authenticator)
class AuthenticatorAdmin(_SeenAndDeleted):
    """Second factors, without their secrets. Whoever has lost theirs is let in again by deleting them."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__email",)
    fields = ("user", "type", "created_at", "last_used_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave out recovery codes, which go with the last factor."""
        return super().get_queryset(request).exclude(type=Authenticator.Type.RECOVERY_CODES)

    def delete_model(self, request: HttpRequest, obj: Authenticator) -> None:
        """Take a factor away, and end the sessions."""
        take_away(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Authenticator]) -> None:
        """Take factors away, and end the sessions of their readers."""
        for factor in queryset.select_related("user"):
            take_away(factor)


@admin.register(UserSession)
class UserSessionAdmin(_SeenAndDeleted):
    """Where people are signed in. To delete a session is to end it."""

    list_display = ("user", "device", "network", "created_at", "last_seen_at")
    list_select_related = ("user",)
    search_fields = ("user__email",)
    fields = ("user", "device", "network", "created_at", "last_seen_at")
    readonly_fields = ("device", "network")

    @admin.display(description="device")
    def device(self, session: UserSession) -> str:
        """Return what it is used on."""
        return device_of(session.user_agent)

    @admin.display(description="network")
    def network(self, session: UserSession) -> str:
        """Return from where it was last used, shortened."""
        return shortened(session.ip)

    def delete_model(self, request: HttpRequest, obj: UserSession) -> None:
        """End a session."""
        sessions.end_session(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[UserSession]) -> None:
        """End sessions."""
        for session in queryset:
            sessions.end_session(session)
