"""Users and their keys in the admin; of a key, what its reader sees, and never what is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin

from accounts import keys
from accounts.models import ApiKey, User

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


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
